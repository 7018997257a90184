import { nearestWord } from './spelling.ts';
import { folded, plainDashes } from './tidy.ts';

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = MONTH_NAMES.map((name) => name.toLowerCase());
const MONTH_OF = byBeginning(MONTHS);
const WEEKDAY_OF = byBeginning(WEEKDAY_NAMES.map((name) => name.toLowerCase()));
const PASSED_OVER = ['of', 'the', 'on'];

const ONLY_FIGURES = /^(\d{1,4})[ ./\\-](\d{1,2})[ ./\\-](\d{1,4})$/;
const TIME_OF_DAY = /(?:[ ,]+|(?<=\d)t)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:am|pm)?$/;
const PIECE = /(\d+)(?:(?:st|nd|rd|th)(?![a-z]))?|([a-z]+)|[ .,/\\'-]+/y;

/** A day as typed; it need not exist. Months count from 1, weekdays from 0 for Sunday; two-figure years are in the 2000s. */
export interface TypedDay {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
  readonly weekday: number | null;
}

/** What looks like a day but has to be asked about: `likely` is what was probably meant. */
interface UnclearDay {
  readonly unclear: 'no-day' | 'day-or-year' | 'run-together' | 'misspelt' | 'unlikely-year';
  readonly likely: TypedDay | null;
}

/** Reads a day in any British order of its parts, the day always before the month. Null where the text is nothing like a day. */
export function typedDay(text: string): TypedDay | UnclearDay | null {
  const plain = ONLY_FIGURES.exec(text);
  if (plain) return inOrder('nnn', [plain[1]!, plain[2]!, plain[3]!], 0, null);

  const pieces = piecesOf(folded(plainDashes(text)).replace(TIME_OF_DAY, ''));
  if (!pieces) return null;
  const read = inOrder(pieces.shape, pieces.figures, pieces.month, pieces.weekday);
  if (!pieces.misspelt || !read) return read;
  return { unclear: 'misspelt', likely: 'unclear' in read ? read.likely : read };
}

interface Pieces {
  /** "n" for figures and "m" for a month's name, in the order they stand. */
  readonly shape: string;
  readonly figures: readonly string[];
  readonly month: number;
  readonly weekday: number | null;
  readonly misspelt: boolean;
}

function piecesOf(text: string): Pieces | null {
  let shape = '';
  let month = 0;
  let weekday: number | null = null;
  let misspelt = false;
  const figures: string[] = [];

  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const piece = PIECE.exec(text);
    if (!piece) return null;
    const [, number, word] = piece;
    if (number !== undefined) {
      shape += 'n';
      figures.push(number);
    } else if (word !== undefined && !PASSED_OVER.includes(word)) {
      const namedWeekday = WEEKDAY_OF.get(word);
      if (namedWeekday !== undefined) {
        weekday = namedWeekday;
        continue;
      }
      const namedMonth = MONTH_OF.get(word);
      const likelyMonth = namedMonth ?? MONTHS.indexOf(nearestWord(word, MONTHS) ?? '');
      if (likelyMonth < 0) return null;
      misspelt ||= namedMonth === undefined;
      month = likelyMonth + 1;
      shape += 'm';
    }
  }
  return { shape, figures, month, weekday, misspelt };
}

/** Where in the list each name stands, which may be cut short after its third letter: "sept", "thurs". */
function byBeginning(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, name] of names.entries()) {
    for (let length = 3; length <= name.length; length++) places.set(name.slice(0, length), place);
  }
  return places;
}

function inOrder(
  shape: string,
  figures: readonly string[],
  month: number,
  weekday: number | null,
): TypedDay | UnclearDay | null {
  const [first = '', second = '', third = ''] = figures;
  switch (shape) {
    case 'nnn':
      return first.length === 4 ? fullDay(third, second, first, weekday) : fullDay(first, second, third, weekday);
    case 'nmn':
      return first.length === 4
        ? fullDay(second, String(month), first, weekday)
        : fullDay(first, String(month), second, weekday);
    case 'mnn':
      return fullDay(first, String(month), second, weekday);
    case 'nn':
      if (first.length === 4 || second.length === 4) return { unclear: 'no-day', likely: null };
      return fullDay(first, second, null, weekday);
    case 'nm':
      if (first.length === 4) return { unclear: 'no-day', likely: null };
      return fullDay(first, String(month), null, weekday);
    case 'mn':
      return monthThenFigures(month, first, weekday);
    case 'm':
      return { unclear: 'no-day', likely: null };
    case 'n':
      return runTogether(first);
    default:
      return null;
  }
}

function fullDay(
  day: string,
  month: string,
  year: string | null,
  weekday: number | null,
): TypedDay | UnclearDay | null {
  if (day.length > 2 || month.length > 2) return null;
  const parts = { day: Number(day), month: Number(month), weekday };
  if (year === null) return { ...parts, year: null };
  if (year.length === 2) return { ...parts, year: 2000 + Number(year) };
  if (year.length === 4) return { ...parts, year: Number(year) };
  return { unclear: 'unlikely-year', likely: null };
}

/** "Sept 3" is a day; "Sept 2026" is a month; "Sept 26" could be either. */
function monthThenFigures(month: number, figures: string, weekday: number | null): TypedDay | UnclearDay | null {
  const number = Number(figures);
  if (figures.length > 2 || number > 31) return { unclear: 'no-day', likely: null };
  const day = { day: number, month, year: null, weekday };
  return figures.length === 1 || weekday !== null ? day : { unclear: 'day-or-year', likely: day };
}

/** "03092026", "030926" or "20260903": likely, but as easily a number that strayed into the wrong cell. */
function runTogether(figures: string): UnclearDay | null {
  if (figures.length !== 6 && figures.length !== 8) return null;
  const dayFirst = {
    day: Number(figures.slice(0, 2)),
    month: Number(figures.slice(2, 4)),
    year: figures.length === 6 ? 2000 + Number(figures.slice(4)) : Number(figures.slice(4)),
    weekday: null,
  };
  const yearFirst = {
    day: Number(figures.slice(6)),
    month: Number(figures.slice(4, 6)),
    year: Number(figures.slice(0, 4)),
    weekday: null,
  };
  const likely = figures.length === 8 && dayFirst.month > 12 ? yearFirst : dayFirst;
  return { unclear: 'run-together', likely };
}
