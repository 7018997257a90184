import { NOTHING_ELSEWHERE, rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { EdgeError, type Secret, type WorkbookReading, type Workbooks } from '../edges/ports.ts';
import { contentName } from '../history/canonical.ts';
import { checkWorkbook, type RuleOutcome } from '../protocols/check.ts';
import { exceptionsFor } from '../protocols/exceptions.ts';
import type { Finding } from '../protocols/finding.ts';
import { withoutWords } from '../protocols/finding-without-words.ts';
import type { WorkbookIdentity } from '../workbooks/define-workbook.ts';
import { findTab, identifyWorkbook, madeWith } from '../workbooks/identify-workbook.ts';
import { allDeclared, type Declared, readsAlliance } from '../workbooks/kinds.ts';
import { besideEachOther } from '../workbooks/other-years.ts';
import { countAccepted, planChecks } from '../workbooks/own-tabs/checks/plan-checks.ts';
import { checksTab } from '../workbooks/own-tabs/checks.ts';
import { parseWorkbook } from '../workbooks/parse-workbook.ts';
import { type ReadWorkbook, type RowsAtHand, situationAsRead } from '../workbooks/situation-of.ts';

/** One workbook checked and left as it was. */
export type CheckedPlace =
  | {
      readonly place: string;
      readonly identity: WorkbookIdentity;
      readonly tabs: readonly { readonly title: string; readonly rows: number }[];
      readonly findings: readonly Finding[];
      /** The same as they may leave the workbook and the screen: without words where only sums are kept. */
      readonly told: readonly Finding[];
      readonly outcomes: readonly RuleOutcome[];
      /** Fingerprints of findings accepted in *Checks*. */
      readonly accepted: ReadonlySet<string>;
      /** How many were accepted in *Checks* that cannot be told from the others without the history's secret; they count as open. */
      readonly acceptedUntold: number;
    }
  | { readonly place: string; readonly unreadable: string };

/** Tells findings of one run apart where there is no history. They are not those that *Checks* has, and are never shown. */
const OF_THIS_RUN: Secret = { keyed: (use, text) => contentName(`${use}\n${text}`) };

/**
 * Checks workbooks without writing anything. `beside` are further places in which to look for the alliance's workbook; `secret` is that
 * of their history, null where there is none. A place that cannot be read is answered with a sentence, and the others go on.
 */
export async function dryRun(
  workbooks: Workbooks,
  places: readonly string[],
  beside: readonly string[],
  asOf: string,
  secret: Secret | null,
  catalogue: Declared = allDeclared,
): Promise<CheckedPlace[]> {
  const readings = new Map<string, WorkbookReading | string>();
  const reading = async (place: string) => {
    const known = readings.get(place);
    if (known !== undefined) return known;
    const result = await readOrSay(workbooks, place);
    readings.set(place, result);
    return result;
  };
  const eachAlone = new Map<number, ReadWorkbook>();
  for (const place of [...places, ...beside]) {
    const result = await reading(place);
    const identity = typeof result === 'string' ? null : identifyWorkbook(result.tabs, catalogue);
    if (typeof result === 'string' || identity === null || 'unknown' in identity || readsAlliance(identity.kind))
      continue;
    if (eachAlone.has(identity.startYear)) continue;
    eachAlone.set(identity.startYear, parseWorkbook(identity, result.tabs, null, catalogue));
  }
  const alliances = besideEachOther([...eachAlone.values()], asOf, catalogue);
  const keys = secret ?? OF_THIS_RUN;
  const checked: CheckedPlace[] = [];
  for (const place of places) {
    const read = await reading(place);
    if (typeof read === 'string') {
      checked.push({ place, unreadable: read });
      continue;
    }
    const { tabs } = read;
    const identity = identifyWorkbook(tabs, catalogue);
    if ('unknown' in identity) {
      checked.push({ place, unreadable: identity.unknown });
      continue;
    }
    const near = alliances.get(identity.startYear) ?? null;
    const alliance = readsAlliance(identity.kind) ? withNextCalendar(alliances, identity.startYear) : null;
    const readAs = parseWorkbook(identity, tabs, alliance, catalogue);
    const { parsed } = readAs;
    const elsewhere = (alliance === null && near?.elsewhere) || NOTHING_ELSEWHERE;
    const situation = situationAsRead({ ...readAs, elsewhere }, alliance, asOf, catalogue);
    const result = checkWorkbook(situation, { parsed }, keys, catalogue);
    const checks = findTab(tabs, checksTab.title);
    const { answers } = planChecks(checks, {
      findings: result.findings,
      notChecked: () => false,
      noLongerAsked: () => false,
      asOf,
      madeWith: madeWith(tabs),
      secret: keys,
      coordinators: identity.kind.owner.decides,
      packs: catalogue.packs,
      exceptionTo: exceptionsFor(situation),
      answersBefore: [],
    });
    checked.push({
      place,
      identity,
      accepted: new Set(answers.flatMap(({ fingerprint, accepted }) => (accepted ? [fingerprint] : []))),
      acceptedUntold: secret === null && checks ? countAccepted(checks) : 0,
      tabs: parsed.map(({ tab, rows, unusable }) => ({ title: tab.title, rows: rows.length + unusable.length })),
      ...result,
      told: identity.kind.keeps === 'sums' ? withoutWords(result.findings, catalogue) : result.findings,
    });
  }
  return checked;
}

async function readOrSay(workbooks: Workbooks, place: string): Promise<WorkbookReading | string> {
  try {
    return await workbooks.read(place);
  } catch (error) {
    if (error instanceof EdgeError) return error.advice;
    throw error;
  }
}

/** The alliance's rows of a year with its next year's *Calendar*, as far as both are among the workbooks. */
function withNextCalendar(alliances: ReadonlyMap<number, RowsAtHand>, startYear: number): RowsAtHand | null {
  const [alliance, next] = [alliances.get(startYear), alliances.get(startYear + 1)];
  if (!alliance) return null;
  return next ? { ...alliance, nextCalendar: rowsOf(next.rows, calendarTab) } : alliance;
}
