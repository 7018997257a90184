/**
 * Makes the alliance that every later program must read, anew: `node test/keep-an-alliance.ts`. Its files are kept in
 * test/kept-alliance/ and made again only while nobody has a history that this program wrote.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, utils, write } from '@e965/xlsx';
import { documentFonts } from '../functions/document-fonts.ts';
import { documentTyped } from '../functions/documents/document-names.ts';
import { OUTBOX_FOLDER, openAllianceFolder } from '../functions/edges/local/alliance-folder.ts';
import { openKeyFile } from '../functions/edges/local/key-file.ts';
import { workbookFiles } from '../functions/edges/local/workbook-files.ts';
import { FORMAT } from '../functions/history/snapshot.ts';
import type { SyncMoment } from '../functions/sync/sync-ports.ts';
import { allDeclared } from '../functions/workbooks/kinds.ts';
import { makeSampleAlliance } from '../scripts/sample-alliance/make-sample-alliance.ts';
import { sampleSchools } from '../scripts/sample-alliance/schools-and-people.ts';
import { VERSIONS } from '../sheets-schema/versions.ts';
import { checkFolder, KEPT_FILE, KEPT_FOLDER, type Kept, whatStands } from './support/kept-alliance.ts';
import { publishAlone } from './support/publish-alone.ts';

const SCHOOLS = ['Dunsholt Academy', 'Wrackley Academy'];
const WRACKLEY = sampleSchools.find(({ name }) => name === 'Wrackley Academy')!.urn;
const SPRING: SyncMoment = { at: '2026-03-27T16:00:00.000Z', asOf: '2026-03-27' };
const SUMMER: SyncMoment = { at: '2026-07-20T16:00:00.000Z', asOf: '2026-07-20' };

/** Makes it in a folder that is not there yet. */
export async function keepAnAlliance(kept: string, commit: string): Promise<void> {
  const folder = join(kept, KEPT_FOLDER);
  mkdirSync(join(folder, '.concordat'), { recursive: true });
  const { workbooks } = makeSampleAlliance();
  const isKept = (file: string) => ['Alliance', ...SCHOOLS].some((name) => file.startsWith(name));
  for (const { fileName, sheets } of workbooks)
    if (isKept(fileName)) await workbookFiles().create(join(folder, fileName), sheets);
  const history = join(folder, '.concordat');
  openKeyFile({ history, own: history, stayWithin: true }, SPRING.asOf);

  await checkFolder(folder, SPRING);
  // One workbook as another program saves it, with a reply, an acceptance and a row that came later.
  const wrackley = join(folder, 'Wrackley Academy 2025-26.xlsx');
  const book = read(readFileSync(wrackley), { cellNF: true });
  const checks = utils.sheet_to_json<string[]>(book.Sheets['Checks']!, { header: 1, raw: false, defval: '' });
  const column = (heading: string) => checks[0]!.indexOf(heading);
  const softer = checks.findIndex((row) => ['Warning', 'Reminder', 'Note'].includes(row[column('Status')]!));
  const type = (tab: string, r: number, c: number, typed: string) =>
    utils.sheet_add_aoa(book.Sheets[tab]!, [[typed]], { origin: { r, c } });
  type('Checks', softer, column('Reply'), 'We looked into it: it is as it should be.');
  type('Checks', softer, column('Accept'), 'Yes');
  utils.sheet_add_aoa(book.Sheets['Staff days']!, [['Ms Later', '25/6/2026', '1', 'Dunsholt Academy']], { origin: -1 });
  writeFileSync(wrackley, write(book, { type: 'buffer', bookType: 'xlsx', compression: true }));
  await checkFolder(folder, SUMMER);

  const ports = openAllianceFolder(folder);
  const request = { urn: WRACKLEY, startYear: 2025, asOf: SUMMER.asOf, issuedOn: SUMMER.asOf };
  const [published] = await publishAlone(documentTyped('agreement')!, request, { ...ports, fonts: documentFonts() });
  await ports.store.close();
  const outcomes = await checkFolder(folder, SUMMER);
  rmSync(join(folder, OUTBOX_FOLDER), { recursive: true, force: true });

  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const what: Kept = {
    madeBy: { version, commit, format: FORMAT, ...VERSIONS },
    moment: SUMMER,
    workbooks: await whatStands(folder, outcomes),
    document: { number: published!.entry.number, file: published!.entry.link },
    columns: Object.fromEntries(allDeclared.tabs.map(({ id, columns }) => [id, Object.keys(columns)])),
    rules: allDeclared.rules.map(({ rule }) => rule.id),
  };
  writeFileSync(join(kept, KEPT_FILE), `${JSON.stringify(what, null, 2)}\n`);
  writeFileSync(
    join(kept, 'README.md'),
    `# A kept alliance\n\nMade by Concordat ${version}, commit ${commit}, with \`node test/keep-an-alliance.ts\`: two made-up schools, their workbooks and\n` +
      'their history. Every later program must read it as `test/kept-alliance.test.ts` says (docs/decisions/0013). Its key and its secret\n' +
      'are for this test alone: they sign and hide nothing else.\n',
  );
}

const here = fileURLToPath(import.meta.url);
if (process.argv[1] === here) {
  const kept = join(here, '..', 'kept-alliance');
  if (existsSync(kept)) rmSync(kept, { recursive: true });
  await keepAnAlliance(kept, execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim());
}
