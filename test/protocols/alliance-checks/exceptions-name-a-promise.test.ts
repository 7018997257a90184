import { ADOPTED, withHarbour } from '../../support/drawn-pack.ts';
import { testRule, USUAL_ALLIANCE } from '../../support/rule-tester.ts';

const HEADINGS = '| School | Protocols | Clause | Reason | Agreed on |';
const rows = (...typed: [protocols: string, clause: string][]) =>
  `${HEADINGS}${typed.map(([protocols, clause], at) => `\n| Elm Park High School | ${protocols} | ${clause} | Agreed | ${at + 1}/11/2025 |`).join('')}`;
const BOTH = `${USUAL_ALLIANCE['Settings']}\n| ${ADOPTED.join(' | ')} |`;

testRule(
  'GEN-18',
  'alliance',
  {
    passes: [
      {
        name: 'a protocol that is checked, however it is typed, where no other protocols are adopted',
        tabs: {
          Exceptions: rows(['Working protocols', '21'], ['working protocols', '=25'], ['', 'protocol 26'], ['', '27.']),
        },
      },
      {
        name: 'each of two adopted, by its name',
        tabs: { Settings: BOTH, Exceptions: rows(['Working protocols', '25'], ['Harbour compact', '25']) },
      },
    ],
    fails: [
      {
        name: 'one that the head answers for once a year, and one that is none',
        tabs: { Exceptions: rows(['Working protocols', '21'], ['', '1'], ['', '99'], ['Working protocols', 'A4']) },
        findings: [
          {
            at: 'Exceptions!C3',
            message: 'notChecked',
            severity: 'problem',
            says: 'C3 says 1, and no check speaks for that clause of the working protocols.',
          },
          { at: 'Exceptions!C4', message: 'notAClause', says: 'C4 says 99, which is not a clause of the working' },
          { at: 'Exceptions!C5', message: 'notAClause', says: 'C5 says A4, which is not a clause of the working' },
        ],
      },
      {
        name: 'a clause that is the other protocols’',
        tabs: { Settings: BOTH, Exceptions: rows(['Harbour compact', '21'], ['Harbour compact', 'A4']) },
        findings: [
          { at: 'Exceptions!C2', message: 'notAClause', says: 'C2 says 21, which is not a clause of the harbour' },
          { at: 'Exceptions!C3', message: 'notChecked', says: 'C3 says A4, and no check speaks for that clause' },
        ],
      },
      {
        name: 'no protocols named where two are adopted',
        tabs: { Settings: BOTH, Exceptions: rows(['', '25']) },
        findings: [
          {
            at: 'Exceptions!B2',
            message: 'whichProtocols',
            severity: 'problem',
            says: 'B2 is blank, and the alliance has adopted more than one: Working protocols and Harbour compact.',
          },
        ],
      },
      {
        name: 'protocols that were never adopted',
        tabs: { Exceptions: rows(['Harbour compact', '25']) },
        findings: [
          {
            at: 'Exceptions!B2',
            message: 'notAdopted',
            says: 'B2 says Harbour compact, which the alliance has not adopted.',
          },
        ],
      },
    ],
  },
  withHarbour,
);
