import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../functions/refusal.ts';
import { readSchoolsCsv } from '../../../scripts/new-alliance/schools-csv.ts';
import { type TypedSchools, takeLine } from '../../../scripts/new-alliance/typed-schools.ts';
import { runs } from '../../support/property-runs.ts';

const SENTENCE = /^[A-Z].*\.$/s;
const NONE: TypedSchools = { headings: null, schools: [] };

/** What the lines come to, and what is said of any of them. */
function typed(...lines: string[]) {
  let list = NONE;
  const said: string[] = [];
  for (const line of lines) {
    const taken = takeLine(list, line, 2026);
    list = taken.list;
    if (taken.says !== null) said.push(taken.says);
  }
  const schools = list.schools.map(({ urn, name, officeEmail }) =>
    [urn, name, officeEmail].filter(Boolean).join(' | '),
  );
  return { schools, said };
}

describe('a line of one school', () => {
  test.each([
    ['900201 Ashgrove School', '900201 | Ashgrove School'],
    ['  Ashgrove School   900201 ', '900201 | Ashgrove School'],
    ['900201\tAshgrove School', '900201 | Ashgrove School'],
    ['Ashgrove School\t900201\toffice@ash.example', '900201 | Ashgrove School | office@ash.example'],
    ['900201, Ashgrove School', '900201 | Ashgrove School'],
    ['900201;Ashgrove School;office@ash.example', '900201 | Ashgrove School | office@ash.example'],
    ['900201, Birch, Elm and Oak Academy, office@b.example', '900201 | Birch, Elm and Oak Academy | office@b.example'],
    ['900201,"Birch, Elm and Oak Academy"', '900201 | Birch, Elm and Oak Academy'],
    ['"900201","Ashgrove School","office@ash.example"', '900201 | Ashgrove School | office@ash.example'],
    ['office@ash.example 900201 Ashgrove School', '900201 | Ashgrove School | office@ash.example'],
    ['Ashgrove School (900201) <Office@Ash.Example>', '900201 | Ashgrove School | Office@ash.example'],
    ['Ashgrove School, mailto:office@ash.example, URN: 900201', '900201 | Ashgrove School | office@ash.example'],
    ['URN 900201 – Ashgrove School', '900201 | Ashgrove School'],
    ['Ashgrove School 900201 (URN)', '900201 | Ashgrove School'],
    ['1. 900201 Ashgrove School', '900201 | Ashgrove School'],
    ['• 900201 Ashgrove School', '900201 | Ashgrove School'],
    ['- 900201 Ashgrove School', '900201 | Ashgrove School'],
    ['3 Rivers School 900201', '900201 | 3 Rivers School'],
    ['900201 Academy 21', '900201 | Academy 21'],
    ['９００２０１ Ashgrove School', '900201 | Ashgrove School'],
    ['900201\u00a0\u200bAshgrove\u00a0School\u202e', '900201 | Ashgrove School'],
    ['900201 St John’s (Lower) School', "900201 | St John's (Lower) School"],
    ['900201 Ysgol Gymraeg Llŷn', '900201 | Ysgol Gymraeg Llŷn'],
    ['900201 مدرسة النور', '900201 | مدرسة النور'],
    ['900201 Elm Park 🏫', '900201 | Elm Park 🏫'],
  ])('%j', (line, school) => {
    expect(typed(line)).toEqual({ schools: [school], said: [] });
  });

  test.each([
    ['Ashgrove School', 'There is no URN in that line. Type the six figures of the URN, then the name.'],
    ['12 Cann School', 'There is no URN in that line. Type the six figures of the URN, then the name.'],
    ['90020 Ashgrove', 'URN has 5 figures, and a URN has 6. Type the six figures of the URN, such as 137001.'],
    ['9002011 Ashgrove', 'URN has 7 figures, and a URN has 6. Type the six figures of the URN, such as 137001.'],
    [
      '90020l Ashgrove',
      'URN says 90020l, where a letter stands among the figures. Type the figure in place of the letter: 0 for O, 1 for I or l.',
    ],
    ['350/4001 Ashgrove', 'URN says 350/4001, which is not a URN. Type the six figures of the URN, such as 137001.'],
    ['900201', '900201 has no name. Type the URN, then the name.'],
    ['900201 Ash 900202 Birch', 'There are two URNs in that line. Type a line for each school.'],
    ['900201 Ash a@b.example c@d.example', 'There are two e-mail addresses in that line. Keep the office’s.'],
    [
      'Ashgrove 900201 School',
      'There is more in that line than a URN, a name and an e-mail address. Type only these, URN first.',
    ],
    [
      '900201\t350\tNorthshire\tAshgrove School',
      'There is more in that line than a URN, a name and an e-mail address. Type only these, URN first.',
    ],
    [
      `900201 ${'x'.repeat(121)}`,
      'School is longer than 120 characters. Shorten it, and keep the rest in a document of its own.',
    ],
    ['900201 =SUM(A1)', 'School holds a formula typed as words instead of its result. Type the value itself.'],
    ['- 900201', '900201 is not in the list, so there is nothing to take out.'],
  ])('%j is said', (line, sentence) => {
    expect(typed(line)).toEqual({ schools: [], said: [sentence] });
  });

  test('with an address that cannot be read is taken without it', () => {
    expect(typed('900201 Ashgrove School office@')).toEqual({
      schools: ['900201 | Ashgrove School'],
      said: [
        'Office e-mail says office@, which is not an e-mail address. Type one address, such as office@school.example.',
      ],
    });
  });

  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('900201', '\t', '"', ',', ';', '",', ',"', 'a@b.example', 'URN', 'School', ' ', '\ufeff', '\0'),
    ),
    { maxLength: 12 },
  );
  const anyLine = pieces.map((all) => all.join(''));

  test('is understood or said, whatever it holds', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { list, says } = takeLine(NONE, line, 2026);
        for (const { urn, name } of list.schools) {
          expect(urn).toMatch(/^\d{6}$/);
          expect(name).not.toBe('');
        }
        if (list === NONE && says === null) expect(line).toMatch(/^[\s\p{C}\p{M}\p{Default_Ignorable_Code_Point}]*$/u);
      }),
      { ...runs(500), examples: [['"","'], ['"a";b","c";"d'], ['\ufeff"900201","Ash"'], ['"900201",Ash "x"']] },
    );
  });

  test('is understood or said beneath headings, whatever both hold', () => {
    const under = (headings: string) => [`URN,${headings}`, '900201,"Ash'] as [string, string];
    fc.assert(
      fc.property(anyLine, anyLine, (headings, line) => {
        const first = takeLine(NONE, `URN,School${headings}`, 2026);
        if (first.list === NONE) expect(first.says).toMatch(SENTENCE);
        const { list, says } = takeLine(first.list, line, 2026);
        if (list === first.list && says === null)
          expect(line, 'only a row of blank cells says nothing').toMatch(
            /^[\s,;"\p{C}\p{M}\p{Default_Ignorable_Code_Point}]*$/u,
          );
      }),
      { ...runs(500), examples: [under('"School'), under('Sch"ool"'), ['', '"900201"x,Ash'], ['', ',']] },
    );
  });
});

