import { z } from 'zod';
import type { Secret } from '../edges/ports.ts';
import { canonicalText } from './canonical.ts';
import type { InPlaceOfRows, Manifest, RowsDigest, WorkbookContent } from './snapshot.ts';

/** Whole numbers by name, and by name again: a text is no sum. */
export type Sums = { readonly [name: string]: number | Sums };

/** What is known about a workbook of which only sums are kept. Whoever makes this saw no row. */
export interface KeptSums extends InPlaceOfRows {
  readonly keeps: 'sums';
  /** Without reasons. */
  readonly outcomes: Readonly<Record<string, 'ran' | 'skipped' | 'crashed'>>;
  readonly figures: Sums;
}

/** Said wherever rows are asked for. */
export const ONLY_SUMS = 'Only sums are kept of this workbook.';

/** The id of a tab, a column or a rule. */
export const nameForm = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/);

/** The forms of names alone: what a person typed into a cell has no way through. */
export const inPlaceOfRowsForm: z.ZodType<InPlaceOfRows> = z.strictObject({
  tabs: z.array(nameForm),
  rows: z.custom<RowsDigest>((text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)),
  findings: z.array(
    z.strictObject({
      fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
      rule: nameForm,
      tab: nameForm.nullable(),
      column: nameForm.nullable(),
      severity: z.enum(['problem', 'breach', 'warning', 'reminder', 'note']),
      count: z.int().min(1),
    }),
  ),
});

const figuresForm: z.ZodType<Sums> = z.lazy(() => z.record(z.string(), z.union([z.int(), figuresForm])));
export const sumsForm: z.ZodType<Pick<KeptSums, 'outcomes' | 'figures'>> = z.strictObject({
  outcomes: z.record(nameForm, z.enum(['ran', 'skipped', 'crashed'])),
  figures: figuresForm,
});

/**
 * A digest of all that was typed into a workbook: its tabs in order of their ids, in each the rows in order of their natural keys, so
 * that sorting a sheet changes nothing. Two workbooks that hold the same have different ones.
 */
export function digestOfRows(workbook: string, typed: WorkbookContent, secret: Secret): RowsDigest {
  const tabs = inOrder([...typed].filter(([, records]) => records.size > 0)).map(([section, records]) => [
    section,
    inOrder([...records]),
  ]);
  return secret.keyed('rows', canonicalText([workbook, tabs])) as RowsDigest;
}

function inOrder<T>(entries: (readonly [key: string, value: T])[]): (readonly [string, T])[] {
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Figures as sums. @throws TypeError for one that is not a whole number: a pack declared a figure that this workbook may not have. */
export function asSums(figures: Readonly<Record<string, unknown>>): Sums {
  const sums = Object.entries(figures).map(([name, figure]): [string, number | Sums] => {
    if (typeof figure === 'number' && Number.isSafeInteger(figure)) return [name, figure];
    if (typeof figure === 'object' && figure !== null && !Array.isArray(figure))
      return [name, asSums(figure as Record<string, unknown>)];
    throw new TypeError('a figure of a workbook of which only sums are kept is no sum');
  });
  return Object.fromEntries(sums);
}

/** The ids of the tabs that were there when a snapshot was taken. */
export function tabsIn({ sections, sums }: Pick<Manifest, 'sections' | 'sums'>): readonly string[] {
  return sums === null ? Object.keys(sections) : sums.tabs;
}
