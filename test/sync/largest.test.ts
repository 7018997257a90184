import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { textOf } from '../scripts/run-concordat.ts';

/** What docs/limits.md promises of the whole job, on an ordinary computer. */
const MOST_MILLISECONDS = 60_000;
const MOST_MEGABYTES = 2000;
const RUN = fileURLToPath(new URL('./largest-run.ts', import.meta.url));

it.each(['alliance', 'school'])(
  'the largest workbook of %s that is read, nonsense all over, is checked in bounded time and memory',
  (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-largest-'));
    try {
      const said = execFileSync(process.execPath, [RUN, kind, folder], { encoding: 'utf8' });
      console.log(`${kind}: ${said.trim()}`);
      const { findings, milliseconds, megabytes } = JSON.parse(said);
      expect(findings).toBeGreaterThan(100_000);
      expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
      expect(megabytes).toBeLessThan(MOST_MEGABYTES);
      const checks = textOf(join(folder, 'Largest.xlsx'), 'Checks');
      expect(checks).toHaveLength(4992);
      expect(checks.at(-1)!.join('')).toMatch(/^And [\d,]+ more findings\.$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  240_000,
);
