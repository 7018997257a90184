import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clausesOf } from '../../functions/protocols/pack.ts';
import { workingProtocols } from '../../functions/protocols/working-protocols/pack.ts';

const sources = process.env.CONCORDAT_SOURCES;
if (!sources)
  console.warn(
    'skipped: CONCORDAT_SOURCES names no folder with the source documents, so clauses are not counted against them',
  );

it.skipIf(!sources)('the working protocols have the clauses of their source, none missing and none invented', () => {
  const text = readFileSync(join(sources!, 'bolton-learning-alliance-protocols.txt'), 'utf8');
  const numbers = [...text.matchAll(/^- (\d+)\. /gm)].map(([, number]) => number);
  expect(clausesOf(workingProtocols).map(({ ref }) => ref)).toEqual(numbers);
});
