import type { Row, Tab } from '../../sheets-schema/tab.ts';
import type { Reads } from './rule.ts';
import { countAbout, indexBySchool, type Situation, type WaitingRow } from './situation.ts';

/** A situation with only those rows in which every column that is read could be read; the others wait to be mended. */
export function seeing(situation: Situation, reads: readonly Pick<Reads, 'tab' | 'columns'>[]): Situation {
  const needed = new Map(reads.map(({ tab, columns }) => [tab.id, columns]));
  const isUnread = (tab: Tab, { unread }: Row<Tab>) => unread?.some((column) => needed.get(tab.id)?.includes(column));
  const known = new Map<string, ReadablePart | null>();
  /** What can be read of a tab that is here; null for all of it. */
  const partOf = (tab: Tab): ReadablePart | null => {
    const before = known.get(tab.id);
    if (before !== undefined) return before;
    const rows: readonly Row<Tab>[] = situation.rows(tab);
    const unread = rows.filter((row) => isUnread(tab, row));
    const part =
      unread.length === 0
        ? null
        : readablePart(
            rows.filter((row) => !isUnread(tab, row)),
            unread.map((row) => waitingAs(row, situation.whose.startYear)),
          );
    known.set(tab.id, part);
    return part;
  };
  const rows = <T extends Tab>(tab: T) => (partOf(tab)?.rows ?? situation.rows(tab)) as readonly Row<T>[];
  const isHere = (tab: Tab) => situation.look(tab).is === 'here';
  const isSeen = (tab: Tab, row: Row<Tab>) => !isUnread(tab, row);
  return {
    ...situation,
    elsewhere: (tab) => situation.elsewhere(tab).filter(({ row }) => isSeen(tab, row as Row<Tab>)),
    beside: (tab) => situation.beside(tab).filter(({ row }) => isSeen(tab, row as Row<Tab>)),
    waitingRows: (tab) => {
      const unseen = situation.elsewhere(tab).filter(({ row }) => !isSeen(tab, row as Row<Tab>));
      return [
        ...situation.waitingRows(tab),
        ...((isHere(tab) && partOf(tab)?.waiting) || []),
        ...unseen.map(({ row, typedIn }) => waitingAs(row, typedIn)),
      ];
    },
    look: (tab) => (isHere(tab) ? { is: 'here', rows: rows(tab) } : situation.look(tab)),
    rows,
    bySchool: (tab) =>
      (partOf(tab)?.bySchool ?? situation.bySchool(tab)) as ReturnType<typeof situation.bySchool<typeof tab>>,
    waiting: (tab, urn) => situation.waiting(tab, urn) + ((isHere(tab) && partOf(tab)?.count(urn)) || 0),
  };
}

interface ReadablePart {
  readonly rows: readonly object[];
  readonly waiting: readonly WaitingRow[];
  bySchool(urn: string): readonly object[];
  count(urn?: string): number;
}

function readablePart(rows: readonly object[], waiting: readonly WaitingRow[]): ReadablePart {
  const bySchool = indexBySchool(rows as readonly { school: string }[]);
  return { rows, waiting, bySchool, count: countAbout(waiting) };
}

/** A usable row of which a cell that is asked for could not be read. */
function waitingAs(row: object, typedIn: number): WaitingRow {
  const { key: _, rowNumber: __, unread = [], ...values } = row as Readonly<Record<string, unknown>>;
  // What a blank cell stands for is no reading of one that is not there.
  const read = { ...values, ...Object.fromEntries((unread as string[]).map((column) => [column, null])) };
  const { school } = values;
  return { typedIn, read, typed: {}, mayBe: typeof school === 'string' ? [school] : null };
}
