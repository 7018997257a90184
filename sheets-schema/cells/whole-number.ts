import type { CellType, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';
import { groupedFigures, typedFigures } from './typed-figures.ts';

const NONE = ['nil', 'none', 'zero', 'nought'];
const ONE_NUMBER =
  /^(?:about|approx\.?|approximately|circa|c\.?|~|n ?[=:]|no\.?)? ?(\d{1,3}(?:,\d{3})*|\d{1,9})(?: ?[?*]| ?[a-z]+(?: [a-z]+)*)?$/i;

/** A whole number within bounds, 0 to 1,000,000 unless told. */
export function wholeNumber(bounds: { readonly least?: number; readonly most?: number } = {}): CellType<number> {
  const { least = 0, most = 1_000_000 } = bounds;
  const data = { least: groupedFigures(least), most: groupedFigures(most) };

  function within(value: number): Reading<number> {
    if (value < least) return refused('too-small', null, data);
    return value > most ? refused('too-large', null, data) : { value: value === 0 ? 0 : value };
  }

  /** The number of "12 pupils" or "approx 12", where there is only one. */
  function likely(text: string): string | null {
    const typed = ONE_NUMBER.exec(text)?.[1];
    const figures = typed === undefined ? null : typedFigures(typed);
    const fits = figures !== null && figures.decimals === '' && figures.whole >= least && figures.whole <= most;
    return fits ? groupedFigures(figures.whole) : null;
  }

  return defineCell<number>({
    name: 'whole number',
    format: 'number',
    rule: 'GEN-12',
    hint: `Type a whole number from ${data.least} to ${data.most}.`,
    figures: true,
    otherwise: 'not-a-number',
    messages: {
      'not-a-number': {
        severity: 'problem',
        says: '{cell} says {typed}, which is not a number.',
        fix: 'Type a whole number in figures, such as 12.',
      },
      'not-whole': {
        severity: 'problem',
        says: '{cell} says {typed}, which is not a whole number.',
        fix: 'Type it without a part, such as 12.',
      },
      'too-small': {
        severity: 'problem',
        says: '{cell} says {typed}, which is less than {least}.',
        fix: 'Type a whole number from {least} to {most}.',
      },
      'too-large': {
        severity: 'problem',
        says: '{cell} says {typed}, which is more than {most}.',
        fix: 'Type a whole number from {least} to {most}.',
      },
      'is-a-date': {
        severity: 'problem',
        says: '{cell} holds a date where a number should stand.',
        fix: 'Set the cell to show a number, then type it again.',
      },
    },
    text(typed) {
      const text = plainDashes(typed).replace(/(?<=\d)[.,;]$/, '');
      if (least <= 0 && NONE.includes(text.toLowerCase())) return { value: 0 };
      const figures = typedFigures(text.replace(/^[-+] ?/, ''));
      if (figures === null) return refused('not-a-number', likely(text));
      if (figures.decimals !== '') return refused('not-whole');
      return within(text.startsWith('-') ? -figures.whole : figures.whole);
    },
    number: (value) => (Number.isInteger(value) ? within(value) : refused('not-whole')),
    date: () => refused('is-a-date'),
    show: groupedFigures,
    write: (value) => value,
  });
}
