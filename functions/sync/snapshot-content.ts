import { typedByColumn, wholeText } from '../../sheets-schema/as-typed.ts';
import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import type { Elsewhere } from '../../sheets-schema/rows-by-tab.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import type { RegisterEntry } from '../documents/register.ts';
import type { Store } from '../edges/ports.ts';
import type { JsonObject } from '../history/canonical.ts';
import { readContent } from '../history/read-history.ts';
import { ANSWERS, CARRIES, FINDINGS, ISSUES, OTHER_YEARS, UNREAD, WAITING, waitingKey } from '../history/records.ts';
import type { Manifest, RecordValue, WorkbookContent } from '../history/snapshot.ts';
import { carriedToKeep, figuresToKeep } from '../protocols/by-pack.ts';
import type { RuleOutcome } from '../protocols/check.ts';
import { countBySeverity, type Finding, recordOf } from '../protocols/finding.ts';
import { figuresOfItsOwn } from '../protocols/kept-figure.ts';
import type { Pack } from '../protocols/pack.ts';
import type { Situation } from '../protocols/situation.ts';
import { findTab } from '../workbooks/identify-workbook.ts';
import type { Answer } from '../workbooks/own-tabs/checks/plan-checks.ts';

type RecordsByKey = ReadonlyMap<string, RecordValue>;

/** All that a snapshot keeps: rows by tab, rows that wait, cells that could not be read, rows of other years’ workbooks that count in this one, findings with those carried over, what people answered, and what was issued. */
export function snapshotContent(
  rows: ReadonlyMap<string, RecordsByKey>,
  waiting: RecordsByKey,
  unread: RecordsByKey,
  elsewhere: RecordsByKey,
  carried: RecordsByKey,
  findings: readonly Finding[],
  answers: RecordsByKey,
  issues: readonly RegisterEntry[] | null,
): WorkbookContent {
  return new Map([
    ...rows,
    [WAITING, waiting],
    ...(unread.size === 0 ? [] : [[UNREAD, unread] as const]),
    ...(elsewhere.size === 0 ? [] : [[OTHER_YEARS, elsewhere] as const]),
    [
      FINDINGS,
      new Map<string, RecordValue>([
        ...carried,
        ...findings.map((finding) => [finding.fingerprint, recordOf(finding)] as const),
      ]),
    ],
    [ANSWERS, answers],
    ...(issues === null ? [] : [[ISSUES, new Map(issues.map((entry) => [entry.number, { ...entry }]))] as const]),
  ]);
}

/** What the last snapshot has of answers. */
export async function answersBefore(store: Store, manifest: Manifest | null): Promise<RecordsByKey> {
  if (!manifest?.sections[ANSWERS]?.count) return new Map();
  return (await readContent(store, manifest, [ANSWERS])).get(ANSWERS)!;
}

/** Answers with the day since when each stands as it does; one that is kept from a time without such days goes on without. */
export function answersKept(answers: readonly Answer[], before: RecordsByKey, asOf: string): Map<string, RecordValue> {
  return new Map(
    answers.map(({ fingerprint, ...answer }) => {
      const last = before.get(fingerprint);
      if (last === undefined || last['reply'] !== answer.reply || last['accepted'] !== answer.accepted)
        return [fingerprint, { ...answer, since: asOf }];
      return [fingerprint, last['since'] === undefined ? answer : { ...answer, since: last['since'] }];
    }),
  );
}

export function outcomesKept(outcomes: readonly RuleOutcome[]): JsonObject {
  return Object.fromEntries(
    outcomes.map(({ id, outcome, why }) => [id, why === null ? outcome : `${outcome}: ${why}`]),
  );
}

/** Rows by natural key as the history keeps them: typed, and without columns that are younger than the workbook. */
export function rowRecords(parsed: readonly ParsedTab[]): Map<string, Map<string, JsonObject>> {
  return new Map(
    parsed.map(({ tab, headings, rows }) => {
      const columns = Object.keys(tab.columns).filter((column) => !headings.younger.includes(column));
      const records = new Map<string, JsonObject>();
      for (const row of rows) {
        const values = row as unknown as Record<string, JsonObject[string]>;
        records.set(row.key, Object.fromEntries(columns.map((column) => [column, values[column] ?? null])));
      }
      return [tab.id, records];
    }),
  );
}

