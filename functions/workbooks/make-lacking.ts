import { z } from 'zod';
import { urnsIn } from '../../sheets-schema/cells/identifier.ts';
import { yearBegins } from '../../sheets-schema/core-settings.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { counted, listed, longDate, yearLabel } from '../../sheets-schema/wording.ts';
import { AdvisedError, EdgeError, type Store, type Workbooks } from '../edges/ports.ts';
import { academicYear, DAYS_TO_CLOSE, plusDays } from '../figures/academic-year.ts';
import { isMembershipUnread, type School } from '../figures/members.ts';
import { schoolsIn } from '../figures/school-numbers.ts';
import { canonicalText } from '../history/canonical.ts';
import { latestRecords, type Records, UNREAD, WAITING, waitingIn } from '../history/records.ts';
import { headKey } from '../history/snapshot.ts';
import { readAs } from '../history/stored-forms.ts';
import { Refusal } from '../refusal.ts';
import type { MadeInWords, WorkbookKind } from './define-workbook.ts';
import { ownerOf } from './identify-workbook.ts';
import { allDeclared, type Declared, isSchools } from './kinds.ts';
import { asksForNextYear, carriedInto, nextYears } from './next-year.ts';
import { decided } from './situation-of.ts';
import { allianceKey, ownerOfKey, workbookKey } from './workbook-key.ts';
import { inOneCase, schoolWorkbooks, type WorkbookToMake } from './workbooks-to-make.ts';

const listForm = z.object({
  /** Places by workbook key. One that was ever made is never made again, wherever people moved it. */
  made: z.record(z.string(), z.string()),
  /** Keys of those that were begun and are not finished, as they could not be, or a round was stopped. */
  begun: z.array(z.string()).default([]),
  /** Why the others could not be made when it was last tried. */
  waiting: z.string().nullable(),
});
type MadeList = z.infer<typeof listForm>;
const NONE_YET: MadeList = { made: {}, begun: [], waiting: null };

/** What was made by what one alliance's workbook says: the next year's, and beside them those of its own year. */
const madeForm = listForm.extend({ thisYear: listForm.default(NONE_YET) });
type Made = z.infer<typeof madeForm>;

export interface MakingPorts {
  readonly store: Store;
  /**
   * Makes a workbook with its letter, or what is lacking of them where a round was stopped; gives its place.
   * @param stands where it stands already
   */
  readonly make: (workbook: WorkbookToMake, stands: string | null) => Promise<string>;
  /** Where the workbooks of a year stand now, checked or not, by their keys. */
  readonly standing: (startYear: number) => Promise<ReadonlyMap<string, string>>;
  /** How a name is written where they stand: as it is, unless told. */
  readonly written?: (name: string) => string;
  /** Reads a workbook that stands at a place, to tell whose it is; without it nobody notices that a school's URN was changed. */
  readonly read?: (place: string, kind: WorkbookKind) => ReturnType<Workbooks['read']>;
  /** What the file at a place is called, where workbooks are files. */
  readonly fileOf?: (place: string) => string;
  /** What may be decided and which workbooks there are: all that is declared, unless told. */
  readonly catalogue?: Declared;
}

export interface MadeForYear {
  readonly startYear: number;
  /** Places of the workbooks made in this round. */
  readonly made: readonly string[];
  /** How many of them have a letter. */
  readonly letters: number;
  /** Why not all could be made, in words; null where they are, or where nothing was wanted. */
  readonly waiting: string | null;
}

export interface MakingRound {
  /** Of the alliance's own year and of the next. */
  readonly years: readonly MadeForYear[];
  /** Whether the alliance's workbook has something new to say of it. */
  readonly news: boolean;
  /** One of the reasons why the others could not be made passes by itself. */
  readonly waitingPasses: boolean;
}

