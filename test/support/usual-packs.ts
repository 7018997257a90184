import { packs } from '../../functions/protocols/packs.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { newSettings } from './new-settings.ts';

/** What the schools of most tests signed: the packs that every alliance had while nobody was asked. */
export const usualPacks = packs.filter(({ adoptedBy }) => adoptedBy.unsetBefore?.value === true);

/** What an alliance decided that adopted them, and nothing else. */
export const usualSettings = newSettings(
  usualPacks.map(({ adoptedBy }) => ({ setting: adoptedBy.id, value: 'Yes', fromYear: null })),
  2025,
);

/** Rows of *Settings* that adopt them, where none of those typed decides it. */
export function adoptingRows(typed: readonly (readonly RawCell[])[] = []): RawCell[][] {
  return usualPacks
    .filter(({ adoptedBy }) => typed.every(([setting]) => setting !== adoptedBy.title))
    .map(({ adoptedBy }) => [adoptedBy.title, 'Yes', null, null]);
}
