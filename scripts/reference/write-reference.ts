import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitsReference, rulesReference, tabsReference } from './reference.ts';

/** Writes docs/reference and docs/limits.md from the definitions. A test fails when the pages are stale. */
const folder = join(import.meta.dirname, '..', '..', 'docs', 'reference');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'rules.md'), rulesReference());
writeFileSync(join(folder, 'tabs.md'), tabsReference());
writeFileSync(join(folder, '..', 'limits.md'), limitsReference());
