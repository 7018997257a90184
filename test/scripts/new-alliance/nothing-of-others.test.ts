import { describe, expect, test } from 'vitest';
import { documentTyped } from '../../../functions/documents/document-names.ts';
import { letterToTheOffice } from '../../../functions/documents/letter-to-the-office.ts';
import { browserFiles } from '../../../functions/edges/local/status-server.ts';
import { packs } from '../../../functions/protocols/packs.ts';
import { latestChecks } from '../../../functions/status/latest-checks.ts';
import { statusSite } from '../../../functions/status/status-site.ts';
import { syncedPlaces } from '../../../functions/sync/sync-places.ts';
import { newAlliance } from '../../../scripts/new-alliance/new-alliance.ts';
import type { NewSheet } from '../../../sheets-schema/sheet.ts';
import { fonts } from '../../support/example-documents.ts';
import { openMemoryShelf } from '../../support/memory-shelf.ts';
import { readPdfText } from '../../support/pdf-ua.ts';
import { publishAlone } from '../../support/publish-alone.ts';
import { drawRows, USUAL_ALLIANCE } from '../../support/rule-tester.ts';
import { asRead } from '../../support/status-bench.ts';
import { openSyncBench } from '../../support/sync-bench.ts';

const SCHOOLS = [
  { urn: '900201', name: 'Ashgrove School', kind: 'Academy', officeEmail: 'office@ashgrove.example' },
  { urn: '900202', name: 'Birch Academy', kind: 'Academy', officeEmail: 'office@birch.example' },
];
/** What only the working protocols and the totals of absence and exclusions speak of. */
const OTHERS =
  /£ ?\d|£ a year|money|contribution|\bpa(?:id|ying|yments?)\b|meetings?\b|treasurer|improvement group|working (?:protocols|group)|staff[ -]days?|a day given|days given|conference|support request|evaluations?\b|by term|absence and|suspension|partnership|agreement to/gi;
/** What *Settings* says of protocols that may still be adopted, which nobody could adopt otherwise. */
const ADOPTING = packs.flatMap(({ adoptedBy }) => [adoptedBy.title, adoptedBy.decides, adoptedBy.from]);
/** Words of the register of policies. */
const OF_POLICIES = [
  /Teachers.{0,3} pay/g,
  /paid above £100,000/g,
  /£100,000/g,
  /suspensions? and (?:permanent )?exclusions?/gi,
  /exclusions?/gi,
];

/** Texts of an alliance that signed these alone, by where they stand: as it is made, and after checks on these days. */
async function allThatIsSaid(signed: readonly string[]): Promise<readonly (readonly [where: string, text: string])[]> {
  const said: [string, string][] = [];
  const adopted = packs.filter(({ id }) => signed.includes(id));
  const wanted = { name: 'Fern', startYear: 2025, schools: SCHOOLS, adopted, coordinator: 'co@fern.example' };
  const bench = openSyncBench();
  for (const workbook of newAlliance(wanted, '2025-09-01')) {
    const { name, hasLetter, identity } = workbook;
    const sheets = await workbook.sheets();
    said.push(...sheets.flatMap((sheet) => wordsOf(sheet).map((text): [string, string] => [`${name}, new`, text])));
    await bench.workbooks.create(name, sheets);
    if (!hasLetter) continue;
    for (const isShared of [false, true]) {
      const pages = await readPdfText(await letterToTheOffice(workbook, { on: '2025-09-01', isShared, fonts }));
      said.push(...pages.map((text): [string, string] => [`letter to ${identity.school}`, text]));
    }
  }
  const [own] = bench.workbooks.places().filter((place) => place.startsWith('Alliance'));
  bench.workbooks.edit(own!, 'Calendar', (rows) => void rows.push(...drawRows(USUAL_ALLIANCE['Calendar']!).slice(1)));

  const checks = latestChecks();
  const places = syncedPlaces(bench.ports);
  let moment = { at: '', asOf: '' };
  for (const asOf of ['2025-09-08', '2025-12-01', '2026-03-27', '2026-07-20', '2026-09-01']) {
    moment = { at: `${asOf}T14:00:00.000Z`, asOf };
    const outcomes = await places.sync(bench.workbooks.places(), moment);
    checks.record(outcomes, moment);
    await bench.tell(asOf);
    for (const { tabs, place } of await Promise.all(
      bench.workbooks.places().map(async (one) => ({ place: one, ...(await bench.workbooks.read(one)) })),
    ))
      for (const { title, rows } of tabs)
        said.push(
          ...rows
            .flat()
            .flatMap((cell): [string, string][] =>
              typeof cell === 'string' ? [[`${place}!${title}, ${asOf}`, cell]] : [],
            ),
        );
  }
  for (const { subject, text } of bench.mailer.delivered.values()) said.push(['message', `${subject} ${text}`]);

  const site = statusSite({
    store: bench.store,
    checks,
    now: () => moment,
    openDocument: async () => null,
    files: browserFiles(),
    fault: () => {},
  });
  const host = '127.0.0.1:4173';
  const get = async (path: string) => (await site.request(`http://${host}${path}`, { headers: { host } })).text();
  const front = await get('/');
  const paths = new Set([...front.matchAll(/href="(\/[^"#]*)"/g)].map(([, path]) => path!));
  for (const path of ['/', ...paths]) said.push([`page ${path}`, asRead(await get(path))]);
  return said;
}

function wordsOf({ title, columns, rows }: NewSheet): string[] {
  const cells = rows
    .flat()
    .map((cell) => (typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell));
  const offered = columns.flatMap(({ choices }) => (Array.isArray(choices) ? (choices as string[]) : []));
  return [title, ...columns.flatMap(({ heading, note }) => [heading, note ?? '']), ...offered, ...cells.map(String)];
}

describe('an alliance that signed', () => {
  test.each([
    ['nothing', [], []],
    ['the statutory policies alone', ['statutory-policies'], OF_POLICIES],
  ])(
    '%s hears nothing of days, money or meetings anywhere',
    async (_, signed, known) => {
      const said = await allThatIsSaid(signed);
      const wheres = said.map(([where]) => where).join('\n');
      for (const where of ['Alliance 2025-26, new', 'letter to Ashgrove School', '2026-09-01', 'page /'])
        expect(wheres).toContain(where);
      const heard = said.flatMap(([where, text]) => {
        const bare = [...ADOPTING, ...known].reduce<string>((left, words) => left.replaceAll(words, ''), text);
        return (bare.match(OTHERS) ?? []).map((words) => `${where}: ${words} in “${text.slice(0, 160)}”`);
      });
      expect([...new Set(heard)]).toEqual([]);
    },
    60_000,
  );

  test('nothing, and asks for a document of other protocols all the same, is told by which setting they are adopted', async () => {
    const bench = openSyncBench();
    const [own] = newAlliance(
      { name: 'Fern', startYear: 2025, schools: SCHOOLS, adopted: [], coordinator: null },
      '2026-08-20',
    );
    await bench.workbooks.create(own.name, await own.sheets());
    await bench.sync(own.name, '2025-09-08');
    const ports = { ...bench.ports, shelf: openMemoryShelf(), fonts };
    const request = { urn: null, startYear: 2025, asOf: '2025-09-08', issuedOn: '2025-09-08' };
    await expect(publishAlone(documentTyped('contribution-statement')!, request, ports)).rejects.toThrow(
      '“Contribution statement” is made from records that the alliance does not keep. See “Working protocols adopted” in Settings.',
    );
  });
});
