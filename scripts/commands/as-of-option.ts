import { InvalidArgumentError, Option } from 'commander';
import { date } from '../../sheets-schema/cells/date.ts';
import { todayInLondon } from './today.ts';

/** A day as people type it or as YYYY-MM-DD; today unless told. */
export function asOfOption(says: string): Option {
  return new Option('--as-of <date>', says).argParser(readDay).default(todayInLondon(), 'today');
}

/** A day as people type it; none unless told. */
export function dayOption(flags: string, says: string): Option {
  return new Option(flags, says).argParser(readDay);
}

export function readDay(typed: string): string {
  const reading = date({ within: 'any' }).read(typed, {
    academicYear: Number(todayInLondon().slice(0, 4)),
    schools: null,
  });
  if ('value' in reading) return reading.value;
  throw new InvalidArgumentError('is not a date. Type it as 2026-03-31 or 31/3/2026.');
}
