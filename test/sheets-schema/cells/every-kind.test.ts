import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear } from '../../../sheets-schema/cells/academic-year.ts';
import type { CellType, ReadContext, Reading, Remark, SchoolNames } from '../../../sheets-schema/cells/cell.ts';
import { choice } from '../../../sheets-schema/cells/choice.ts';
import { clauseReference } from '../../../sheets-schema/cells/clause-reference.ts';
import { date } from '../../../sheets-schema/cells/date.ts';
import { dayAndMonth } from '../../../sheets-schema/cells/day-and-month.ts';
import { days } from '../../../sheets-schema/cells/days.ts';
import { email } from '../../../sheets-schema/cells/email.ts';
import { laestab, uln, upn, urn, urns } from '../../../sheets-schema/cells/identifier.ts';
import { link } from '../../../sheets-schema/cells/link.ts';
import { listed } from '../../../sheets-schema/cells/listed.ts';
import { money } from '../../../sheets-schema/cells/money.ts';
import { school, schoolOrOther } from '../../../sheets-schema/cells/school.ts';
import { schoolNames } from '../../../sheets-schema/cells/school-names.ts';
import { hours, type StaffTime, staffTime } from '../../../sheets-schema/cells/staff-time.ts';
import { personName, personOrRole, text } from '../../../sheets-schema/cells/text.ts';
import { wholeNumber } from '../../../sheets-schema/cells/whole-number.ts';
import { yesNo } from '../../../sheets-schema/cells/yes-no.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { processorTime } from '../../support/processor-time.ts';
import { runs } from '../../support/property-runs.ts';
import { NO_SCHOOLS, SCHOOLS } from './reading.ts';

/** As new every so often, as a list of schools compares only so many names that resemble none. */
function neverWeary(): SchoolNames {
  let [names, asked] = [schoolNames(SCHOOLS), 0];
  return {
    find(typed) {
      asked += 1;
      if (asked % 1000 === 0) names = schoolNames(SCHOOLS);
      return names.find(typed);
    },
    nameOf: (urn) => names.nameOf(urn),
  };
}
const CONTEXT: ReadContext = { academicYear: 2025, schools: neverWeary() };

type Typed = Exclude<RawCell, null>;

interface KindUnderTest {
  readonly kind: CellType<unknown>;
  /** Values the kind can hold, besides those that come of reading. */
  readonly values: fc.Arbitrary<unknown>;
}

function underTest<T>(kind: CellType<T>, values: fc.Arbitrary<T>): KindUnderTest {
  return { kind: kind as CellType<unknown>, values };
}

const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const anyUrn = fc.constantFrom(...SCHOOLS.map((one) => one.urn));
const figures = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

const KINDS: readonly KindUnderTest[] = [
  underTest(date({ within: 'any' }), anyDay),
  underTest(
    dayAndMonth,
    anyDay.map((day) => day.slice(5)).filter((day) => day !== '02-29'),
  ),
  underTest(money, fc.integer({ min: 0, max: 10_000_000_000 })),
  underTest(days, fc.integer({ min: 1, max: 732 })),
  underTest<StaffTime>(
    staffTime,
    fc.oneof(
      fc.integer({ min: 1, max: 1440 }).map((minutes): StaffTime => `${minutes} min`),
      fc.constantFrom<StaffTime>('am', 'pm'),
    ),
  ),
  underTest(
    hours,
    fc.integer({ min: 4, max: 96 }).map((quarters) => 15 * quarters),
  ),
  underTest(yesNo, fc.boolean()),
  underTest(
    choice('role', [
      { value: 'head', text: 'Head teacher' },
      { value: 'other', text: 'Someone else' },
    ]),
    fc.constantFrom('head', 'other'),
  ),
  underTest(wholeNumber({ least: -1000, most: 1_000_000 }), fc.integer({ min: -1000, max: 1_000_000 })),
  underTest(text(), fc.constantFrom('Phonics', '1/2', 'Café – open')),
  underTest(personName, fc.constantFrom('Ms Okafor', "Mr O'Neill")),
  underTest(personOrRole, fc.constantFrom('Deputy head', 'Ms Okafor')),
  underTest(email, fc.constantFrom('office@school.example')),
  underTest(
    link,
    fc.webUrl({ validSchemes: ['https'] }).map((url) => new URL(url).href),
  ),
  underTest(urn, figures(6)),
  underTest(
    urns,
    fc.array(figures(6), { minLength: 1, maxLength: 4 }).map((numbers) => [...new Set(numbers)].sort().join(', ')),
  ),
  underTest(laestab, figures(7)),
  underTest(clauseReference, fc.constantFrom('21', 'A4', '1.10', '12b')),
  underTest(listed('protocols', 'protocols'), fc.constantFrom('working-protocols', 'A name')),
  underTest(upn, fc.constantFrom('C350400126001', 'L89141232507A')),
  underTest(uln, fc.constantFrom('9276308686')),
  underTest(academicYear, fc.integer({ min: 1990, max: 2099 })),
  underTest(school, anyUrn),
  underTest(schoolOrOther, fc.oneof(anyUrn, fc.constantFrom('The council'))),
];

