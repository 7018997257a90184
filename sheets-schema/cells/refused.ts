import type { Reading } from './cell.ts';

/** The reading of a cell that cannot be taken, with the likely value where there is one. */
export function refused(
  message: string,
  suggestion?: string | null,
  data?: Readonly<Record<string, string | number>>,
): Reading<never> {
  return { problem: { message, ...(data && { data }), ...(suggestion != null && { suggestion }) } };
}
