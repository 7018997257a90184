import type { ReadContext } from '../../sheets-schema/cells/cell.ts';
import type { Column, Tab } from '../../sheets-schema/tab.ts';
import type { Secret, Store } from '../edges/ports.ts';
import type { JsonObject } from '../history/canonical.ts';
import type { KeptRecord, ToErase } from '../history/erase.ts';
import type { ErasedKind } from '../history/erasures.ts';
import { listSnapshots, readBuckets, readContent, readLatest } from '../history/read-history.ts';
import { ANSWERS, FINDINGS, OTHER_YEARS, UNREAD, WAITING, waitingKey } from '../history/records.ts';
import type { Bucket } from '../history/snapshot.ts';
import { fingerprintOf } from '../protocols/fingerprints.ts';

/** Words taken out of a cell leave this. */
const TAKEN_OUT = '[taken out]';
/** What of a cell a message repeats at least, before it is cut short with "…". */
const FEWEST_REPEATED = 6;
/** Separates the parts of a key. */
const BETWEEN = '\u001f';

/** Words wherever they stand, within a cell too, in any case and spacing. */
export function textToErase(text: string, tabs: readonly Tab[], secret: Secret): ToErase {
  return wordsToErase('text', new RegExp(`${spelled(text)}|${cutShort(text)}`, 'giu'), TAKEN_OUT, tabs, secret);
}

/**
 * A person by every spelling given, each also surname first. What takes the name's place follows from the first: it is the same for one
 * person, at another time too, and differs between two, as figures count people.
 */
export function personToErase(names: readonly string[], tabs: readonly Tab[], secret: Secret): ToErase {
  const mark = `[person ${secret.keyed('erased', `person\n${tidied(names[0]!)}`).slice(0, 12)}]`;
  const ways = names.flatMap((name) => [name, ...surnameFirst(name)]);
  const alone = (way: string) => `(?<![\\p{L}\\p{N}])${way}(?![\\p{L}\\p{N}])`;
  const whole = ways.map((way) => alone(spelled(way)));
  const cut = names.filter((name) => name.length > 20).map((name) => cutShort(name));
  return wordsToErase('person', new RegExp([...whole, ...cut].join('|'), 'giu'), mark, tabs, secret);
}

function surnameFirst(name: string): string[] {
  const [surname, given] = name.split(',').map((part) => part.trim());
  if (given) return [`${given} ${surname}`, `${surname} ${given}`];
  const words = name.trim().split(/\s+/);
  const [last] = words.splice(-1);
  return words.length === 0 ? [] : [`${last}, ${words.join(' ')}`, `${last} ${words.join(' ')}`];
}

/** As it may have been typed: in any case and spacing, with any of the apostrophes and hyphens. In small letters some take two signs. */
function spelled(text: string): string {
  const ways = new Set([text, text.toLowerCase()].map(spelledAsItIs));
  return `(?:${[...ways].join('|')})`;
}

function spelledAsItIs(text: string): string {
  const words = text.normalize('NFC').trim().split(/\s+/);
  return words
    .map((word) => [...word].map(spelledSign).join(''))
    .join('\\s+')
    .replaceAll(',\\s+', '\\s*,\\s*');
}