/** The workbooks that are wanted of a year, and what is in the way of more. */
interface Wanted {
  readonly startYear: number;
  readonly workbooks: readonly WorkbookToMake[];
  /** Whether one is to be made where it never was. */
  readonly isDue: (workbook: WorkbookToMake) => boolean;
  /** Whether *Schools*, by which they are wanted, has a row of a school. */
  readonly isListed: (urn: string) => boolean;
  /** Keys of workbooks that may be wanted. */
  readonly perhaps: readonly string[];
  /** Why none can be made now. */
  readonly whyNone: (lacking: readonly WorkbookToMake[]) => string | null;
  /** Why further ones cannot be made, by which were ever made. */
  readonly whyNotAll: (wasMade: (key: string) => boolean) => readonly string[];
}

/**
 * Makes the workbooks that were never made: of an alliance's own year one for each member, and where *Settings* asks for them those of
 * the year after. One that was made and is gone is not made again: it is named as gone. Stopped anywhere, the next round goes on.
 * @throws Refusal `busy` where another round is at it
 */
export async function makeLacking(startYear: number, asOf: string, ports: MakingPorts): Promise<MakingRound> {
  const { store, written = (name) => name, catalogue = allDeclared } = ports;
  const sections = [schoolsTab.id, settingsTab.id, calendarTab.id, WAITING, UNREAD];
  const records = await latestRecords(store, allianceKey(startYear), sections);
  if (records === null) return { years: [], news: false, waitingPasses: false };
  const isAsked = asksForNextYear(records, startYear);
  const kept = await readMade(store, startYear);
  if (kept === 'damaged') {
    const years = isAsked ? [startYear + 1] : [startYear];
    return {
      years: years.map((year) => ({ startYear: year, made: [], letters: 0, waiting: DAMAGED })),
      news: false,
      waitingPasses: false,
    };
  }
  let { version } = kept;
  let now = kept.list;
  const keep = async (after: Made) => {
    const text = canonicalText(after);
    if (text === canonicalText(now)) return;
    version = await store.compareAndSet(madeKey(startYear), version, text);
    if (version === null) throw busy();
    now = after;
  };

  const own = await roundOf(
    ofThisYear(records, startYear, asOf, store, written, catalogue),
    now.thisYear,
    ports,
    (thisYear) => keep({ ...now, thisYear }),
  );
  const years = [own.year];
  let passes = own.passes;
  if (isAsked) {
    const { made, begun, waiting } = now;
    const itsOwn = await latestRecords(store, allianceKey(startYear + 1), [schoolsTab.id, WAITING]);
    const next = await roundOf(
      ofNextYear(records, startYear, { begun, itsOwn }, store, written, catalogue),
      { made, begun, waiting },
      ports,
      (list) => keep({ ...now, ...list }),
    );
    years.push(next.year);
    passes ||= next.passes;
  }
  return { years, news: canonicalText(told(now)) !== canonicalText(told(kept.list)), waitingPasses: passes };
}

/** How far the workbooks are made that follow from an alliance's of a year, for *Start here*; `areSomeWaiting`: when it was last tried. */
export async function madeInWords(
  store: Store,
  startYear: number,
): Promise<MadeInWords & { readonly areSomeWaiting: boolean }> {
  const kept = await readMade(store, startYear);
  if (kept === 'damaged') return { thisYear: null, nextYear: notAllMade(startYear + 1, DAMAGED), areSomeWaiting: true };
  const { made, waiting, thisYear } = kept.list;
  const count = Object.keys(made).length;
  const done =
    count === 0
      ? []
      : [`${counted(count, 'workbook')} for ${yearLabel(startYear + 1)} ${count === 1 ? 'is' : 'are'} made.`];
  const left = waiting === null ? [] : [notAllMade(startYear + 1, waiting)];
  return {
    thisYear: thisYear.waiting === null ? null : notAllMade(startYear, thisYear.waiting),
    nextYear: [...done, ...left].join(' ') || null,
    areSomeWaiting: waiting !== null || thisYear.waiting !== null,
  };
}

/** Says why a year's workbooks are not all there. */
export function notAllMade(startYear: number, waiting: string): string {
  return `The workbooks for ${yearLabel(startYear)} could not all be made ready. ${waiting}`;
}

