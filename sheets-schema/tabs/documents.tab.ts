import { type Choice, choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { school } from '../cells/school.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

/** The documents that can be asked for. The values are their ids, each with its pack; each has its declaration in functions/documents. */
const documentChoices = [
  {
    value: 'working-protocols/agreement',
    text: 'Agreement to the protocols',
    also: ['agreement'],
  },
  {
    value: 'working-protocols/contribution-statement',
    text: 'Contribution statement',
    also: ['statement', 'contributions'],
  },
  {
    value: 'working-protocols/treasurers-statement',
    text: 'Treasurer’s annual statement',
    also: ['treasurer', 'treasurers statement'],
  },
  {
    value: 'behaviour-and-attendance/annual-report',
    text: 'Behaviour and attendance annual report',
    also: ['annual report', 'report'],
  },
] as const;

export type DocumentId = (typeof documentChoices)[number]['value'];

/** How a document is asked for, and so what it is called. */
export function documentChoice<Id extends DocumentId>(id: Id): Choice<Id> {
  const choices: readonly Choice<DocumentId>[] = documentChoices;
  return choices.find(({ value }) => value === id) as Choice<Id>;
}

export const documentsTab = defineTab({
  id: 'documents',
  title: 'Documents',
  workbook: 'alliance',
  purpose: 'Ask for a document by a row here; it appears in Issued.',
  columns: {
    document: required('Document', choice('document', documentChoices), 'Pick the document from the list.', {
      width: 40,
    }),
    school: optional('School', school, 'Leave blank for every school, or where it is about all of them.', {
      width: 34,
    }),
    asOf: optional(
      'As of',
      date({ within: 'ten-years' }),
      'The day the figures should stand at. Leave blank for today.',
    ),
    note: optional('Note', text({}), 'Anything a reader should know.', { width: 34 }),
  },
  key: ['document', 'school', 'asOf'],
  mostRows: 500,
});
