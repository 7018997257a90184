import { nearestWord, slipsBetween } from './spelling.ts';
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
const WEEKDAYS = WEEKDAY_NAMES.map((name) => name.toLowerCase());
const WEEKDAY_OF = byBeginning(WEEKDAYS);
const PASSED_OVER = ['of', 'the', 'on', 'at', 'am', 'pm', 'noon', 'midday', 'morning', 'afternoon', 'evening'];
const BETWEEN_DAYS = ['to', 'and', 'or', 'until', 'till', 'from', 'onwards', 'between'];

const ONLY_FIGURES = /^(\d{1,4})[ ./\\-](\d{1,2})[ ./\\-](\d{1,4})$/;
/** Most that are not in figures alone, read without a closer look. */
const DAY_MONTH_YEAR = /^(\d{1,2})(?:st|nd|rd|th)?[ /-]([A-Za-z]{3,9})[ /-](\d{2}|\d{4})$/;
const PERHAPS_A_TIME = /[:@]|\d ?[ap]\.?m\b|\bat\b/;
const MINUTES = String.raw`(?:[.:][0-5]\d)?`;
const HALF = String.raw`[ap]\.?m\b\.?`;
const CLOCK = String.raw`(?:\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?${HALF})?|(?:1[0-2]|0?[1-9])${MINUTES} ?${HALF}|12 ?(?:noon|midday))`;
const BEGUN = String.raw`(?:(?:${CLOCK}|(?:2[0-3]|[01]?\d)${MINUTES}) ?(?:-|to|until) ?)?`;
const HOUR_NAMED_SO = String.raw`(?:at|@) ?(?:2[0-3]|[01]?\d)${MINUTES}(?![\d:]| ?[ap]\.?m\b)`;
/** "14:30", "2pm", "2-4pm", "at 10". */
const TIME = new RegExp(String.raw`(?<![\d./-])(?:${HOUR_NAMED_SO}|(?:(?:at|from|@) ?)?${BEGUN}${CLOCK})`, 'g');
const WEEK_COMMENCING =
  /^(?:week )?(?:commencing|beginning)[ :]+|^w(?:ee)?k?\.? ?[/.]? ?(?:c(?:omm?)?|b(?:eg)?)\b[.: ]*/;
const TERM_OR_WEEK =
  /\b(?:spring|summer|autumn|easter|christmas|xmas|whitsun|half[ -]?terms?|terms?|weeks?|wks?|holidays?)\b|^(?:spr|sum|aut|ht|w|\d{4}-?w) ?\d{1,2}\b|^w[/.]?e\b/;
const NOT_KNOWN =
  /^(?:t\.?b\.?[acd]\.?|to be .*|n ?\/? ?[ak]|none|unknown|not .*|awaiting.*|pending|various|ongoing|asap|soon|later|never|[?-]+)$/;
