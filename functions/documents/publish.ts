import { hash } from 'node:crypto';
import { allianceAddress, allianceLogo, allianceName } from '../../sheets-schema/core-settings.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { counted, inTurn, longDate, yearLabel } from '../../sheets-schema/wording.ts';
import type { Picture } from '../../templates/kit/picture.ts';
import type { DocumentShelf, Secret, Signer, Store } from '../edges/ports.ts';
import { inNameOrder, type School } from '../figures/members.ts';
import { numbersOf } from '../figures/school-numbers.ts';
import { listSnapshots, readHead, refuseOtherSecret } from '../history/read-history.ts';
import { carriedIn, type Records, recordsAsOf, recordsOf } from '../history/records.ts';
import type { Issue, MadeFrom, Safeguards, Time } from '../protocols/define-issue.ts';
import type { Situation } from '../protocols/situation.ts';
import { Refusal } from '../refusal.ts';
import { allDeclared, allianceKind, type Declared } from '../workbooks/kinds.ts';
import type { FolderOfSchool } from '../workbooks/schools-folder.ts';
import { situationAsKept } from '../workbooks/situation-of.ts';
import { allianceKey, ownerOfKey } from '../workbooks/workbook-key.ts';
import { madeFrom } from './made-from.ts';
import type { RegisterEntry } from './register.ts';
import type { RunOfDocuments } from './run-of-documents.ts';

export interface PublishPorts {
  readonly store: Store;
  readonly signer: Signer;
  readonly secret: Secret;
  readonly shelf: DocumentShelf;
  readonly fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array };
  /** What the folder of a school is called that its documents go into; absent where schools have none. */
  readonly schoolsFolder?: (school: FolderOfSchool) => Promise<string>;
  /** A picture beside the alliance's workbooks, by its file's name: null for none, no bytes where it has too many. Absent where none are shown. */
  readonly picture?: (name: string, most: number) => Promise<Uint8Array | null>;
  /** What there is to make documents of and from: all that is declared, unless told. */
  readonly catalogue?: Declared;
}

export interface PublishRequest {
  /** Null: every school where the document is one school's, or the alliance as a whole. */
  readonly urn: string | null;
  readonly startYear: number;
  /** The day the figures stand at. */
  readonly asOf: string;
  readonly issuedOn: string;
  /** For a document about a time: its first day, and its last; the year so far where they are not told. */
  readonly from?: string | null;
  readonly to?: string | null;
  /** Issued for the first time though it fixes what it would be asked about. */
  readonly asItIs?: boolean;
}

export interface Published {
  readonly entry: RegisterEntry;
  /** False when the same had been issued before and stands. */
  readonly made: boolean;
  /** Numbers that were found to be another document's, and so are this one's not. */
  readonly passedOver: readonly string[];
  /** Rows in doubt that are left out of it, for the alliance’s own people alone. */
  readonly leftOut: readonly string[];
  /** Why it has no logo though one is named, in a sentence. */
  readonly noLogo?: string;
  /** With the first of several schools', why others have none for now. */
  readonly notIssued?: readonly string[];
}

/** What the document is made from is not kept, or nobody is to be told anything by it: asked for with every other, it is none of them. */
export class NotKept extends Refusal {}

/**
 * Makes the document asked for from the records as they stood on the day, files it and lists it in the register. A document that
 * would say what the last issue says is not made again; one that says something else names the issue it replaces.
 * `run`: the documents that are made in one go with it.
 * @throws Refusal for a day to come, while something of the document's own speaks against it, when there are no records for that day, or
 * none of that kind are kept, and when there is no such school.
 */
export async function publish(
  issue: Issue,
  request: PublishRequest,
  ports: PublishPorts,
  run: RunOfDocuments,
): Promise<Published[]> {
  refuseDayToCome(request);
  const { store, secret } = ports;
  const { startYear, asOf } = request;
  const alliance = await recordsAsOf(store, allianceKey(startYear), asOf);
  if (alliance === null) throw await noRecords(store, startYear, asOf);
  refuseOtherSecret(secret, alliance);
  await run.registerOf(startYear);
  return publishFrom(alliance, issue, request, ports, run);
}

