import { keyText } from '../../../sheets-schema/parse-tab.ts';
import type { Column, Reference, SeveralDays, Tab } from '../../../sheets-schema/tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { daysNaming } from '../../figures/meetings.ts';
import { defineRule, type GapValue, type Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** A rule for each reference of these tabs. */
export function referencesFound(tabs: readonly Tab[]): readonly Rule[] {
  return tabs.flatMap((tab) => tab.refersTo.map((reference) => referenceFound(tab, reference)));
}

function referenceFound(tab: Tab, { tab: other, columns, severalDays, words }: Reference): Rule {
  const [mine, theirs] = [columns.map(([own]) => own), columns.map(([, found]) => found)];
  return defineRule({
    id: words.rule,
    title: words.title,
    since: words.since ?? 1,
    mendedIn: tab,
    reads: [
      { tab, columns: mine },
      { tab: other, columns: theirs, evenUnread: severalDays ? [severalDays.lastDay, severalDays.movedTo] : [] },
    ],
    messages: { [words.messageId]: words.message },
    check(input, report) {
      const rows = input.rows(other).flatMap((row) => (severalDays === null ? [row] : onEachDay(row, severalDays)));
      const there = new Set(rows.map((row) => named(row, theirs)));
      for (const row of input.rows(tab)) {
        const name = named(row, mine);
        if (name === null || there.has(name)) continue;
        const shown = mine.map((column) => [column, inWords(tab.columns[column]!, row[column], input)] as const);
        report({ message: words.messageId, tab, row, column: mine[0]!, data: Object.fromEntries(shown) });
      }
    },
  });
}

/** The row once for each day that it stands for. */
function onEachDay(row: Readonly<Record<string, unknown>>, { date, lastDay, movedTo }: SeveralDays) {
  const [first, last, moved] = [date, lastDay, movedTo].map((column) => (row[column] ?? null) as string | null);
  return daysNaming({ date: first!, lastDay: last!, movedTo: moved! }).map((day) => ({ ...row, [date]: day }));
}

/** What the columns say together, compared as natural keys are; null where one of them is blank. */
function named(row: Readonly<Record<string, unknown>>, columns: readonly string[]): string | null {
  const values = columns.map((column) => row[column] ?? null);
  return values.includes(null) ? null : JSON.stringify(values.map(keyText));
}

function inWords({ cell }: Column, value: unknown, input: Situation): GapValue {
  if (cell.format === 'date') return longDate(value as string);
  if (cell.choices === 'schools') return input.nameOf(value as string);
  return cell.show(value, { academicYear: input.year.startYear, schools: null });
}