/** What is made is kept before it is begun and after it is done, so that no round makes it a second time. */
async function roundOf(
  wanted: Wanted,
  list: MadeList,
  ports: MakingPorts,
  keep: (list: MadeList) => Promise<void>,
): Promise<{ readonly year: MadeForYear; readonly passes: boolean }> {
  const { startYear, workbooks } = wanted;
  const made = { ...list.made };
  const isNew = (key: string) => !(key in made);
  const unmade = workbooks.filter((workbook) => workbook.keys.every(isNew) && wanted.isDue(workbook));
  const known = unmade.length > 0 || wanted.perhaps.some(isNew) ? await everMade(startYear, ports) : NOTHING_KNOWN;
  if (known === 'damaged') return { year: { startYear, made: [], letters: 0, waiting: DAMAGED }, passes: false };
  const isUnknown = (key: string) => !known.standing.has(key) && !known.before.has(key);
  const lacking: WorkbookToMake[] = [];
  const renumbered: string[] = [];
  for (const workbook of unmade) {
    const { key } = workbook;
    const goesOn = list.begun.includes(key) && known.standing.has(key);
    const stands = goesOn ? undefined : workbook.keys.find((one) => !isUnknown(one));
    if (stands !== undefined) {
      made[stands] = known.standing.get(stands) ?? '';
      continue;
    }
    const under = goesOn ? null : await underAnotherNumber(workbook, known.standing, wanted.isListed, ports);
    if (under === null) lacking.push(workbook);
    else renumbered.push(under);
  }
  const reasons = new Set([...wanted.whyNotAll((key) => key in made || !isUnknown(key)), ...renumbered]);
  const whyNone = wanted.whyNone(lacking);
  if (whyNone !== null) {
    await keep({ made, begun: list.begun, waiting: whyNone });
    return { year: { startYear, made: [], letters: 0, waiting: whyNone }, passes: false };
  }
  if (lacking.length > 0) await keep({ made, begun: lacking.map(({ key }) => key), waiting: list.waiting });

  const done: WorkbookToMake[] = [];
  let passes = false;
  for (const workbook of lacking) {
    try {
      made[workbook.key] = await ports.make(workbook, known.standing.get(workbook.key) ?? null);
      done.push(workbook);
    } catch (error) {
      if (!(error instanceof AdvisedError)) throw error;
      reasons.add(error.advice);
      passes ||= error.retryable;
    }
  }
  const begun = lacking.filter((one) => !done.includes(one)).map(({ key }) => key);
  const waiting = reasons.size === 0 ? null : [...reasons].join(' ');
  await keep({ made, begun, waiting });
  const letters = done.filter(({ hasLetter }) => hasLetter).length;
  return { year: { startYear, made: done.map(({ key }) => made[key]!), letters, waiting }, passes };
}

/**
 * Says which workbook is a school's own already, with a URN that *Schools* does not list: a second one would be blank, and the rows of
 * the first would count for nobody. Null where there is none.
 */
async function underAnotherNumber(
  { identity: { kind, urn, school, startYear } }: WorkbookToMake,
  standing: ReadonlyMap<string, string>,
  isListed: (urn: string) => boolean,
  { read, fileOf, catalogue = allDeclared }: MakingPorts,
): Promise<string | null> {
  if (urn === null || read === undefined) return null;
  for (const [key, place] of standing) {
    const other = ownerOfKey(key, catalogue.kinds)?.urn ?? null;
    if (other === null || isListed(other) || key !== workbookKey({ kind, urn: other, startYear })) continue;
    const called = await schoolAt(() => read(place, kind), catalogue);
    if (called === null || inOneCase(called) !== inOneCase(school!)) continue;
    const file = fileOf?.(place);
    return `${school} has the URN ${urn} in Schools, and its workbook${file === undefined ? '' : ` ${file}`} has ${other}. If its URN has changed, type ${other} under Earlier URN in its row of Schools, and the day under URN since. If not, put ${other} back.`;
  }
  return null;
}

