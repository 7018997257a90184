import { documentFonts } from '../../functions/document-fonts.ts';
import { documentTyped } from '../../functions/documents/document-names.ts';
import type { PublishRequest } from '../../functions/documents/publish.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import type { Issue } from '../../functions/protocols/define-issue.ts';
import { allDeclared, type Declared } from '../../functions/workbooks/kinds.ts';
import { openMemoryShelf } from './memory-shelf.ts';
import { noonOf, publishAlone } from './publish-alone.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';
import type { Drawings } from './rule-tester.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  MARCH,
  openSyncBench,
  schoolIdentity,
} from './sync-bench.ts';

const ALDHELMS = 'St Aldhelm’s';
export const OLDMERE = 'Oldmere';
/** *Schools* of an alliance of three. */
export const OF_THREE = `${ALLIANCE_TABS['Schools']}\n    | 990004 | Oldmere School       | Academy           |                         |`;

const CONTRIBUTIONS = `
    | School               | Amount | Date       | Reference | Note            |
    | Elm Park High School | £1,000 | 3/11/2025  | BACS 1    | First half      |
    | St Aldhelm's School  | £2,777 | 10/11/2025 | BACS 2    | Aldhelm's whole |
    | Elm Park High School | £500   | 12/1/2026  | BACS 3    |                 |`;

export const REPORT_WORDS = `
    | Part of the report       | Words                            |
    | What we arranged and did | Attendance leads met each term.  |
    | How well it worked       | Families answered more letters.  |
    | What we propose next     | To begin in the first half term. |`;

/** Totals of a school: few permanent exclusions and few persistently absent, many suspensions. */
const totalsOf = (persistent: number, suspensions: number, permanent: number): Drawings => ({
  'Absence by term': `
    | Year    | Term       | Group      | Pupils | Possible sessions | Authorised absence | Unauthorised absence | Persistently absent |
    | 2024/25 | Whole year | All pupils | 900    | 270000            | 14000              | 3500                 | ${persistent + 60}  |
    |         | Whole year | All pupils | 905    | 271000            | 13000              | 3100                 | ${persistent}       |`,
  'Exclusions by term': `
    | Year    | Term       | Group      | Pupils on roll | Suspensions | Permanent exclusions |
    | 2024/25 | Whole year | All pupils | 900            | 48          | 9                    |
    |         | Whole year | All pupils | 905            | ${suspensions} | ${permanent}      |`,
});

/** An alliance of two with a year's records, checked; a shelf and a way to ask for documents. */
export async function openPublishingBench(
  alliance: Drawings = {},
  catalogue: Declared = allDeclared,
  elmPark: Drawings = {},
) {
  const bench = openSyncBench(catalogue);
  await bench.create(ALLIANCE, allianceIdentity, {
    ...ALLIANCE_TABS,
    Contributions: CONTRIBUTIONS,
    'Report words': REPORT_WORDS,
    ...alliance,
  });
  const kind = catalogue.kinds.find(({ id }) => id === schoolIdentity.kind.id)!;
  await bench.create(ELM_PARK, { ...schoolIdentity, kind }, { ...totalsOf(2, 37, 1), ...elmPark });
  await bench.create(ALDHELMS, { ...schoolIdentity, urn: '990002', school: "St Aldhelm's School" }, totalsOf(3, 41, 1));
  for (const place of [ALLIANCE, ELM_PARK, ALDHELMS]) await bench.sync(place);
  bench.writesSince();

  const shelf = openMemoryShelf();
  const fonts = documentFonts();
  const ports = { store: bench.ports.store, signer: bench.signer, secret: bench.secret, shelf, fonts, catalogue };
  return {
    ...bench,
    shelf,
    ports: { ...bench.ports, ...ports },
    /** Makes a document by the name that people type, or by its declaration. */
    publish(document: string | Issue, wanted: Partial<PublishRequest> = {}) {
      const issue = typeof document === 'string' ? documentTyped(document, catalogue.documents)! : document;
      const request = { urn: null, startYear: 2025, asOf: MARCH, issuedOn: wanted.asOf ?? MARCH, ...wanted };
      return publishAlone(issue, request, ports);
    },
    publishRequested: (today = MARCH) => publishRequested(2025, ports, noonOf(today)),
    read: (link: string): Promise<ReadPdf> => readPdf(shelf.files.get(link)!),
  };
}
/** The same with a third school, as no figure of two schools' pupils leaves an alliance; it has more permanent exclusions than the others. */
export async function openReportingBench(alliance: Drawings = {}): Promise<PublishingBench> {
  const bench = await openPublishingBench({ Schools: OF_THREE, ...alliance });
  await bench.create(OLDMERE, { ...schoolIdentity, urn: '990004', school: 'Oldmere School' }, totalsOf(4, 40, 7));
  await bench.sync(OLDMERE);
  bench.writesSince();
  return bench;
}
export type PublishingBench = Awaited<ReturnType<typeof openPublishingBench>>;
