import { hash } from 'node:crypto';
import { inForce, settingsFor, settings as settingTitles } from '../../sheets-schema/settings.ts';
import { type DocumentId, documentChoices } from '../../sheets-schema/tabs/documents.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { longDate } from '../../sheets-schema/wording.ts';
import { agreement } from '../../templates/agreement.document.ts';
import { annualReport } from '../../templates/annual-report.document.ts';
import { contributionStatement } from '../../templates/contribution-statement.document.ts';
import { type DocumentTemplate, renderDocument } from '../../templates/kit/document.ts';
import { treasurersStatement } from '../../templates/treasurers-statement.document.ts';
import { type DocumentShelf, EdgeError, type Secret, type Signer, type Store } from '../edges/ports.ts';
import { type AcademicYear, academicYear } from '../figures/academic-year.ts';
import { inNameOrder, membersIn, type School } from '../figures/members.ts';
import { refuseOtherSecret } from '../history/read-history.ts';
import { type Records, recordsAsOf, rowsOf } from '../history/records.ts';
import { keysNamedBy } from '../history/signature.ts';
import { workbookKey } from '../history/workbook-key.ts';
import { agreementData } from './agreement-data.ts';
import { annualReportData } from './annual-report-data.ts';
import { contributionStatementData, treasurersStatementData } from './contributions-data.ts';
import { dataAsCsv } from './data-as-csv.ts';
import { openDoubts } from './open-doubts.ts';
import {
  faultInEntry,
  passOver,
  type RegisterEntry,
  register,
  registerAltered,
  registerOf,
  takeNumber,
} from './register.ts';
import { type SchoolsBehind, schoolsBehind, whyHeldBack, whyNoCorrection } from './report-held-back.ts';
import type { Sender, TotalsSource } from './totals-sent.ts';

export interface PublishPorts {
  readonly store: Store;
  readonly signer: Signer;
  readonly secret: Secret;
  readonly shelf: DocumentShelf;
  readonly fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array };
}

export interface PublishRequest {
  readonly document: DocumentId;
  /** Null: every school where the document is one school's, or the alliance as a whole. */
  readonly urn: string | null;
  readonly startYear: number;
  /** The day the figures stand at. */
  readonly asOf: string;
  readonly issuedOn: string;
}

export interface Published {
  readonly entry: RegisterEntry;
  /** False when the same had been issued before and stands. */
  readonly made: boolean;
  /** Numbers that were found to be another document's, and so are this one's not. */
  readonly passedOver: readonly string[];
}

/** Documents of one school each; the others are about the alliance as a whole. */
const ONE_SCHOOLS: readonly DocumentId[] = ['agreement', 'contribution-statement'];

/**
 * Makes the document asked for from the records as they stood on the day, files it and lists it in the register. A document that
 * would say what the last issue says is not made again; one that says something else names the issue it replaces.
 * @throws EdgeError `not-allowed` for a day to come, or while figures are in doubt; `not-found` when there are no records for that day, or no such school.
 */
export async function publish(request: PublishRequest, ports: PublishPorts): Promise<Published[]> {
  refuseDayToCome(request);
  const { store, secret } = ports;
  const { startYear, asOf } = request;
  const alliance = await recordsAsOf(store, workbookKey({ kind: 'alliance', urn: null, startYear }), asOf);
  if (alliance === null)
    throw new EdgeError(
      'not-found',
      `There are no records of the alliance as of ${longDate(asOf)}. Ask for a later day.`,
    );
  refuseOtherSecret(secret, alliance);
  const settings = settingsFor(rowsOf(alliance.rows, settingsTab), startYear);
  const { needs, text } = documentChoices.find(({ value }) => value === request.document)!;
  if (settings[needs].value !== true)
    throw new EdgeError(
      'not-found',
      `“${text}” is made from records that the alliance does not keep. See “${settingTitles[needs].title}” in Settings.`,
    );
  const year = academicYear(startYear, inForce(settings.yearBegins, '09-01'));
  const members = inNameOrder(membersIn(rowsOf(alliance.rows, schoolsTab), year));
  const name = inForce(settings.allianceName, 'The alliance');
  const about = ONE_SCHOOLS.includes(request.document)
    ? members.filter(({ urn }) => urn === (request.urn ?? urn))
    : [null];
  if (about.length === 0)
    throw new EdgeError('not-found', 'No member of the alliance has that name or number. See the tab Schools.');
  const published: Published[] = [];
  for (const school of about) {
    const filled = await fillTemplate(request, school, alliance, members, year, ports);
    published.push(await issue(filled, request, school, alliance, year, name, ports));
  }
  return published;
}

/** Rows typed by then, and payments dated by then, are still to come: a page about that day would promise what nobody knows. */
export function refuseDayToCome({ asOf, issuedOn }: Pick<PublishRequest, 'asOf' | 'issuedOn'>): void {
  if (asOf <= issuedOn) return;
  throw new EdgeError(
    'not-allowed',
    `Nothing is issued as of a day to come. Ask again on ${longDate(asOf)}, or put a row into the tab Documents: it waits for its day.`,
  );
}

interface Filled {
  readonly title: string;
  readonly data: unknown;
  readonly render: (meta: Parameters<typeof renderDocument>[2]) => Promise<Uint8Array>;
  /** Of a report that adds schools up. */
  readonly behind?: SchoolsBehind;
}

