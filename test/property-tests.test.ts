import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from './support/property-runs.ts';
import { seed } from './support/seed-for-all.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const tests = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(here, path), 'utf8') }))
  .filter(({ path, text }) => text.includes("from 'fast-check'") && path !== 'property-tests.test.ts');

describe('property tests', () => {
  it('are many', () => {
    expect(tests.length).toBeGreaterThan(30);
  });

  it('have the seed of the run, so that two runs say the same', () => {
    expect(fc.readConfigureGlobal()).toMatchObject({ seed, ...runs(100) });
    const drawn = () => fc.sample(fc.nat(), 20);
    expect(drawn()).toEqual(drawn());
  });

  it('take neither a seed nor a number of examples of their own: say runs(…), of which the run may ask for more', () => {
    const own = /\bnumRuns\b|\bseed:|[cC]onfigureGlobal|\brandomType\b|Math\.random|randomBytes|randomInt/;
    expect(tests.filter(({ text }) => own.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
