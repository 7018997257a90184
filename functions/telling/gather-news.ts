import { allianceName } from '../../sheets-schema/core-settings.ts';
import { AdvisedError, type Store } from '../edges/ports.ts';
import { academicYearOf, plusDays } from '../figures/academic-year.ts';
import type { School } from '../figures/members.ts';
import { numbersOf, schoolWith } from '../figures/school-numbers.ts';
import { latestRecords, type Records } from '../history/records.ts';
import { standingsOf } from '../protocols/by-pack.ts';
import { dueUntil } from '../protocols/due-this-term.ts';
import type { KnownFigures } from '../protocols/kept-figure.ts';
import type { Situation } from '../protocols/situation.ts';
import type { WhoseWorkbook } from '../workbooks/define-workbook.ts';
import { allianceKind, type Declared, tabsOf } from '../workbooks/kinds.ts';
import { situationAsKept } from '../workbooks/situation-of.ts';
import { allianceKey, ownerOfKey } from '../workbooks/workbook-key.ts';
import type { Item, News } from './news.ts';

/** How long before its day something is due soon: two weeks are time to do it, and longer than any holiday but the summer's. */
const SOON_DAYS = 14;
/** A document older than this is no news, though nobody was told: so that whoever is told for the first time does not get a year of them. */
const DOCUMENT_DAYS = 60;

/** Whom a workbook is about, and what there is to tell. */
export interface NewsFor {
  readonly address: string;
  readonly news: News;
}

/** The alliance in a year, as its newest snapshot has it. */
interface Year {
  readonly records: Records;
  readonly situation: Situation;
}

/**
 * What there is to tell of these workbooks by their newest snapshots, each with the address of whose it is; nothing of one whose address is
 * not known, and of one whose history cannot be read, as the checks say that. Null on a quiet day: at the weekend, and while no school is
 * open. Nobody is at work then, and what is new is told on the next day on which somebody is, if it still stands.
 */
export async function gatherNews(
  store: Store,
  workbooks: readonly string[],
  asOf: string,
  catalogue: Declared,
): Promise<NewsFor[] | null> {
  if (isWeekend(asOf)) return null;
  const years = new Map<number, Year | null>();
  const yearOf = async (startYear: number) => {
    if (!years.has(startYear)) years.set(startYear, await readYear(store, startYear, asOf, catalogue));
    return years.get(startYear)!;
  };
  const owners = workbooks.flatMap((key) => {
    const owner = ownerOfKey(key, catalogue.kinds);
    return owner === null ? [] : [{ key, owner }];
  });
  const present = academicYearOf(asOf).startYear;
  const now = owners.some(({ owner }) => owner.startYear === present) ? await yearOf(present) : null;
  if (now !== null && isNoSchoolOpen(now.situation, asOf)) return null;

  const found: NewsFor[] = [];
  for (const [startYear, ofYear] of Map.groupBy(owners, ({ owner }) => owner.startYear)) {
    const alliance = await yearOf(startYear);
    if (alliance === null) continue;
    const own = new Map<string, { readonly owner: WhoseWorkbook; readonly records: Records }>();
    for (const { key, owner } of ofYear) {
      const records =
        key === allianceKey(startYear) ? alliance.records : await unlessDamaged(latestRecords(store, key));
      if (records !== null) own.set(key, { owner, records });
    }
    const known = (school: School): KnownFigures => {
      const numbers = numbersOf(school);
      const manifests = [...own.values()].flatMap(({ owner, records }) =>
        owner.urn !== null && numbers.includes(owner.urn) ? records.manifest : [],
      );
      return ({ id }) => manifests.map(({ figures }) => figures[id]).find(isNumber) ?? null;
    };
    for (const [key, { owner, records }] of own) {
      const situation = situationAsKept(owner, records, alliance.records, asOf, catalogue);
      const address = owner.kind.owner.addressIn(situation.settings, situation.school);
      if (address === null) continue;
      const items = [
        ...toMend(owner, records, catalogue),
        ...(owner.kind.tellsOfPromises ? promised(situation, alliance, known, catalogue) : []),
      ];
      const name =
        owner.urn === null
          ? situation.settings.held(allianceName).value
          : owner.kind.called(situation.school?.name ?? owner.urn);
      found.push({ address, news: { workbook: key, name: onOneLine(name), startYear, items } });
    }
  }
  return found;
}

