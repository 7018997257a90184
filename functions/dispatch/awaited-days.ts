import type { Store } from '../edges/ports.ts';
import { plusDays } from '../figures/academic-year.ts';

/** A night that was missed is made good within such a time. */
const DAYS_LOOKED_BACK = 7;

interface Awaiting {
  readonly alliance: string;
  readonly startYear: number;
}

/** Remembers that an alliance asked for a document as of a day to come: on it nothing may change in its workbooks, or nobody look. */
export async function awaitDay(registry: Store, day: string, { alliance, startYear }: Awaiting): Promise<void> {
  const key = `awaited/${day}/${alliance}/${startYear}`;
  if ((await registry.getDocument(key)) === null) await registry.compareAndSet(key, null, '{}');
}

/** Who asked for a document as of today, or of one of the days before. Publishing for them again changes nothing. */
export async function awaitedBy(registry: Store, today: string): Promise<Awaiting[]> {
  const kept = await registry.list('awaited/');
  const due = kept.map(({ key }) => key.split('/')).filter(([, day]) => isDue(day!, today));
  return due.map(([, , alliance, startYear]) => ({ alliance: alliance!, startYear: Number(startYear) }));
}

function isDue(day: string, today: string): boolean {
  return day <= today && day > plusDays(today, -DAYS_LOOKED_BACK);
}
