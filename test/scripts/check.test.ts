import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { utils, type WorkSheet } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { keyFoldersOf } from '../../functions/edges/local/alliance-folder.ts';
import { openSecretFile } from '../../functions/edges/local/key-file.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { placed } from '../support/placed.ts';
import { ALLIANCE, AS_OF, concordat, DUNSHOLT, edit, journeys } from './run-concordat.ts';

const KELLWICK_SOUTH = placed('Kellwick South Academy 2025-26.xlsx');
const madePlace = journeys(async (place) => {
  mkdirSync(place);
  await writeSampleAlliance(place);
});

interface Checked {
  readonly schemaVersion: number;
  readonly asOf: string;
  readonly workbooks: readonly {
    readonly file: string;
    readonly findings: readonly {
      fingerprint: string | null;
      rule: string;
      severity: string;
      tab: string;
      cell: string;
      accepted: boolean;
      promise: { pack: string; clause: string | null } | null;
      cited: string | null;
    }[];
    readonly rules: readonly { id: string; outcome: string; why: string | null }[];
    readonly tabs: readonly { title: string; rows: number }[];
  }[];
  readonly counts: Readonly<Record<string, number>>;
}

async function checked(place: string, what: string, asOf = AS_OF): Promise<Checked & { status: number }> {
  const { out, status } = await concordat(place, 'check', what, '--as-of', asOf, '--format', 'json');
  return { ...JSON.parse(out), status };
}

