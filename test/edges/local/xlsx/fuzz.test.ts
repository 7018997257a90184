import * as independent from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { addSheets } from '../../../../functions/edges/local/xlsx/add-sheets.ts';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { replaceOwnSheets } from '../../../../functions/edges/local/xlsx/replace-own-sheets.ts';
import { partText } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { makeZip, openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { EdgeError } from '../../../../functions/edges/ports.ts';
import type { RawCell, RawTab } from '../../../../sheets-schema/sheet.ts';
import { processorTime } from '../../../support/processor-time.ts';
import { runs } from '../../../support/property-runs.ts';
import { seed, times } from '../../../support/seed-for-all.ts';
import { cell, newChecks, sampleSheets, staffDays } from './sample-sheets.ts';

const MOST_MILLISECONDS = 2000;
const MOST_HEAP_MEGABYTES = 1000;
const patience = 60_000 + 60_000 * times;

const ours = Buffer.from(createXlsx(sampleSheets));
const others = (compression: boolean) => {
  const book = independent.read(ours, { cellNF: true, cellFormula: true });
  return Buffer.from(independent.write(book, { type: 'buffer', bookType: 'xlsx', compression, bookSST: compression }));
};
const corpus = [ours, others(true), others(false)];

const counts = { 'read and written back': 0, 'given a sheet': 0, refused: 0 };
const codes = new Map<string, number>();
let slowest = 0;
afterAll(() => {
  const told = [...codes].map(([code, count]) => `${code} ${count}`).join(', ');
  console.info(
    `fuzz, seed ${seed}: ${counts['read and written back']} read and written back, ${counts['given a sheet']} given a sheet, ${counts.refused} refused (${told}); slowest ${slowest.toFixed(0)} ms`,
  );
  expect(process.memoryUsage().heapUsed / 1024 / 1024).toBeLessThan(MOST_HEAP_MEGABYTES);
});

function besideChecks(tabs: readonly RawTab[]): readonly RawTab[] {
  return tabs.filter(({ title }) => title.trim().toLowerCase() !== 'checks');
}

const evaluations = { ...staffDays, title: 'Evaluations' };

/** The workbook with a sheet more and the others as they were, or an EdgeError where more than reading it needs is not sound. */
function takesASheet(bytes: Uint8Array, tabs: readonly RawTab[]): void {
  try {
    const added = readXlsx(addSheets(bytes, [evaluations]));
    expect(added.filter(({ title }) => tabs.some((tab) => tab.title === title))).toEqual(tabs);
    expect(added.find(({ title }) => title === 'Evaluations')?.rows[1]?.slice(0, 3)).toEqual([
      'A Example',
      { date: 46_000 },
      0.5,
    ]);
    counts['given a sheet'] += 1;
  } catch (cause) {
    if (!(cause instanceof EdgeError)) throw cause;
    expect(cause.advice).toMatch(/^[A-Z].*\.$/);
  }
}

/** A reading or an EdgeError, and what could be read can be written in and read again, other tabs as they were. */
function survives(bytes: Uint8Array): void {
  const tookSince = processorTime();
  try {
    const tabs = readXlsx(bytes);
    if (besideChecks(tabs).length < tabs.length) {
      const again = readXlsx(replaceOwnSheets(bytes, [newChecks]));
      expect(besideChecks(again)).toEqual(besideChecks(tabs));
      expect(again.find(({ title }) => title.trim().toLowerCase() === 'checks')?.rows[1]?.[0]).toBe('Breach');
    }
    if (counts['read and written back'] % 5 === 0) takesASheet(bytes, tabs);
    counts['read and written back'] += 1;
  } catch (cause) {
    if (!(cause instanceof EdgeError)) throw cause;
    expect(() => readXlsx(bytes), 'what was read must be writable').toThrow(EdgeError);
    expect(cause.advice).toMatch(/^[A-Z].*\.$/);
    counts.refused += 1;
    codes.set(cause.code, (codes.get(cause.code) ?? 0) + 1);
  }
  const took = tookSince();
  slowest = Math.max(slowest, took);
  expect(took).toBeLessThan(MOST_MILLISECONDS);
}

/** Bytes changed, cut out, put in twice or taken from another place; places are given as shares of the length. */
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: share, with: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: share, length: fc.nat(400) }),
  fc.record({ kind: fc.constant('end' as const), at: share }),
  fc.record({ kind: fc.constant('repeat' as const), at: share, length: fc.nat(200), times: fc.nat(20) }),
  fc.record({ kind: fc.constant('splice' as const), at: share, from: share, length: fc.nat(400) }),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(whole: Buffer, what: Damage): Buffer {
  const place = Math.floor(what.at * whole.length);
  const [before, after] = [whole.subarray(0, place), whole.subarray(place)];
  switch (what.kind) {
    case 'flip': {
      const copy = Buffer.from(whole);
      if (copy.length > 0) copy[place] = what.with;
      return copy;
    }
    case 'cut':
      return Buffer.concat([before, after.subarray(what.length)]);
    case 'end':
      return Buffer.from(before);
    case 'repeat':
      return Buffer.concat([before, ...Array<Buffer>(what.times).fill(after.subarray(0, what.length)), after]);
    case 'splice': {
      const from = Math.floor(what.from * whole.length);
      return Buffer.concat([before, whole.subarray(from, from + what.length), after.subarray(what.length)]);
    }
  }
}

