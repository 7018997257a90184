import { AdvisedError } from '../../functions/edges/ports.ts';

/** What came of looking at something: what was found, and how to mend it where it is not as it should be. */
export interface Seen {
  readonly says: string;
  readonly mend: string | null;
}

export interface Examination {
  /** Such as "Shared drive". */
  readonly what: string;
  look(): Promise<Seen>;
}

export interface Examined extends Seen {
  readonly what: string;
}

export function well(says: string): Seen {
  return { says, mend: null };
}

export function ill(says: string, mend: string): Seen {
  return { says, mend };
}

/** Looks at one thing after another. What cannot be looked at is said, and the rest is looked at all the same. */
export async function examine(
  examinations: AsyncIterable<Examination>,
  tell: (examined: Examined) => void,
): Promise<Examined[]> {
  const all: Examined[] = [];
  for await (const { what, look } of examinations) {
    const examined = { what, ...(await look().catch(failed)) };
    all.push(examined);
    tell(examined);
  }
  return all;
}

function failed(error: unknown): Seen {
  if (error instanceof AdvisedError) return ill(`This could not be looked at (${error.code}).`, error.advice);
  const name = error instanceof Error ? error.name : typeof error;
  return ill(`This could not be looked at because of a fault in Concordat (${name}).`, 'Please report it.');
}
