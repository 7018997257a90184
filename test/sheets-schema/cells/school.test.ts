import { describe, expect, it } from 'vitest';
import { school, schoolOrOther } from '../../../sheets-schema/cells/school.ts';
import { schoolNames } from '../../../sheets-schema/cells/school-names.ts';
import { CONTEXT, itReads, itRefuses, itShows, NO_SCHOOLS, SCHOOLS } from './reading.ts';

describe('a school', () => {
  itReads(school, [
    ['Elm Park High School', '137001'],
    ['elm park high school', '137001'],
    ['137001', '137001'],
    [137001, '137001'],
    ["St. Aldhelm's Church of England Academy", '137003'],
  ]);
  itReads(
    school,
    [
      ['  Elm  Park ', 'Elm Park'],
      [137001, '137001'],
    ],
    NO_SCHOOLS,
  );

  it('says how a shortened name was read', () => {
    expect(school.read('Elm Park High', CONTEXT)).toEqual({
      value: '137001',
      note: { message: 'shortened', data: { schools: 'Elm Park High School' } },
    });
  });

  it('names the schools it could be', () => {
    expect(school.read('Elm Park', CONTEXT)).toEqual({
      problem: {
        message: 'several-schools',
        data: { schools: 'Elm Park High School or Elm Park Primary School' },
      },
    });
  });

  itRefuses(school, [
    ['Elm Prak High School', 'near-a-school', 'Elm Park High School'],
    ['Nowhere Academy', 'not-a-school'],
    ['137999', 'not-a-school'],
    [true, 'nobody-yet'],
    ['n/a', 'nobody-yet'],
    [{ date: 46268 }, 'not-a-school'],
  ]);

  itShows(school, [
    ['137001', 'Elm Park High School'],
    ['999999', '999999'],
  ]);
  itShows(school, [['137001', '137001']], NO_SCHOOLS);
});

describe('a school or another', () => {
  itReads(schoolOrOther, [
    ['Elm Park High School', '137001'],
    ['elm park high  school', '137001'],
    ['The council', 'The council'],
    ['Nowhere Academy', 'Nowhere Academy'],
    [137002, '137002'],
  ]);
  itReads(schoolOrOther, [
    ['Elm Park (not a member)', 'Elm Park (not a member)'],
    ['Elm Park [Not a member]', 'Elm Park (not a member)'],
    ['Elm Park High School - not a member', 'Elm Park High School (not a member)'],
    ['(not a member)', '(not a member)'],
  ]);
  itReads(schoolOrOther, [['Elm Park High School', 'Elm Park High School']], NO_SCHOOLS);
  itRefuses(schoolOrOther, [
    ['a'.repeat(201), 'not-a-name'],
    [{ date: 46268 }, 'not-a-name'],
    ['Elm Prak High School', 'near-a-member', 'Elm Park High School'],
    ['Elm Park', 'several-members'],
    ['TBC', 'nobody-yet'],
    ['n/a', 'nobody-yet'],
    ['To be confirmed', 'nobody-yet'],
    ['?', 'nobody-yet'],
  ]);
  itRefuses(schoolOrOther, [['tbc', 'nobody-yet']], NO_SCHOOLS);

  it('takes nobody for an outsider once so many names were looked for that it is not compared with the members’', () => {
    const context = { academicYear: 2025, schools: schoolNames(SCHOOLS) };
    for (let at = 0; at < 2000; at++)
      expect(schoolOrOther.read(`Provider ${at}`, context)).toEqual({ value: `Provider ${at}` });
    for (const typed of ['Elm Prak High School', 'Another provider'])
      expect(schoolOrOther.read(typed, context)).toEqual({ problem: { message: 'not-compared' } });
    expect(schoolOrOther.read('Elm Park High School', context)).toEqual({ value: '137001' });
    expect(schoolOrOther.read('Elm Prak (not a member)', context)).toEqual({ value: 'Elm Prak (not a member)' });
    expect(school.read('Elm Prak High School', context)).toEqual({ problem: { message: 'not-a-school' } });
  });

  it('says that a shortened name was read as a member’s', () => {
    expect(schoolOrOther.read('Elm Park High', CONTEXT)).toEqual({
      value: '137001',
      note: { message: 'read-as-member', data: { schools: 'Elm Park High School' } },
    });
  });

  itShows(schoolOrOther, [
    ['137001', 'Elm Park High School'],
    ['The council', 'The council'],
    ['Elm Park (not a member)', 'Elm Park (not a member)'],
  ]);
});