describe('concordat check', () => {
  test('answers in the promised form, finds every mistake in its cell, and changes nothing', async () => {
    const place = madePlace();
    const before = bytesIn(place);
    const answer = await checked(place, '.');

    expect(answer.status).toBe(1);
    expect(bytesIn(place)).toEqual(before);
    expect(keysOf(answer)).toEqual(['asOf', 'counts', 'schemaVersion', 'status', 'workbooks']);
    expect(answer).toMatchObject({ schemaVersion: 2, asOf: AS_OF });
    expect(answer.workbooks).toHaveLength(10);
    const words = ['accepted', 'cited', 'fix', 'message', 'promise', 'suggestion'];
    for (const workbook of answer.workbooks) {
      expect(keysOf(workbook)).toEqual(
        ['file', 'unreadable', 'kind', 'school', 'academicYear', 'tabs', 'findings', 'rules'].sort(),
      );
      expect(workbook).toMatchObject({ unreadable: null, academicYear: '2025/26' });
      for (const tab of workbook.tabs) expect(keysOf(tab)).toEqual(['rows', 'title']);
      for (const rule of workbook.rules) expect(keysOf(rule)).toEqual(['id', 'outcome', 'why']);
      for (const finding of workbook.findings) {
        // There is no history, so nothing to key it with.
        expect(finding.fingerprint).toBeNull();
        expect(keysOf(finding)).toEqual(['cell', 'fingerprint', 'rule', 'severity', 'tab', ...words].sort());
        const { pack, clause } = finding.promise ?? { pack: null, clause: null };
        const { citedAs = null } = packs.find(({ id }) => id === pack) ?? {};
        expect(finding.cited).toBe(clause === null ? citedAs : `${citedAs} ${clause}`);
      }
    }
    const found = answer.workbooks.flatMap(({ findings }) => findings);
    expect(answer.counts).toEqual({
      workbooks: 10,
      unreadable: 0,
      ...Object.fromEntries(
        ['problem', 'breach', 'warning', 'reminder', 'note'].map((severity) => [
          severity,
          found.filter((finding) => finding.severity === severity && !finding.accepted).length,
        ]),
      ),
    });

    const mistakes: Mistake[] = JSON.parse(readFileSync(join(place, 'Mistakes.json'), 'utf8'));
    const lines = answer.workbooks.flatMap(({ file, findings }) => findings.map((one) => line({ ...one, file })));
    const missed = mistakes.map(line).filter((mistake) => !lines.includes(mistake));
    expect(mistakes.length).toBeGreaterThanOrEqual(44);
    expect(missed).toEqual([]);
  });

  test('says in text what is wrong, where, and what to do', async () => {
    const { out, err, status } = await concordat(madePlace(), 'check', DUNSHOLT, '--as-of', AS_OF);

    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toMatch(/^Schools.Dunsholt Academy.Dunsholt Academy 2025-26\.xlsx\n {2}\d+ findings in \d+ rows\.\n/);
    expect(out).toContain(
      [
        '  PROBLEM   Exclusions by term!A12',
        '    A12 says 2025, which could be the year it starts or the year it ends.',
        '    Type both years, as in 2025/26. Likely: 2025/26',
      ].join('\n'),
    );
    const ofKellwick = await concordat(madePlace(), 'check', KELLWICK_SOUTH, '--as-of', AS_OF);
    const places = ['PROBLEM', 'BREACH', 'WARNING'].map((severity) => ofKellwick.out.indexOf(severity));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  test('looks for the alliance beside one workbook, and says what it leaves out where it is not', async () => {
    const place = madePlace();
    mkdirSync(join(place, 'alone'));
    cpSync(join(place, DUNSHOLT), join(place, 'alone', DUNSHOLT));
    const [together, alone, spoken] = await Promise.all([
      checked(place, DUNSHOLT),
      checked(join(place, 'alone'), DUNSHOLT),
      concordat(join(place, 'alone'), 'check', DUNSHOLT, '--as-of', AS_OF),
    ]);

    expect(together.workbooks[0]!.rules.every(({ outcome }) => outcome === 'ran')).toBe(true);
    const skipped = alone.workbooks[0]!.rules.filter(({ outcome }) => outcome !== 'ran');
    expect(skipped.length).toBeGreaterThan(0);
    for (const { outcome, why } of skipped)
      expect([outcome, why]).toEqual(['skipped', 'The alliance’s workbook is not at hand.']);
    expect(spoken.out).toContain(
      `  Not checked: ${skipped.map(({ id }) => id).join(', ')}. The alliance’s workbook is not at hand.`,
    );
    const inCells = (answer: Checked) => answer.workbooks[0]!.findings.filter(({ cell }) => cell !== null).map(line);
    expect(inCells(alone)).toEqual(inCells(together));
    // Of what kind the school is, the alliance says: no document is missing that it may not have to hold.
    expect(alone.workbooks[0]!.findings.filter(({ rule }) => rule.startsWith('NLD'))).toEqual([]);
  });

  test('checks for the day it is told', async () => {
    const place = madePlace();
    const [early, late] = await Promise.all([checked(place, ALLIANCE, '3/10/2025'), checked(place, ALLIANCE)]);
    expect([early.asOf, late.asOf]).toEqual(['2025-10-03', AS_OF]);
    expect(early.counts['breach']).toBeLessThan(late.counts['breach']!);
  });

  test('has nothing to mend where nobody made a mistake', async () => {
    const place = madePlace();
    const clean = join(place, 'clean');
    mkdirSync(clean);
    await writeSampleAlliance(clean, { mistakes: false });
    const { out, status } = await concordat(place, 'check', 'clean', '--as-of', AS_OF);
    expect(status).toBe(0);
    expect(out.match(/^ {2}All \d+ rows in order\.$/gm)).toHaveLength(10);
  });

  test('knows its findings again after rows were put in, taken apart and sorted', async () => {
    const place = madePlace();
    mkdirSync(join(place, '.concordat'));
    openSecretFile(keyFoldersOf(place), AS_OF);
    const before = await checked(place, DUNSHOLT);
    for (const { fingerprint } of before.workbooks[0]!.findings) expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    edit(join(place, DUNSHOLT), ({ Sheets }) => {
      for (const tab of ['Staff days', 'Absence by term', 'Exclusions by term']) turnOver(Sheets[tab]!);
    });
    const after = await checked(place, DUNSHOLT);

    const known = (answer: Checked) => answer.workbooks[0]!.findings.map(({ fingerprint }) => fingerprint).sort();
    expect(known(after)).toEqual(known(before));
    const cells = (answer: Checked) => answer.workbooks[0]!.findings.map(({ cell }) => cell);
    expect(cells(after)).not.toEqual(cells(before));
  });

  test('knows what was accepted in Checks beside the history, and says elsewhere that it cannot', async () => {
    const place = madePlace();
    await concordat(place, 'start', '.', '--once', '--no-status');
    const [accepted] = (await checked(place, DUNSHOLT)).workbooks[0]!.findings.filter(
      ({ severity }) => severity === 'warning',
    );
    edit(join(place, DUNSHOLT), ({ Sheets }) => {
      const checks = Sheets['Checks']!;
      const references = Object.keys(checks).filter((cell) => checks[cell].v === accepted!.fingerprint);
      expect(references).toHaveLength(1);
      const row = references[0]!.replace(/\D+/, '');
      const under = (heading: string) => {
        const headings = Object.keys(checks).filter((cell) => checks[cell].v === heading);
        return `${headings.at(-1)!.replace(/\d+/, '')}${row}`;
      };
      Object.assign(checks, { [under('Reply')]: { t: 's', v: 'Agreed.' }, [under('Accept')]: { t: 's', v: 'Yes' } });
    });
    await concordat(place, 'start', '.', '--once', '--no-status');
    const findings = async (what: string) => (await checked(place, what)).workbooks[0]!.findings;
    expect((await findings(DUNSHOLT)).filter((one) => one.accepted).map(({ fingerprint }) => fingerprint)).toEqual([
      accepted!.fingerprint,
    ]);

    mkdirSync(join(place, 'away'));
    cpSync(join(place, DUNSHOLT), join(place, 'away', DUNSHOLT));
    const away = await concordat(place, 'check', join('away', DUNSHOLT), '--as-of', AS_OF);
    expect(away.out).not.toContain('accepted in Checks');
    expect(away.err).toBe(
      `${basename(DUNSHOLT)}: 1 finding was accepted in Checks. It counts as open here: what was accepted can only be told in the alliance’s ` +
        'own folder, beside its history.\n',
    );
    expect((await findings(join('away', DUNSHOLT))).filter((one) => one.accepted || one.fingerprint !== null)).toEqual(
      [],
    );
  });
});

interface Mistake {
  readonly file: string;
  readonly tab: string;
  readonly cell: string;
  readonly rule: string;
}

function line({ file, tab, cell, rule }: Partial<Mistake>): string {
  return `${basename(file ?? '')}: ${tab}!${cell} ${rule}`;
}

function keysOf(object: object): string[] {
  return Object.keys(object).sort();
}

function bytesIn(place: string): Map<string, string> {
  return new Map(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [
        join(relative(place, parentPath), name),
        readFileSync(join(parentPath, name)).toString('base64'),
      ]),
  );
}

/** Puts a title above the headings and a blank row below them, and the rows in the opposite order. */
function turnOver(sheet: WorkSheet): void {
  const { e: end } = utils.decode_range(sheet['!ref']!);
  const cells = Object.keys(sheet)
    .filter((name) => !name.startsWith('!'))
    .map((name) => ({ ...utils.decode_cell(name), cell: sheet[name] }));
  for (const { r, c } of cells) delete sheet[utils.encode_cell({ r, c })];
  for (const { r, c, cell } of cells) sheet[utils.encode_cell({ r: r === 0 ? 1 : end.r - r + 3, c })] = cell;
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: end.r + 3, c: end.c } });
  utils.sheet_add_aoa(sheet, [['What we gave this year']], { origin: 'A1' });
}
