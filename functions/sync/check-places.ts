import { EdgeError, type WorkbookReading, type Workbooks } from '../edges/ports.ts';
import type { RowsByTab } from '../history/records.ts';
import { checkWorkbook, type RuleOutcome } from './check-workbook.ts';
import type { Finding } from './findings.ts';
import { identifyWorkbook, type WorkbookIdentity } from './identify-workbook.ts';
import { parseWorkbook } from './parse-workbook.ts';

/** One workbook checked and left as it was. */
export type CheckedPlace =
  | {
      readonly place: string;
      readonly identity: WorkbookIdentity;
      readonly tabs: readonly { readonly title: string; readonly rows: number }[];
      readonly findings: readonly Finding[];
      readonly outcomes: readonly RuleOutcome[];
    }
  | { readonly place: string; readonly unreadable: string };

/**
 * Checks workbooks without writing anything. `beside` are further places in which to look for the alliance's workbook. A place
 * that cannot be read is answered with a sentence, and the others go on.
 */
export async function checkPlaces(
  workbooks: Workbooks,
  places: readonly string[],
  beside: readonly string[],
  asOf: string,
): Promise<CheckedPlace[]> {
  const read = new Map<string, WorkbookReading | string>();
  const reading = async (place: string) => {
    const known = read.get(place);
    if (known !== undefined) return known;
    const result = await readOrSay(workbooks, place);
    read.set(place, result);
    return result;
  };
  const alliances = new Map<number, RowsByTab>();
  for (const place of [...places, ...beside]) {
    const result = await reading(place);
    const identity = typeof result === 'string' ? null : identifyWorkbook(result.tabs);
    if (typeof result === 'string' || identity === null || 'unknown' in identity || identity.kind !== 'alliance')
      continue;
    const rows = parseWorkbook(identity, result.tabs, null).map(({ tab, rows }) => [tab.id, rows] as const);
    if (!alliances.has(identity.startYear)) alliances.set(identity.startYear, new Map(rows));
  }
  const checked: CheckedPlace[] = [];
  for (const place of places) {
    const result = await reading(place);
    if (typeof result === 'string') {
      checked.push({ place, unreadable: result });
      continue;
    }
    const identity = identifyWorkbook(result.tabs);
    if ('unknown' in identity) {
      checked.push({ place, unreadable: identity.unknown });
      continue;
    }
    const alliance = identity.kind === 'school' ? (alliances.get(identity.startYear) ?? null) : null;
    const parsed = parseWorkbook(identity, result.tabs, alliance);
    checked.push({
      place,
      identity,
      tabs: parsed.map(({ tab, rows, unusable }) => ({ title: tab.title, rows: rows.length + unusable.length })),
      ...checkWorkbook({ identity, parsed, alliance, asOf, gone: null }),
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