/** The school that a workbook says it is of; null where that cannot be read. */
async function schoolAt(read: () => ReturnType<Workbooks['read']>, catalogue: Declared): Promise<string | null> {
  try {
    const owner = ownerOf((await read()).tabs, catalogue);
    return 'unknown' in owner ? null : owner.school;
  } catch (error) {
    if (error instanceof EdgeError) return null;
    throw error;
  }
}

const NOTHING_KNOWN = { standing: new Map<string, string>(), before: new Set<string>() };

/** Where the workbooks of a year stand now, and the keys of those that were checked or made before, wherever they are. */
async function everMade(startYear: number, { store, standing, catalogue = allDeclared }: MakingPorts) {
  const [before, own] = [await readMade(store, startYear - 1), await readMade(store, startYear)];
  if (before === 'damaged' || own === 'damaged') return 'damaged';
  const heads = (await store.list(headKey(''))).map(({ key }) => key.slice(headKey('').length));
  const listed = [...Object.keys(before.list.made), ...Object.keys(own.list.thisYear.made)];
  const ofYear = [...heads, ...listed].filter((key) => ownerOfKey(key, catalogue.kinds)?.startYear === startYear);
  return { standing: await standing(startYear), before: new Set(ofYear) };
}

/** One for each member that has not left: as soon as its row is there, also where it joins later in the year. */
function ofThisYear(
  records: Records,
  startYear: number,
  asOf: string,
  store: Store,
  written: (name: string) => string,
  catalogue: Declared,
): Wanted {
  const settings = decided({ startYear }, records, [], catalogue);
  const year = academicYear(startYear, settings.held(yearBegins).value);
  const schools = schoolsIn(rowsOf(records.rows, schoolsTab), startYear);
  const hasLeft = ({ leftOn }: School) => leftOn !== null && leftOn < asOf;
  const unsure = schools.filter(isMembershipUnread);
  const due = schools.filter((school) => !unsure.includes(school) && !hasLeft(school)).map(({ urn }) => urn);
  const ofSchool = (urn: string) =>
    catalogue.kinds.filter(isSchools).map((kind) => workbookKey({ kind, urn, startYear }));
  const waiting = records.waiting
    .filter(({ tab }) => tab === schoolsTab.id)
    .map(({ cells }) => ofSchool((cells['urn'] ?? '').trim()));
  const first = carriedInto(schools, settings, startYear, { store, catalogue });
  const calendar = rowsOf(records.rows, calendarTab);
  return {
    startYear,
    workbooks: schoolWorkbooks(schools, settings, startYear, { declared: catalogue, written, calendar, first }),
    isDue: ({ identity: { urn } }) => due.includes(urn!),
    isListed: (urn) => isListed(records, urn),
    perhaps: [...waiting, ...unsure.map(({ urn }) => ofSchool(urn))].flat(),
    whyNone(lacking) {
      if (lacking.length === 0) return null;
      if (isUndecided(records))
        return 'The tab Settings is missing, or a column of it. Put it back first, as it says which tabs they have.';
      if (asOf <= plusDays(year.to, DAYS_TO_CLOSE)) return null;
      const names = [...new Set(lacking.map(({ identity: { school } }) => school!))];
      return `${listed(names)} had none, and none is made any more: the year ended on ${longDate(year.to)}.`;
    },
    whyNotAll(wasMade) {
      const rows = waiting.filter((keys) => !keys.every(wasMade)).length;
      const names = unsure.filter(({ urn }) => !ofSchool(urn).every(wasMade)).map(({ name }) => name);
      return [
        ...(rows === 0 ? [] : [`${counted(rows, 'row')} of Schools must be mended first.`]),
        ...(names.length === 0
          ? []
          : [`When ${listed(names)} joined or left cannot be read in Schools. Mend that first.`]),
      ];
    },
  };
}

interface NextYearSoFar {
  /** Keys of workbooks that are begun. */
  readonly begun: readonly string[];
  /** What the next year's own alliance workbook has of *Schools*; null while it was never checked. */
  readonly itsOwn: Records | null;
}

