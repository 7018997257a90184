import { InvalidArgumentError, Option } from 'commander';
import { AdvisedError, type Store } from '../../functions/edges/ports.ts';
import { namesOf, numbersOf, schoolWith } from '../../functions/figures/school-numbers.ts';
import { CHECKPOINTS } from '../../functions/history/checkpoint.ts';
import { Refusal } from '../../functions/refusal.ts';
import { keptKeys, namesIn, schoolsKept } from '../../functions/status/gather/workbook-names.ts';
import type { WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';

/** A workbook that the history knows. */
export interface KeptWorkbook {
  readonly key: string;
  readonly startYear: number;
  readonly urn: string | null;
  /** "Elm Park High School", as one of its kind is called. */
  readonly called: string;
  /** "Elm Park High School 2025/26". */
  readonly name: string;
  readonly school: string | null;
}

export function schoolOption(): Option {
  return new Option('--school <name>', 'one school, by its name or URN');
}

/** Every workbook with a history, the alliance's first; or the one school's that was asked for. */
export async function keptWorkbooks(
  store: Store,
  school: string | undefined,
  kinds: readonly WorkbookKind[] = allDeclared.kinds,
): Promise<KeptWorkbook[]> {
  const kept: KeptWorkbook[] = [];
  for (const key of await keptHeads(store, kinds)) {
    const { kind, urn, startYear } = ownerOfKey(key, kinds)!;
    const whose = urn === null ? null : (await namesIn(store, startYear)).nameOf(urn);
    const called = kind.called(whose);
    kept.push({ key, startYear, urn, called, name: `${called} ${yearLabel(startYear)}`, school: whose });
  }
  if (school === undefined) return kept;
  const years = [...new Set(kept.map(({ startYear }) => startYear))];
  const numbers = (await Promise.all(years.map((year) => numbersOfSchool(store, school, year)))).flat();
  if (numbers.length === 0) await urnOf(store, school, Math.max(...years));
  return kept.filter(({ urn }) => urn !== null && numbers.includes(urn));
}

/** The workbooks with a history, as the store calls them. @throws Refusal when there is none */
export async function keptHeads(store: Store, kinds?: readonly WorkbookKind[]): Promise<string[]> {
  const heads = await keptKeys(store, kinds);
  if (heads.length > 0) return heads;
  throw new Refusal(
    'There is no history here. It begins with the first check: “concordat start” makes it on this computer, on Google it comes some minutes after “concordat provision”. One that is lost comes back from a backup.',
  );
}

/** Whether it says that a history is damaged, or was written by a newer program: what stands in it is done without by whoever can. */
export function cannotBeRead(error: unknown): error is AdvisedError {
  return error instanceof AdvisedError && (error.code === 'store-damaged' || error.code === 'newer');
}

/** What stands among them and is no workbook's: nothing of ours puts it there. */
export async function strangeHeads(store: Store): Promise<string[]> {
  const heads = (await store.list('head/')).map(({ key }) => key.slice('head/'.length));
  return heads.filter((key) => key !== CHECKPOINTS && ownerOfKey(key) === null);
}

/** The member meant by a name or number. @throws Refusal with names that come near. */
export async function urnOf(store: Store, typed: string, startYear: number): Promise<string> {
  const names = await namesIn(store, startYear);
  const found = names.find(typed);
  if ('urn' in found) return found.urn;
  const near = found.candidates.map((urn) => names.nameOf(urn));
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See the tab Schools for the names.';
  throw new Refusal(`No member is called “${typed}”. ${hint}`);
}

/** Every number of the member meant; none in a year that does not know it by what was typed. */
export async function numbersOfSchool(store: Store, typed: string, startYear: number): Promise<readonly string[]> {
  const schools = await schoolsKept(store, startYear);
  const found = namesOf(schools).find(typed);
  return 'urn' in found ? numbersOf(schoolWith(schools, found.urn)!) : [];
}

export function wholeNumberOption(typed: string): number {
  if (/^\d+$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError('is not a whole number.');
}
