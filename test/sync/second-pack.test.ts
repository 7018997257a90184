import { beforeEach, describe, expect, it } from 'vitest';
import { letterToTheOfficeData } from '../../functions/documents/letter-to-the-office-data.ts';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { FINDINGS } from '../../functions/history/records.ts';
import { citation, rulesNamed } from '../../functions/protocols/catalogue.ts';
import { gatherChanges } from '../../functions/status/gather/changes.ts';
import { gatherGlance } from '../../functions/status/gather/glance.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, type Declared } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { ADOPTED, adoptingSettings, HARBOUR_STATEMENT, harbourCompact, withHarbour } from '../support/drawn-pack.ts';
import { newSettings } from '../support/new-settings.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  openSyncBench,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

const WORKING_STATEMENT = 'Statement (working protocols)';
const JUNE = '2026-06-30';
const YEAR_OVER = '2026-09-01';
const OCTOBER = '2025-10-15';
const LIMITS = '\n| Staff days minimum | 9 |\n| Contribution due date | 30 November |';
const ADOPTING = `\n| ${ADOPTED.join(' | ')} |`;

let bench: SyncBench;
beforeEach(() => {
  bench = openSyncBench(withHarbour);
});

const settingsWith = (more: string) => `${ALLIANCE_TABS['Settings']}${LIMITS}${more}`;
const titles = async (place: string) => (await bench.workbooks.read(place)).tabs.map(({ title }) => title);

/** Elm Park's head answers clause 3 of a statement. */
const answerYes = (title: string) =>
  bench.workbooks.edit(ELM_PARK, title, (rows) => {
    const at = rows.findIndex((row) => row[0] === 3);
    const [number = null, clause = null, , ...rest] = rows[at] ?? [];
    rows[at] = [number, clause, 'Yes', ...rest];
  });

/** Elm Park's workbook as its kind is declared. */
const schoolIn = ({ kinds }: Declared): WorkbookIdentity => ({
  ...schoolIdentity,
  kind: kinds.find(({ id }) => id === schoolIdentity.kind.id)!,
});

