import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { academicYearOf } from '../../functions/figures/academic-year.ts';
import { lettersIn, placed, workbookNames } from '../support/placed.ts';
import { readPdf } from '../support/read-pdf.ts';
import { concordat, concordatUnprivileged, edit, journeys, mayDoAnything, textOf } from './run-concordat.ts';

const { startYear, label } = academicYearOf(new Date().toISOString().slice(0, 10));
const YEAR = label.replace('/', '-');
const NEXT = `${startYear + 1}-${String((startYear + 2) % 100).padStart(2, '0')}`;
const ALLIANCE = `Alliance ${YEAR}.xlsx`;

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n990002,The Meadows\n');
  const wanted = ['--name', 'Harrowdale', '--schools', 'schools.csv', '--protocols', 'working-protocols'];
  await concordat(place, 'new', ...wanted, '--year', label, '--folder', 'al');
  await concordat(place, 'start', 'al', '--once');
});

/** Adds rows at the end of a tab, as people type them. */
function add(file: string, tab: string, ...rows: readonly (readonly string[])[]): void {
  edit(file, ({ Sheets }) => {
    utils.sheet_add_aoa(
      Sheets[tab]!,
      rows.map((row) => [...row]),
      { origin: -1 },
    );
  });
}

test('a row added to Schools is a workbook and a letter at the next check, in the folder as in next year’s set', async () => {
  const place = madePlace();
  const al = join(place, 'al');
  const start = () => concordat(place, 'start', 'al', '--once');
  const workbooks = () => workbookNames(al);
  const letters = () => lettersIn(al);
  const startHere = () => textOf(join(al, ALLIANCE), 'Start here').flat().join(' ');
  expect(workbooks()).toHaveLength(3);

  add(
    join(al, ALLIANCE),
    'Schools',
    ['990004', 'St Mary/St John: Primary?'],
    ['990005', 'the meadows'],
    ['99000', 'Copse'],
  );
  expect((await concordat(place, 'check', 'al')).status).toBe(1);
  expect((await concordat(place, 'check', join('al', ALLIANCE))).status).toBe(1);
  expect(workbooks()).toHaveLength(3);

  const { err, out } = await start();
  const late = [`St Mary-St John- Primary- ${YEAR}`, `990005 the meadows ${YEAR}`];
  for (const stem of late) {
    expect(out).toContain(`${stem}.xlsx`);
    expect(workbooks()).toContain(`${stem}.xlsx`);
    const [school = ''] = stem.split(` ${YEAR}`);
    expect(letters()).toContain(join('Schools', school, `Letter to the office ${YEAR}.pdf`));
  }
  expect(err).toContain(`Made 2 workbooks for ${label}, with 2 letters, in ${join('al', 'Schools')}`);
  const why = `The workbooks for ${label} could not all be made ready. 1 row of Schools must be mended first.`;
  expect(err).toContain(why);
  expect(startHere()).toContain(why);
  const { text } = await readPdf(
    readFileSync(join(al, 'Schools', 'St Mary-St John- Primary-', `Letter to the office ${YEAR}.pdf`)),
  );
  expect(text).toContain('St Mary/St John: Primary?');

  // One that is gone is named. One that is not sure to be another is waited for.
  rmSync(join(al, placed(`Elm Park High School ${YEAR}.xlsx`)));
  edit(join(al, ALLIANCE), ({ Sheets }) => {
    utils.sheet_add_aoa(Sheets['Schools']!, [['990006', 'Copse']], { origin: 'A6' });
  });
  writeFileSync(join(al, `Copse ${YEAR}.ods`), 'A workbook in another form.');
  const gone = await start();
  expect(gone.out).toContain(
    `The workbook of Elm Park High School (URN 990001) for ${label} is not in the folder any more`,
  );
  expect(gone.err).toContain(`Copse ${YEAR}.ods may be Schools/Copse/Copse ${YEAR}.xlsx in a form that is not read.`);
  expect(workbooks()).not.toContain(`Elm Park High School ${YEAR}.xlsx`);
  expect(workbooks()).not.toContain(`Copse ${YEAR}.xlsx`);

  renameSync(join(al, `Copse ${YEAR}.ods`), join(place, 'Copse.ods'));
  add(join(al, ALLIANCE), 'Settings', ['Make workbooks for', NEXT.replace('-', '/')]);
  await start();
  expect(workbooks()).toContain(`Copse ${YEAR}.xlsx`);
  expect(letters().filter((name) => name.includes(YEAR))).toHaveLength(5);
  expect(letters().filter((name) => name.includes(NEXT))).toEqual(
    [
      // Its folder keeps its name when another of that name joins.
      '990005 the meadows',
      'Copse',
      'Elm Park High School',
      'St Mary-St John- Primary-',
      'The Meadows',
    ].map((school) => join('Schools', school, `Letter to the office ${NEXT}.pdf`)),
  );
  expect(startHere()).not.toContain('Workbooks still to be made');
  const made = workbooks();
  const again = await start();
  expect(again.err).not.toMatch(/Made|snapshot taken/);
  expect(workbooks()).toEqual(made);
}, 240_000);

test.skipIf(mayDoAnything)(
  'where nothing may be written, why is said, and the next check makes what is lacking',
  async () => {
    const place = madePlace();
    const al = join(place, 'al');
    add(join(al, ALLIANCE), 'Schools', ['990004', 'Copse']);
    writeFileSync(join(al, 'Schools', 'Copse'), 'No folder.');
    const start = () => concordatUnprivileged(place, 'start', 'al', '--once');
    expect((await start()).err).toMatch(
      /could not all be made ready\. .*Copse cannot be a folder: there is a file of that name/,
    );
    rmSync(join(al, 'Schools', 'Copse'));
    expect((await start()).err).toContain('Made 1 workbook');
    expect(existsSync(join(al, 'Schools', 'Copse', `Letter to the office ${YEAR}.pdf`))).toBe(true);
    expect(workbookNames(al).filter((name) => name.startsWith('Copse'))).toHaveLength(1);

    add(join(al, ALLIANCE), 'Schools', ['990005', 'Ash End']);
    chmodSync(join(al, 'Schools'), 0o555);
    try {
      const { err } = await start();
      expect(err).toMatch(/could not all be made ready\. .*Ash End/);
    } finally {
      chmodSync(join(al, 'Schools'), 0o755);
    }
    expect((await start()).err).toContain('Made 1 workbook');
  },
  240_000,
);