async function fillTemplate(
  { document, asOf }: PublishRequest,
  school: School | null,
  records: Records,
  members: readonly School[],
  year: AcademicYear,
  ports: PublishPorts,
): Promise<Filled> {
  const { rows } = records;
  if (document === 'agreement') return filled(agreement, agreementData(school!, rows, year));
  if (document === 'contribution-statement')
    return filled(contributionStatement, contributionStatementData(school!, records, year, asOf));
  if (document === 'treasurers-statement')
    return filled(treasurersStatement, treasurersStatementData(records, year, asOf));
  return annualReportOf(records, members, year, asOf, ports);
}

/** @throws EdgeError `not-allowed` while figures that it would print are in doubt, or there are none. */
async function annualReportOf(
  alliance: Records,
  members: readonly School[],
  year: AcademicYear,
  asOf: string,
  { store, secret }: PublishPorts,
): Promise<Filled> {
  const { startYear } = year;
  const lastYear = academicYear(startYear - 1, year.from.slice('2025-'.length));
  const left = membersIn(rowsOf(alliance.rows, schoolsTab), lastYear).filter(
    ({ urn }) => !members.some((member) => member.urn === urn),
  );
  const senders = await sendersAmong(store, members, startYear, asOf);
  const former = await sendersAmong(store, left, startYear, asOf);
  const behind = schoolsBehind(senders, startYear);
  const lastReports = await registerOf(store, startYear - 1);
  const behindLast = lastReports.findLast((entry) => entry.document === annualReport.id)?.schools ?? null;
  const data = annualReportData(alliance.rows, { members: senders, former, behindLast }, year, asOf);
  const printed = data.notCompared === null ? [startYear - 1, startYear] : [startYear];
  const why = whyHeldBack(openDoubts(senders, alliance, year, printed, asOf, secret), behind, year);
  if (why !== null) throw new EdgeError('not-allowed', why);
  return { ...filled(annualReport, data), behind };
}

async function sendersAmong(store: Store, schools: readonly School[], startYear: number, asOf: string) {
  const senders: Sender[] = [];
  for (const school of schools) {
    const sources: TotalsSource[] = [];
    for (const year of [startYear, startYear - 1]) {
      const key = workbookKey({ kind: 'school', urn: school.urn, startYear: year });
      const records = await recordsAsOf(store, key, asOf);
      if (records !== null) sources.push({ startYear: year, records });
    }
    senders.push({ school, sources });
  }
  return senders;
}

function filled<Data>(template: DocumentTemplate<Data>, data: Data): Filled {
  return { title: template.title, data, render: (meta) => renderDocument(template, data, meta) };
}

async function issue(
  { title, data, render, behind }: Filled,
  { document, asOf, issuedOn, startYear }: PublishRequest,
  school: School | null,
  alliance: Records,
  year: AcademicYear,
  allianceName: string,
  { store, signer, secret, shelf, fonts }: PublishPorts,
): Promise<Published> {
  const digest = secret.keyed('document', JSON.stringify([document, school?.urn ?? null, allianceName, data]));
  const passedOver: string[] = [];
  for (;;) {
    const entries = await registerOf(store, startYear);
    const issues = entries.filter((entry) => entry.document === document && entry.urn === (school?.urn ?? null));
    const keys = await keysNamedBy(issues, signer);
    const fault = issues.map((entry) => faultInEntry(entry, keys)).find((one) => one !== null);
    if (fault) throw registerAltered(fault);
    const last = issues.at(-1);
    const ofThatDay = issues.findLast((entry) => entry.asOf === asOf);
    const stands = [last, ofThatDay].find((entry) => entry?.digest === digest);
    if (stands) return { entry: stands, made: false, passedOver };
    refuseOtherSchools(issues, behind, alliance);
    const taken = await takeNumber(store, signer, startYear, entries, {
      document,
      title,
      urn: school?.urn ?? null,
      school: school?.name ?? null,
      asOf,
      issuedOn,
      replaces: last?.number ?? null,
      digest,
      snapshot: alliance.hash,
      ...(behind === undefined ? {} : { schools: behind }),
    });
    const { number, replaces } = taken;
    const meta = {
      fonts,
      number,
      issuedOn: taken.issuedOn,
      asOf: taken.asOf,
      alliance: allianceName,
      academicYear: year.label,
      snapshotHash: taken.snapshot,
      keyId: signer.keyId,
      replaces,
    };
    const attachment = dataAsCsv(data);
    const bytes = await render(attachment === null ? meta : { ...meta, attachments: [attachment] });
    const short = documentChoices.find(({ value }) => value === document)!.text;
    const folder = year.label.replace('/', '-');
    const name = taken.school === null ? short : `${short}, ${taken.school}`;
    const link = await shelf.file({ folder, number, name }, bytes);
    if (link === null) {
      await passOver(store, signer, startYear, number);
      passedOver.push(number);
      continue;
    }
    const entry = await register(store, signer, startYear, { ...taken, link, sha256: hash('sha256', bytes) });
    if (entry !== null) return { entry, made: true, passedOver };
  }
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

/** @throws EdgeError `not-allowed` where a correction would add up other schools than the issue before it. */
function refuseOtherSchools(
  issues: readonly RegisterEntry[],
  behind: SchoolsBehind | undefined,
  alliance: Records,
): void {
  const last = issues.findLast(({ schools }) => schools !== undefined);
  if (last === undefined || behind === undefined) return;
  const names = new Map(rowsOf(alliance.rows, schoolsTab).map(({ urn, name }) => [urn, name]));
  const why = whyNoCorrection(last, behind, (urn) => names.get(urn) ?? urn);
  if (why !== null) throw new EdgeError('not-allowed', why);
}

/** Every document for the year: what `publish --all` and a first look ask for. */
export const allDocuments: readonly DocumentId[] = documentChoices.map(({ value }) => value);
