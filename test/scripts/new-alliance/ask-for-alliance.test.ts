import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { Stopped } from '../../../scripts/console.ts';
import {
  type Answers,
  askForAlliance,
  type Given,
  type ThisComputer,
} from '../../../scripts/new-alliance/ask-for-alliance.ts';
import { readSchoolsCsv } from '../../../scripts/new-alliance/schools-csv.ts';
import { openTerminal } from '../../../scripts/new-alliance/terminal.ts';

const FILES: Readonly<Record<string, string>> = {
  'schools.csv': 'URN,School\n900201,Ashgrove School\n900202,Birch School\n',
  'our schools.csv': 'URN,School\n900203,Cann School\n',
  'half.csv': 'URN,School\n900201,Ashgrove School\n12,Birch School\n',
  list: 'URN,School\n900204,Dale School\n',
};
const COMPUTER: ThisComputer = {
  startYear: 2026,
  folder: 'my-alliance',
  isFile: (path) => path in FILES,
  readList: (path, startYear) =>
    path in FILES ? readSchoolsCsv(FILES[path]!, startYear) : `There is no file called ${path}.`,
  folderFault: (folder) => (folder === 'taken' ? 'There are files in taken already. Name another folder.' : null),
};

/** What comes of the lines typed, after which nothing more is typed, and all that the person sees meanwhile. */
async function session(lines: readonly string[], given: Given = {}) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const shown = text(output);
  const terminal = openTerminal(input, output);
  input.end(lines.map((line) => `${line}\n`).join(''));
  const outcome = await askForAlliance(terminal, given, COMPUTER).catch((error: unknown) => error);
  terminal.close();
  output.end();
  return { outcome, shown: await shown };
}

/** The answers without what a school leaves blank. */
function plain(outcome: unknown) {
  const { schools, adopted, ...rest } = outcome as Answers;
  return {
    ...rest,
    signed: adopted.map(({ id }) => id),
    schools: schools.map(({ urn, name, officeEmail }) => [urn, name, officeEmail].join(' | ')),
  };
}

const FERN = ['Fern Alliance', '', '900201 Ashgrove School', '900202 Birch School office@b.example', ''];

