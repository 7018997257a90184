import { TZDate } from '@date-fns/tz';
import { formatISO } from 'date-fns/formatISO';

/** The day it is in London at an instant. */
export function dayInLondon(instant: Date): string {
  return formatISO(new TZDate(instant, 'Europe/London'), { representation: 'date' });
}
