import { checksBeside } from '../../sheets-schema/core-settings.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import type { WorkbookReading } from '../edges/ports.ts';
import { numbersOf, schoolsIn, schoolWith } from '../figures/school-numbers.ts';
import { type LatestSnapshot, readLatest, refuseOtherSecret } from '../history/read-history.ts';
import { latestRecords, type Records } from '../history/records.ts';
import { Refusal } from '../refusal.ts';
import { addSheets, lackingOwnSheets, lackingTabs, sheetsOf } from '../workbooks/add-tabs.ts';
import { type OwnTabs, openChecksBeside } from '../workbooks/checks-beside.ts';
import type { WorkbookIdentity } from '../workbooks/define-workbook.ts';
import { identifyWorkbook, lostTabs, madeWith } from '../workbooks/identify-workbook.ts';
import { keyKept } from '../workbooks/keys-of-school.ts';
import { readsAlliance } from '../workbooks/kinds.ts';
import { type OtherYears, otherYearsKept } from '../workbooks/other-years.ts';
import { settingsIn } from '../workbooks/parse-workbook.ts';
import type { RowsAtHand } from '../workbooks/situation-of.ts';
import { wasChecked } from '../workbooks/was-checked.ts';
import { allianceKey, ownerOfKey, workbookKey } from '../workbooks/workbook-key.ts';
import { wasSeen } from '../workbooks/workbook-places.ts';
import { refuseAlteredHead } from './not-as-kept.ts';
import type { StepPorts } from './sync-ports.ts';

/** A workbook as it stands, and what its history and the alliance's know. */
export interface Read {
  readonly identity: WorkbookIdentity;
  /** Its key in the history. */
  readonly workbook: string;
  readonly tabs: readonly RawTab[];
  /** Our own tabs, in it or beside it. */
  readonly ownTabs: OwnTabs;
  readonly latest: LatestSnapshot | null;
  /** It was checked before, nothing of that is kept, and a new history is to begin. */
  readonly beginsAnew: boolean;
  /** The alliance's newest records, for a kind that leans on them, with its next year's *Calendar*; null where none are kept. */
  readonly alliance: (Records & Pick<RowsAtHand, 'nextCalendar'>) | null;
  /** What counts in this year of what is typed in the same workbook of the years beside it. */
  readonly otherYears: OtherYears;
  /** Tabs that could not be put in now and are not missing, why, and whether that passes by itself. */
  readonly notYet: readonly Tab[];
  readonly whyNotYet: string | null;
  readonly passes: boolean;
}

/**
 * Step 1: the workbook, by one request, and the newest snapshots that it is checked with. Puts in the tabs that came to be wanted since
 * the workbook was made, and makes the workbook of Checks beside it where that is wanted: after that it is to be read again.
 * @throws EdgeError where it or the store cannot be read
 * @throws Refusal `not-a-workbook`; what `refuse` says of it; `store-damaged` where no key of ours signed its head; where its history or the alliance's is kept elsewhere, or was kept under
 * another secret; where the Checks beside it cannot be used.
 */
export async function readWorkbook(
  place: string,
  ports: StepPorts,
  refuse: (workbook: string) => string | null,
): Promise<Read | 'start-again'> {
  const { workbooks, store, signer, secret, refusesSecondHistory, catalogue } = ports;
  const first = await workbooks.read(place);
  const identity = identifyWorkbook(first.tabs, catalogue);
  if ('unknown' in identity) throw new Refusal(identity.unknown, { code: 'not-a-workbook' });
  const { kind } = identity;
  const workbook = workbookKey(identity);
  const refusal = refuse(workbook);
  if (refusal !== null) throw new Refusal(refusal);

  const latest = await readLatest(store, workbook);
  const beginsAnew = latest === null && wasChecked(first.tabs);
  if (beginsAnew && (await refusesSecondHistory?.())) throw secondHistory();
  if (latest !== null) await refuseAlteredHead(signer, workbook, latest.head);
  const lost = lostTabs(kind, first.tabs, latest?.manifest ?? null, catalogue);
  const reading = lost.length > 0 && workbooks.lookFor ? await workbooks.lookFor(place, lost) : first;

  const ofAlliance = allianceKey(identity.startYear);
  const alliance = readsAlliance(kind) ? await allianceRecords(store, identity.startYear) : null;
  if (readsAlliance(kind) && alliance === null && latest !== null && (await wasSeen(store, ofAlliance)))
    if (await refusesSecondHistory?.()) throw allianceLost();
  if (latest === null && identity.urn !== null && alliance !== null) await refuseSecond(identity, alliance, ports);
  if (latest !== null) refuseOtherSecret(secret, { ...latest, hash: latest.head.hash });
  // A workbook that is new must not begin under another secret than those that are there.
  if (alliance !== null) refuseOtherSecret(secret, alliance);

  const otherYears = await otherYearsKept(store, identity);
  const inPlace = await tabsInPlace(place, reading, { identity, latest, alliance }, ports);
  return inPlace === 'start-again'
    ? inPlace
    : { identity, workbook, tabs: reading.tabs, latest, beginsAnew, alliance, otherYears, ...inPlace };
}

