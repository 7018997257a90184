import { format } from 'date-fns/format';

/** `300000 -> "£3,000"`, `150050 -> "£1,500.50"`. */
export function pounds(pence: number): string {
  const sign = pence < 0 ? '−' : '';
  const whole = Math.floor(Math.abs(pence) / 100).toLocaleString('en-GB');
  const rest = Math.abs(pence) % 100;
  return `${sign}£${whole}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
}

/** Half-days as days: `13 -> "6½"`, `1 -> "½"`; what hours leave over in hundredths, never rounded to a half or a whole: `0.66 -> "0.33"`. */
export function daysFigure(halfDays: number): string {
  if (!Number.isInteger(halfDays)) {
    const nearest = Math.round(halfDays * 50);
    const shown = nearest % 50 !== 0 ? nearest : nearest > halfDays * 50 ? nearest - 1 : nearest + 1;
    return (shown / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });
  }
  const whole = Math.floor(halfDays / 2);
  if (halfDays % 2 === 0) return String(whole);
  return whole === 0 ? '½' : `${whole}½`;
}

/** `"2025-11-30" -> "30 November 2025"`. */
export function longDate(date: string): string {
  return format(localDay(date), 'd MMMM yyyy');
}

/** "3 November 2025, 14:32" in London, from an instant in UTC. */
export function moment(at: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
  return `${longDate(day.format(new Date(at)))}, ${time.format(new Date(at))}`;
}

/** `"2025-11-30" -> "30 Nov"`, for a line in which the year is plain. */
export function shortDate(date: string): string {
  return format(localDay(date), 'd MMM');
}

function localDay(date: string): Date {
  return new Date(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

/** `2025 -> "2025/26"`. */
export function yearLabel(startYear: number): string {
  return `${startYear}/${String((startYear + 1) % 100).padStart(2, '0')}`;
}

/** `counted(1, "row") -> "1 row"`, `counted(2, "row") -> "2 rows"`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** `["a", "b", "c"] -> "a, b and c"`. */
export function listed(items: readonly (string | number)[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** `listedUpTo(["a", "b", "c", "d"], 2) -> "a, b and 2 more"`. */
export function listedUpTo(items: readonly string[], most: number): string {
  const more = items.length - most;
  return listed(more > 0 ? [...items.slice(0, most), `${more} more`] : items);
}

/** A text on one line and of at most so many characters; a longer one ends in "…". */
/** As many as somebody would still go through. */
const MOST_IN_TURN = 40;

/** "this; that; and 3 more": for items that have commas of their own. */
export function inTurn(items: readonly string[]): string {
  const more = items.length - MOST_IN_TURN;
  const named = items.slice(0, MOST_IN_TURN).join('; ');
  return more > 0 ? `${named}; and ${more.toLocaleString('en-GB')} more` : named;
}

export function shortened(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= characters ? line : `${line.slice(0, characters - 1).trimEnd()}…`.toWellFormed();
}

/** Fills the gaps of a message: `fill("{school} gave {days}", …)`. A gap without a value stays as it is. */
export function fill(template: string, data: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (gap, name: string) => String(data[name] ?? gap));
}