const typedByPeople = fc.constantFrom(
  ...['3/9/2026', '3 Sept', 'Sept 26', '31/02/2026', '£3,000', '-50', '3k', '29.999', '½', '1 1/2', 'am', 'Y', 'x'],
  ...['2025/26', '2025', '137001', '350/4001', 'C350400126001', '9276308686', 'Elm Park', 'Elm Park High', 'hed'],
  ...['w/c 3 Nov', '3-4 Sept', '3 Sept at 2pm', '45,903', 'TBC', '3OOO', '£3.000', 'EPHS', '2 x ½', '2025/6', '=A1'],
  ...['3/9/99', '2026-09-02T23:00:00Z', '3000 paid', 'nil', '1.5m', '2 sessions', '0,5', 'n/a', 'yes - later'],
  ...['office@school.example', 'www.school.example', 'https://school.example', '1,234', 'TRUE', '٣', '１２', '12.0'],
);
const likeTyping = fc.string({
  unit: fc.constantFrom(...'0123456789/.-–, £½¼()pkdamyesntobr@:\u00a0\u200b'),
  maxLength: 24,
});
const anyCell: fc.Arbitrary<Typed> = fc.oneof(
  typedByPeople,
  likeTyping,
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.integer({ min: -10, max: 80_000 }),
  fc.boolean(),
  fc.record({ date: fc.double() }),
  fc.record({ date: fc.integer({ min: 0, max: 80_000 }) }),
  fc.record({ error: fc.string() }),
);
const anyContext = fc.constantFrom(CONTEXT, NO_SCHOOLS, { ...CONTEXT, academicYear: 2027 });

function remarkOf(reading: Reading<unknown>): Remark | undefined {
  return 'problem' in reading ? reading.problem : reading.note;
}

