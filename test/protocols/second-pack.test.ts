import { ADOPTED, HARBOUR_STATEMENT, withHarbour } from '../support/drawn-pack.ts';
import { testRule, USUAL_ALLIANCE } from '../support/rule-tester.ts';

const Settings = `${USUAL_ALLIANCE['Settings']}\n| ${ADOPTED.join(' | ')} |`;
const YEAR_OVER = '2026-09-01';

testRule(
  'HC-25',
  'alliance',
  {
    passes: [
      {
        name: 'a day that was held',
        asOf: YEAR_OVER,
        tabs: { Settings, Meetings: '| Date | Kind |\n| 12/11/2025 | Working group |' },
      },
    ],
    fails: [
      {
        name: 'none was',
        asOf: YEAR_OVER,
        tabs: { Settings },
        findings: ['Elm Park High School', "St Aldhelm's School", 'The Meadows'].map((school) => ({
          at: 'Meetings',
          message: 'none',
          severity: 'breach',
          says: `${school} has held no open day.`,
        })),
      },
    ],
  },
  withHarbour,
);

testRule(
  'HC-00',
  'school',
  {
    passes: [
      {
        name: 'its own clauses are answered, whatever the other statement says',
        asOf: YEAR_OVER,
        alliance: { Settings },
        tabs: {
          [HARBOUR_STATEMENT]: '| Protocol | Answer | Note |\n| 3 | Yes | |\n| a4 | Partly | A rope was lost |',
          'Statement (working protocols)': '| Protocol | Answer | Note |\n| 1 | | |',
        },
      },
    ],
    fails: [
      {
        name: 'its clause 3 is not the other’s',
        asOf: '2026-06-30',
        alliance: { Settings },
        tabs: {
          [HARBOUR_STATEMENT]: '| Protocol | Answer | Note |\n| 3 | | |\n| A4 | No | |\n| 5 | Yes | |',
          'Statement (working protocols)': '| Protocol | Answer | Note |\n| 3 | Yes | |',
        },
        findings: [
          { at: HARBOUR_STATEMENT, message: 'open', says: '1 of 2 protocols (3).' },
          { at: `${HARBOUR_STATEMENT}!C3`, message: 'why', says: 'Protocol A4 is answered No' },
          { at: `${HARBOUR_STATEMENT}!A4`, message: 'unknown', says: 'names protocol 5' },
        ],
      },
      {
        name: 'the year is over',
        asOf: YEAR_OVER,
        alliance: { Settings },
        tabs: { [HARBOUR_STATEMENT]: '| Protocol | Answer | Note |\n| 3 | Yes | |' },
        findings: [{ at: HARBOUR_STATEMENT, message: 'unanswered', says: '1 of 2 protocols (A4).' }],
      },
    ],
  },
  withHarbour,
);