/** The same from records of the alliance that were found. */
async function publishFrom(
  alliance: Records,
  issue: Issue,
  request: PublishRequest,
  ports: PublishPorts,
  run: RunOfDocuments,
): Promise<Published[]> {
  const { store, catalogue = allDeclared } = ports;
  const { startYear, asOf } = request;
  const situation = situationAsKept({ kind: allianceKind, urn: null, startYear }, alliance, null, asOf, catalogue);
  const { needs, reads, choice } = issue;
  if (situation.whyUnsettled !== null)
    throw new Refusal(`“${choice.text}” is made from records that are not at hand. ${situation.whyUnsettled}`);
  if (!situation.settings.held(needs).value)
    throw new NotKept(
      `“${choice.text}” is made from records that the alliance does not keep. See “${needs.title}” in Settings.`,
    );
  const lacks = issue.lacks?.(situation) ?? null;
  if (lacks !== null) throw new NotKept(lacks);
  for (const look of reads.map(situation.look)) {
    if (look.is === 'not at hand')
      throw new Refusal(`“${choice.text}” is made from records that are not at hand. ${look.why}`);
  }
  const time = timeOf(issue, request, situation);
  const since = issue.standsSince?.(situation, time) ?? null;
  const stood = since && (await firstThatKept(store, alliance, since));
  if (stood !== null && (stood.hash !== alliance.hash || stood.manifest.asOf !== asOf))
    return publishFrom(stood, issue, { ...request, ...time, asOf: stood.manifest.asOf }, ports, run);
  const followedBy = await yearAfter(store, request, situation);
  const members = inNameOrder((issue.about === 'school' ? issue.schools?.(situation) : null) ?? situation.members);
  const asked =
    issue.about === 'school'
      ? members.filter((school) => numbersOf(school).includes(request.urn ?? school.urn))
      : [null];
  if (asked.length === 0) throw new Refusal('No member of the alliance has that name or number. See the tab Schools.');
  const nothing = asked.map((school) =>
    issue.about === 'school' ? (issue.nothingToSay?.(situation, school!) ?? null) : null,
  );
  const about = asked.filter((_, at) => nothing[at] === null);
  if (about.length === 0) throw new NotKept(nothing[0]!);
  const held = about.flatMap((school) => {
    const why = issue.about === 'school' ? (issue.whyNotOf?.(situation, school!, { time, followedBy }) ?? null) : null;
    return why === null ? [] : [{ school, why }];
  });
  if (held.length === about.length) throw new Refusal(held.map(({ why }) => why).join(' '));
  const published: Published[] = [];
  for (const school of about.filter((one) => held.every((other) => other.school !== one)))
    published.push(await issueOne(issue, { ...request, time, followedBy }, school, alliance, situation, ports, run));
  // One school's cell keeps nobody else's from being issued; that it has none is said with the first of them.
  const [first, ...others] = published;
  if (held.length === 0) return published;
  return [{ ...first!, notIssued: held.map(({ why }) => why) }, ...others];
}

/** The first records of an unbroken line up to those found in which a carried figure stands as it does in them. */
async function firstThatKept(
  store: Store,
  found: Records,
  { figure, of }: { readonly figure: string; readonly of: string },
): Promise<Records> {
  const kept = JSON.stringify(found.carries[figure]?.[of] ?? null);
  let first = found.hash;
  let isReached = false;
  for await (const { hash, manifest } of listSnapshots(store, found.manifest.workbook)) {
    isReached ||= hash === found.hash;
    if (!isReached) continue;
    if (kept === 'null' || JSON.stringify(carriedIn(manifest)[figure]?.[of] ?? null) !== kept) break;
    first = hash;
  }
  return first === found.hash ? found : recordsOf(store, first);
}

/** The year after, once the year of the records is over and a workbook of that one is kept. */
async function yearAfter(
  store: Store,
  { startYear, issuedOn }: PublishRequest,
  { year }: Situation,
): Promise<string | null> {
  if (issuedOn <= year.to) return null;
  return (await readHead(store, allianceKey(startYear + 1))) === null ? null : yearLabel(startYear + 1);
}

/** @throws Refusal where a time is asked for of what is about a day, and for a time that is not over by the day of the figures. */
function timeOf({ isAboutATime, choice }: Issue, { from, to, asOf }: PublishRequest, { year }: Situation): Time {
  const time = { from: from ?? year.from, to: to ?? (asOf < year.to ? asOf : year.to) };
  if (!isAboutATime && (from || to))
    throw new Refusal(`“${choice.text}” is about a day, and not about a time: leave From and To blank.`);
  if (isAboutATime && time.to > asOf)
    throw new Refusal(
      `“${choice.text}” is to end on ${longDate(time.to)}, after the day of the figures. Ask for it later.`,
    );
  if (isAboutATime && time.from > time.to)
    throw new Refusal(`“${choice.text}” is to begin on ${longDate(time.from)}, after its end. Correct From or To.`);
  return time;
}

/** A row of *Schools* that waits to be mended may be a member, of whom a document about all of them would say nothing. */
function refuseMemberMissing(title: string, waiting: number): void {
  if (waiting === 0) return;
  throw new Refusal(
    `“${title}” is about every member, and ${counted(waiting, 'row')} of Schools may be one. Mend ${waiting === 1 ? 'it' : 'them'} first.`,
  );
}

