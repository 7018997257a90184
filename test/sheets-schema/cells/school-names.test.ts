import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schoolNames } from '../../../sheets-schema/cells/school-names.ts';
import { SCHOOLS } from './reading.ts';

const names = schoolNames(SCHOOLS);

describe('school names', () => {
  it.each([
    ['Elm Park High School', '137001'],
    ['elm park high school', '137001'],
    ['  ELM  PARK HIGH SCHOOL. ', '137001'],
    ['Elm-Park High School', '137001'],
    ['137001', '137001'],
    ['URN 137001', '137001'],
    ['Elm Park High School (137001)', '137001'],
    ['St. Aldhelm’s Church of England Academy', '137003'],
    ['Saint Aldhelms Church of England Academy', '137003'],
    ['The Weaver and Dyer School', '137004'],
    ['Weaver & Dyer School', '137004'],
  ])('knows %s', (typed, urn) => {
    expect(names.find(typed)).toEqual({ urn, exact: true });
  });

  it.each([
    ['Elm Park High', '137001'],
    ['Elm Park Primary', '137002'],
    ['Elm Park Primary Academy', '137002'],
    ['Elm Park High School Academy', '137001'],
    ['Larkfield', '137005'],
    ['Larkfield School', '137005'],
    ['Weaver & Dyer', '137004'],
    ['Harrow Lane', '137006'],
    ["St Aldhelm's Church of England School", '137003'],
  ])('takes %s for the one school it can mean', (typed, urn) => {
    expect(names.find(typed)).toEqual({ urn, exact: false });
  });

  it.each([
    ['Elm Park', ['137001', '137002']],
    ['Elm Park School', ['137001', '137002']],
    ['Elm Prak High School', ['137001']],
    ['Larkfeild', ['137005']],
    ['Harrow Lane High School', ['137006']],
    ['Harrow Lane Primary School, Bolton', ['137006']],
    ['Harr', ['137006']],
    ['Nowhere Academy', []],
    ['137999', []],
    ['?', []],
    ['', []],
  ])('asks about %s', (typed, candidates) => {
    expect(names.find(typed)).toEqual({ candidates });
  });

  it('knows a school by a former name and shows the first one listed', () => {
    const renamed = schoolNames([...SCHOOLS, { urn: '137005', name: 'Lark Hill School' }]);
    expect(renamed.find('Lark Hill School')).toEqual({ urn: '137005', exact: true });
    expect(renamed.nameOf('137005')).toBe('Larkfield College');
  });

  it('tells schools of the same name apart by their URNs', () => {
    const twins = schoolNames([
      { urn: '137001', name: 'Oak School' },
      { urn: '137002', name: 'The Oak School' },
    ]);
    expect(twins.find('Oak School')).toEqual({ candidates: ['137001', '137002'] });
    expect(twins.nameOf('137002')).toBe('The Oak School (137002)');
    expect(twins.find('The Oak School (137002)')).toEqual({ urn: '137002', exact: true });
  });

  it('shows an unknown URN as it is', () => {
    expect(names.nameOf('999999')).toBe('999999');
  });

  it('finds every school by the name it shows, whatever the names', () => {
    const school = fc.record({
      urn: fc.stringMatching(/^1\d{5}$/),
      name: fc.string({ unit: 'grapheme', maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(school, { selector: ({ urn }) => urn, maxLength: 6 }), (schools) => {
        const found = schoolNames(schools);
        for (const { urn } of schools) expect(found.find(found.nameOf(urn))).toEqual({ urn, exact: true });
      }),
    );
  });
});
