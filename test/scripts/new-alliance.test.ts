import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { concordat, journeys, textOf } from './run-concordat.ts';

const madePlace = journeys(async (place) => void mkdirSync(place));

const OWN_HEADINGS = `URN,School,Kind of school,Head,Office e-mail
900201,Ashgrove School,Maintained school,Ada Ashe,office@ashgrove.example
900202,"Birch, Elm and Oak Academy",Academy,,
`;
const REGISTER_HEADINGS = `URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentTypeGroup (name)

900201,999,Ashgrove\u2019s School,Community school,Local authority maintained schools
900202,999,Birch Academy,Academy converter,Academies
`;

describe('concordat new', () => {
  test('makes an alliance whose first run has nothing to mend', async () => {
    const place = madePlace();
    writeFileSync(join(place, 'schools.csv'), OWN_HEADINGS);
    const { status, out, err } = await make(place, 'schools.csv');

    expect(status, err).toBe(0);
    expect(out).toContain('Made 3 workbooks and 2 letters for 2026/27 in my alliance.');
    expect(out).toContain('Run “npx concordat start "my alliance"”, and leave it running.');
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(8);
    const workbooks = ['Alliance', 'Ashgrove School', 'Birch, Elm and Oak Academy'].map(
      (name) => `${name} 2026-27.xlsx`,
    );
    expect(readdirSync(join(place, 'my alliance'))).toEqual([...workbooks, 'Letters'].sort());
    const letters = workbooks.slice(1).map((name) => name.replace('.xlsx', '.pdf'));
    expect(readdirSync(join(place, 'my alliance', 'Letters'))).toEqual(letters);
    expect(textOf(join(place, 'my alliance', workbooks[0]!), 'Schools')[1]).toEqual(
      expect.arrayContaining(['900201', 'Ashgrove School', 'Ada Ashe']),
    );

    const first = await concordat(place, 'start', 'my alliance', '--once');
    expect(first.status).toBe(0);
    expect(first.out).not.toMatch(/2026-27\.xlsx +\d+ +[1-9]/);
    const again = await make(place, 'schools.csv');
    expect(again.status).toBe(2);
    expect(again.err).toContain('There are files in my alliance already. Name another folder.');
  });

  test('reads the national register, in the encoding it comes in', async () => {
    const place = madePlace();
    writeFileSync(join(place, 'register.csv'), Buffer.from(REGISTER_HEADINGS.replace('\u2019', '\u0092'), 'latin1'));
    expect(await make(place, 'register.csv')).toMatchObject({ status: 0 });
    const rows = textOf(join(place, 'my alliance', 'Alliance 2026-27.xlsx'), 'Schools').slice(1);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['900201', "Ashgrove's School", 'Maintained school'],
      ['900202', 'Birch Academy', 'Academy'],
    ]);
  });

  test('makes nothing from a list that needs mending, and says which line', async () => {
    const place = madePlace();
    const lists: Readonly<Record<string, readonly [content: string, said: string]>> = {
      'short.csv': [`${OWN_HEADINGS}12,Cann School,Academy\n`, 'Line 4: URN has 2 figures, and a URN has 6.'],
      'twice.csv': [`${OWN_HEADINGS}900201,Cann School,Academy\n`, 'Line 4: the URN or the name of line 2 again.'],
      'other.csv': [
        'Number,Title\n1,2\n',
        'The list needs the headings URN and School. Its first line is: Number, Title.',
      ],
      'empty.csv': ['', 'No school could be read from empty.csv.'],
      'quote.csv': [
        'URN,School\n900201,"Ash\n',
        'The list of schools is not a CSV file that can be read. Save it again as CSV.',
      ],
    };
    const said = await Promise.all(
      Object.entries(lists).map(async ([name, [content, sentence]]) => {
        writeFileSync(join(place, name), content);
        const { status, err } = await make(place, name);
        return [name, status, err.includes(sentence) ? sentence : err];
      }),
    );
    expect(said).toEqual(Object.entries(lists).map(([name, [, sentence]]) => [name, 2, sentence]));
    expect(existsSync(join(place, 'my alliance'))).toBe(false);
  });
});

function make(place: string, csv: string) {
  const options = ['--name', 'Fern Alliance', '--year', '2026/27', '--folder', 'my alliance'];
  return concordat(place, 'new', '--schools', csv, ...options);
}
