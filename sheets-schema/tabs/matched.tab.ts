import { text } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required } from '../tab.ts';

export const matchedTab = defineTab({
  id: 'matched',
  title: 'Matched',
  purpose:
    'Lines at the bank that may be what somebody typed. Concordat fills it in; only Same is for you, and nothing doubtful counts before.',
  columns: {
    atTheBank: optional('At the bank', text({}), 'The line, as Bank has it.', { width: 34 }),
    typed: optional('Typed', text({}), 'What it may be, as it is typed.', { width: 60 }),
    why: optional('Why it is asked', text({}), 'What the two have in common.', { width: 44 }),
    same: optional('Same', yesNo, 'Yes where the line is what is typed; No where it is not.', { width: 10 }),
    line: required('Line', text({}), 'By this Concordat knows the line. Leave it as it is.', {
      width: 10,
      hidden: true,
    }),
    rows: required('Rows', text({}), 'By this Concordat knows the rows. Leave it as it is.', {
      width: 10,
      hidden: true,
    }),
  },
  key: ['line', 'rows'],
  saysNothingWithout: 'same',
  mayRepeat: true,
  mostRows: 5_000,
});
