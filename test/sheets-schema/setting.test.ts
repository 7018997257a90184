import { describe, expect, it } from 'vitest';
import { dayAndMonth } from '../../sheets-schema/cells/day-and-month.ts';
import { money } from '../../sheets-schema/cells/money.ts';
import { wholeNumber } from '../../sheets-schema/cells/whole-number.ts';
import { makeWorkbooksFor, yearAsked } from '../../sheets-schema/core-settings.ts';
import {
  defineSetting,
  type Held,
  readSetting,
  type Settings,
  settingsFor,
  showSetting,
} from '../../sheets-schema/setting.ts';
import { newSettings } from '../support/new-settings.ts';

const days = wholeNumber({ least: 0, most: 400 });
const usual = {
  id: 'harbour/oars',
  title: 'Oars',
  unit: 'oars',
  chosenBy: 'source',
  decides: 'How many oars are lent.',
  from: 'the harbour',
} as const;
const oars = defineSetting({ ...usual, cell: days, unset: 9 });
const dues = defineSetting({ ...usual, id: 'harbour/dues', title: 'Dues', cell: money, unset: 300_000 });
const dueOn = defineSetting({ ...usual, id: 'harbour/due-on', cell: dayAndMonth, unset: '11-30', chosenBy: 'us' });
const sails = defineSetting({
  ...usual,
  id: 'harbour/sails',
  title: 'Sails',
  cell: days,
  unset: null,
  whileNull: 'no limit',
  chosenBy: 'us',
});

type Row = [setting: { readonly id: string }, value: unknown, fromYear?: number];
const heldIn = (year: number, ...rows: Row[]): Settings =>
  newSettings(
    rows.map(([{ id }, value, fromYear = null]) => ({ setting: id, value, fromYear })),
    year,
  );

describe('a setting in force', () => {
  it('holds what it held before where the alliance’s workbook was made before, until the alliance decides', () => {
    const nets = defineSetting({ ...usual, cell: days, unset: 0, unsetBefore: { version: 2, value: 4 } });
    const rows = [{ setting: nets.id, value: 7, fromYear: 2026 }];
    const held = (year: number, madeWith: number) => settingsFor(rows, year, madeWith).held(nets);
    expect([held(2025, 1), held(2025, 2), held(2025, 3)].map(({ value }) => value)).toEqual([4, 0, 0]);
    expect(held(2025, 1).chosenBy).toBe('source');
    expect(held(2026, 1)).toEqual({ value: 7, chosenBy: 'alliance' });
  });

  it('is the alliance’s own where it wrote it', () => {
    const { held } = heldIn(2025, [oars, '9']);
    expect(held(oars)).toEqual({ value: 9, chosenBy: 'alliance' });
    expect(held(dues)).toEqual({ value: 300_000, chosenBy: 'source' });
    expect(held(dueOn)).toEqual({ value: '11-30', chosenBy: 'us' });
    expect(held(sails)).toEqual({ value: null, chosenBy: 'us' });
  });

  it('begins with its year: the newest that applies, and of two for one year the lower', () => {
    const rows: Row[] = [
      [oars, 12, 2027],
      [oars, 8, 2025],
      [oars, 7, 2025],
      [oars, 6],
    ];
    expect([2024, 2025, 2026, 2027].map((year) => heldIn(year, ...rows).held(oars).value)).toEqual([6, 7, 7, 12]);
  });

  it('keeps the value before one that cannot be read, and has its own back where all are cleared', () => {
    expect(heldIn(2025, [oars, 8, 2024], [oars, 'some', 2025]).held(oars)).toEqual({
      ...{ value: 8, chosenBy: 'us', isUnread: true },
    });
    expect(heldIn(2025, [oars, 'some']).held(oars)).toEqual({ value: 9, chosenBy: 'us', isUnread: true });
    // What was decided later is read, whatever stood there before.
    expect(heldIn(2025, [oars, 'some', 2024], [oars, 8, 2025]).held(oars)).toEqual({ value: 8, chosenBy: 'alliance' });
    expect(heldIn(2025, [oars, 8, 2024], [oars, null, 2025]).held(oars)).toEqual({ value: 8, chosenBy: 'alliance' });
    expect(heldIn(2025, [oars, null]).held(oars)).toEqual({ value: 9, chosenBy: 'source' });
  });

  it('is read with its own kind, whatever the kind of the cell', () => {
    const { held } = heldIn(2025, [dues, 2750.5], [dueOn, { date: 45_961 }]);
    expect(held(dues).value).toBe(275_050);
    expect(held(dueOn).value).toBe('10-31');
  });

  it('is looked up by its id, and by nothing else', () => {
    expect(heldIn(2025, [{ id: 'Oars' }, 8], [{ id: 'other/oars' }, 7]).held(oars).value).toBe(9);
  });

  it('may be null only where nothing holds until the alliance decides', () => {
    const { held } = heldIn(2025);
    const sure: Held<number> = held(oars);
    // @ts-expect-error: no number holds until the alliance decides
    const unsure: Held<number> = held(sails);
    expect([sure.value, unsure.value]).toEqual([9, null]);
    // @ts-expect-error: a value of another kind
    defineSetting({ ...oars, unset: 'nine' });
  });
});

describe('a value', () => {
  it('is read and shown by the kind of its setting', () => {
    expect(readSetting(dues, '£2,500', 2025)).toEqual({ value: 250_000 });
    expect(readSetting(dues, 'some', 2025)).toHaveProperty('problem');
    expect(readSetting(dues, null, 2025)).toBeNull();
    expect(showSetting(dues, 250_000, 2025)).toBe('£2,500.00');
    expect(showSetting(sails, null, 2025)).toBeNull();
  });

  it('asks for workbooks of a year only in the row that is for it', () => {
    const row = (id: string, value: unknown) => ({ setting: id, value, fromYear: 2031 });
    expect(yearAsked(row(makeWorkbooksFor.id, '2026/27'), 2025)).toBe(2026);
    expect(yearAsked(row(makeWorkbooksFor.id, 'soon'), 2025)).toBeNull();
    expect(yearAsked(row(oars.id, '2026/27'), 2025)).toBeNull();
  });
});