/** Both workbooks as they are made, checked on a day, with these packs. */
async function checkedNew(catalogue: Declared, more: string, asOf: string) {
  bench = openSyncBench(catalogue);
  await bench.create(ALLIANCE, allianceIdentity, { ...ALLIANCE_TABS, Settings: settingsWith(more) });
  const settings = more === ADOPTING ? adoptingSettings : usualSettings;
  await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIn(catalogue), new Map(), [], settings, catalogue));
  await bench.sync(ALLIANCE, asOf);
  const { findings } = await bench.sync(ELM_PARK, asOf);
  return findings.map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`);
}

describe('a second pack', () => {
  it('that is not adopted leaves every workbook, finding and letter as it was', async () => {
    expect(await checkedNew(withHarbour, '', JUNE)).toEqual(await checkedNew(allDeclared, '', JUNE));
    const made = (catalogue: Declared) =>
      [allianceIdentity, schoolIn(catalogue)].map((identity) => {
        const sheets = newWorkbook(identity, new Map([[settingsTab.id, []]]), [], usualSettings, catalogue);
        // These offer what every pack there is has, so that it can be adopted.
        return sheets.filter(({ title }) => !['Exceptions', 'Settings', 'Documents'].includes(title));
      });
    expect(made(withHarbour)).toEqual(made(allDeclared));
    const letter = (catalogue: Declared) =>
      letterToTheOfficeData('Elm Park', newSettings([], 2025), academicYear(2025), OCTOBER, catalogue);
    expect(letter(withHarbour)).toEqual(letter(allDeclared));
  });

  it('that is adopted adds what is its own to an untouched workbook, and nothing of the other’s changes', async () => {
    const [before, after] = [await checkedNew(withHarbour, '', JUNE), await checkedNew(withHarbour, ADOPTING, JUNE)];
    expect(after.filter((one) => !before.includes(one))).toEqual([
      'HC-00 reminder: Still to be answered by 20 July 2026: 2 of 2 protocols (3 and A4).',
    ]);
    expect(before.filter((one) => !after.includes(one))).toEqual([]);
  });

  it('has clauses of its own: an answer to one is none to the other’s of the same reference', async () => {
    await checkedNew(withHarbour, ADOPTING, JUNE);
    const open = async () =>
      (await bench.sync(ELM_PARK, JUNE)).findings
        .filter(({ rule }) => rule.endsWith('-00'))
        .map(({ message }) => /\d+ of \d+/.exec(message)?.[0]);
    answerYes(WORKING_STATEMENT);
    expect(await open()).toEqual(['33 of 34', '2 of 2']);
    answerYes(HARBOUR_STATEMENT);
    expect(await open()).toEqual(['33 of 34', '1 of 2']);
    await bench.sync(ELM_PARK, '2026-07-08');
    const due = (await bench.rows(ELM_PARK, 'Start here')).filter((row) => String(row).includes('head’s answer'));
    expect(due.map((row) => row.filter((cell) => cell !== null).join(' '))).toEqual([
      expect.stringMatching(/^Statement \(working protocols\).*33 protocols wait for the head’s answer\./),
      expect.stringMatching(/^Statement \(harbour compact\).*1 protocol waits for the head’s answer\./),
    ]);
  });
});

describe('an exception', () => {
  const exceptions = (protocols: string) => `
    | School               | Protocols    | Clause | Reason                | Agreed on |
    | Elm Park High School | ${protocols} | 25     | The hall was rebuilt. | 3/11/2025 |`;

  it.each([
    ['Working protocols', { 'working protocols 25': 'Agreed', 'harbour compact 25': 'Breach' }],
    ['Harbour compact', { 'working protocols 25': 'Breach', 'harbour compact 25': 'Agreed' }],
  ])('to a clause of the %s answers no other pack’s', async (protocols, expected) => {
    const tabs = { ...ALLIANCE_TABS, Settings: settingsWith(ADOPTING), Exceptions: exceptions(protocols) };
    await bench.create(ALLIANCE, allianceIdentity, tabs);
    await bench.sync(ALLIANCE, YEAR_OVER);
    const lines = await bench.rows(ALLIANCE, 'Checks');
    const [status, promise, found] = ['Status', 'Promise', 'What was found'].map((heading) =>
      lines[0]!.indexOf(heading),
    );
    const aboutElmPark = lines.filter((row) => /^Elm Park High School has (?:paid|held)/.test(String(row[found!])));
    expect(Object.fromEntries(aboutElmPark.map((row) => [row[promise!], row[status!]]))).toEqual(expected);
  });
});

describe('a pack adopted in October', () => {
  beforeEach(async () => {
    await checkedNew(withHarbour, '', '2025-09-10');
    answerYes(WORKING_STATEMENT);
    await bench.sync(ELM_PARK, '2025-09-12');
    bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => void rows.push([...ADOPTED]));
  });

  it('comes with its statement’s rows, and what was answered so far stays untouched', async () => {
    const before = await bench.rows(ELM_PARK, WORKING_STATEMENT);
    expect(await titles(ELM_PARK)).not.toContain(HARBOUR_STATEMENT);
    await bench.sync(ALLIANCE, OCTOBER);
    const { findings } = await bench.sync(ELM_PARK, OCTOBER);

    expect(await bench.rows(ELM_PARK, WORKING_STATEMENT)).toEqual(before);
    expect((await bench.rows(ELM_PARK, HARBOUR_STATEMENT)).map((row) => row.slice(0, 3))).toEqual([
      ['Protocol', 'What it asks', 'Answer'],
      [3, 'Boats of other schools are welcome at the quay.'],
      ['A4', 'Ropes are coiled when the day is over.'],
    ]);
    expect(findings.filter(({ tab }) => tab === HARBOUR_STATEMENT)).toEqual([]);
    bench.writesSince();
    await bench.sync(ELM_PARK, OCTOBER);
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('is counted beside the other in what the status page says was answered', async () => {
    await bench.sync(ALLIANCE, OCTOBER);
    const outcome = await bench.sync(ELM_PARK, OCTOBER);
    const { years } = await gatherGlance(bench.store, [{ place: ELM_PARK, outcome }], OCTOBER, withHarbour);
    const answered = years[0]!.standings.map(({ named, lines }) => {
      const said = lines[0]!.find(({ what }) => what === 'Protocols answered');
      return [named, said?.figure];
    });
    expect(answered).toEqual([
      ['working protocols', '1 of 34'],
      ['harbour compact', '0 of 2'],
    ]);
  });
});

describe('a promise by name', () => {
  const key = workbookKey(schoolIdentity);

  it('is kept in the history as pack and clause, and printed again from there', async () => {
    await checkedNew(withHarbour, ADOPTING, YEAR_OVER);
    const latest = (await readLatest(bench.store, key))!;
    const content = await readContent(bench.store, latest.manifest);
    const promises = [...content.get(FINDINGS)!.values()].map(({ promise }) => promise);
    expect(promises).toEqual(
      expect.arrayContaining([
        { pack: 'working-protocols', clause: '21' },
        { pack: 'working-protocols', clause: null },
        { pack: 'harbour-compact', clause: null },
      ]),
    );
    const restored = restoredWorkbook(latest.manifest, content, null, withHarbour);
    const checks = restored.find(({ title }) => title === 'Checks')!;
    const at = checks.columns.findIndex(({ heading }) => heading === 'Promise');
    expect(checks.rows.map((row) => row[at])).toEqual(
      expect.arrayContaining(['working protocols 21', 'working protocols', 'harbour compact']),
    );
    for (const title of [WORKING_STATEMENT, HARBOUR_STATEMENT]) {
      const statement = restored.find((sheet) => sheet.title === title)!;
      const [, ...typed] = await bench.rows(ELM_PARK, title);
      expect(statement.rows.map(([clause]) => clause)).toEqual(typed.map(([clause]) => clause));
    }
  });

  it('is told by its name where a row came or was changed', async () => {
    await checkedNew(withHarbour, '', JUNE);
    bench.workbooks.edit(ALLIANCE, 'Exceptions', (rows) => {
      const typed = ['Elm Park High School', null, 21, null, null, 'The hall was rebuilt.', '3/11/2025'];
      rows.push(typed);
    });
    await bench.sync(ALLIANCE, JUNE);
    const [newest] = await gatherChanges(bench.store, [workbookKey(allianceIdentity)]);
    expect(newest?.changes.map(({ tab, row, kind }) => `${tab}: ${row} ${kind}`)).toEqual([
      'Exceptions: Elm Park High School, Working protocols, 21 added',
    ]);
  });

  it('is explained for every pack that has such a clause, or for the one that is named', () => {
    const ids = (typed: string) => rulesNamed(typed, withHarbour).map(({ rule }) => rule.id);
    expect(ids('25')).toEqual(['BLA-25', 'BLA-25b', 'BLA-25c', 'BLA-25d', 'BLA-25e', 'HC-25']);
    expect(ids('working protocols 25')).toEqual(['BLA-25', 'BLA-25b', 'BLA-25c', 'BLA-25d', 'BLA-25e']);
    expect(ids(' Harbour  Compact 25')).toEqual(['HC-25']);
    expect(ids('harbour compact')).toEqual(['HC-00']);
    expect(ids('hc-25')).toEqual(['HC-25']);
    expect(ids('99')).toEqual([]);
  });

  it('is never a bare number', () => {
    // @ts-expect-error: a reference is a text, as the source writes it
    citation({ pack: harbourCompact.id, clause: 25 }, withHarbour.packs);
    // @ts-expect-error: no promise without its pack
    citation('25', withHarbour.packs);
    expect(citation({ pack: harbourCompact.id, clause: 'A4' }, withHarbour.packs)).toBe('harbour compact A4');
    expect(citation({ pack: 'gone', clause: '2' }, withHarbour.packs)).toBe('gone 2');
    expect(citation(null, withHarbour.packs)).toBeNull();
  });
});
