/** The columns of *Checks*. Where and status come first: the colours on the other tabs look them up there. */
export const COLUMNS = [
  {
    id: 'status',
    heading: 'Status',
    width: 11,
    note: 'Problem and Breach come first. Mended rows are cleared at night.',
  },
  { id: 'where', heading: 'Where', width: 22, note: 'Click to go to the cell.' },
  { id: 'found', heading: 'What was found', width: 54, note: null },
  { id: 'fix', heading: 'What to do', width: 44, note: null },
  { id: 'suggestion', heading: 'Likely value', width: 16, note: 'What was probably meant.' },
  { id: 'promise', heading: 'Promise', width: 20, note: 'The clause of the protocols it rests on.' },
  { id: 'since', heading: 'Since', width: 19, note: null },
  { id: 'reply', heading: 'Reply', width: 34, note: 'Yours to fill in: an answer, or the reason for accepting.' },
  { id: 'accept', heading: 'Accept', width: 9, note: 'Yours to fill in: Yes, with the reason under Reply.' },
  { id: 'reference', heading: 'Reference', width: 18, note: null },
  { id: 'acceptedAs', heading: 'Accepted as', width: 18, note: null },
] as const;
export type ColumnId = (typeof COLUMNS)[number]['id'];
export const PLACE = Object.fromEntries(COLUMNS.map(({ id }, place) => [id, place])) as Record<ColumnId, number>;
export const YOURS: readonly ColumnId[] = ['reply', 'accept'];
export const HIDDEN: readonly ColumnId[] = ['reference', 'acceptedAs'];
