import { choice } from '../cells/choice.ts';
import { clauseReference } from '../cells/clause-reference.ts';
import { date } from '../cells/date.ts';
import { personName, text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

interface StatementOn {
  /** The pack's. */
  readonly id: string;
  /** As its clauses are cited: the tab is named after it. */
  readonly citedAs: string;
}

/** The yearly statement on one source of protocols: each has a tab of its own, so that one adopted later comes with its rows. */
export function statementTab({ id, citedAs }: StatementOn) {
  return defineTab({
    id: `statement-${id}`,
    title: `Statement (${citedAs})`,
    purpose: 'The head’s own answer, once a year, on the protocols that no figure can show.',
    columns: {
      clause: required('Protocol', clauseReference, 'The number of the protocol.', { width: 10 }),
      says: optional('What it asks', text({}), 'The protocol in short.', { width: 60 }),
      answer: optional('Answer', answer, 'Did the school keep this protocol this year?', { width: 10 }),
      note: optional('Note', text({}), 'A sentence where the answer is Partly or No.', { width: 44 }),
      answeredBy: optional('Answered by', personName, 'Who answered.', { width: 22 }),
      answeredOn: optional('Answered on', date({ within: 'ten-years' }), 'When.'),
    },
    key: ['clause'],
    happened: ['answeredOn'],
    mostRows: 500,
  });
}

export type StatementTab = ReturnType<typeof statementTab>;

const answer = choice('answer', [
  { value: 'yes', text: 'Yes', also: ['y', 'met', 'fully'] },
  { value: 'partly', text: 'Partly', also: ['part', 'partially', 'in part'] },
  { value: 'no', text: 'No', also: ['n', 'not met'] },
]);