const SAYS_WHEN = /^(?:today|yesterday|tomorrow|now|(?:next|last|this) .*|.* ago)$/;
const SERIAL = /^(\d{2}),?(\d{3})(?:\.\d+)?$/;
const RAISED_FIGURES = /[\u00b2\u00b3\u00b9\u2070-\u2089]/;
const PIECE =
  /(\d+)(?: ?(?:st|nd|rd|th)(?=[^a-z]|$|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))?|([a-z]+)|([()[\]?+~])|[ .,/\\'_;-]+/y;

/** A day as typed; it need not exist. Months count from 1, weekdays from 0 for Sunday; two-figure years are in the 2000s. */
export interface TypedDay {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
  readonly weekday: number | null;
}

/** What looks like a day but has to be asked about: `likely` is what was probably meant. */
interface UnclearDay {
  readonly unclear:
    | 'several-days'
    | 'a-term'
    | 'not-known'
    | 'says-when'
    | 'as-a-number'
    | 'other-words'
    | 'no-month'
    | 'no-day'
    | 'day-or-year'
    | 'run-together'
    | 'misspelt'
    | 'unlikely-year';
  readonly likely: TypedDay | null;
}

/** A day as typed, with what was said beside it that changes which day is meant. */
interface ReadDay extends TypedDay {
  /** "w/c 3 Nov": the Monday of a week. */
  readonly startsWeek?: boolean;
  /** Minutes that the clock of the text runs ahead of UTC, with the time it shows, where both are typed. */
  readonly moment?: { readonly minutes: number; readonly ahead: number };
}

/** Reads a day in any British order of its parts, the day always before the month. Null where the text is nothing like a day. */
export function typedDay(text: string): ReadDay | UnclearDay | null {
  const plain = ONLY_FIGURES.exec(text);
  if (plain) return inOrder('nnn', [plain[1]!, plain[2]!, plain[3]!], 0, null);
  const usual = DAY_MONTH_YEAR.exec(text);
  const month = usual && MONTH_OF.get(usual[2]!.toLowerCase());
  if (usual && month !== undefined && month !== null) return fullDay(usual[1]!, String(month + 1), usual[3]!, null);
  if (RAISED_FIGURES.test(text)) return null;
  const words = folded(plainDashes(text));
  const serial = SERIAL.exec(words);
  if (serial) return { unclear: 'as-a-number', likely: null };
  if (NOT_KNOWN.test(words)) return { unclear: 'not-known', likely: null };
  if (SAYS_WHEN.test(words)) return { unclear: 'says-when', likely: null };

  const ofWeek = words.replace(WEEK_COMMENCING, '');
  if (ofWeek !== words) return startingWeek(dayIn(ofWeek));
  if (TERM_OR_WEEK.test(words)) return { unclear: 'a-term', likely: null };
  return ISO_MOMENT.test(words) ? isoMoment(words) : dayIn(words);
}

function startingWeek(read: TypedDay | UnclearDay | null): ReadDay | UnclearDay | null {
  return read && !('unclear' in read) ? { ...read, startsWeek: true } : read;
}

const ISO_MOMENT = /^(\d{4}-\d\d-\d\d)[t ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)? ?(?:z|utc|gmt|([+-])(\d\d):?(\d\d))$/;

function isoMoment(text: string): ReadDay | UnclearDay | null {
  const [, day = '', hours, minutes, sign, hoursAhead, minutesAhead] = ISO_MOMENT.exec(text)!;
  const read = dayIn(day);
  if (!read || 'unclear' in read) return read;
  const ahead = (sign === '-' ? -1 : 1) * (Number(hoursAhead ?? 0) * 60 + Number(minutesAhead ?? 0));
  return { ...read, moment: { minutes: Number(hours) * 60 + Number(minutes), ahead } };
}

function dayIn(words: string): TypedDay | UnclearDay | null {
  const pieces = piecesOf(PERHAPS_A_TIME.test(words) ? withoutTime(words) : words);
  if (!pieces) return null;
  if (pieces.between || SEVERAL_DAYS.test(pieces.shape) || (pieces.shape.length > 3 && words.includes('-'))) {
    return /n/.test(pieces.shape) && !pieces.otherWords ? { unclear: 'several-days', likely: null } : null;
  }
  if (pieces.shape === '' && pieces.weekday !== null) return { unclear: 'says-when', likely: null };
  if (pieces.shape === 'n' && pieces.weekday !== null && pieces.figures[0]!.length < 3) {
    return { unclear: 'no-month', likely: null };
  }
  const read = inOrder(pieces.shape, pieces.figures, pieces.month, pieces.weekday);
  if (pieces.otherWords) {
    const isWhole = read && !('unclear' in read) && (read.year !== null || pieces.shape.includes('m'));
    return isWhole ? { unclear: 'other-words', likely: read } : null;
  }
  if (!pieces.misspelt || !read) return read;
  return { unclear: 'misspelt', likely: 'unclear' in read ? read.likely : read };
}

/** Several figures before a month, or a day and a month twice over. */
const SEVERAL_DAYS = /^nnm|^nmnm|^nmnn|^mnnn|^mnmn|^n{6}$/;

function withoutTime(words: string): string {
  return words.replace(TIME, ' ').replace(/(?<=\d)t +$/, '');
}

interface Pieces {
  /** "n" for figures and "m" for a month's name, in the order they stand. */
  readonly shape: string;
  readonly figures: readonly string[];
  readonly month: number;
  readonly weekday: number | null;
  readonly misspelt: boolean;
  /** A word such as "to" that stands between two days. */
  readonly between: boolean;
  readonly otherWords: boolean;
}

function piecesOf(text: string): Pieces | null {
  let shape = '';
  let month = 0;
  let weekday: number | null = null;
  let misspelt = false;
  let between = false;
  let otherWords = false;
  const figures: string[] = [];

  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const piece = PIECE.exec(text);
    if (!piece) return null;
    const [, number, word, sign] = piece;
    if (number !== undefined) {
      shape += 'n';
      figures.push(number);
    } else if (sign !== undefined) {
      if (sign === '+') between = true;
      else if (sign === '?' || sign === '~') otherWords = true;
    } else if (word !== undefined && !PASSED_OVER.includes(word)) {
      const namedMonth = MONTH_OF.get(word);
      const namedWeekday = namedMonth === undefined ? WEEKDAY_OF.get(word) : undefined;
      if (namedWeekday !== undefined) {
        between ||= weekday !== null && weekday !== namedWeekday;
        weekday = namedWeekday;
      } else if (namedMonth !== undefined) {
        month = namedMonth + 1;
        shape += 'm';
      } else if (BETWEEN_DAYS.includes(word)) {
        between = true;
      } else {
        const likelyMonth = likeliest(word, MONTHS);
        const likelyWeekday = likelyMonth === null ? likeliest(word, WEEKDAYS) : null;
        if (likelyMonth !== null) {
          month = likelyMonth + 1;
          shape += 'm';
        } else if (likelyWeekday !== null) weekday = likelyWeekday;
        misspelt ||= likelyMonth !== null || likelyWeekday !== null;
        otherWords ||= likelyMonth === null && likelyWeekday === null;
      }
    }
  }
  return { shape, figures, month, weekday, misspelt, between, otherWords };
}

/** Where in the list the name stands that a word with slips in it was probably meant for, whole or cut short. */
function likeliest(word: string, names: readonly string[]): number | null {
  if (word.length < 3) return null;
  const whole = word.length > 3 ? nearestWord(word, names) : null;
  if (whole !== null) return names.indexOf(whole);
  if (word.length > 5) return null;
  const near = names.filter((name) => {
    const starts = [name.slice(0, 3), name.slice(0, 4)];
    return name[0] === word[0] && starts.some((start) => slipsBetween(word, start, 1) <= 1);
  });
  return near.length === 1 ? names.indexOf(near[0]!) : null;
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
      if (second.length === 1) return { unclear: 'several-days', likely: null };
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
