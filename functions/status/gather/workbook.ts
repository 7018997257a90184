import { moment } from '../../../sheets-schema/wording.ts';
import type { Store } from '../../edges/ports.ts';
import { numbersOf, schoolWith } from '../../figures/school-numbers.ts';
import { readLatest } from '../../history/read-history.ts';
import { answersIn, type KeptAnswer } from '../../history/records.ts';
import { type StandingsOfPack, standingsOf } from '../../protocols/by-pack.ts';
import { citation } from '../../protocols/catalogue.ts';
import { whyNotRun } from '../../protocols/check.ts';
import type { Finding } from '../../protocols/finding.ts';
import type { Pack } from '../../protocols/pack.ts';
import type { Severity } from '../../protocols/rule.ts';
import { newestFirst } from '../../workbooks/answers-of-schools.ts';
import type { WorkbookIdentity, WorkbookKind } from '../../workbooks/define-workbook.ts';
import { keptOfSchool } from '../../workbooks/kept-of-school.ts';
import { type Declared, tabsOf } from '../../workbooks/kinds.ts';
import { fileName } from '../../workbooks/workbook-places.ts';
import { type CheckedWorkbook, keyOfChecked } from '../latest-checks.ts';
import { findingsSince, type Since } from './findings-since.ts';
import { allianceAsKept } from './standings.ts';
import { namesIn, workbookName } from './workbook-names.ts';

export interface FindingShown {
  /** How many it stands for; more than one only where sums alone are kept. */
  readonly count: number;
  readonly severity: Severity;
  /** "Schools!D14", or the tab alone; null where it is about the whole workbook. */
  readonly where: string | null;
  readonly message: string;
  readonly fix: string;
  readonly suggestion: string | null;
  /** As it is cited; null for a general check. */
  readonly promise: string | null;
  readonly since: Since | null;
  /** What the office wrote beside it; of a workbook of which only sums are kept, nothing. */
  readonly reply: string | null;
}

export interface WorkbookView {
  readonly key: string;
  readonly name: string;
  readonly file: string;
  readonly rows: number;
  /** Worst first. */
  readonly findings: readonly FindingShown[];
  readonly accepted: number;
  /** Those of them that were accepted with a reason in words, the newest first. */
  readonly reasons: readonly KeptAnswer[];
  /** How its school stands by each pack; none of a workbook that does not tell of promises, or of no member. */
  readonly standings: readonly StandingsOfPack[];
  readonly waiting: string | null;
  readonly notChecked: readonly { readonly why: string; readonly rules: number }[];
  /** "3 November 2025, 14:32"; null where nothing is kept yet. */
  readonly lastChange: string | null;
}

/** One workbook with what needs attention, worst first. */
export async function gatherWorkbook(
  store: Store,
  checked: CheckedWorkbook,
  asOf: string,
  catalogue: Declared,
): Promise<WorkbookView> {
  const { packs } = catalogue;
  const { identity, open, findings, outcomes, rows, postponed } = checked.outcome;
  const key = keyOfChecked(checked);
  const latest = await readLatest(store, key);
  const since = await findingsSince(
    store,
    key,
    open.map(({ fingerprint }) => fingerprint),
  );
  const answers = latest === null ? [] : await answersIn(store, latest.manifest);
  const replies = new Map(answers.map((answer) => [answer.fingerprint, answer.reply]));
  return {
    key,
    name: workbookName(key, await namesIn(store, identity.startYear), [identity.kind]),
    file: fileName(checked.place),
    rows,
    findings: shownOf(identity.kind, open, packs).map(({ count, where, finding }) => ({
      count,
      severity: finding.severity,
      where,
      message: finding.message,
      fix: finding.fix,
      suggestion: finding.suggestion,
      promise: citation(finding.promise, packs),
      since: since.get(finding.fingerprint) ?? null,
      reply: replies.get(finding.fingerprint) ?? null,
    })),
    accepted: findings.length - open.length,
    reasons: newestFirst(answers.filter(({ accepted }) => accepted)),
    standings: await standingsOfSchool(store, identity, asOf, catalogue),
    waiting: postponed,
    notChecked: whyNotRun(outcomes),
    lastChange: latest && moment(latest.manifest.at),
  };
}

/** How the workbook's own school stands. */
async function standingsOfSchool(
  store: Store,
  { kind, urn, startYear }: WorkbookIdentity,
  asOf: string,
  catalogue: Declared,
): Promise<StandingsOfPack[]> {
  if (urn === null || !kind.tellsOfPromises) return [];
  const alliance = await allianceAsKept(store, startYear, asOf, catalogue);
  const school = alliance && schoolWith(alliance.members, urn);
  if (!alliance || !school) return [];
  const { known } = await keptOfSchool(store, { numbers: numbersOf(school), startYear }, catalogue.kinds);
  return standingsOf(alliance, [{ school, known }], catalogue);
}

/** One by one; where only sums are kept, all of a rule, tab, column and severity at once. */
function shownOf(kind: WorkbookKind, open: readonly Finding[], packs: readonly Pack[]) {
  if (kind.keeps === 'rows')
    return open.map((finding) => {
      const { tab, cell } = finding;
      return { count: 1, where: cell === null ? tab : `${tab}!${cell}`, finding };
    });
  const tabs = tabsOf(kind, packs);
  return [...Map.groupBy(open, ({ fingerprint }) => fingerprint).values()].map((all) => {
    const [finding] = all as [Finding, ...Finding[]];
    const { tab, place } = finding;
    const heading = tabs.find(({ id }) => id === place.tab)?.columns[place.column ?? '']?.heading;
    return { count: all.length, where: heading === undefined ? tab : `${tab}, ${heading}`, finding };
  });
}