/** What falls due after the year's last school day is counted on into the next year's. */
async function allianceRecords(store: StepPorts['store'], startYear: number): Promise<Read['alliance']> {
  const records = await latestRecords(store, allianceKey(startYear));
  const next = records && (await latestRecords(store, allianceKey(startYear + 1), [calendarTab.id]));
  return records && next ? { ...records, nextCalendar: rowsOf(next.rows, calendarTab) } : records;
}

/** Our own tabs, and every tab that came to be wanted: put in where it is lacking. */
async function tabsInPlace(
  place: string,
  reading: WorkbookReading,
  { identity, latest, alliance }: Pick<Read, 'identity' | 'latest' | 'alliance'>,
  { workbooks, checksPlace, catalogue }: StepPorts,
): Promise<Pick<Read, 'ownTabs' | 'notYet' | 'whyNotYet' | 'passes'> | 'start-again'> {
  const { tabs } = reading;
  const { kind } = identity;
  const rows = alliance?.rows ?? null;
  const settings = settingsIn(identity, tabs, alliance, catalogue);
  const isBeside = checksPlace !== undefined && (settings?.held(checksBeside).value ?? false);
  const ownTabs: OwnTabs = isBeside
    ? await openChecksBeside(checksPlace(place), identity, reading, workbooks, catalogue)
    : { ...reading, place, lacking: null };
  // A workbook with its Checks beside it is not written in.
  const lacking = isBeside ? [] : lackingTabs(kind, tabs, settings, latest?.manifest ?? null, catalogue);
  const lackingOwn =
    ownTabs.lacking === null ? lackingOwnSheets(identity, ownTabs.tabs, madeWith(tabs), catalogue) : [];
  const added = await addSheets(workbooks, ownTabs, [...sheetsOf(lacking, identity, rows, catalogue), ...lackingOwn]);
  if (added.readAgain) return 'start-again';
  return { ownTabs, notYet: added.why === null ? [] : lacking, whyNotYet: added.why, passes: added.passes };
}

function secondHistory(): Refusal {
  const advice =
    'This workbook was checked before, and nothing of that is kept here. Put the history back from a backup. Where there is none, ' +
    '“concordat start --new-history” begins a new one, on Google “concordat provision --new-history”.';
  return new Refusal(advice, { code: 'history-lost' });
}

/** A school with two numbers has one workbook of a year: rows in a second would count for nobody, or twice. */
async function refuseSecond(identity: WorkbookIdentity, alliance: Records, { store }: StepPorts): Promise<void> {
  const { kind, urn, startYear } = identity;
  const school = schoolWith(schoolsIn(rowsOf(alliance.rows, schoolsTab), startYear), urn);
  if (school === undefined) return;
  const first = await keyKept(store, kind, numbersOf(school), startYear);
  // Its own history may have been begun by another run just now.
  if (first === null || first === workbookKey(identity)) return;
  throw new Refusal(
    `${school.name} has a ${kind.noun} for this year, which says ${ownerOfKey(first)!.urn} beside URN. Type into that one what only this one holds, then take this one away.`,
  );
}

/** Without the alliance's rows a school would be told of breaches that were answered, and the history would keep them. */
function allianceLost(): Refusal {
  const advice =
    'Nothing is kept here any more of the alliance’s workbook, without which this one is not checked. Put the history back from a ' +
    'backup. Where there is none, “concordat start --new-history” begins a new one.';
  return new Refusal(advice);
}
