import { testRule } from '../../support/rule-tester.ts';

const asked = `
  | Document  | School               | As of    | Note |
  | Agreement | Elm Park High School | 1/9/2025 |      |`;
const askedAhead = `
  | Document  | School               | As of     | Note |
  | Agreement | Elm Park High School | 31/3/2027 |      |`;
const why = 'There are no records of the alliance as of 1 September 2025. Ask for a later day.';

testRule('GEN-19', 'alliance', {
  passes: [
    { name: 'nothing was refused', tabs: { Documents: asked } },
    { name: 'the day asked for has come', asOf: '2027-03-31', tabs: { Documents: askedAhead } },
  ],
  fails: [
    {
      name: 'the day asked for is still to come, whatever was said of the row before',
      asOf: '2027-03-30',
      tabs: { Documents: askedAhead },
      refused: { ['working-protocols/agreement\u001f990001\u001f2027-03-31']: why },
      findings: [
        { at: 'Documents!A2', message: 'waits', severity: 'note', says: 'as of 31 March 2027, a day to come' },
      ],
    },
    {
      name: 'the row was refused when it was last tried',
      tabs: { Documents: asked },
      refused: { ['working-protocols/agreement\u001f990001\u001f2025-09-01']: why, 'of another row': 'No.' },
      findings: [{ at: 'Documents!A2', message: 'refused', severity: 'problem', says: 'A2 asks for a document' }],
    },
    {
      name: 'the document that was made leaves somebody out',
      tabs: { Documents: asked },
      leftOut: {
        ['working-protocols/agreement\u001f990001\u001f2025-09-01']: '2025-0004 leaves one out.',
        'of another row': 'No.',
      },
      findings: [{ at: 'Documents!A2', message: 'leftOut', severity: 'note', fix: '2025-0004 leaves one out.' }],
    },
  ],
});
