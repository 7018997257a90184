import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { academicYearOf } from '../../functions/figures/academic-year.ts';
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
  const workbooks = () => readdirSync(al).filter((name) => name.endsWith('.xlsx'));
  const letters = () => readdirSync(join(al, 'Letters'));
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
    expect(letters()).toContain(`${stem}.pdf`);
  }
  expect(err).toContain(`Made 2 workbooks for ${label}, with 2 letters in ${join('al', 'Letters')}`);
  const why = `The workbooks for ${label} could not all be made ready. 1 row of Schools must be mended first.`;
  expect(err).toContain(why);
  expect(startHere()).toContain(why);
  const { text } = await readPdf(readFileSync(join(al, 'Letters', `${late[0]}.pdf`)));
  expect(text).toContain('St Mary/St John: Primary?');

  // One that is gone is named. One that is not sure to be another is waited for.
  rmSync(join(al, `Elm Park High School ${YEAR}.xlsx`));
  edit(join(al, ALLIANCE), ({ Sheets }) => {
    utils.sheet_add_aoa(Sheets['Schools']!, [['990006', 'Copse']], { origin: 'A6' });
  });
  writeFileSync(join(al, `Copse ${YEAR}.ods`), 'A workbook in another form.');
  const gone = await start();
  expect(gone.out).toContain(
    `The workbook of Elm Park High School (URN 990001) for ${label} is not in the folder any more`,
  );
  expect(gone.err).toContain(`Copse ${YEAR}.ods may be Copse ${YEAR}.xlsx in a form that is not read.`);
  expect(workbooks()).not.toContain(`Elm Park High School ${YEAR}.xlsx`);
  expect(workbooks()).not.toContain(`Copse ${YEAR}.xlsx`);

  renameSync(join(al, `Copse ${YEAR}.ods`), join(place, 'Copse.ods'));
  add(join(al, ALLIANCE), 'Settings', ['Make workbooks for', NEXT.replace('-', '/')]);
  await start();
  expect(workbooks()).toContain(`Copse ${YEAR}.xlsx`);
  expect(letters().filter((name) => name.includes(YEAR))).toHaveLength(5);
  expect(letters().filter((name) => name.includes(NEXT))).toEqual(
    [
      `990002 The Meadows ${NEXT}`,
      `990005 the meadows ${NEXT}`,
      `Copse ${NEXT}`,
      `Elm Park High School ${NEXT}`,
      `St Mary-St John- Primary- ${NEXT}`,
    ].map((stem) => `${stem}.pdf`),
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
    rmSync(join(al, 'Letters'), { recursive: true });
    writeFileSync(join(al, 'Letters'), 'No folder.');
    const start = () => concordatUnprivileged(place, 'start', 'al', '--once');
    expect((await start()).err).toMatch(/could not all be made ready\. .*Copse.* cannot be written/);
    rmSync(join(al, 'Letters'));
    expect((await start()).err).toContain('Made 1 workbook');
    expect(existsSync(join(al, 'Letters', `Copse ${YEAR}.pdf`))).toBe(true);
    expect(readdirSync(al).filter((name) => name.startsWith('Copse'))).toHaveLength(1);

    add(join(al, ALLIANCE), 'Schools', ['990005', 'Ash End']);
    chmodSync(al, 0o555);
    try {
      const { err } = await start();
      expect(err).toMatch(/could not all be made ready\. .*Ash End/);
    } finally {
      chmodSync(al, 0o755);
    }
    expect((await start()).err).toContain('Made 1 workbook');
  },
  240_000,
);