describe.each(KINDS.map((one) => ({ name: one.kind.name, ...one })))('$name', ({ kind, values }) => {
  it('reads back every value as it shows it', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(kind.read(kind.show(value, CONTEXT), CONTEXT)).toEqual({ value });
      }),
    );
  });

  it('reads back every value as it writes it', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(kind.read(kind.write(value, CONTEXT), CONTEXT)).toEqual({ value });
      }),
    );
  });

  it('reads the same with characters in it that nobody sees', () => {
    const unseen = fc.constantFrom('\u200b', '\u00ad', '\u200e', '\u200f', '\u2060', '\ufeff', '\u2068', '\u061c');
    const space = fc.constantFrom(' ', '\u00a0', '\u202f', '\u2009', '\t', '\r\n', '\u3000');
    fc.assert(
      fc.property(values, unseen, space, fc.double({ min: 0, max: 1, noNaN: true }), (value, sign, gap, where) => {
        const shown = kind.show(value, CONTEXT);
        const at = Math.floor(where * shown.length);
        const typed = `${gap}${shown.slice(0, at)}${sign}${shown.slice(at)}${gap}`.replaceAll(' ', gap);
        expect(kind.read(typed, CONTEXT)).toEqual({ value });
      }),
    );
  });

  it('reads back what it read from anything at all', () => {
    fc.assert(
      fc.property(anyCell, anyContext, (raw, context) => {
        const reading = kind.read(raw, context);
        if ('problem' in reading) return;
        expect(kind.read(kind.show(reading.value, context), context)).toEqual({ value: reading.value });
        expect(kind.read(kind.write(reading.value, context), context)).toEqual({ value: reading.value });
      }),
      runs(2000),
    );
  });

  it('answers anything at all with a value or with one of its own messages, no gap left open', () => {
    fc.assert(
      fc.property(anyCell, anyContext, (raw, context) => {
        const remark = remarkOf(kind.read(raw, context));
        if (!remark) return;
        const message = kind.messages[remark.message];
        const gaps = [...`${message?.says} ${message?.fix}`.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap);
        expect(message).toBeDefined();
        expect(['cell', 'typed', 'heading', ...Object.keys(remark.data ?? {})]).toEqual(expect.arrayContaining(gaps));
      }),
      runs(2000),
    );
  });

  it('suggests only what it would take', () => {
    fc.assert(
      fc.property(anyCell, anyContext, (raw, context) => {
        const suggestion = remarkOf(kind.read(raw, context))?.suggestion;
        if (suggestion === undefined) return;
        expect(kind.read(suggestion, context)).not.toHaveProperty('problem');
      }),
      runs(2000),
    );
  });

  it('gives the same reading again, and after other cells', () => {
    fc.assert(
      fc.property(anyCell, anyCell, (raw, other) => {
        const first = kind.read(raw, CONTEXT);
        kind.read(other, NO_SCHOOLS);
        expect(kind.read(raw, CONTEXT)).toEqual(first);
      }),
    );
  });

  it('answers at once, however long the text and whatever repeats in it', () => {
    const pieces = [
      '1',
      '1 ',
      'a',
      '3/',
      '3,',
      '£',
      '-',
      '.',
      'a@',
      '½',
      '\u200b',
      'é ',
      't1:',
      'https://',
      'elm park ',
      '12:00 ',
      'at 1 ',
      '1 to ',
      '2pm-',
      "1'000",
      'O0',
      'one half ',
      'w/c ',
      '(s) ',
      'st c of e ',
      'sept ',
    ];
    const took = processorTime();
    for (const piece of pieces) {
      for (const length of [190, 250, 2000, 50_000]) {
        const raw = piece.repeat(Math.ceil(length / piece.length));
        kind.read(raw, CONTEXT);
        kind.read(`${raw}!`, CONTEXT);
      }
    }
    expect(took()).toBeLessThan(2000);
  });

  it('names the error that a cell shows', () => {
    expect(kind.read({ error: '#N/A' }, CONTEXT)).toEqual({
      problem: { message: 'error-cell', data: { error: '#N/A' } },
    });
    expect(kind.read({ error: 'not calculated' }, CONTEXT)).toHaveProperty(
      'problem.data.error',
      'a formula with no result',
    );
    expect(kind.read(Number.NaN, CONTEXT)).toHaveProperty('problem.message', 'error-cell');
    expect(kind.read({ date: Number.POSITIVE_INFINITY }, CONTEXT)).toHaveProperty('problem.message', 'error-cell');
  });

  it('speaks plainly: a sentence each for what was found and what to do, under a general check', () => {
    expect(kind.rule).toMatch(/^GEN-\d\d$/);
    expect(kind.hint).toMatch(/^[A-Z].{10,}/);
    for (const [id, { says, fix }] of Object.entries(kind.messages)) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(says).toMatch(/^\{cell\} .+\.$/);
      expect(fix).toMatch(/^[A-Z].+\.$/);
      expect(says.length).toBeLessThan(130);
      expect(fix.length).toBeLessThan(110);
    }
  });
});