function spelledSign(sign: string): string {
  if (/['’‘`]/.test(sign)) return "['’‘`]";
  if (/[-‐‑–]/.test(sign)) return '[-‐‑–]';
  return sign === ',' ? ',' : RegExp.escape(sign);
}

/** Its beginning, where a message was cut short in it. */
function cutShort(text: string): string {
  const signs = [...text.normalize('NFC').trim()].map((sign) => (/\s/.test(sign) ? '\\s+' : spelledSign(sign)));
  if (signs.length <= FEWEST_REPEATED) return `${signs.join('')}…`;
  const rest = signs.slice(FEWEST_REPEATED).reduceRight((more, sign) => `(?:${sign}${more})?`, '');
  return `${signs.slice(0, FEWEST_REPEATED).join('')}${rest}\\s*…`;
}

function wordsToErase(kind: ErasedKind, words: RegExp, mark: string, tabs: readonly Tab[], secret: Secret): ToErase {
  const ofText = (text: string) => {
    const composed = text.normalize('NFC');
    const without = composed.replace(words, mark);
    return without === composed ? text : without;
  };
  // A mark for each spelling, so that two keys never become one.
  const ofKey = (key: string) => {
    const composed = key.normalize('NFC');
    const without = composed.replace(words, (found) => {
      return mark.replace(']', ` ${secret.keyed('erased', `key\n${found}`).slice(0, 12)}]`);
    });
    return without === composed ? key : without;
  };
  return {
    kind,
    ofText,
    ofKey,
    without(section, record) {
      const next = withoutWords(section, record, { ofText, ofKey }, tabs);
      return JSON.stringify(next) === JSON.stringify(record) ? record : next;
    },
  };
}

type Words = Pick<ToErase, 'ofText' | 'ofKey'>;

function withoutWords(section: string, [key, value]: KeptRecord, words: Words, tabs: readonly Tab[]): KeptRecord {
  const { ofText, ofKey } = words;
  const inFields = (record: JsonObject, fields: readonly string[]): JsonObject =>
    Object.fromEntries(
      Object.entries(record).map(([name, one]) => [
        name,
        fields.includes(name) && typeof one === 'string' ? ofText(one) : one,
      ]),
    );
  const allOf = (cells: unknown) => inFields(cells as JsonObject, Object.keys(cells as JsonObject));
  // The tab's id, and the year, come first: nobody types these.
  const behind = (parts: number) => {
    const all = key.split(BETWEEN);
    return [...all.slice(0, parts), ...all.slice(parts).map(ofKey)].join(BETWEEN);
  };
  switch (section) {
    case FINDINGS:
      return [key, inFields(value, ['message', 'fix', 'suggestion'])];
    case ANSWERS:
      return [key, inFields(value, ['reply'])];
    case WAITING:
    case UNREAD:
      return [behind(1), { ...value, cells: allOf(value['cells']) }];
    case OTHER_YEARS: {
      const { row, cells, key: own } = value;
      const tab = tabs.find(({ id }) => id === value['tab']);
      return [
        behind(2),
        {
          ...value,
          ...(typeof own === 'string' && { key: ofKey(own) }),
          ...(cells !== undefined && { cells: allOf(cells) }),
          ...(row !== undefined && { row: inFields(row as JsonObject, freeIn(row as JsonObject, tab)) }),
        },
      ];
    }
    default:
      return [
        ofKey(key),
        inFields(
          value,
          freeIn(
            value,
            tabs.find(({ id }) => id === section),
          ),
        ),
      ];
  }
}

/** The columns of a row in which people write as they like: not days, choices and schools, which are kept as what they stand for. */
function freeIn(row: JsonObject, tab: Tab | undefined): string[] {
  return Object.keys(row).filter((id) => {
    const column: Column | undefined = tab?.columns[id];
    if (column === undefined) return true;
    const { format, choices } = column.cell;
    return format === 'text' && (choices === null || (choices === 'schools' && !/^\d{6}$/.test(String(row[id]))));
  });
}

/** A row as an office points to it: the tab, the workbooks it may stand in, and what stands in some of its cells. */
export interface PointedTo {
  readonly tab: Tab;
  /** With what the kept values of a workbook are shown. */
  readonly workbooks: ReadonlyMap<string, { readonly startYear: number; readonly context: ReadContext }>;
  readonly cells: readonly string[];
}

/** How a row is erased, and how many there are by what tells them apart. */
export interface RowsToErase {
  readonly erase: ToErase;
  readonly rows: number;
}

/**
 * The rows that hold all those cells: each goes whole out of every snapshot, with what was found in it and answered; where a message
 * elsewhere repeats words that only these rows had, they are taken out of it.
 */
export async function rowsToErase(
  store: Store,
  { tab, workbooks, cells }: PointedTo,
  tabs: readonly Tab[],
  secret: Secret,
): Promise<RowsToErase> {
  const wanted = cells.map(tidied);
  const isMeant = (shown: readonly string[]) => wanted.every((cell) => shown.some((one) => tidied(one) === cell));
  const keys = new Map<string, Set<string>>();
  const free = new Set<string>();
  const fingerprints = new Map<string, Set<string>>();
  for (const [workbook, { context }] of workbooks) {
    const ours = new Set<string>();
    keys.set(workbook, ours);
    for await (const { key, values, typed } of rowsEver(store, workbook, tab)) {
      const shown = typed ? Object.values(typed) : shownIn(values!, tab, context);
      if (!isMeant(shown)) continue;
      ours.add(key);
      const words = typed ?? values!;
      for (const id of freeIn(words, tab)) if (typeof words[id] === 'string') free.add(words[id]);
    }
    const found = await fingerprintsOf(store, workbook, tab, ours, secret);
    if (found.size > 0) fingerprints.set(workbook, found);
  }
  const ofRowsAlone = await notStandingNow(
    store,
    [...free].filter((words) => words.trim().length >= FEWEST_REPEATED),
  );
  const pattern = ofRowsAlone.flatMap((words) => [spelled(words), cutShort(words)]).join('|');
  const words = wordsToErase('row', pattern === '' ? /(?!)/gu : new RegExp(pattern, 'giu'), TAKEN_OUT, tabs, secret);
  const targets = [...keys].filter(([, ours]) => ours.size > 0);
  const isOurs = (used: ReadonlySet<string>, is: (workbook: string, ours: ReadonlySet<string>) => boolean) =>
    targets.some(([workbook, ours]) => (used.size === 0 || used.has(workbook)) && is(workbook, ours));
  const erase: ToErase = {
    ...words,
    without(section, record, used) {
      const [key, value] = record;
      switch (section) {
        case tab.id:
          return isOurs(used, (_, ours) => ours.has(key)) ? null : record;
        case WAITING:
        case UNREAD:
          return isOurs(used, (_, ours) => [...ours].some((one) => waitingKey(tab.id, one) === key)) ? null : record;
        case OTHER_YEARS:
          return isTypedElsewhere(value) ? null : record;
        case FINDINGS:
        case ANSWERS:
          if (isOurs(used, (workbook) => fingerprints.get(workbook)?.has(key) === true)) return null;
          return words.without(section, record, used);
        default:
          return record;
      }
    },
  };
  /** In the alliance's workbook of another year, in which the row counts. */
  function isTypedElsewhere(value: JsonObject): boolean {
    if (value['tab'] !== tab.id) return false;
    const typed = value['cells'] as Readonly<Record<string, string>> | undefined;
    return [...workbooks].some(([workbook, { startYear }]) => {
      if (value['typedIn'] !== startYear) return false;
      return typed ? isMeant(Object.values(typed)) : keys.get(workbook)!.has(String(value['key']));
    });
  }
  return { erase, rows: targets.reduce((sum, [, ours]) => sum + ours.size, 0) };
}

interface RowKept {
  readonly key: string;
  readonly values: JsonObject | null;
  /** As it was typed, where it waited to be mended or some of its cells could not be read. */
  readonly typed: Readonly<Record<string, string>> | null;
}

/** Every row of a tab that any snapshot of a workbook has, in all its forms. */
async function* rowsEver(store: Store, workbook: string, tab: Tab): AsyncGenerator<RowKept> {
  for await (const { section, records } of bucketsEver(store, workbook, [tab.id, WAITING, UNREAD])) {
    for (const [key, value] of records) {
      if (section === tab.id) yield { key, values: value, typed: null };
      else if (value['tab'] === tab.id) {
        const typed = value['cells'] as Readonly<Record<string, string>>;
        yield { key: key.slice(waitingKey(tab.id, '').length), values: null, typed };
      }
    }
  }
}

/** The buckets of some sections that any snapshot of a workbook has, each once. */
async function* bucketsEver(store: Store, workbook: string, sections: readonly string[]): AsyncGenerator<Bucket> {
  const seen = new Set<string>();
  for await (const { manifest } of listSnapshots(store, workbook)) {
    const names = sections.flatMap((section) => Object.values(manifest.sections[section]?.buckets ?? {}));
    const unseen = names.filter((name) => !seen.has(name));
    for (const name of unseen) seen.add(name);
    yield* await readBuckets(store, unseen);
  }
}

/** What was ever found in these rows, as far as it is known by the row alone. */
async function fingerprintsOf(
  store: Store,
  workbook: string,
  tab: Tab,
  rows: ReadonlySet<string>,
  secret: Secret,
): Promise<Set<string>> {
  const found = new Set<string>();
  if (rows.size === 0) return found;
  const known = new Map<string, ReadonlySet<string>>();
  const ofRule = (rule: string, school: string | null) => {
    const parts = [...rows].flatMap((row) =>
      [null, ...Object.keys(tab.columns)].flatMap((column) =>
        [null, school].map((of) => fingerprintOf([rule, tab.id, row, column, of, null], secret)),
      ),
    );
    return new Set(parts.flatMap((one) => [one, ...['2', '3', '4'].map((turn) => fingerprintOf([one, turn], secret))]));
  };
  for await (const { records } of bucketsEver(store, workbook, [FINDINGS])) {
    for (const [fingerprint, { rule, tab: title, school }] of records) {
      if (title !== tab.title) continue;
      const about = typeof school === 'string' ? school : null;
      const asked = `${rule} ${about}`;
      const candidates = known.get(asked) ?? ofRule(String(rule), about);
      known.set(asked, candidates);
      if (candidates.has(fingerprint)) found.add(fingerprint);
    }
  }
  return found;
}

/** Those of some words that stand in no newest snapshot: taking them out of messages takes nobody else's. */
async function notStandingNow(store: Store, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const now: string[] = [];
  for (const { key } of await store.list('head/')) {
    const latest = await readLatest(store, key.slice('head/'.length));
    for (const records of latest === null ? [] : (await readContent(store, latest.manifest)).values())
      for (const record of records) now.push(tidied(JSON.stringify(record)));
  }
  return words.filter((one) => !now.some((text) => text.includes(JSON.stringify(tidied(one)).slice(1, -1))));
}

/** A row's cells as “concordat diff” shows them. */
function shownIn(values: JsonObject, tab: Tab, context: ReadContext): string[] {
  return Object.entries(values).flatMap(([id, value]) => {
    if (value === null) return [];
    const column: Column | undefined = tab.columns[id];
    return [String(value), ...(column === undefined ? [] : [column.cell.show(value, context)])];
  });
}

function tidied(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
