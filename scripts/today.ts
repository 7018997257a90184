import { TZDate } from '@date-fns/tz';
import { formatISO } from 'date-fns/formatISO';

/** The day it is in London. */
export function todayInLondon(now = new Date()): string {
  return formatISO(new TZDate(now, 'Europe/London'), { representation: 'date' });
}
