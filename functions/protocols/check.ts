import type { Headings } from '../../sheets-schema/find-headings.ts';
import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import { cellName } from '../../sheets-schema/sheet.ts';
import { adoptedRules, type Catalogue, type CitedRule, promiseOf } from './catalogue.ts';
import { type Finding, phrase } from './finding.ts';
import { fingerprintsInTurn, type Keys } from './fingerprints.ts';
import type { Found, Rule, Sources } from './rule.ts';
import { seeing } from './seeing.ts';
import type { Situation } from './situation.ts';

/** "Nothing found" and "did not run" never look alike. */
export type RuleOutcome =
  | { readonly id: string; readonly outcome: 'ran'; readonly why: null }
  | { readonly id: string; readonly outcome: 'skipped' | 'crashed'; readonly why: string };

export interface CheckedWorkbook {
  readonly findings: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
}

/** Why rules did not run, each reason with how many; a fault of ours is said to be one. */
export function whyNotRun(outcomes: readonly RuleOutcome[]): { readonly why: string; readonly rules: number }[] {
  const reasons = outcomes.flatMap(({ outcome, why, id }) => {
    if (outcome === 'ran') return [];
    return [outcome === 'skipped' ? why : `${id} stopped because of a fault in Concordat. Please report it.`];
  });
  return [...new Set(reasons)].map((why) => ({ why, rules: reasons.filter((reason) => reason === why).length }));
}

/**
 * Checks a workbook against the protocols its alliance adopted. Pure: the same rows on the same day give the same findings. `keys`
 * names them, so that one is the same from one check to the next.
 */
export function checkWorkbook(
  situation: Situation,
  sources: Sources,
  keys: Keys,
  catalogue: Catalogue,
): CheckedWorkbook {
  const { settings, asOf } = situation;
  const findings: Finding[] = [];
  const outcomes: RuleOutcome[] = [];
  const fingerprint = fingerprintsInTurn(keys);
  for (const cited of adoptedRules(catalogue, settings)) {
    const { rule } = cited;
    if (rule.mendedIn !== 'every tab' && !situation.isOwn(rule.mendedIn)) continue;
    if ((rule.from && asOf < rule.from) || (rule.until && asOf > rule.until)) continue;
    const why =
      (cited.pack && situation.whyUnsettled) ??
      whyNot(rule, situation, sources.parsed) ??
      rule.whyNot?.(sources) ??
      null;
    if (why !== null) {
      outcomes.push({ id: rule.id, outcome: 'skipped', why });
      continue;
    }
    const found: Found[] = [];
    try {
      rule.check(seeing(situation, rule.reads), (one) => found.push(one), sources);
      outcomes.push({ id: rule.id, outcome: 'ran', why: null });
    } catch (error) {
      outcomes.push({ id: rule.id, outcome: 'crashed', why: error instanceof Error ? error.name : 'unknown' });
      continue;
    }
    for (const one of found) findings.push(toFinding(one, cited, sources.parsed, fingerprint));
  }
  return { findings, outcomes };
}

/** Why a rule cannot be checked, in words; null when it can. */
function whyNot({ reads, mendedIn }: Rule, situation: Situation, parsed: readonly ParsedTab[]): string | null {
  if (mendedIn !== 'every tab' && situation.isUnlisted) return 'The school is not in the alliance’s list of schools.';
  for (const { tab, columns, evenUnread = [], needsTerms } of reads) {
    const look = situation.look(tab);
    if (look.is === 'not at hand') return look.why;
    const headings = parsed.find((one) => one.tab.id === tab.id)?.headings;
    const isThere = (column: string, { places, younger }: Headings) => places.has(column) || younger.includes(column);
    const lacking = headings ? [...columns, ...evenUnread].find((column) => !isThere(column, headings)) : undefined;
    if (lacking !== undefined) return `${tab.title} has no column called ${tab.columns[lacking]!.heading}.`;
    if (needsTerms && !situation.calendarOf(situation.school?.urn ?? null).known) return `${tab.title} names no term.`;
  }
  return null;
}

function toFinding(
  found: Found,
  cited: CitedRule,
  parsed: readonly ParsedTab[],
  fingerprint: ReturnType<typeof fingerprintsInTurn>,
): Finding {
  const { rule } = cited;
  const words = found.wording ?? rule.messages[found.message]!;
  const column = found.column === undefined ? undefined : found.tab?.columns[found.column];
  const place = parsed.find(({ tab }) => tab.id === found.tab?.id)?.headings.places.get(found.column ?? '');
  const cell = found.row && place !== undefined ? cellName(place, found.row.rowNumber) : null;
  const softened = words.severity === 'breach' && (found.limit === 'us' || found.uncertain === true);
  return {
    fingerprint: fingerprint([rule.id, found.tab?.id, found.row?.key, found.column, found.school, found.subject]),
    rule: rule.id,
    messageId: found.message,
    promise: promiseOf(cited),
    severity: softened ? 'warning' : words.severity,
    tab: found.tab?.title ?? null,
    cell,
    place: { tab: found.tab?.id ?? null, column: found.column ?? null },
    school: found.school ?? null,
    about: found.about ?? [...Object.values(found.row ?? {}), found.subject].filter(isDay),
    covers: found.covers ?? [],
    judgedOn: found.judgedOn ?? null,
    ...phrase({ says: words.says, fix: words.fix, data: found.data }, cell, column?.heading ?? null),
    suggestion: found.suggestion ?? null,
  };
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
