import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBank } from '../../../sheets-schema/bank/parse-bank.ts';
import { payersOf } from '../../../sheets-schema/bank/payers.ts';
import { paymentReference, referencesIn } from '../../../sheets-schema/bank/payment-reference.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { bankTab } from '../../../sheets-schema/tabs/bank.tab.ts';
import { threePastes, withHeadings, workedYear } from './worked-year.ts';

const payers = payersOf(
  ['Alder', 'Birch', 'Cedar', 'Dell'].map((name, at) => ({
    ...{ urn: `13700${at + 1}`, names: [`${name} School`], paysAs: null },
  })),
);
const context = { academicYear: 2026, schools: null, payers };

const typed = new Map();

function read(...sheets: readonly (readonly (readonly RawCell[])[])[]) {
  const { rows, remarks } = parseBank(
    bankTab.title,
    sheets.map((rows, at) => ({ title: at === 0 ? 'Bank' : `Bank: ${at}.csv`, rows })),
    context,
    typed,
  );
  return { rows: rows as unknown as Record<string, unknown>[], remarks };
}

describe('what is pasted into Bank', () => {
  it('three pastes that overlap come to twenty lines, two of them equal, and their balances chain', () => {
    const { rows, remarks } = read(threePastes.flat());
    expect(remarks).toEqual([]);
    expect(rows).toHaveLength(20);
    expect(rows.filter(({ amount, day }) => amount === -750 && day === '2027-06-08')).toHaveLength(2);
    expect(rows.reduce((sum, { amount }) => sum + (amount as number), 0)).toBe(1_618_674 - 425_000);
  });

  it('comes to the same however it is put in: as files, in another order, twice over', () => {
    const inOne = read(threePastes.flat()).rows;
    const withoutPlace = (rows: readonly Record<string, unknown>[]) =>
      rows.map(({ key, day, amount, school }) => ({ key, day, amount, school }));
    const [one, two, three] = threePastes;
    for (const other of [
      read([], ...threePastes),
      read([...three, ...one, ...two]),
      read([...one, ...one], two, three, three),
    ]) {
      expect(other.remarks).toEqual([]);
      expect(withoutPlace(other.rows)).toEqual(withoutPlace(inOne));
    }
  });

  it('tells whose a line is by its words, and keeps none of them', () => {
    const { rows } = read(threePastes.flat());
    const schools = Map.groupBy(rows, ({ school }) => school);
    expect(schools.get('137001')).toHaveLength(5);
    expect(schools.get(null)).toHaveLength(9);
    expect(JSON.stringify(rows)).not.toMatch(/birch|trainer|parking|interest/i);
  });

  it('names the first line whose balance does not follow, with what it should be', () => {
    const { remarks } = read(withHeadings(workedYear.filter(([day]) => day !== '10/02/2027')));
    expect(remarks).toMatchObject([
      {
        messageId: 'does-not-follow',
        remark: { data: { where: 'A12', day: '2 March 2027', expected: '£14,820', said: '£14,340' } },
      },
    ]);
  });

  it('says where two statements show different lines for a day that both cover', () => {
    const lacking = workedYear.slice(3, 8).filter(([, amount]) => amount !== '3,300.00');
    const withoutBalance = lacking.map(([day, amount, words]) => [day, amount, words, ''] as const);
    const { rows, remarks } = read(withHeadings(workedYear.slice(2, 9)), withHeadings(withoutBalance));
    expect(remarks.map(({ messageId }) => messageId)).toContain('disputed-day');
    expect(rows.some(({ day }) => day === '2026-11-12')).toBe(false);
  });

  it('asks which account where several stand there and a statement names none', () => {
    const named = (account: string) => [['Account', account], ...withHeadings(workedYear.slice(0, 2))];
    const { remarks } = read([...named('Number 10000001'), ...named('Number 20000002')], threePastes[1]);
    expect(remarks).toMatchObject([{ messageId: 'which-account', remark: { data: { where: 'line 2 of 1.csv' } } }]);
  });

  it('never throws, whatever the cells hold, and each row it gives has a day and an amount', () => {
    const cell = fc.oneof(
      fc.constantFrom<RawCell>(
        null,
        '',
        'Date',
        'Amount',
        'Balance',
        'Debit',
        'Credit',
        '5/10/2026',
        '3,000.00',
        '-1.00',
        'Total',
      ),
      fc.string({ maxLength: 30 }),
      fc.double(),
      fc.boolean(),
      fc.record({ date: fc.double() }),
      fc.record({ error: fc.constant('#N/A') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 14 }), (sheet) => {
        const { rows } = read(sheet);
        const keys = rows.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { day, amount } of rows) {
          expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
          expect(Number.isSafeInteger(amount) && amount !== 0).toBe(true);
        }
      }),
    );
  });
});

describe('who is named at the bank', () => {
  const schools = payersOf([
    { urn: '100001', names: ['Oakfield School'], paysAs: null },
    { urn: '100002', names: ['Oakfield Park Academy'], paysAs: null },
    { urn: '100003', names: ['Kellwick North School'], paysAs: 'HILLTOP MAT' },
    { urn: '100004', names: ['Kellwick South Academy'], paysAs: 'Hilltop MAT; KSA TRUST' },
    { urn: '100005', names: ['St Osyld’s Church of England School'], paysAs: null },
    { urn: '100006', names: ['Ash Primary School'], paysAs: null },
  ]);
  it.each([
    ['OAKFIELD C1 BGC', '100001'],
    ['OAKFIELD PARK ACAD', '100002'],
    ['Faster payment Kellwick Sout', '100004'],
    ['KELLWICK', null],
    ['HILLTOP MAT 137', null],
    ['KSA TRUST 22', '100004'],
    ["ST OSYLD'S CE SCH", '100005'],
    ['OAKFIELD AND KELLWICK NORTH', null],
    ['SCHOOL ACADEMY', null],
    ['HIRE', null],
    ['BGC ASH PRIMARY SCHOOL', '100006'],
    ['ASH PRIMARY SCHO', '100006'],
    ['ASH', null],
    ['ASH GROVE PRIMARY SCHOOL', null],
    ['CASH PRIMARY SCHOOL', null],
  ])('%s', (text, urn) => expect(schools.find(text).school).toBe(urn));
});

describe('references of requests', () => {
  const urn = fc.integer({ min: 100_000, max: 999_999 }).map(String);
  it('are found in a text, and no slip of one figure, nor two figures changed over, is one', () => {
    fc.assert(
      fc.property(
        urn,
        fc.integer({ min: 2020, max: 2060 }),
        fc.nat({ max: 7 }),
        fc.nat({ max: 9 }),
        (number, year, at, other) => {
          const reference = paymentReference(number, year);
          expect(reference).toMatch(/^[0-9]{8}[A-Z]$/);
          expect(referencesIn(`FP ${reference} REF`, year)).toEqual([{ reference, urn: number, startYear: year }]);
          const slip = [...reference];
          slip[at] = String(other);
          if (slip.join('') !== reference) expect(referencesIn(slip.join(''), year)).toEqual([]);
          const swapped = [...reference];
          [swapped[at], swapped[(at + 1) % 8]] = [swapped[(at + 1) % 8]!, swapped[at]!];
          if (swapped.join('') !== reference) expect(referencesIn(swapped.join(''), year)).toEqual([]);
        },
      ),
    );
  });
});
