import { z } from 'zod';
import type { Signer, Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { ISSUED_KEYS } from '../history/checkpoint.ts';
import { endedBefore, isOutOfTurn, type TrustedKeys } from '../history/public-keys.ts';
import { readContent, readLatest } from '../history/read-history.ts';
import { ISSUES } from '../history/records.ts';
import { isSigned, keysNamedBy, signed } from '../history/signature.ts';
import type { Manifest } from '../history/snapshot.ts';
import { readAs as readStored } from '../history/stored-forms.ts';
import { Refusal } from '../refusal.ts';
import { allianceKey } from '../workbooks/workbook-key.ts';

/** One document that was made. Kept for good; a correction is a new entry that names the old. */
const issuedForm = z.object({
  number: z.string().regex(/^\d{4}-\d{4,9}$/),
  document: z.string(),
  title: z.string(),
  urn: z.string().nullable(),
  school: z.string().nullable(),
  /** The day the figures stand at. */
  asOf: z.string(),
  issuedOn: z.string(),
  /** The time that it is about, where it is about one. */
  time: z.object({ from: z.string(), to: z.string() }).readonly().exactOptional(),
  link: z.string(),
  replaces: z.string().nullable(),
  /** What it says, as a keyed hash: a document that says the same is not made again. */
  digest: z.string(),
  /** What it was made from: the alliance's snapshot first, then those of schools' workbooks. */
  snapshots: z.array(z.object({ workbook: z.string(), hash: z.string() }).readonly()).readonly(),
  /** The checkpoint that covers those snapshots, as the document prints it. Absent in what was issued before there were any. */
  checkpoint: z.string().exactOptional(),
  /** SHA-256 of the file as it was issued. */
  sha256: z.string(),
  /** Of a report that adds schools up: whose figures stand in it, by figure, and who with some terms alone. Absent for other documents. */
  schools: z.record(z.string(), z.array(z.string()).readonly()).exactOptional(),
  /** Of such a report: the figures that it or one before it hid, each with its year. Absent where `schools` is, and before it was kept. */
  hidden: z.array(z.string()).readonly().exactOptional(),
});
type Issued = z.infer<typeof issuedForm>;
/** Signed when it is issued, so that nobody who may write in the store alone can put one there or alter one. */
const entryForm = issuedForm.extend({ keyId: z.string(), signature: z.string() });
export type RegisterEntry = z.infer<typeof entryForm>;

/** The register of an academic year as it stands in the store, oldest first. */
export async function registerOf(store: Store, startYear: number): Promise<RegisterEntry[]> {
  const documents = await store.list(issuedKey(startYear, ''));
  return documents.map(({ key, value }) => {
    const entry = readAs(entryForm, value);
    if (key === issuedKey(startYear, entry.number)) return entry;
    const number = key.slice(issuedKey(startYear, '').length);
    throw registerAltered(`Document ${number} stands in the register of documents under another number.`);
  });
}

/** The number of the last document of an academic year; null where none was issued. */
export async function lastIssued(store: Store, startYear: number): Promise<string | null> {
  const [last] = await store.list(issuedKey(startYear, ''), { limit: 1, newestFirst: true });
  return last?.key.slice(issuedKey(startYear, '').length) ?? null;
}

/** The register of all years, oldest first, without what cannot be read of it: whoever builds on a year's is told of that. */
export async function wholeRegister(store: Store): Promise<RegisterEntry[]> {
  const documents = await store.list(ISSUED_KEYS);
  return documents.flatMap(({ value }) => readStored(entryForm, value) ?? []);
}

function issuedKey(startYear: number, number: string): string {
  return `${ISSUED_KEYS}${startYear}/${number}`;
}

/**
 * Why a register must not be built upon, in a sentence for each document; none where one of `keys` signed every entry, and where all
 * that the newest snapshot holds of it stands there unchanged.
 */
export async function faultsInRegister(
  store: Store,
  entries: readonly RegisterEntry[],
  newest: Manifest | null,
  keys: TrustedKeys,
): Promise<string[]> {
  const unsigned = entries.flatMap((entry) => faultInEntry(entry, keys) ?? []);
  const listed = new Map(entries.map((entry) => [entry.number, canonicalText(entry)]));
  const kept = newest === null ? undefined : (await readContent(store, newest, [ISSUES])).get(ISSUES);
  const gone = [...(kept ?? [])].flatMap(([number, entry]) => {
    const now = listed.get(number);
    if (now === undefined) return `Document ${number} is gone from the register of documents.`;
    return now === canonicalText(entry) ? [] : `Document ${number} was altered in the register of documents.`;
  });
  return [...unsigned, ...gone];
}

/** What is wrong with an entry by itself; null where one of `keys` signed it, which no other had taken over from by then. */
export function faultInEntry(entry: RegisterEntry, keys: TrustedKeys): string | null {
  const { number, keyId, issuedOn } = entry;
  if (!isSigned('concordat-issue-v1', entry, keys))
    return `Document ${number} stands in the register of documents without this alliance’s signature.`;
  const end = endedBefore(issuedOn, keyId, keys);
  return end && `Document ${number} is signed with key ${keyId}, which ${end.by} had taken over from by then.`;
}

/**
 * Numbers that were taken, and entries under them, that a key signed after another had taken over from it: a sentence each. Numbers are
 * taken one after another, and an entry is signed after its number is taken.
 */
export async function faultsInTurn(
  store: Store,
  startYear: number,
  entries: readonly RegisterEntry[],
  keys: TrustedKeys,
): Promise<string[]> {
  const documents = await store.list(numberKey(startYear, ''));
  // What was passed over is signed again, whenever that was found.
  const taken = documents.map(({ value }) => readAs(takenForm, value)).filter(({ passedOver }) => !passedOver);
  const listed = new Map(entries.map((entry) => [inYear(entry.number), entry]));
  const steps = new Map(taken.map((one) => [inYear(one.number), one]));
  const faults: string[] = [];
  let newest: string | null = null;
  for (const at of [...new Set([...steps.keys(), ...listed.keys()])].sort((one, other) => one - other)) {
    const [step, entry] = [steps.get(at), listed.get(at)];
    const isLate = step !== undefined && endedBefore(step.issuedOn, step.keyId, keys) !== null;
    const isTurned = (keyId: string) => newest !== null && isOutOfTurn(newest, keyId, keys);
    if (step !== undefined && (isLate || isTurned(step.keyId)))
      faults.push(`Number ${step.number} was taken with key ${step.keyId}, after another had taken over from it.`);
    else if (step !== undefined && keys.has(step.keyId)) newest = step.keyId;
    if (entry !== undefined && isTurned(entry.keyId))
      faults.push(`Document ${entry.number} is signed with key ${entry.keyId}, after another had taken over from it.`);
  }
  return faults;
}

function inYear(number: string): number {
  return Number(number.split('-')[1]);
}

/** What stops whoever would build on an altered register. */
export function registerAltered(fault: string): Refusal {
  const advice = `${fault} The alliance’s workbook is not checked and nothing is issued before that is mended: put the history back from a backup.`;
  return new Refusal(advice, { code: 'store-damaged' });
}

function readAs<T>(form: z.ZodType<T>, value: string): T {
  const entry = readStored(form, value);
  if (entry !== null) return entry;
  throw new Refusal('The register of documents was altered. Put back the store from a backup.', {
    code: 'store-damaged',
  });
}

/** What a number was taken for, before the document is made: all that it will say. Signed, as what it says is printed. */
const takenForm = issuedForm.omit({ link: true, sha256: true }).extend({
  /** Another document was found to have the number: nothing is ever issued under it. */
  passedOver: z.boolean(),
  keyId: z.string(),
  signature: z.string(),
});
type Taken = z.infer<typeof takenForm>;
type Wanted = Omit<Taken, 'number' | 'passedOver' | 'keyId' | 'signature'>;

/** The register of a year as one run of documents knows it: read once, and carried on with what that run takes and lists. */
export interface RegisterInUse {
  /** Oldest first. What another run had begun when this was read, and has listed since, is among them. */
  entries(): Promise<readonly RegisterEntry[]>;
  /**
   * Takes the next number of the academic year, `2025-0001`, for one document, so that two made at once are never filed under the same.
   * One that was taken for this very document and is not in the register is given again: whoever finds it makes the same file. Null
   * where another run has taken it meanwhile: what that one lists is to be looked at first.
   */
  take(wanted: Wanted): Promise<Taken | null>;
  /** Lists a document that was filed; null where another run has made the same one meanwhile. */
  list(issued: Issued): Promise<RegisterEntry | null>;
  /** Sees to it that nothing is issued under a number that another document was found to have. */
  passOver(number: string): Promise<void>;
}

/**
 * Reads the register of a year to go on from it.
 * @throws Refusal `store-damaged` where it must not be built upon
 */
export async function openRegister(store: Store, signer: Signer, startYear: number): Promise<RegisterInUse> {
  await signer.refuseIfEnded();
  let known = await readToGoOn(store, signer, startYear);
  const readAnew = async () => {
    known = await readToGoOn(store, signer, startYear);
  };
  return {
    async entries() {
      const begun = [...known.begun.keys()].map((number) => store.getDocument(issuedKey(startYear, number)));
      if ((await Promise.all(begun)).some((entry) => entry !== null)) await readAnew();
      return known.entries;
    },
    async take(wanted) {
      for (const taken of known.begun.values())
        if (taken.digest === wanted.digest && taken.replaces === wanted.replaces) return taken;
      const number = firstFree(startYear, known.last + 1, known.keys);
      const taken = signed('concordat-number-v1', { ...wanted, number, passedOver: false }, signer);
      const key = numberKey(startYear, number);
      if ((await store.compareAndSet(key, null, canonicalText(taken))) === null) {
        await readAnew();
        return null;
      }
      known.keys.add(key);
      known.begun.set(number, taken);
      known.last = inYear(number);
      return taken;
    },
    async list(issued) {
      const entry = await register(store, signer, startYear, issued);
      if (entry === null) {
        await readAnew();
        return null;
      }
      known.begun.delete(entry.number);
      const at = known.entries.findLastIndex(({ number }) => number < entry.number) + 1;
      known.entries.splice(at, 0, entry);
      return entry;
    },
    async passOver(number) {
      await passOver(store, signer, startYear, number);
      known.begun.delete(number);
    },
  };
}

interface KnownRegister {
  readonly entries: RegisterEntry[];
  /** Numbers that one of our keys took, and under which nothing is listed yet. */
  readonly begun: Map<string, Taken>;
  /** Of every number that something stands under, whoever put it there. */
  readonly keys: Set<string>;
  /** The last number that is in use. */
  last: number;
}

/** @throws Refusal `store-damaged` where the register of a year must not be built upon. */
async function readToGoOn(store: Store, signer: Signer, startYear: number): Promise<KnownRegister> {
  const newest = await readLatest(store, allianceKey(startYear));
  const entries = await registerOf(store, startYear);
  const [fault] = await faultsInRegister(store, entries, newest?.manifest ?? null, await keysNamedBy(entries, signer));
  if (fault !== undefined) throw registerAltered(fault);
  const documents = await store.list(numberKey(startYear, ''));
  const taken = documents.map(({ value }) => readAs(takenForm, value));
  const keys = await keysNamedBy(taken, signer);
  const ours = taken.filter((one) => isSigned('concordat-number-v1', one, keys));
  const listed = new Set(entries.map(({ number }) => number));
  const begun = ours.filter(({ number, passedOver }) => !passedOver && !listed.has(number));
  return {
    entries,
    begun: new Map(begun.map((one) => [one.number, one])),
    keys: new Set(documents.map(({ key }) => key)),
    last: Math.max(0, ...[...entries, ...ours].map(({ number }) => inYear(number))),
  };
}

/** From a number on, the first that nothing stands under, whoever put it there. */
function firstFree(startYear: number, from: number, keys: ReadonlySet<string>): string {
  for (let next = from; ; next += 1) {
    const number = `${startYear}-${String(next).padStart(4, '0')}`;
    if (!keys.has(numberKey(startYear, number))) return number;
  }
}

async function passOver(store: Store, signer: Signer, startYear: number, number: string): Promise<void> {
  const document = await store.getDocument(numberKey(startYear, number));
  if (document === null) return;
  const { keyId: _by, signature: _was, ...taken } = readAs(takenForm, document.value);
  const passed = signed('concordat-number-v1', { ...taken, passedOver: true }, signer);
  // Whoever was first has passed it over too.
  await store.compareAndSet(document.key, document.version, canonicalText(passed));
}

function numberKey(startYear: number, number: string): string {
  return `number/${startYear}/${number}`;
}

/** Lists a document that was filed; null when another run has made the same one meanwhile. */
export async function register(
  store: Store,
  signer: Signer,
  startYear: number,
  issued: Issued,
): Promise<RegisterEntry | null> {
  const entry = signed('concordat-issue-v1', issuedForm.parse(issued), signer);
  const version = await store.compareAndSet(issuedKey(startYear, entry.number), null, canonicalText(entry));
  return version === null ? null : entry;
}