/** Rows that wait to be mended, as they were typed, so that nothing is lost meanwhile. */
export function waitingRecords(parsed: readonly ParsedTab[]): Map<string, JsonObject> {
  const records = new Map<string, JsonObject>();
  for (const { tab, headings, unusable } of parsed) {
    for (const { key, cells, read } of unusable) {
      const school = typeof read['school'] === 'string' ? read['school'] : null;
      records.set(waitingKey(tab.id, key), { tab: tab.id, school, cells: typedByColumn(headings, cells) });
    }
  }
  return records;
}

/** Cells of usable rows that could not be read, as they were typed: the rows hold nothing for them. */
export function unreadRecords(parsed: readonly ParsedTab[], tabs: readonly RawTab[]): Map<string, JsonObject> {
  const records = new Map<string, JsonObject>();
  for (const { tab, headings, rows } of parsed) {
    const raw = findTab(tabs, tab.title)?.rows ?? [];
    for (const { rowNumber, key, unread } of rows) {
      if (!unread) continue;
      const typed = (column: string) => wholeText(raw[rowNumber - 1]?.[headings.places.get(column) ?? -1] ?? null);
      const cells = Object.fromEntries(unread.map((column) => [column, typed(column)]));
      records.set(waitingKey(tab.id, key), { tab: tab.id, cells });
    }
  }
  return records;
}

/** What counts here and is typed in other years' workbooks, by where it is typed. */
export function elsewhereRecords({ rows, waiting, carried }: Elsewhere): Map<string, JsonObject> {
  const records = new Map<string, JsonObject>();
  for (const { tab, typedIn, row } of rows) {
    const { key, rowNumber: _, ...values } = row as { readonly key: string; readonly rowNumber: number };
    records.set(waitingKey(tab, waitingKey(String(typedIn), key)), { tab, typedIn, key, row: values as JsonObject });
  }
  for (const [at, { tab, typedIn, school, cells }] of waiting.entries())
    records.set(waitingKey(tab, waitingKey(String(typedIn), `waiting ${at}`)), { tab, typedIn, school, cells });
  if (Object.keys(carried).length > 0) records.set(CARRIES, { carried: carried as JsonObject });
  return records;
}

/** Rules that did not run this time. */
export function rulesNotRun(outcomes: readonly RuleOutcome[]): ReadonlySet<string> {
  return new Set(outcomes.filter(({ outcome }) => outcome !== 'ran').map(({ id }) => id));
}

/** Rules of the last snapshot that are no longer among those that are checked. */
export function rulesOver(manifest: Manifest | null, outcomes: readonly RuleOutcome[]): ReadonlySet<string> {
  const asked = new Set(outcomes.map(({ id }) => id));
  return new Set(Object.keys(manifest?.outcomes ?? {}).filter((id) => !asked.has(id)));
}

/** What the last snapshot has of findings of some rules. */
export async function findingsBefore(
  store: Store,
  manifest: Manifest | null,
  rules: ReadonlySet<string>,
): Promise<ReadonlyMap<string, RecordValue>> {
  if (manifest === null || rules.size === 0) return new Map();
  const kept = (await readContent(store, manifest, [FINDINGS])).get(FINDINGS) ?? new Map<string, RecordValue>();
  return new Map([...kept].filter(([, finding]) => rules.has(String(finding['rule']))));
}

/** Figures that other workbooks and documents want without reading every row. One that is not known is left out. */
export function figuresKept(situation: Situation, open: readonly Finding[], packs: readonly Pack[]): JsonObject {
  const ofPacks = figuresToKeep(situation, figuresOfItsOwn(situation), packs);
  const carries = carriedToKeep(situation, packs);
  return {
    ...ofPacks,
    ...(Object.keys(carries).length > 0 && { [CARRIES]: carries as JsonObject }),
    attention: { ...countBySeverity(open) },
  };
}