async function noRecords(store: Store, startYear: number, asOf: string): Promise<Refusal> {
  const isKept = (await readHead(store, allianceKey(startYear))) !== null;
  const advice = isKept
    ? `There are no records of the alliance as of ${longDate(asOf)}. Ask for a later day.`
    : `Nothing is kept of the alliance’s workbook of ${yearLabel(startYear)}. Have it checked with “concordat start”; where it was, put the history back from a backup.`;
  return new Refusal(advice);
}

/** Rows typed by then, and payments dated by then, are still to come: a page about that day would promise what nobody knows. */
export function refuseDayToCome({ asOf, issuedOn }: Pick<PublishRequest, 'asOf' | 'issuedOn'>): void {
  if (asOf <= issuedOn) return;
  throw new Refusal(
    `Nothing is issued as of a day to come. Ask again on ${longDate(asOf)}, or put a row into the tab Documents: it waits for its day.`,
  );
}

type OfTime = Pick<MadeFrom, 'time' | 'followedBy'>;

async function issueOne(
  issue: Issue,
  { asOf, issuedOn, startYear, asItIs = false, time, followedBy }: PublishRequest & OfTime,
  school: School | null,
  alliance: Records,
  situation: Situation,
  { store, signer, secret, shelf, fonts, schoolsFolder, picture, catalogue = allDeclared }: PublishPorts,
  run: RunOfDocuments,
): Promise<Published> {
  const { choice, safeguards } = issue;
  const document = choice.value;
  const { year, settings } = situation;
  const alliancesName = settings.held(allianceName).value;
  const address = settings.held(allianceAddress).value;
  const { made, snapshots } = await madeFrom(
    store,
    secret,
    issue,
    school,
    alliance,
    situation,
    { time, followedBy },
    catalogue,
    run,
  );
  if (issue.about === 'alliance') refuseFor(issue.whyNot?.(situation, made));
  const data = issue.about === 'school' ? issue.data(situation, school!, made) : issue.data(situation, made);
  refuseFor(safeguards?.whyNot(situation, made, data));
  if (school === null) refuseMemberMissing(choice.text, situation.waiting(schoolsTab));
  if (Object.keys(made.behindFirst ?? {}).length === 0 && !asItIs)
    refuseFor(askedFirst(safeguards?.whatIsFixed(situation, made)));
  const leftOut = safeguards?.leftOut(situation, made) ?? [];
  const { logo, ...noLogo } = await logoOf(settings.held(allianceLogo).value, picture);
  const logosHash = logo && hash('sha256', logo.bytes);
  // What an alliance has not fixed is left out, so that what was issued before it could be is still the same.
  const said = [
    document,
    school?.urn ?? null,
    alliancesName,
    data,
    ...(address === null ? [] : [address]),
    ...(logosHash ? [{ logo: logosHash }] : []),
  ];
  const digest = secret.keyed('document', JSON.stringify(said));
  const passedOver: string[] = [];
  const register = await run.registerOf(startYear);
  for (;;) {
    const entries = await register.entries();
    const ofTime = issue.isAboutATime ? { time } : {};
    const issues = entries.filter(
      (entry) =>
        entry.document === document &&
        isAbout(entry, school) &&
        entry.time?.from === ofTime.time?.from &&
        entry.time?.to === ofTime.time?.to,
    );
    const last = issues.at(-1);
    const ofThatDay = issues.findLast((entry) => entry.asOf === asOf);
    const stands = [last, ofThatDay].find((entry) => entry?.digest === digest);
    if (stands) return { entry: stands, made: false, passedOver, leftOut, ...noLogo };
    const template = await issue.template();
    const taken = await register.take({
      document,
      title: issue.isAboutATime ? `${template.title}, ${inDays(time)}` : template.title,
      ...ofTime,
      urn: school?.urn ?? null,
      school: school?.name ?? null,
      asOf,
      issuedOn,
      replaces: last?.number ?? null,
      digest,
      checkpoint: await run.checkpointOver(snapshots),
      snapshots,
      ...(safeguards === null ? {} : keptWithIssue(safeguards, situation, made)),
    });
    if (taken === null) continue;
    const { number, replaces, checkpoint = await run.checkpointOver(snapshots) } = taken;
    const [own, ...others] = taken.snapshots;
    const { renderDocument } = await import('../../templates/kit/document.ts');
    const bytes = await renderDocument(template, data, {
      fonts,
      number,
      issuedOn: taken.issuedOn,
      asOf: taken.asOf,
      alliance: alliancesName,
      ...(address === null ? {} : { address }),
      ...(logo ? { logo } : {}),
      academicYear: year.label,
      checkpoint,
      snapshotHash: own!.hash,
      otherSnapshots: others.map(({ workbook, hash }) => ({ ...whoseIs(workbook, catalogue), hash })),
      keyId: signer.keyId,
      replaces,
    });
    const folder = year.label.replace('/', '-');
    const called = issue.isAboutATime ? `${choice.text}, ${time.from} to ${time.to}` : choice.text;
    const name = taken.school === null ? called : `${called}, ${taken.school}`;
    const ofSchool = school && (await schoolsFolder?.(folderOf(school, situation.members)));
    const link = await shelf.file({ folder, number, name, schoolsFolder: ofSchool ?? undefined }, bytes);
    if (link === null) {
      await register.passOver(number);
      passedOver.push(number);
      continue;
    }
    const entry = await register.list({ ...taken, checkpoint, link, sha256: hash('sha256', bytes) });
    if (entry === null) continue;
    run.registered();
    return { entry, made: true, passedOver, leftOut, ...noLogo };
  }
}