/**
 * They wait as a whole while it cannot be told who the members are, so that no member is lost on the way. Once the year's own alliance
 * workbook is there, its *Schools* says who has one, and its own round makes it: one without a row there would lead nowhere.
 */
function ofNextYear(
  records: Records,
  startYear: number,
  { begun, itsOwn }: NextYearSoFar,
  store: Store,
  written: (name: string) => string,
  catalogue: Declared,
): Wanted {
  const workbooks = nextYears(records, startYear, store, written, catalogue);
  const isLeftToItsOwn = ({ key, identity: { urn } }: WorkbookToMake) =>
    itsOwn !== null && urn !== null && !begun.includes(key);
  const unlisted = workbooks.filter((one) => isLeftToItsOwn(one) && !isListed(itsOwn!, one.identity.urn!));
  return {
    startYear: startYear + 1,
    workbooks,
    isDue: (workbook) => !isLeftToItsOwn(workbook),
    isListed: (urn) => isListed(records, urn),
    perhaps: unlisted.map(({ key }) => key),
    whyNone() {
      if (records.missing.includes(schoolsTab.id))
        return 'The tab Schools is missing, or a column of it. Put it back first, so that all members are carried over.';
      if (isUndecided(records))
        return 'The tab Settings is missing, or a column of it. Put it back first, so that all is carried over.';
      const waits = waitingIn(records, schoolsTab) > 0 || waitingIn(records, settingsTab) > 0;
      if (!waits && membershipUnread(records).length === 0) return null;
      return 'Rows of Schools or Settings wait to be mended. Mend them first, so that all is carried over.';
    },
    whyNotAll(wasMade) {
      const lacking = unlisted.filter(({ key }) => !wasMade(key)).map(({ identity: { school } }) => school!);
      const names = [...new Set(lacking)];
      const label = yearLabel(startYear + 1);
      if (names.length === 0) return [];
      return [
        names.length === 1
          ? `${names[0]} is not in Schools of ${label} yet: add its row there, then its workbook is made.`
          : `${listed(names)} are not in Schools of ${label} yet: add their rows there, then their workbooks are made.`,
      ];
    },
  };
}

/** Whether nobody can tell what the alliance decided for a year. */
function isUndecided({ missing, missingColumns }: Records): boolean {
  return missing.includes(settingsTab.id) || (missingColumns[settingsTab.id] ?? []).includes('fromYear');
}

/** Whether *Schools* has a row of a school, be it one that waits to be mended; where the tab is missing, that cannot be told. */
function isListed({ rows, waiting, missing }: Records, urn: string): boolean {
  return (
    missing.includes(schoolsTab.id) ||
    rowsOf(rows, schoolsTab).some((row) => row.urn === urn || urnsIn(row.earlierUrns).includes(urn)) ||
    waiting.some(({ tab, cells }) => tab === schoolsTab.id && cells['urn']?.trim() === urn)
  );
}

/** Schools of which it cannot be read when they joined or left. */
function membershipUnread({ rows }: Records): readonly School[] {
  return rowsOf(rows, schoolsTab).filter(isMembershipUnread);
}

const DAMAGED = 'The list of those that were made is damaged. Put back the store from a backup.';

function busy(): Refusal {
  return new Refusal('Another Concordat is making workbooks. Try again when it is done.', {
    code: 'busy',
    retryable: true,
  });
}

/** What an alliance's workbook can tell of a list. */
function told({ begun, thisYear, ...list }: Made) {
  return { ...list, thisYear: thisYear.waiting };
}

async function readMade(
  store: Store,
  startYear: number,
): Promise<{ readonly list: Made; readonly version: string | null } | 'damaged'> {
  const kept = await store.getDocument(madeKey(startYear));
  if (kept === null) return { list: { ...NONE_YET, thisYear: NONE_YET }, version: null };
  const list = readAs(madeForm, kept.value);
  return list === null ? 'damaged' : { list, version: kept.version };
}

/** Called after the next year's alone, which were once all that was kept there. */
function madeKey(startYear: number): string {
  return `next-year/${startYear}`;
}