describe('a list of schools in a file', () => {
  test('is read or refused in a sentence, whatever it holds', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('900201', '900202', 'Ash', 'Birch', ',', ';', '\t', '"', '\n', '\r\n', '\r', '\ufeff', '\0'),
    );
    fc.assert(
      fc.property(fc.constantFrom('URN,School\n', 'School;URN\r\n', ''), fc.array(piece), (headings, pieces) => {
        try {
          const { schools, remarks } = readSchoolsCsv(headings + pieces.join(''), 2026);
          for (const { urn, name } of schools) expect([/^\d{6}$/.test(urn), name === '']).toEqual([true, false]);
          for (const { says } of remarks) expect(says).not.toBe('');
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.advice).toMatch(SENTENCE);
        }
      }),
      { ...runs(300), examples: [['URN,School\n', ['900201,"Ash']]] },
    );
  });

  test.each([
    ['quotation marks inside a cell', '900201,The "old" school', 'The "old" school'],
    ['words behind a quoted cell', '900201,"Ash" and Elm', '"Ash" and Elm'],
    ['a mark of the encoding before it', '\ufeff900201,Ash', 'Ash'],
  ])('may have %s', (_, line, name) => {
    const mark = line.startsWith('\ufeff') ? '\ufeff' : '';
    expect(readSchoolsCsv(`${mark}"URN","School"\n${line.replace(mark, '')}`, 2026).schools).toMatchObject([{ name }]);
  });

  test('with a quotation mark left open is refused by its line', () => {
    expect(() => readSchoolsCsv('URN,School\n900201,Ash\n\n900202,"Birch\n900203,Cann\n', 2026)).toThrow(/line 4/);
  });
});

describe('further lines', () => {
  test('correct a school by its URN, which keeps its address, and take one out', () => {
    const lines = ['900201 Ashgrov office@ash.example', '900202 Birch', '900203 Cann', '900201 Ashgrove', '- 900202'];
    expect(typed(...lines, '900203 office@cann.example')).toEqual({
      schools: ['900201 | Ashgrove | office@ash.example', '900203 | Cann | office@cann.example'],
      said: [],
    });
  });

  test('cannot give two schools one name, in whatever capitals', () => {
    expect(typed('900201 St Mary’s', '900202 ST MARY’S')).toEqual({
      schools: ["900201 | St Mary's"],
      said: ['900202 would have the name of 900201. Add what tells them apart, such as the town.'],
    });
  });
});

describe('a table pasted with its headings', () => {
  test.each([
    ['tabs', '\t'],
    ['commas', ','],
    ['semicolons', ';'],
  ])('is read by them, with %s between', (_, between) => {
    const table = [
      ['URN', 'LA (code)', 'EstablishmentName', 'TypeOfEstablishment (name)'],
      ['900201', '999', 'Ashgrove School', 'Community school'],
      ['90', '999', 'Birch School', 'Academy converter'],
    ];
    expect(typed(...table.map((cells) => cells.join(between)), '900203 Cann School')).toEqual({
      schools: ['900201 | Ashgrove School', '900203 | Cann School'],
      said: [
        'Not used: LA (code).',
        'URN has 2 figures, and a URN has 6. Type the six figures of the URN, such as 137001.',
      ],
    });
  });

  test('may have the headings of the tab Schools, in any order', () => {
    expect(typed('School\tOffice e-mail\tURN', 'Ashgrove School\toffice@ash.example\t900201')).toEqual({
      schools: ['900201 | Ashgrove School | office@ash.example'],
      said: [],
    });
  });

  test('without a name says which headings are needed', () => {
    expect(typed('URN,Town', '900201,Ash').said).toEqual([
      'The list needs the headings URN and School. Its first line is: URN, Town.',
    ]);
  });

  test('with a quotation mark left open is said', () => {
    expect(typed('URN,School', '900201,"Ash').said).toEqual(['A quotation mark is left open. Type the line again.']);
  });
});