async function readYear(store: Store, startYear: number, asOf: string, catalogue: Declared): Promise<Year | null> {
  const records = await unlessDamaged(latestRecords(store, allianceKey(startYear)));
  if (records === null) return null;
  const whose = { kind: allianceKind, urn: null, startYear };
  return { records, situation: situationAsKept(whose, records, null, asOf, catalogue) };
}

/** What cannot be read is said by whoever checks it, and keeps no message from anybody else. */
async function unlessDamaged<T>(reading: Promise<T | null>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AdvisedError && (error.code === 'store-damaged' || error.code === 'newer')) return null;
    throw error;
  }
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** By the alliance's *Calendar* and what stands in it for single schools; of one without terms nothing can be said. */
function isNoSchoolOpen({ members, calendarOf }: Situation, day: string): boolean {
  const calendars = [null, ...members.map(({ urn }) => urn)].map(calendarOf);
  return calendars.every(({ known, closedBecause }) => known && closedBecause(day) !== null);
}

/** Problems and breaches that stand open: nobody is written to for less. Where only sums are kept, as many as were counted. */
function toMend({ kind }: WhoseWorkbook, { manifest, findings, accepted }: Records, { packs }: Declared): Item[] {
  const titles = new Map(tabsOf(kind, packs).map(({ id, title }) => [id, title]));
  const counted = (manifest.sums?.findings ?? []).flatMap(({ count, tab, ...one }) =>
    Array.from({ length: count }, () => ({ ...one, tab: tab === null ? null : (titles.get(tab) ?? null) })),
  );
  return [...findings.filter(({ fingerprint }) => !accepted.has(fingerprint)), ...counted].flatMap(
    ({ fingerprint, severity, tab }): Item[] =>
      severity === 'problem' || severity === 'breach' ? [{ mark: fingerprint, is: 'to mend', severity, tab }] : [],
  );
}

/** What is due soon, what is overdue as the status page has it, and documents for the school: for the alliance, what is so of any member. */
function promised(
  situation: Situation,
  alliance: Year,
  known: (school: School) => KnownFigures,
  catalogue: Declared,
): Item[] {
  const { asOf, whose } = situation;
  const { members } = alliance.situation;
  const school = schoolWith(members, whose.urn);
  if (whose.urn !== null && school === undefined) return [];
  const soon = dueUntil(plusDays(asOf, SOON_DAYS), situation, catalogue).flatMap(({ tab, by }): Item[] =>
    by === null ? [] : [{ mark: `due ${tab} ${by}`, is: 'due', tab, by }],
  );
  const overdue = (school === undefined ? members : [school]).flatMap((one) =>
    standingsOf(alliance.situation, [{ school: one, known: known(one) }], catalogue)
      .flatMap(({ lines }) => lines.flat())
      .flatMap(({ what, state, dueOn }): Item[] =>
        state === 'overdue' && dueOn !== null
          ? [{ mark: `overdue ${what} ${dueOn} ${one.urn}`, is: 'overdue', what, dueOn }]
          : [],
      ),
  );
  return [...soon, ...overdue, ...(school === undefined ? [] : documentsFor(school, alliance.records, asOf))];
}

/** A document that was made again is told of as it is now. */
function documentsFor(school: School, { issues }: Records, asOf: string): Item[] {
  const replaced = new Set(issues.map(({ replaces }) => replaces));
  const numbers = numbersOf(school);
  return issues
    .filter(({ urn, number }) => urn !== null && numbers.includes(urn) && !replaced.has(number))
    .filter(({ issuedOn }) => issuedOn > plusDays(asOf, -DOCUMENT_DAYS))
    .map((document): Item => ({ mark: `document ${document.number}`, is: 'document', document }));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function onOneLine(name: string): string {
  return name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
