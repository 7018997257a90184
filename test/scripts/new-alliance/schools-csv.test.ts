import { describe, expect, test } from 'vitest';
import { readSchoolsCsv } from '../../../scripts/new-alliance/schools-csv.ts';
import { takeLine } from '../../../scripts/new-alliance/typed-schools.ts';

const REGISTER =
  'URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentTypeGroup (name),EstablishmentStatus (name),PhaseOfEducation (name)';

/** Schools of the register, a line each: name, type, group, status, phase. */
function register(...lines: string[]) {
  return readSchoolsCsv([REGISTER, ...lines.map((line, at) => `${900201 + at},${line}`)].join('\n'), 2026);
}

/** The kind that one line comes to, and what is said of it. */
function kindOf(type: string, group = '', heading = 'Kind of school') {
  const list =
    group === ''
      ? readSchoolsCsv(`URN,School,${heading}\n900201,Ash,"${type}"`, 2026)
      : register(`Ash,${type},${group},Open,Primary`);
  return [list.schools[0]!['kind'], ...list.remarks.map(({ says }) => says), ...list.notes];
}

describe('a kind of the national register', () => {
  test.each([
    ['Community school', 'Local authority maintained schools', 'Maintained school'],
    ['Voluntary aided school', 'Local authority maintained schools', 'Maintained school'],
    ['Voluntary controlled school', 'Local authority maintained schools', 'Maintained school'],
    ['Foundation school', 'Local authority maintained schools', 'Maintained school'],
    ['Local authority nursery school', 'Local authority maintained schools', 'Maintained school'],
    ['Pupil referral unit', 'Local authority maintained schools', 'Pupil referral unit'],
    ['Community special school', 'Special schools', 'Special school'],
    ['Foundation special school', 'Special schools', 'Special school'],
    ['Academy converter', 'Academies', 'Academy'],
    ['Academy sponsor led', 'Academies', 'Academy'],
    ['Academy special converter', 'Academies', 'Academy'],
    ['Academy special sponsor led', 'Academies', 'Academy'],
    ['Academy alternative provision converter', 'Academies', 'Academy'],
    ['Academy alternative provision sponsor led', 'Academies', 'Academy'],
    ['Academy 16-19 converter', 'Academies', 'Academy'],
    ['Academy 16 to 19 sponsor led', 'Academies', 'Academy'],
    ['Academy secure 16 to 19', 'Academies', 'Academy'],
    ['Free schools', 'Free Schools', 'Academy'],
    ['Free schools special', 'Free Schools', 'Academy'],
    ['Free schools alternative provision', 'Free Schools', 'Academy'],
    ['Free schools 16 to 19', 'Free Schools', 'Academy'],
    ['Studio schools', 'Free Schools', 'Academy'],
    ['University technical college', 'Free Schools', 'Academy'],
    ['City technology college', 'Independent schools', 'Academy'],
    ['Further education', 'Colleges', 'Further education college'],
    ['Sixth form centres', 'Colleges', 'Further education college'],
  ])('%s is found in one list', (type, group, kind) => {
    expect([kindOf(type, group), kindOf(type), kindOf(type.toUpperCase())]).toEqual([[kind], [kind], [kind]]);
  });

  test.each([
    ['Other independent school', 'Independent schools'],
    ['Other independent special school', 'Independent schools'],
    ['Non-maintained special school', 'Special schools'],
    ['Special post 16 institution', 'Colleges'],
    ['Welsh establishment', 'Welsh schools'],
    ['Higher education institutions', 'Universities'],
    ['Miscellaneous', 'Other types'],
  ])('%s is none of ours, whatever its group, which is said', (type, group) => {
    const said = `Kind of school left blank for 1 school: Ash (${type}). Pick one in Schools where one fits.`;
    expect([kindOf(type, group), kindOf(type)]).toEqual([
      [null, said],
      [null, said],
    ]);
  });

  test.each([
    ['Academies', 'Academy'],
    ['Free Schools', 'Academy'],
    ['Local authority maintained schools', 'Maintained school'],
    ['Special schools', 'Special school'],
    ['Colleges', 'Further education college'],
  ])('may be known by its group alone: %s', (group, kind) => {
    expect(kindOf(group, '', 'EstablishmentTypeGroup (name)')).toEqual([kind]);
  });

  test('is the exact one, in whichever order the columns stand', () => {
    const list = readSchoolsCsv(
      'EstablishmentTypeGroup (name),TypeOfEstablishment (name),URN,School\nSpecial schools,Non-maintained special school,900201,Ash',
      2026,
    );
    expect([list.schools[0]!['kind'], list.notes.length]).toEqual([null, 1]);
  });
});

