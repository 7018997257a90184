import { z } from 'zod';
import type { SheetsByTab, Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readAs } from '../history/stored-forms.ts';
import { Refusal } from '../refusal.ts';
import { ownerOfKey } from '../workbooks/workbook-key.ts';
import { allianceId } from './alliance-id.ts';

/** What a deployment looks after, kept in a store of its own: spreadsheets it does not know are never touched. */
const placeForm = z.object({
  alliance: z.string(),
  /** The workbook's key, such as `school-123456-2025`; null where another spreadsheet took its place. */
  workbook: z.string().nullable(),
  /** The snapshot that the workbooks leaning on this one were last told of. */
  followed: z.string().nullable(),
  /** Why its last check ended early, or could not be shown in it, until one is; `says` is for whoever is told of what was found. */
  trouble: z.object({ code: z.string(), at: z.string(), says: z.string().exactOptional() }).nullable(),
  /** Which tabs it has, so that a read asks for those alone; null, or not there, where nobody knows. */
  tabs: z.record(z.string(), z.int().nullable()).nullable().default(null),
});
type KeptPlace = z.infer<typeof placeForm>;
const allianceForm = z.object({ name: z.string(), folder: z.string() });
const listedForm = z.object({ place: z.string() });

/** The trouble of a workbook that was checked, and in which our own tabs could not be written. */
export const NOT_WRITTEN = 'not-written';

const NEW = { followed: null, trouble: null, tabs: null };

export interface KnownWorkbook {
  /** The spreadsheet's id. */
  readonly place: string;
  readonly alliance: string;
  readonly workbook: string;
  readonly followed: string | null;
  readonly trouble: KeptPlace['trouble'];
  readonly tabs: SheetsByTab | null;
}

export interface KnownAlliance {
  readonly name: string;
  /** The folder its workbooks and documents stand in. */
  readonly folder: string;
}

export async function registerAlliance(registry: Store, alliance: string, { name, folder }: KnownAlliance) {
  await put(registry, `alliance/${allianceId.parse(alliance)}`, { name, folder });
}

const BEGIN_ANEW_MILLISECONDS = 48 * 3_600_000;

/** Lets an alliance's workbooks begin a new history within two days, where an earlier one is lost for good. */
export async function allowNewHistory(registry: Store, alliance: string, now: Date): Promise<void> {
  await put(registry, `new-history/${allianceId.parse(alliance)}`, { at: now.toISOString() });
}

/** Whether an alliance's workbooks may begin a new history though they were checked before. */
export async function mayBeginAnew(registry: Store, alliance: string, now: Date): Promise<boolean> {
  const allowed = await read(registry, `new-history/${alliance}`, z.object({ at: z.iso.datetime() }));
  return allowed !== null && now.getTime() - Date.parse(allowed.value.at) < BEGIN_ANEW_MILLISECONDS;
}

/**
 * Has a spreadsheet looked after as a workbook of an alliance, in the place of any that was before.
 * @throws Refusal where the spreadsheet is another workbook already.
 */
export async function registerWorkbook(
  registry: Store,
  {
    place,
    alliance,
    workbook,
    tabs = null,
  }: Pick<KnownWorkbook, 'place' | 'alliance' | 'workbook'> & Partial<Pick<KnownWorkbook, 'tabs'>>,
): Promise<void> {
  const before = await workbookAt(registry, place);
  if (before !== null && (before.alliance !== alliance || before.workbook !== workbook))
    throw new Refusal(`This spreadsheet is ${before.workbook} already. Make a new one.`);
  const listed = listKey(allianceId.parse(alliance), workbook);
  const stood = await read(registry, listed, listedForm);
  if (before === null) await put(registry, `place/${place}`, { ...NEW, alliance, workbook, tabs });
  await put(registry, listed, { place });
  if (stood !== null && stood.value.place !== place)
    await put(registry, `place/${stood.value.place}`, { ...NEW, alliance, workbook: null });
}

/** Null for a spreadsheet that is not looked after. */
export async function workbookAt(registry: Store, place: string): Promise<KnownWorkbook | null> {
  const found = await read(registry, `place/${place}`, placeForm);
  if (found === null || found.value.workbook === null) return null;
  return { ...found.value, workbook: found.value.workbook, place };
}

export async function allianceCalled(registry: Store, alliance: string): Promise<KnownAlliance | null> {
  return (await read(registry, `alliance/${alliance}`, allianceForm))?.value ?? null;
}

/** Every alliance that was set up, by its id. */
export async function alliances(registry: Store): Promise<ReadonlyMap<string, KnownAlliance>> {
  const kept = await registry.list('alliance/');
  return new Map(kept.map(({ key, value }) => [key.slice('alliance/'.length), parsed(value, allianceForm)]));
}

/** The spreadsheet of a workbook; null where there is none. */
export async function placeOf(registry: Store, alliance: string, workbook: string): Promise<string | null> {
  return (await read(registry, listKey(alliance, workbook), listedForm))?.value.place ?? null;
}

/** The spreadsheets of an academic year, of all alliances or of one: each alliance's own before its schools'. */
export async function placesOfYear(registry: Store, startYear: number, alliance?: string): Promise<string[]> {
  return (await workbooksOfYear(registry, startYear, alliance)).map(({ place }) => place);
}

export async function workbooksOfYear(
  registry: Store,
  startYear: number,
  alliance?: string,
): Promise<Pick<KnownWorkbook, 'place' | 'workbook'>[]> {
  const prefix = alliance === undefined ? `year/${startYear}/` : `year/${startYear}/${alliance}/`;
  const documents = await registry.list(prefix);
  return documents.map(({ key, value }) => ({
    place: parsed(value, listedForm).place,
    workbook: key.slice(key.lastIndexOf('/') + 1),
  }));
}

/** Keeps how a workbook's last check ended; writes only what is new. Of two that end at once, one is kept. */
export async function noteCheck(
  registry: Store,
  place: string,
  news: Partial<Pick<KeptPlace, 'followed' | 'trouble' | 'tabs'>>,
): Promise<void> {
  const found = await read(registry, `place/${place}`, placeForm);
  if (found === null) return;
  const value = canonicalText({ ...found.value, ...news });
  if (value !== canonicalText(found.value)) await registry.compareAndSet(`place/${place}`, found.version, value);
}

function listKey(alliance: string, workbook: string): string {
  const owner = ownerOfKey(workbook);
  if (owner === null) throw new Refusal(`${workbook} is not the key of a workbook.`);
  return `year/${owner.startYear}/${alliance}/${workbook}`;
}

async function read<T>(
  registry: Store,
  key: string,
  form: z.ZodType<T>,
): Promise<{ value: T; version: string } | null> {
  const document = await registry.getDocument(key);
  return document && { value: parsed(document.value, form), version: document.version };
}

function parsed<T>(value: string, form: z.ZodType<T>): T {
  const read = readAs(form, value);
  if (read !== null) return read;
  throw new Refusal('The list of workbooks was altered. Set the alliance up again.', { code: 'store-damaged' });
}

async function put(registry: Store, key: string, value: unknown): Promise<void> {
  const text = canonicalText(value);
  const found = await registry.getDocument(key);
  if (found?.value === text) return;
  if ((await registry.compareAndSet(key, found?.version ?? null, text)) !== null) return;
  throw new Refusal('Someone else is setting up at the same time. Try again.', {
    code: 'changed-meanwhile',
    retryable: true,
  });
}