/** The logo that Settings names, or why there is none. A document goes without it rather than wait for it. */
async function logoOf(
  name: string | null,
  picture: PublishPorts['picture'],
): Promise<{ readonly logo: Picture | null; readonly noLogo?: string }> {
  if (name === null || picture === undefined) return { logo: null };
  const { MOST_BYTES, readPicture } = await import('../../templates/kit/picture.ts');
  const bytes = await picture(name, MOST_BYTES);
  const where = `Settings names as “${allianceLogo.title}”`;
  if (bytes === null)
    return {
      logo: null,
      noLogo: `The file that ${where} is not in the alliance’s folder. Put it there, or clear the setting.`,
    };
  const logo = await readPicture(bytes);
  const noLogo = `What ${where} is no picture for documents. Use a PNG or JPEG of up to 1 MB and 2,000 points a side, not in print colours.`;
  return logo === null ? { logo, noLogo } : { logo };
}

function inDays({ from, to }: Time): string {
  return `${longDate(from)} to ${longDate(to)}`;
}

function folderOf(school: School, members: readonly School[]): FolderOfSchool {
  const others = members.flatMap((one) => (one === school ? [] : one.name));
  return { numbers: numbersOf(school), name: school.name, others };
}

function keptWithIssue<Data>({ standsBehind, hides }: Safeguards<Data>, situation: Situation, made: MadeFrom) {
  const hidden = new Set([...(made.hiddenBefore ?? []), ...hides(situation, made)]);
  return { schools: standsBehind(situation, made), hidden: [...hidden].sort() };
}

function isAbout({ urn }: RegisterEntry, school: School | null): boolean {
  return school === null || urn === null ? school === null && urn === null : numbersOf(school).includes(urn);
}

/** @throws Refusal where there is a reason. */
function refuseFor(why: string | null | undefined): void {
  if (why) throw new Refusal(why);
}

function askedFirst(fixed: string | null | undefined): string | null {
  if (!fixed) return null;
  const { heading } = documentsTab.columns.asItIs;
  return `${fixed} Have what is missing typed first or, to go on without it, say Yes under “${heading}” in the row of ${documentsTab.title}, or --as-it-is on the command line.`;
}

function whoseIs(workbook: string, { kinds }: Declared) {
  const { urn, startYear } = ownerOfKey(workbook, kinds)!;
  return { of: urn === null ? 'alliance' : 'school', academicYear: yearLabel(startYear) } as const;
}

/** Which rows in doubt are left out of documents, in a sentence for each that leaves any out: for the alliance’s own people alone. */
export function leftOutOf(
  published: readonly Pick<Published, 'entry' | 'leftOut' | 'noLogo' | 'notIssued'>[],
): string[] {
  const noLogo = new Set(published.flatMap((one) => one.noLogo ?? []));
  const sentences = published.flatMap(({ entry, leftOut, notIssued = [] }) => {
    if (leftOut.length === 0) return notIssued;
    return [
      `${entry.number} leaves schools out of figures for which they have sent nothing that can be used: ${inTurn(leftOut)}. Have these mended there or, where what stands there is right, accepted in Checks with a reason.`,
      ...notIssued,
    ];
  });
  return [...noLogo, ...sentences];
}

/** Which numbers were found to be other documents', in a sentence for each document that was to have them. */
export function passedOver(published: readonly Published[]): string[] {
  return published.flatMap(({ entry, passedOver: numbers }) => {
    if (numbers.length === 0) return [];
    const [were, have] =
      numbers.length === 1
        ? [`Number ${numbers[0]} was`, 'another document that stands there has it']
        : [`Numbers ${numbers[0]} to ${numbers.at(-1)} were`, 'other documents that stand there have them'];
    return [`${were} passed over, as ${have}: this one is ${entry.number}.`];
  });
}