describe('a kind as people type it', () => {
  test.each([
    ['Community primary school', 'Maintained school'],
    ['Academies', 'Academy'],
    ['primary academy', 'Academy'],
    ['Primary schools', 'Primary school'],
    ['PRUs', 'Pupil referral unit'],
    ['', null],
  ])('%j', (typed, kind) => {
    expect(kindOf(typed)).toEqual([kind]);
  });

  test('is read under the heading in any spelling', () => {
    expect(kindOf('Academy', '', 'kind of School')).toEqual(['Academy']);
  });
});

describe('a list of the national register', () => {
  test('names each school left blank once, with what the list says, and can be used', () => {
    const { schools, notes, remarks, unusable } = register(
      'Ash,Other independent school,Independent schools,Open,Not applicable',
      'Birch,Community school,Local authority maintained schools,Open,Middle deemed primary',
      'Cann,Miscellaneous,Other types,Open,All-through',
      'Dale,Other independent school,Independent schools,Open,16 plus',
      'Elm,Pupil referral unit,Local authority maintained schools,Open,Not applicable',
    );
    expect({ remarks, unusable }).toEqual({ remarks: [], unusable: 0 });
    expect(schools.map(({ phase }) => phase)).toEqual([null, 'Middle', 'All-through', '16 plus', null]);
    expect(notes).toEqual([
      'Kind of school left blank for 3 schools: Ash and Dale (Other independent school); Cann (Miscellaneous). Pick one in Schools where one fits.',
      'Phase left blank for 2 schools: Ash and Elm (Not applicable). Pick one in Schools where one fits.',
    ]);
  });

  test('leaves out what is closed, and so knows the school that took its name and place', () => {
    const { schools, notes, unusable } = register(
      'Ash,Community school,Local authority maintained schools,Closed,Primary',
      'Ash,Academy converter,Academies,Open,Primary',
      'Birch,Academy converter,Academies,"Open, but proposed to close",Primary',
      'Cann,Free schools,Free Schools,Proposed to open,Primary',
    );
    expect(schools.map(({ urn }) => urn)).toEqual(['900202', '900203', '900204']);
    expect({ notes, unusable }).toEqual({ notes: ['1 closed school left out: Ash.'], unusable: 0 });
  });

  test('says the same of a row that is pasted', () => {
    const nothing = { headings: null, schools: [] };
    const { list } = takeLine(nothing, REGISTER, 2026);
    const closed = takeLine(list, '900201,Ash,Community school,,Closed,Primary', 2026);
    expect([closed.list.schools, closed.says]).toEqual([[], '1 closed school left out: Ash.']);
    const other = takeLine(list, '900201,Ash,Miscellaneous,,Open,Primary', 2026);
    expect(other.list.schools.length).toBe(1);
    expect(other.says).toMatch(/^Kind of school left blank for 1 school: Ash/);
  });
});

describe('the columns of a list', () => {
  test.each(['Email', 'E-mail', 'E-mail address', 'Email Address', 'Office email', 'Office e-mail'])(
    '%s is the office’s address',
    (heading) => {
      const { schools, notes } = readSchoolsCsv(`URN,School,${heading}\n900201,Ash,office@ash.example`, 2026);
      expect(schools[0]).toMatchObject({ officeEmail: 'office@ash.example' });
      expect(notes).toEqual([]);
    },
  );

  test('are named once where nothing is taken from them', () => {
    const notes = (headings: string) => readSchoolsCsv(`URN,School,${headings}\n900201,Ash\n900202,Oak`, 2026).notes;
    expect(notes('Fax, Website ,,Phase')).toEqual(['Not used: Fax and Website.']);
    expect(notes('Office e-mail,Email')).toEqual(['Not used: Email.']);
    expect(notes('TypeOfEstablishment (name),EstablishmentTypeGroup (name),EstablishmentStatus (name)')).toEqual([]);
    expect(notes(Array.from({ length: 11 }, (_, at) => `C${at}`).join(','))).toEqual([
      'Not used: C0, C1, C2, C3, C4, C5, C6, C7 and 3 more.',
    ]);
  });
});
