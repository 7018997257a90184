import type { Row, Tab } from '../../sheets-schema/tab.ts';
import type { Reads } from './rule.ts';
import { countAbout, indexBySchool, type Situation } from './situation.ts';

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
            unread,
          );
    known.set(tab.id, part);
    return part;
  };
  const rows = <T extends Tab>(tab: T) => (partOf(tab)?.rows ?? situation.rows(tab)) as readonly Row<T>[];
  const isHere = (tab: Tab) => situation.look(tab).is === 'here';
  return {
    ...situation,
    look: (tab) => (isHere(tab) ? { is: 'here', rows: rows(tab) } : situation.look(tab)),
    rows,
    bySchool: (tab) =>
      (partOf(tab)?.bySchool ?? situation.bySchool(tab)) as ReturnType<typeof situation.bySchool<typeof tab>>,
    waiting: (tab, urn) => situation.waiting(tab, urn) + ((isHere(tab) && partOf(tab)?.waiting(urn)) || 0),
  };
}

interface ReadablePart {
  readonly rows: readonly object[];
  bySchool(urn: string): readonly object[];
  waiting(urn?: string): number;
}

function readablePart(rows: readonly object[], unread: readonly object[]): ReadablePart {
  const about = (all: readonly object[]) => all.map((row) => ({ school: null, ...row }) as { school: string | null });
  return { rows, bySchool: indexBySchool(rows as readonly { school: string }[]), waiting: countAbout(about(unread)) };
}
