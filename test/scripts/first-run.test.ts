import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { documentsBeneath } from '../support/placed.ts';
import { ALLIANCE, concordatFromSources, journeys, textOf } from './run-concordat.ts';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  first = await concordatFromSources(place, 'start', '--once');
});
let first = { status: -1, out: '', err: '' };

describe('the first run', () => {
  test('makes the sample, checks it, and says where everything is', async () => {
    const folder = join(madePlace(), 'sample-alliance');

    expect(first.status).toBe(1);
    expect(first.err).toContain('Making the sample alliance in sample-alliance …');
    expect(first.err).toMatch(/Alliance 2025-26\.xlsx: \d+ rows, \d+ open findings; snapshot taken/);
    expect(first.err).toMatch(/Made \d+ documents in sample-alliance.Documents/);
    expect(first.err).toMatch(/Made \d+ documents in sample-alliance.Schools/);
    expect(first.out).toMatch(/^Workbook +Rows +Problems +Breaches +Warnings +Reminders +Notes$/m);
    expect(first.out.indexOf(ALLIANCE)).toBeLessThan(first.out.indexOf('Dunsholt'));
    expect(first.out).toMatch(/^Workbooks {2}.*sample-alliance .*Start here and Checks/m);
    expect(first.out).toMatch(
      /^Documents {2}.*sample-alliance.Documents {2}\(a school’s own in its folder in Schools\)$/m,
    );
    // On a Saturday or Sunday nobody is told.
    expect(first.out).toMatch(/^Messages {3}(?:.*sample-alliance.Outbox|none yet; they are written on school days)$/m);
    expect(first.out).toMatch(/^History {4}npx concordat history$/m);

    const workbooks = workbooksIn(folder);
    expect(workbooks).toHaveLength(10);
    for (const workbook of workbooks) expect(textOf(workbook, 'Checks').length).toBeGreaterThan(1);
    const documents = documentsBeneath(folder);
    expect(documents.length).toBeGreaterThan(0);
    const issued = textOf(join(folder, ALLIANCE), 'Issued').slice(1);
    expect(issued.map(([number]) => number).sort()).toEqual(documents.map((path) => basename(path).slice(0, 9)).sort());
    const outbox = join(folder, 'Outbox');
    const isSchoolDay = /^Messages.*Outbox$/m.test(first.out);
    expect(existsSync(outbox)).toBe(isSchoolDay);
    if (isSchoolDay) expect(readdirSync(outbox).every((name) => name.endsWith('.eml'))).toBe(true);
  });

  test('issues the annual report that was asked for, and tells the alliance alone which rows it leaves out', async () => {
    const folder = join(madePlace(), 'sample-alliance');
    const [beside] = textOf(join(folder, ALLIANCE), 'Checks').filter((line) => line.includes('Documents!A5'));
    const said = beside!.find((cell) => cell.includes('leaves schools out of figures'))!;
    for (const row of [
      'Kellwick North School, Absence by term: Whole year, All pupils, Authorised absence (does not add up)',
      'Wrackley Academy, Absence by term: Whole year, SEN support, Persistently absent (does not add up)',
      'Tollgarth Centre, Absence by term: Whole year, Free school meals, Persistently absent, Pupils (does not add up)',
      'Marrowby School, Exclusions by term: Whole year, Free school meals (missing)',
    ])
      expect(said).toContain(row);
    const published = await concordatFromSources(madePlace(), 'publish', 'annual-report');
    expect(published).toMatchObject({ status: 0, out: expect.stringContaining('Stands') });
    expect(published.err).toContain('leaves schools out of figures');
    const documents = documentsBeneath(folder);
    expect(documents).toHaveLength(22);
    expect(documents.join()).toContain('annual report');
  });

  test('is followed by one that changes no file and no record', async () => {
    const place = madePlace();
    const before = everythingIn(place);
    const second = await concordatFromSources(place, 'start', '--once');

    expect(second.status).toBe(1);
    expect(second.err).not.toMatch(/snapshot taken|brought up to date|Made/);
    expect(everythingIn(place)).toEqual(before);
    expect(before.size).toBeGreaterThan(30);
    expect(tableOf(second.out)).toEqual(tableOf(first.out));
  });

  test('takes the folder by name or as an option', async () => {
    const place = madePlace();
    const folder = join(place, 'sample-alliance');
    for (const typed of [[folder], ['--folder', folder]]) {
      const { status, out } = await concordatFromSources(place, 'start', '--once', ...typed);
      expect(status).toBe(1);
      expect(out).toContain(`History    npx concordat history --folder "${folder}"`);
    }
  });
});

/** Every file by its hash; the store by its rows, as SQLite may arrange its pages as it likes. */
function everythingIn(place: string): Map<string, unknown> {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [
        path,
        name === 'history.sqlite' ? rowsOf(path) : createHash('sha256').update(readFileSync(path)).digest('hex'),
      ];
    }),
  );
}

function rowsOf(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = ['blobs', 'documents'].map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());
  database.close();
  return tables;
}

function tableOf(out: string): string[] {
  return out.split('\n').filter((line) => line.includes('.xlsx'));
}
