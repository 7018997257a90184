import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contactRoles } from '../../../functions/protocols/statutory-policies/contact-roles.ts';
import { asked, type Model, policiesOf, register } from '../../../functions/protocols/statutory-policies/register.ts';
import { type Policy, policies } from '../../../sheets-schema/tabs/policies.tab.ts';

const sources = process.env.CONCORDAT_SOURCES;
if (!sources)
  console.warn(
    'skipped: CONCORDAT_SOURCES names no folder with the source documents, so the register is not held against them',
  );

/** How the source's row of a document begins, in its order; the accessibility plan stands below its table. */
const BEGINNINGS: readonly (readonly [begins: string, ...documents: Policy[]])[] = [
  ['Admission', 'admissions'],
  ['Behaviour', 'behaviour'],
  ['School exclusions', 'exclusions'],
  ['Careers', 'careers'],
  ['Charging', 'charging'],
  ['Data protection', 'privacy-notice'],
  ['Equality objectives', 'equality-objectives', 'equality-information'],
  ["Governors' allowances", 'governors-allowances'],
  ['Health & safety', 'health-and-safety'],
  ['Premises', 'premises'],
  ['Relationships', 'relationships-education'],
  ['Safeguarding', 'safeguarding'],
  ['School attendance', 'attendance'],
  ['School complaints', 'complaints'],
  ['School uniforms', 'uniform'],
  ['Special educational', 'send'],
  ['Staff behaviour', 'staff-behaviour'],
  ['Support for pupils', 'medical-conditions'],
  ["Teachers' pay", 'teachers-pay'],
  ["Teachers' performance", 'teachers-performance'],
  ['School Emergency', 'emergency-plan'],
];

/** What the source's third column comes to. */
const MODELS: readonly (readonly [RegExp, Model])[] = [
  [/bespoke/, 'none by design'],
  [/^.*\bNo (?:model )?policy provided/i, 'none'],
  [/North East/, 'regional guidance'],
  [/gov\.uk advice/, 'national guidance'],
  [/\bSLA\b/, 'service agreement'],
  [/./, 'local authority'],
];

describe.skipIf(!sources)('the register, row by row as the source has it', () => {
  const text = sources
    ? readFileSync(join(sources, 'northumberland-alliances-and-statutory-policies.txt'), 'utf8')
    : '';
  const rows = text.split('\n').flatMap((line) => {
    const [, before, often, after] = /^(.*?) (Annual|Every 4 years) (.*)$/.exec(line) ?? [];
    return before === undefined ? [] : [{ before, often: often!, after: after! }];
  });

  it('has its 21 rows and the accessibility plan: 22 documents, none missing and none invented', () => {
    expect(rows).toHaveLength(21);
    expect(rows.map(({ before }, at) => before.startsWith(BEGINNINGS[at]?.[0] ?? '?'))).toEqual(rows.map(() => true));
    const named = BEGINNINGS.flatMap(([, ...documents]) => documents);
    expect(policies.map(({ value }) => value)).toEqual([...named, 'accessibility']);
    expect(text).toMatch(/once every three years/);
    expect(register.accessibility).toMatchObject({ cycle: { months: 36, recommended: true }, model: 'none' });
  });

  it.each(BEGINNINGS.map(([begins, ...documents]) => ({ begins, documents })))('$begins', ({ begins, documents }) => {
    const [first, ...others] = documents as [Policy, ...Policy[]];
    const { before, often, after } = rows.find((row) => row.before.startsWith(begins))!;
    const { cycle, publishing, model } = register[first];
    expect(cycle).toEqual(often === 'Annual' ? 'yearly' : { months: 48, recommended: false });
    expect(publishing).toBe(/\byes\b|must publish|needs to be published/i.test(after) ? 'required' : 'not stated');
    expect(model).toBe(MODELS.find(([words]) => words.test(before))![1]);
    for (const other of others) expect(register[other]).toEqual({ ...register[first], cycle: 'yearly' });
  });

  it('names a role wherever the source names somebody, and nobody where it does not', () => {
    // Whoever is named stands between the document and what there is to write it from.
    const named = policies.filter(({ value }) => register[value].contact !== null).map(({ value }) => value);
    expect(policies.map(({ value }) => value).filter((value) => !named.includes(value))).toEqual([
      'premises',
      'uniform',
      'send',
    ]);
    for (const contact of Object.values(contactRoles)) expect(contact).not.toMatch(/\b(?:Mr|Mrs|Ms|Dr)\b/);
  });
});

describe('what a school’s row says', () => {
  it('is how often, whether on the website, what to write it from and which role helps', () => {
    expect(asked('admissions')).toBe(
      'Reviewed every year and published on the website. The local authority has a model. Help: School admissions, places and appeals.',
    );
    expect(asked('accessibility')).toBe(
      'Reviewed every 3 years, as recommended. No model is provided. Help: Equality, relationships education and accessibility, school improvement.',
    );
    expect(asked('premises')).toBe('Reviewed every year. No model is provided.');
    expect(asked('exclusions')).toMatch(/No model: it is the school’s own\./);
    expect(asked('complaints')).toMatch(/A model comes with a service agreement\./);
  });

  it.each([
    ['a primary school', { kind: 'maintained', phase: 'primary' }, ['careers']],
    ['a first school', { kind: 'maintained', phase: 'first' }, ['careers']],
    ['a middle school', { kind: 'maintained', phase: 'middle' }, []],
    ['an academy of years 7 to 13', { kind: 'academy', phase: 'secondary' }, ['governors-allowances']],
    ['a further education college', { kind: 'fe', phase: '16-plus' }, policies.map(({ value }) => value)],
    ['one of which nothing is known', { kind: null, phase: null }, []],
  ] as const)('is left out for %s where it does not apply', (_, school, without) => {
    const has = policiesOf(school).map(({ value }) => value);
    expect(policies.map(({ value }) => value).filter((value) => !has.includes(value))).toEqual(without);
  });
});
