import type { RawTab } from '../../../../sheets-schema/sheet.ts';
import { asText } from '../stands-already.ts';

interface ColumnOfChecks {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  readonly note: string | null;
}

const COLUMNS = {
  status: { heading: 'Status', width: 11, note: 'Problem and Breach come first. Mended rows are cleared at night.' },
  where: { heading: 'Where', width: 22, note: 'Click to go to the cell.' },
  found: { heading: 'What was found', width: 54, note: null },
  fix: { heading: 'What to do', width: 44, note: null },
  suggestion: { heading: 'Likely value', width: 16, note: 'What was probably meant.' },
  promise: { heading: 'Promise', width: 20, note: 'The clause of the protocols it rests on.' },
  since: { heading: 'Since', width: 19, note: null },
  reply: { heading: 'Reply', width: 34, note: 'Yours to fill in: an answer, or the reason for accepting.' },
  accept: { heading: 'Accept', width: 9, note: 'Yours to fill in: Yes, with the reason under Reply.' },
  reference: { heading: 'Reference', width: 18, note: null },
  acceptedAs: { heading: 'Accepted as', width: 18, note: null },
} satisfies Record<string, ColumnOfChecks>;

export type ColumnId = keyof typeof COLUMNS;
export const YOURS: readonly ColumnId[] = ['reply', 'accept'];
export const HIDDEN: readonly ColumnId[] = ['reference', 'acceptedAs'];

/** The columns in the order in which they stand. */
export interface Layout {
  readonly columns: readonly (ColumnOfChecks & { readonly id: ColumnId })[];
  readonly place: Readonly<Record<ColumnId, number>>;
}

/** Status and where come first in each: the colours on the other tabs look them up there. */
function layout(...ids: readonly ColumnId[]): Layout {
  return {
    columns: ids.map((id) => ({ id, ...COLUMNS[id] })),
    place: Object.fromEntries(ids.map((id, place) => [id, place])) as Record<ColumnId, number>,
  };
}

/** With what people write beside what they answer. */
export const LAYOUT = layout(
  ...(['status', 'where', 'found', 'fix', 'reply', 'accept'] as const),
  ...(['suggestion', 'promise', 'since', 'reference', 'acceptedAs'] as const),
);
/** That of workbooks of the first version. Words of people are never moved, so it stays for as long as those do. */
const FIRST_LAYOUT = layout(
  ...(['status', 'where', 'found', 'fix', 'suggestion', 'promise'] as const),
  ...(['since', 'reply', 'accept', 'reference', 'acceptedAs'] as const),
);
const LAYOUTS = [LAYOUT, FIRST_LAYOUT];

export function layoutOf(madeWith: number): Layout {
  return madeWith === 1 ? FIRST_LAYOUT : LAYOUT;
}

/** The layout of a tab that stands, by its headings wherever they came to stand; where it has none, by its workbook's version. */
export function layoutIn(tab: RawTab | undefined, madeWith: number): Layout {
  for (const row of tab?.rows ?? []) {
    const found = LAYOUTS.find((one) => isHeadedAs(one, row));
    if (found) return found;
  }
  return layoutOf(madeWith);
}

/** Whether a row has the headings of people's columns or of all that stand elsewhere in another layout. */
function isHeadedAs({ columns, place }: Layout, row: RawTab['rows'][number]): boolean {
  const says = (id: ColumnId) => asText(row[place[id]])?.trim() === COLUMNS[id].heading;
  const moved = columns.filter(({ id }) => LAYOUTS.some((other) => other.place[id] !== place[id]));
  return YOURS.every(says) || moved.every(({ id }) => YOURS.includes(id) || says(id));
}

/** The same place in every layout. */
export const REFERENCE = LAYOUT.place.reference;
export const ACCEPTED_AS = LAYOUT.place.acceptedAs;
