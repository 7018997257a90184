/**
 * What this program knows, in whole numbers that only grow. Every snapshot and every new workbook says by which it was made; a newer
 * program reads what an older one made, and an older one refuses what a newer one made (docs/decisions/0013).
 */
export interface Versions {
  /** Of the workbooks: grows when an older program would misread one, as with a new tab, column, choice or setting. */
  readonly workbooks: number;
  /** Of the rules: that of the newest, by what each says it has held since. */
  readonly rules: number;
}

export const VERSIONS: Versions = { workbooks: 6, rules: 6 };