describe('a session', () => {
  test('asks for everything and shows what it understood before anything is made', async () => {
    const { outcome, shown } = await session([...FERN, '', '2, 1', 'co@fern.example', 'fern', '']);
    expect(plain(outcome)).toEqual({
      name: 'Fern Alliance',
      startYear: 2026,
      schools: ['900201 | Ashgrove School | ', '900202 | Birch School | office@b.example'],
      signed: ['working-protocols', 'behaviour-and-attendance'],
      coordinator: 'co@fern.example',
      folder: 'fern',
    });
    expect(shown).toContain(`
  1  Working protocols         staff days, a contribution, meetings, mutual help
  2  Behaviour and attendance  totals of absence and exclusions for each term
  3  Statutory policies        the register of policies a school must hold
`);
    expect(shown).toContain(`
  1  Alliance     Fern Alliance
  2  Year         2026/27
  3  Schools      2 schools
       900201  Ashgrove School
       900202  Birch School     office@b.example
  4  Signed       Working protocols and Behaviour and attendance
  5  Coordinator  co@fern.example
  6  Folder       fern
`);
  });

  test('takes Enter for what it suggests, and nothing for what may be left blank', async () => {
    const { outcome } = await session([...FERN, '', 'none', '', '', 'Yes']);
    expect(plain(outcome)).toMatchObject({ startYear: 2026, signed: [], coordinator: null, folder: 'my-alliance' });
  });

  test('lets each answer be changed without starting over', async () => {
    const changes = [
      '1',
      'Oak Alliance',
      '2',
      '2027/28',
      '3',
      '900201 Ash School',
      '- 900202',
      '900203 Cann School',
      '',
    ];
    const { outcome } = await session([
      ...FERN,
      '',
      'none',
      '',
      '',
      ...changes,
      '4',
      'behaviour and attendance',
      '5',
      'co@oak.example',
      '6',
      'oak',
      'ok',
      'y',
    ]);
    expect(plain(outcome)).toEqual({
      name: 'Oak Alliance',
      startYear: 2027,
      schools: ['900201 | Ash School | ', '900203 | Cann School | '],
      signed: ['behaviour-and-attendance'],
      coordinator: 'co@oak.example',
      folder: 'oak',
    });
  });

  test('asks again for what it cannot use, and says what to do', async () => {
    const { outcome, shown } = await session([
      ...['', 'x'.repeat(121), 'Fern Alliance', '2026', 'soon', '2026/27'],
      ...['', '12 Cann School', '900201 Ashgrove School', '', '900203 Cann School', ''],
      ...[
        'maybe',
        'no',
        '',
        '7',
        'working',
        'Working protocols',
        'co',
        'co@fern.example',
        'taken',
        'fern',
        'no',
        '9',
        '',
      ],
    ]);
    expect(plain(outcome)).toMatchObject({ name: 'Fern Alliance', startYear: 2026, folder: 'fern' });
    expect((outcome as Answers).schools.map(({ name }) => name)).toEqual(['Ashgrove School', 'Cann School']);
    const words = shown.replace(/\s+/g, ' ');
    for (const sentence of [
      'An alliance needs a name. Type what its documents should call it.',
      'The name is longer than 120 characters.',
      'The year says 2026, which could be the year it starts or the year it ends. Type both years, as in 2025/26. Perhaps 2026/27?',
      'The year says soon, which is not an academic year. Type it as 2025/26.',
      'There is no school yet. Type a URN and a name, or the name of a file.',
      '1 line could not be used: 12 Cann School: There is no URN in that line.',
      'Type yes or no.',
      'Type one or several of them, or “none”.',
      'There are no protocols called 7. Say working-protocols, behaviour-and-attendance, statutory-policies or none.',
      'There are no protocols called working.',
      'The address says co, which is not an e-mail address. Type one address, such as office@school.example.',
      'There are files in taken already. Name another folder.',
      'Type the number that stands before what is to be changed, or press Enter if all is right.',
    ])
      expect(words).toContain(sentence);
  });

  test('takes addresses of the offices one by one, and passes over those it has', async () => {
    const { outcome } = await session([...FERN, 'yes', 'office', 'office@ash.example', 'none', '', '', '']);
    expect(plain(outcome).schools).toEqual([
      '900201 | Ashgrove School | office@ash.example',
      '900202 | Birch School | office@b.example',
    ]);
  });

  test.each([
    ['by its name', 'schools.csv', ['Ashgrove School', 'Birch School']],
    ['without an ending', 'list', ['Dale School']],
    ['in quotation marks', "'our schools.csv'", ['Cann School']],
  ])('reads a file named %s', async (_, typed, names) => {
    const { outcome, shown } = await session(['Fern', '', typed, '', 'none', '', '', '']);
    expect((outcome as Answers).schools.map(({ name }) => name)).toEqual(names);
    expect(shown).toContain(`school${names.length === 1 ? '' : 's'} in ${typed.replaceAll("'", '')}.`);
  });

  test('says what is wrong with a file, and goes on with another or with lines', async () => {
    const { outcome, shown } = await session([
      'Fern',
      '',
      'none.csv',
      'half.csv',
      '900202 Birch School',
      '',
      '',
      'none',
      '',
      '',
      '',
    ]);
    expect((outcome as Answers).schools.map(({ name }) => name)).toEqual(['Birch School']);
    expect(shown).toContain('There is no file called none.csv.');
    expect(shown).toContain('Line 3: URN has 2 figures, and a URN has 6.');
    expect(shown).toContain('Mend the file and type its name again, or type those schools here.');
  });

  test('asks only for what the options leave open', async () => {
    const given = {
      name: 'Fern',
      startYear: 2025,
      adopted: [],
      coordinator: 'co@fern.example',
      folder: 'taken',
      list: 'schools.csv',
    };
    const { outcome, shown } = await session(['', 'fern', ''], given);
    expect(plain(outcome)).toMatchObject({ name: 'Fern', startYear: 2025, folder: 'fern' });
    expect(shown).not.toMatch(/called\?|signed\?|academic year\?|belong to it\?/);
    expect(shown).toContain('There are files in taken already. Name another folder.');
  });

  test('that is ended at any question stops there', async () => {
    const lines = [...FERN, '', 'none', '', ''];
    for (let count = 0; count <= lines.length; count += 1) {
      const { outcome } = await session(lines.slice(0, count));
      expect(outcome).toBeInstanceOf(Stopped);
      expect((outcome as Stopped).message).toBe('Stopped. Nothing was made.');
    }
  });
});
