import type { RawTab } from '../../../../sheets-schema/sheet.ts';
import { listed } from '../../../../sheets-schema/wording.ts';
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
const IDS = Object.keys(COLUMNS) as ColumnId[];
export const HEADINGS = Object.fromEntries(IDS.map((id) => [id, COLUMNS[id].heading])) as Readonly<
  Record<ColumnId, string>
>;

/** Without these nobody knows what an answer is about, or whether it holds. A tab may do without the others. */
const NEEDED = ['reply', 'accept', 'reference', 'acceptedAs', 'status', 'where'] as const satisfies readonly ColumnId[];

const A_REFERENCE = /^[0-9a-f]{16}$/;

/** Which column stands where. */
export interface Layout {
  /** By place; null for one that people put in, which is theirs. */
  readonly columns: readonly ((ColumnOfChecks & { readonly id: ColumnId }) | null)[];
  readonly place: Readonly<Record<(typeof NEEDED)[number], number> & Partial<Record<ColumnId, number>>>;
  /** Rows above the headings, which are people's. */
  readonly above: number;
}

function layout(ids: readonly (ColumnId | null)[], above = 0): Layout {
  return {
    columns: ids.map((id) => id && { id, ...COLUMNS[id] }),
    place: Object.fromEntries(ids.flatMap((id, place) => (id ? [[id, place]] : []))) as Layout['place'],
    above,
  };
}

/** With what people write beside what they answer. Status and where come first: the colours on the other tabs look them up there. */
const LAYOUT = layout([
  ...(['status', 'where', 'found', 'fix', 'reply', 'accept'] as const),
  ...(['suggestion', 'promise', 'since', 'reference', 'acceptedAs'] as const),
]);
/** That of workbooks of the first version. Words of people are never moved, so it stays for as long as those do. */
const FIRST_LAYOUT = layout([
  ...(['status', 'where', 'found', 'fix', 'suggestion', 'promise'] as const),
  ...(['since', 'reply', 'accept', 'reference', 'acceptedAs'] as const),
]);

export function layoutOf(madeWith: number): Layout {
  return madeWith === 1 ? FIRST_LAYOUT : LAYOUT;
}

/**
 * The layout of a tab that stands: each column is where its heading is, in whatever order people put them. A sentence where the headings
 * do not tell what people's words are: it is then not known what may be written where.
 */
export function layoutIn({ rows }: RawTab): Layout | { readonly unknown: string } {
  const headed = rows.map((row) => row.map((cell) => idOf(asText(cell))));
  const above = headed.reduce((best, row, at) => (namedIn(row) > namedIn(headed[best] ?? []) ? at : best), 0);
  const found: readonly (ColumnId | null)[] = headed[above] ?? [];
  const twice = found.find((id, place) => id !== null && found.indexOf(id) !== place);
  if (twice) {
    const { heading } = COLUMNS[twice];
    return { unknown: `Checks has the heading ${heading} twice: rename the one that Concordat did not make.` };
  }
  const ids = withBlanksFilled(found, rows[above] ?? []);
  const lacking = NEEDED.filter((id) => !ids.includes(id)).map((id) => COLUMNS[id].heading);
  if (lacking.length > 0) {
    const [heading, where] =
      lacking.length === 1 ? ['heading', 'it back above its column'] : ['headings', 'them back above their columns'];
    return { unknown: `Checks lacks the ${heading} ${listed(lacking)}: put ${where}.` };
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), ids.length);
  const stands = layout(
    Array.from({ length: width }, (_, place) => ids[place] ?? null),
    above,
  );
  if (rows.slice(0, above).some((row) => A_REFERENCE.test(asText(row[stands.place.reference]) ?? '')))
    return { unknown: 'Checks has findings above its headings: put the row of headings back above them.' };
  return stands;
}

function idOf(text: string | null): ColumnId | null {
  const words = text?.trim().replace(/\s+/g, ' ').toLowerCase();
  return IDS.find((id) => COLUMNS[id].heading.toLowerCase() === words) ?? null;
}

function namedIn(row: readonly (ColumnId | null)[]): number {
  return new Set(row).size - (row.includes(null) ? 1 : 0);
}

/** A heading of ours that was cleared goes without saying where all others, and people's, stand as we made them. */
function withBlanksFilled(found: readonly (ColumnId | null)[], row: RawTab['rows'][number]): (ColumnId | null)[] {
  const made = [LAYOUT, FIRST_LAYOUT].find(
    ({ columns, place }) =>
      YOURS.every((id) => found[place[id]!] === id) && found.every((id, at) => id === null || columns[at]?.id === id),
  );
  const length = Math.max(found.length, made?.columns.length ?? 0);
  return Array.from({ length }, (_, at) => {
    const isBlank = (asText(row[at]) ?? '').trim() === '';
    return found[at] ?? (isBlank ? (made?.columns[at]?.id ?? null) : null);
  });
}
