import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workbookFiles } from '../../../functions/edges/local/workbook-files.ts';
import { stemOf } from '../../../scripts/commands/make-in-folder.ts';
import { newAlliance, withoutWorkbook } from '../../../scripts/new-alliance/new-alliance.ts';
import { readPdfText } from '../../support/pdf-ua.ts';
import { lettersIn, placed, workbookNames } from '../../support/placed.ts';
import {
  concordat,
  concordatAnswered,
  concordatUnprivileged,
  journeys,
  mayDoAnything,
  PROGRAM,
  textOf,
} from '../run-concordat.ts';

const LETTER = join('Schools', 'Ashgrove School', 'Letter to the office 2026-27.pdf');

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
    const al = join(place, 'my alliance');
    // Beside the alliance's own workbook stands nothing but what is made to be shared, a folder for each school.
    expect(readdirSync(al)).toEqual([workbooks[0], 'Schools']);
    expect(workbookNames(al)).toEqual(workbooks);
    for (const school of ['Ashgrove School', 'Birch, Elm and Oak Academy'])
      expect(readdirSync(join(al, 'Schools', school)).sort()).toEqual([
        `${school} 2026-27.xlsx`,
        'Letter to the office 2026-27.pdf',
      ]);
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
      'closed.csv': [
        'URN,EstablishmentName,EstablishmentStatus (name)\n900201,Ash,Closed\n',
        '1 closed school left out: Ash.\nNo school is left in closed.csv. List the schools that are open.',
      ],
      'quote.csv': [
        'URN,School\n900201,"Ash\n',
        'A quotation mark in line 2 of the list is left open. Put another behind the cell, or take it out.',
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

describe('concordat new, asked', () => {
  test('makes what the answers say', async () => {
    const place = madePlace();
    const answers = [
      'Fern Alliance',
      '2026/27',
      '900201 Ashgrove School',
      '',
      'no',
      '1',
      'co@fern.example',
      'fern',
      '',
    ];
    const { status, out, err } = await concordatAnswered(place, answers, 'new', '--ask');

    expect(status, err).toBe(0);
    expect(err).toContain('Is that right?');
    expect(out).toContain('Made 2 workbooks and 1 letter for 2026/27 in fern.');
    expect(readdirSync(join(place, 'fern'))).toEqual(['Alliance 2026-27.xlsx', 'Schools']);
    expect(lettersIn(join(place, 'fern'))).toEqual([LETTER]);
    const decided = textOf(join(place, 'fern', 'Alliance 2026-27.xlsx'), 'Settings').map((row) => row.slice(0, 2));
    expect(decided.slice(1).filter(([, value]) => value)).toEqual([
      ['Alliance name', 'Fern Alliance'],
      ['Coordinator e-mail', 'co@fern.example'],
      ['Working protocols adopted', 'Yes'],
    ]);
    const titles = decided.map(([title]) => title);
    expect(titles).toContain('Staff days minimum');
    expect(titles).not.toContain('Statutory policies adopted');
    const letter = readFileSync(join(place, 'fern', LETTER));
    const pages = await readPdfText(new Uint8Array(letter));
    expect(pages).toHaveLength(1);
    for (const words of ['Fern Alliance', 'Ashgrove School', 'Academic year 2026/27', 'coordinator: co@fern.example'])
      expect(pages[0]).toContain(words);
  });

  test('takes a line for a school that is too long for the name of a file', async () => {
    const place = madePlace();
    const long = `900201 ${'Ashgrove '.repeat(40)}`;
    const answers = ['Fern Alliance', '2026/27', long, '900201 Ashgrove School', '', '', 'no', 'none', '', 'fern', ''];
    const { status, out, err } = await concordatAnswered(place, answers, 'new', '--ask');
    expect([status, err]).toEqual([0, expect.stringContaining('School is longer than 120 characters.')]);
    expect(out).toContain('Made 2 workbooks and 1 letter for 2026/27 in fern.');
  });

  test('leaves nothing behind when it is ended before the last answer', async () => {
    const place = madePlace();
    const answers = ['Fern Alliance', '', '900201 Ashgrove School', '', '', '', ''];
    const { status, out, err } = await concordatAnswered(place, answers, 'new', '--ask');
    expect([status, out]).toEqual([2, '']);
    expect(err.trimEnd()).toMatch(/Stopped\. Nothing was made\.$/);
    expect(readdirSync(place)).toEqual([]);
  });

  test('is told which options are needed where nobody can answer', async () => {
    const place = madePlace();
    const { status, out, err } = await concordatAnswered(place, ['Fern Alliance'], 'new', '--name', 'Fern Alliance');
    expect([status, out, err.trimEnd()]).toEqual([
      2,
      '',
      'Say --name, --schools and --protocols, or run this in a terminal, where it asks for them.',
    ]);
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('what concordat new is given', () => {
  test('is refused in a sentence where it cannot be used, and nothing is made', async () => {
    const place = madePlace();
    writeFileSync(join(place, 'schools.csv'), OWN_HEADINGS);
    writeFileSync(join(place, 'capitals.csv'), 'URN,School\n900201,St Mary’s\n900202,ST MARY’S\n');
    writeFileSync(join(place, 'schools.xlsx'), Buffer.from('PK\u0003\u0004'));
    const before = readdirSync(place);
    const said: Readonly<Record<string, string>> = {
      '--name Fern --schools schools.csv':
        'Say with --protocols which the schools signed: working-protocols, behaviour-and-attendance, statutory-policies or none; several with commas between them.',
      '--name Fern --schools schools.csv --protocols working-protocols,harbour':
        'There are no protocols called harbour. Say working-protocols, behaviour-and-attendance, statutory-policies or none.',
      '--name Fern --schools schools.csv --coordinator me': 'The address says me, which is not an e-mail address.',
      '--name Fern --protocols none --schools capitals.csv':
        'Line 3: the URN or the name of line 2 again. Take one of the two out.',
      '--name Fern --protocols none --schools schools.xlsx': 'schools.xlsx is a workbook. Save its sheet as CSV',
      '--name Fern --protocols none --schools schools.csv --folder .':
        'There are files in . already. Name another folder.',
    };
    const answers = await Promise.all(
      Object.entries(said).map(async ([typed, sentence]) => {
        const { status, out, err } = await concordat(place, 'new', ...typed.split(' '));
        return [typed, status, out, err.includes(sentence) ? sentence : err];
      }),
    );
    expect(answers).toEqual(Object.entries(said).map(([typed, sentence]) => [typed, 2, '', sentence]));
    expect(readdirSync(place)).toEqual(before);
  });

  test.skipIf(mayDoAnything)('may be a place where one may not write', async () => {
    const place = madePlace();
    writeFileSync(join(place, 'schools.csv'), OWN_HEADINGS);
    chmodSync(place, 0o555);
    const { status, err } = await concordatUnprivileged(
      place,
      'new',
      '--name',
      'Fern',
      '--schools',
      'schools.csv',
      '--protocols',
      'working-protocols,behaviour-and-attendance',
    );
    chmodSync(place, 0o755);
    expect([status, err.trimEnd()]).toEqual([
      2,
      'The folder my-alliance cannot be made. Choose a place that you may write in.',
    ]);
    expect(readdirSync(place)).toEqual(['schools.csv']);
  });
});

describe('files of a new alliance', () => {
  test('has none for a school that has left or joins after the year, and says why', () => {
    const schools = [
      { urn: '990001', name: 'Elm Park', leftOn: '1/10/2026' },
      { urn: '990002', name: 'St Aldhelm', leftOn: '31/3/2027' },
      { urn: '990003', name: 'Copse Primary', joinedOn: '1/9/2027' },
      { urn: '990004', name: 'The Meadows', leftOn: '31/8/2026' },
      { urn: '990005', name: 'Brook Infants', joinedOn: '1/3/2027' },
    ];
    const wanted = { name: 'Fern', startYear: 2026, schools, adopted: [], coordinator: null };
    const made = (asOf: string) => newAlliance(wanted, asOf).map(({ identity: { school } }) => school);
    expect(made('2026-10-02')).toEqual([null, 'Brook Infants', 'St Aldhelm']);
    expect(made('2026-10-01')).toEqual([null, 'Brook Infants', 'Elm Park', 'St Aldhelm']);
    expect(withoutWorkbook(wanted, '2026-10-02').map(({ says }) => says.replaceAll('\u00a0', ' '))).toEqual([
      'Elm Park gets no workbook: it left on 1 October 2026.',
      'Copse Primary gets no workbook of this year: it joins on 1 September 2027.',
      'The Meadows gets no workbook: it left on 31 August 2026.',
    ]);
  });

  test('have names that every computer allows, each its own', () => {
    const long = 'Ysgol '.repeat(20).trim();
    const names = [
      'Alliance',
      'A/B School',
      'A:B School',
      'مدرسة النور 🏫',
      '.hidden',
      `"O'Brien" <x>`,
      '🏫'.repeat(60),
      long,
    ];
    const schools = names.map((name, at) => ({ urn: `90020${at}`, name }));
    const files = newAlliance({ name: 'Fern', startYear: 2026, schools, adopted: [], coordinator: null }, '2026-08-20');
    const stems = files.map(({ name }) => stemOf(name));
    expect(stems).toEqual(
      expect.arrayContaining(
        [
          'Alliance',
          '900200 Alliance',
          '900201 A-B School',
          '900202 A-B School',
          'مدرسة النور 🏫',
          'hidden',
          "-O'Brien- -x-",
        ].map((name) => `${name} 2026-27`),
      ),
    );
    for (const stem of stems) {
      expect(stem).toMatch(/\S 2026-27$/);
      expect(Buffer.byteLength(stem)).toBeLessThan(200);
    }
    expect(new Set(stems.map((stem) => stem.toLowerCase())).size).toBe(stems.length);
    expect(files.map(({ identity: { school }, hasLetter }) => (hasLetter ? school : null)).toSorted()).toEqual(
      [null, ...names].toSorted(),
    );
  });

  test('of two schools whose names begin alike and are very long are two', () => {
    const long = 'Ŵ'.repeat(119);
    const schools = [`${long}a`, `${long}b`].map((name, at) => ({ urn: `90020${at}`, name }));
    const [, one, other] = newAlliance(
      { name: 'Fern', startYear: 2026, schools, adopted: [], coordinator: null },
      '2026-08-20',
    );
    expect(stemOf(one!.name)).not.toBe(stemOf(other!.name));
  });

  test('hold the documents that apply to each school, by the phase and kind that the list gives', async () => {
    const place = madePlace();
    const csv = [
      'URN,EstablishmentName,PhaseOfEducation (name),TypeOfEstablishment (name)',
      '900201,Ashgrove First School,First,Community school',
      '900202,Birch High School,Secondary,Academy converter',
      '900203,Cedar School,Not applicable,Community special school',
    ];
    writeFileSync(join(place, 'schools.csv'), csv.join('\n'));
    const typed = ['new', '--name', 'Fern', '--schools', 'schools.csv', '--year', '2026/27'];
    const { status } = await concordat(place, ...typed, '--protocols', 'statutory-policies', '--folder', 'fern');
    expect(status).toBe(0);
    const policiesOf = async (school: string) => {
      const { tabs } = await workbookFiles().read(join(place, 'fern', placed(`${school} 2026-27.xlsx`)));
      return tabs.find(({ title }) => title === 'Policies')!.rows.map(([policy]) => policy);
    };
    expect(await policiesOf('Ashgrove First School')).not.toContain('Careers guidance');
    expect(await policiesOf('Ashgrove First School')).toContain('Governors’ allowances');
    expect(await policiesOf('Birch High School')).toContain('Careers guidance');
    expect(await policiesOf('Birch High School')).not.toContain('Governors’ allowances');
    expect(await policiesOf('Cedar School')).toHaveLength(24);
  });

  test('may have names of which one ends in the other', async () => {
    const place = madePlace();
    writeFileSync(join(place, 'schools.csv'), 'URN,School\n900201,Elm Park School\n900202,Great Elm Park School');
    const typed = ['new', '--name', 'Fern', '--schools', 'schools.csv', '--protocols', 'none', '--folder', 'fern'];
    expect(await concordat(place, ...typed)).toMatchObject({ status: 0 });
  });
});

describe('concordat new, stopped while it makes', () => {
  test.each(['SIGINT', 'SIGHUP'] as const)('by %s, leaves nothing behind', async (signal) => {
    const place = madePlace();
    const schools = Array.from({ length: 150 }, (_, at) => `${900000 + at},School ${at}`);
    writeFileSync(join(place, 'schools.csv'), ['URN,School', ...schools].join('\n'));
    const typed = [
      'new',
      '--name',
      'Fern',
      '--schools',
      'schools.csv',
      '--protocols',
      'working-protocols,behaviour-and-attendance',
      '--folder',
      'deep/er',
    ];
    const child = spawn(process.execPath, [PROGRAM, ...typed], { cwd: place });
    let said = '';
    const ended = once(child, 'exit');
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      if (said.includes('Making') && !child.killed) child.kill(signal);
    });
    expect(await ended).toEqual([2, null]);
    expect(said).toContain('Stopped. Nothing was made.');
    expect(readdirSync(place)).toEqual(['schools.csv']);
  });
});

function make(place: string, csv: string) {
  const options = ['--name', 'Fern Alliance', '--year', '2026/27', '--folder', 'my alliance'];
  return concordat(
    place,
    'new',
    '--schools',
    csv,
    '--protocols',
    'working-protocols,behaviour-and-attendance',
    ...options,
  );
}
