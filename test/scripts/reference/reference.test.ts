import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limitsReference, rulesReference, tabsReference } from '../../../scripts/reference/reference.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'reference');

describe('the reference', () => {
  it.each([
    ['rules.md', rulesReference],
    ['tabs.md', tabsReference],
    ['../limits.md', limitsReference],
  ])('%s says what the definitions say: if not, run "npm run reference"', (name, made) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(made());
  });
});
