const MEBIBYTE = 1024 * 1024;

/** A bound on what is read of one workbook: the number, and the words in which a refusal names it. */
export interface Limit {
  readonly most: number;
  readonly words: string;
}

/**
 * What Concordat reads of a workbook at most, whoever made it. With these, reading takes bounded time and memory whatever the file
 * says of itself; docs/limits.md is written from this table. A school's real workbook stays below a hundredth of each.
 */
export const LIMITS = {
  fileBytes: { most: 64 * MEBIBYTE, words: 'a file of more than 64 MB' },
  parts: { most: 5000, words: 'more than 5,000 parts' },
  partBytes: { most: 128 * MEBIBYTE, words: 'a part of more than 128 MB when unpacked' },
  unpackedBytes: { most: 256 * MEBIBYTE, words: 'more than 256 MB when unpacked' },
  timesPacked: { most: 300, words: 'far more when unpacked than any real workbook' },
  tabs: { most: 255, words: 'more than 255 tabs' },
  rows: { most: 60_000, words: 'more than 60,000 rows' },
  columns: { most: 500, words: 'more than 500 columns' },
  cells: { most: 1_000_000, words: 'more than 1 million cells' },
  cellCharacters: { most: 100_000, words: 'a cell of more than 100,000 characters' },
  characters: { most: 50_000_000, words: 'more than 50 million characters' },
  depth: { most: 256, words: 'XML nested more than 256 deep' },
} as const satisfies Record<string, Limit>;