const hostileXml = fc.constantFrom(
  '<',
  '>',
  '"',
  "'",
  '&',
  '/>',
  '</c>',
  '<c r="A1">',
  '<c>',
  '<row r="0">',
  '<row r="200001">',
  '<v>',
  '</v>',
  '<is><t>x</t></is>',
  '<sheetData/>',
  '<sheetData>',
  '</sheetData>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE a>',
  '<?x',
  '&#0;',
  '&#x110000;',
  '&amp;amp;',
  '\u0000',
  '\ufeff',
  '\ufffd',
  ' r="XFD1048576"',
  ' r="ZZZ999999999"',
  ' t="s"',
  ' s="-1"',
  ' xmlns:x="y"',
  'x:',
  '99999999999999999999',
  '_x0000_',
);
const change = fc.record({
  at: share,
  length: fc.nat(60),
  with: fc.oneof(hostileXml, fc.string({ unit: 'binary', maxLength: 5 })),
});

describe('workbooks that were damaged or made by strange programs', () => {
  it('any bytes: read or refused, in time, and whatever is read can be written back and read again', {
    timeout: patience,
  }, () => {
    const book = fc.constantFrom(...corpus);
    fc.assert(
      fc.property(book, fc.array(damage, { minLength: 1, maxLength: 4 }), (whole, all) =>
        survives(all.reduce(damaged, whole)),
      ),
      runs(2500),
    );
  });

  it('any XML inside the parts', { timeout: patience }, () => {
    const books = corpus.map((bytes) => {
      const zip = openZip(bytes);
      return [...zip.entries.values()].map(({ name }) => [name, partText(zip, name)] as const);
    });
    const altered = fc.tuple(fc.constantFrom(...books), share, fc.array(change, { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(altered, ([parts, which, changes]) => {
        const chosen = Math.floor(which * parts.length);
        const after = parts.map(([name, xml], index) => {
          if (index !== chosen) return [name, xml] as const;
          const text = changes.reduce((now, { at, length, with: put }) => {
            const place = Math.floor(at * now.length);
            return now.slice(0, place) + put + now.slice(place + length);
          }, xml);
          return [name, text.toWellFormed()] as const;
        });
        survives(makeZip(after));
      }),
      runs(2500),
    );
  });

  it('any values in cells', { timeout: patience }, () => {
    const value: fc.Arbitrary<RawCell> = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('<', '&', '"', '_x000D_', ']]>', '\n', '🏫', '\u202e', 'ŵ', 'م', '='),
        maxLength: 12,
      }),
      fc.double(),
      fc.boolean(),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((date) => ({ date })),
      fc.constantFrom('#N/A', '#REF!', 'strange').map((error) => ({ error })),
      fc.constant(null),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { maxLength: 9 }), { maxLength: 6 }),
        fc.string({ unit: 'binary' }),
        (rows, words) => {
          const bytes = createXlsx(sampleSheets.map((sheet) => (sheet === staffDays ? { ...sheet, rows } : sheet)));
          survives(bytes);
          const own = {
            title: 'Checks',
            peoplesColumns: [],
            rows: [[cell(words, 'text')], [cell('Breach', 'breach')]],
          };
          const written = replaceOwnSheets(bytes, [own]);
          expect(besideChecks(readXlsx(written))).toEqual(besideChecks(readXlsx(bytes)));
          expect(replaceOwnSheets(written, [own])).toBe(written);
        },
      ),
      runs(500),
    );
  });
});
