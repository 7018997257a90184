import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { describeChart } from '../../../templates/kit/bar-chart.ts';
import { defineDocument, renderDocument, renderLetter } from '../../../templates/kit/document.ts';
import { pounds } from '../../../templates/kit/money-and-dates.ts';
import type { Page } from '../../../templates/kit/page.ts';
import { treasurersStatement } from '../../../templates/treasurers-statement.document.ts';
import { exampleMeta } from '../../support/example-documents.ts';
import { checkPdfUa, readPdfText } from '../../support/pdf-ua.ts';
import { runs } from '../../support/property-runs.ts';
import { realPart } from '../../support/real-parts.ts';

const withoutQpdf = realPart('qpdf') === null;

function draw(render: (page: Page) => void, about = 'A test'): Promise<Uint8Array> {
  const document = defineDocument({
    id: 'test',
    title: 'Test',
    audience: 'alliance',
    about: () => about,
    example: null,
    render,
  });
  return renderDocument(document, null, exampleMeta);
}

/** The lines of each page without the footer. */
async function readLines(bytes: Uint8Array): Promise<string[][]> {
  const pages = await readPdfText(bytes);
  return pages.map((page) => page.split('\n').slice(0, -1));
}

const sentence = 'The governors of the school met and agreed. ';

describe('page breaks', () => {
  it('never leave a heading at the end of a page, whatever stands before and after it', async () => {
    const block = fc.record({ sentences: fc.integer({ min: 1, max: 30 }), table: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 3, maxLength: 12 }), async (blocks) => {
        const bytes = await draw((page) => {
          for (const [at, { sentences, table }] of blocks.entries()) {
            page.section(`Section ${at}`);
            page.subsection(`Part ${at}`);
            if (table) page.table(smallTable(sentences));
            else page.paragraph(sentence.repeat(sentences));
          }
        });
        for (const lines of await readLines(bytes)) expect(lines.at(-1)).not.toMatch(/^(Section|Part|Table) /);
      }),
      runs(25),
    );
  });

  it('keep at least two lines of a paragraph together', async () => {
    for (let before = 1; before <= 40; before += 3) {
      const bytes = await draw((page) => {
        for (let count = 0; count < before; count += 1) page.note('One line.');
        page.paragraph(`${sentence.repeat(40)}LAST`);
      });
      for (const lines of await readLines(bytes)) {
        const first = lines.findIndex((line) => line.includes('LAST'));
        if (first >= 0) expect(lines[first - 1] ?? '').toContain('governors');
      }
    }
  });

  it('draw a heading that nothing follows', async () => {
    expect((await readPdfText(await draw((page) => page.section('Alone')))).join()).toContain('Alone');
  });
});

const smallTable = (rows: number) => ({
  caption: 'Table of meetings',
  columns: [
    { heading: 'Meeting', share: 3 },
    { heading: 'Present', share: 1, align: 'right' as const },
  ],
  rows: Array.from({ length: rows }, (_, at) => [`Meeting ${at + 1}`, String(at)]),
  totals: ['All meetings', String(rows)],
  whenEmpty: 'none yet.',
});

describe('what a document says of itself', () => {
  it('adds no page, wherever its content ends', async () => {
    const meta = {
      ...exampleMeta,
      otherSnapshots: [{ of: 'school' as const, academicYear: '2024/25', hash: 'b0'.repeat(32) }],
    };
    for (let lines = 0; lines <= 60; lines += 1) {
      const document = defineDocument({
        id: 'test',
        title: 'Test',
        audience: 'outside',
        about: () => 'A test',
        example: null,
        render: (page) => {
          page.table(smallTable(2));
          for (let count = 0; count < lines; count += 1) page.note('One line.');
        },
      });
      const issued = await readLines(await renderDocument(document, null, { ...meta, replaces: '2025-0001' }));
      const content = await readLines(await renderLetter(document, null, meta));
      expect(issued).toHaveLength(content.length);
      expect(issued.at(-1)?.join(' ')).toContain(`Checkpoint ${meta.checkpoint}`);
    }
  });

  it('is kept whole on a page with content where somebody’s words are very long', async () => {
    const meta = { ...exampleMeta, number: 'A long number '.repeat(90) };
    const document = defineDocument({
      id: 'test',
      title: 'Test',
      audience: 'alliance',
      about: () => 'A test',
      example: null,
      render: (page) => page.paragraph('One line.'),
    });
    const pages = await readLines(await renderDocument(document, null, meta));
    expect(pages).toHaveLength(1);
    expect(pages[0]?.join(' ')).toContain('One line.');
  });
});

describe('tables', () => {
  it('have two rows at least under their headings on every page, and the sum beside the last of them', async () => {
    for (let notes = 0; notes <= 52; notes += 1) {
      const bytes = await draw((page) => {
        for (let count = 0; count < notes; count += 1) page.note('One line.');
        page.table(smallTable(20));
      });
      for (const lines of await readLines(bytes)) {
        if (!lines.some((line) => line.startsWith('Meeting  Present'))) continue;
        expect(lines.filter((line) => line.startsWith('Meeting ') && !line.includes('Present')).length).toBeGreaterThan(
          1,
        );
      }
    }
  });

  it('of which a third of a page can hold all stand on one page, with the key under them', async () => {
    for (let notes = 0; notes <= 52; notes += 1) {
      const bytes = await draw((page) => {
        for (let count = 0; count < notes; count += 1) page.note('One line.');
        page.table({ ...smallTable(6), key: 'A key to it.' });
      });
      const holding = (await readPdfText(bytes)).filter((text) => /Table of meetings|^Meeting|A key/m.test(text));
      expect(holding).toHaveLength(1);
    }
  });

  it('of any length have the key on the page where they end', async () => {
    for (let rows = 20; rows <= 80; rows += 1) {
      const pages = await readPdfText(await draw((page) => page.table({ ...smallTable(rows), key: 'A key to it.' })));
      expect(pages.find((text) => text.includes('A key'))).toContain('All meetings');
    }
  });

  it('of facts stand on one page with the sentence over them', async () => {
    for (let notes = 0; notes <= 52; notes += 1) {
      const bytes = await draw((page) => {
        for (let count = 0; count < notes; count += 1) page.note('One line.');
        page.facts(
          ['c', 'x', 'z'].map((sign) => [`Sign ${sign}`, 'what it means']),
          'These signs are used:',
        );
      });
      expect((await readPdfText(bytes)).filter((text) => /Sign |These signs/.test(text))).toHaveLength(1);
    }
  });

  it('keep every sum on one line, however narrow its column was meant to be', async () => {
    const sum = fc.integer({ min: -999_999_999, max: 999_999_999 });
    const entry = fc.record({
      words: fc.integer({ min: 1, max: 30 }),
      sums: fc.array(sum, { minLength: 4, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async (entries) => {
        const bytes = await draw((page) =>
          page.table({
            caption: 'Sums',
            columns: [
              { heading: 'What', share: 9 },
              ...[1, 2, 3, 4].map((at) => ({ heading: `Sum ${at}`, share: 1, align: 'right' as const })),
            ],
            rows: entries.map(({ words, sums }) => ['school '.repeat(words), ...sums.map(pounds)]),
            whenEmpty: '',
          }),
        );
        const text = (await readPdfText(bytes)).join('\n');
        for (const pence of entries.flatMap(({ sums }) => sums)) expect(text).toContain(pounds(pence));
      }),
      runs(25),
    );
  });

  const schools = Array.from({ length: 60 }, (_, at) => ({
    school: `School number ${at + 1}`,
    forward: 0,
    waived: 0,
    due: 300000,
    paid: at % 7 === 0 ? 0 : 300000,
    refunded: 0,
    outstanding: at % 7 === 0 ? 300000 : 0,
    overdue: 0,
    overpaid: 0,
  }));
  const totals = {
    forward: 0,
    waived: 0,
    due: 18000000,
    paid: 15300000,
    refunded: 0,
    outstanding: 2700000,
    overpaid: 0,
  };
  const statement = () =>
    renderDocument(
      treasurersStatement,
      { ...treasurersStatement.example, rows: schools, totals, remarks: [] },
      exampleMeta,
    );

  it('of sixty schools run over pages, each with the headings, the totals beside the last school', async () => {
    const pages = await readLines(await statement());
    const withRows = pages.filter((lines) => lines.some((line) => line.startsWith('School number')));
    expect(withRows.length).toBeGreaterThan(1);
    for (const lines of withRows) expect(lines.join('\n')).toMatch(/School {2}Due {2}Paid/);
    const last = withRows.at(-1) ?? [];
    expect(last.some((line) => line.startsWith('School number 60'))).toBe(true);
    expect(last.some((line) => line.startsWith('All schools  £180,000.00  £153,000.00'))).toBe(true);
    const rows = withRows.flat().filter((line) => line.startsWith('School number'));
    expect(rows.map((row) => row.split('  ')[0])).toEqual(schools.map(({ school }) => school));
  });

  it.skipIf(withoutQpdf)('of sixty schools keep PDF/UA-1', async () => {
    expect(await checkPdfUa(await statement())).toEqual([]);
  });

  it('kept together begin on a new page where half of this one is filled, and nowhere else', async () => {
    const table = { ...smallTable(20), together: true };
    const pagesOf = async (notes: number, drawn: typeof table) => {
      const bytes = await draw((page) => {
        for (let count = 0; count < notes; count += 1) page.note('One line.');
        page.section('Section');
        page.table(drawn);
      });
      const pages = await readLines(bytes);
      return pages.map((lines) => lines.some((line) => line.startsWith('Meeting ')));
    };
    expect((await pagesOf(25, table)).slice(0, 2)).toEqual([false, true]);
    expect((await pagesOf(10, table))[0]).toBe(true);
    expect((await pagesOf(25, smallTable(20) as typeof table))[0]).toBe(true);
    expect((await pagesOf(25, { ...smallTable(60), together: true }))[0]).toBe(true);
  });

  it('lose no word of a cell that is longer than a page', async () => {
    const words = Array.from({ length: 1500 }, (_, at) => `word${at}`);
    const bytes = await draw((page) => {
      page.table({
        ...smallTable(2),
        rows: [
          ['short', '1'],
          [words.join(' '), '2'],
          ['short', '3'],
        ],
      });
    });
    const text = (await readPdfText(bytes)).join('\n');
    expect(text.match(/word\d+/g)).toEqual(words);
    if (!withoutQpdf) expect(await checkPdfUa(bytes)).toEqual([]);
  });

  it('without rows say so', async () => {
    const text = (await readPdfText(await draw((page) => page.table(smallTable(0))))).join();
    expect(text).toContain('Table of meetings: none yet.');
    expect(text).not.toContain('Present');
  });
});

describe('charts', () => {
  const chart = (groups: number) => ({
    title: 'Pupils persistently absent',
    series: ['2024/25', '2025/26'] as const,
    groups: Array.from({ length: groups }, (_, at) => ({
      label: `Group ${at + 1}`,
      bars: [
        { text: `${at}.5%`, value: at + 0.5 },
        { text: 'c', value: null },
      ] as const,
    })),
  });

  it('are described with every value', () => {
    expect(describeChart(chart(2))).toBe(
      'Bar chart. Pupils persistently absent. Group 1: 2024/25 0.5%, 2025/26 c; Group 2: 2024/25 1.5%, 2025/26 c.',
    );
  });

  it('too tall for a page are drawn as several', async () => {
    const bytes = await draw((page) => page.barChart(chart(45)));
    const labels = (await readPdfText(bytes)).join('\n').match(/Group \d+/g);
    expect(labels).toHaveLength(45);
    if (!withoutQpdf) expect(await checkPdfUa(bytes)).toEqual([]);
  });

  it('without any value are drawn all the same', async () => {
    const { groups, ...rest } = chart(1);
    const bars = [
      { text: 'x', value: null },
      { text: '0', value: 0 },
    ] as const;
    const bytes = await draw((page) => page.barChart({ ...rest, groups: groups.map((group) => ({ ...group, bars })) }));
    expect((await readPdfText(bytes)).join()).toContain('Group 1');
  });
});

describe('what the fonts cannot print', () => {
  it('is read out as it was typed, and explained once', async () => {
    const typed = 'مدرسة النور School';
    const bytes = await draw((page) => page.paragraph(typed));
    const pdf = await PDFDocument.load(bytes);
    const actual = pdf.context
      .enumerateIndirectObjects()
      .map(([, object]) => (object instanceof PDFDict ? object.get(PDFName.of('ActualText')) : null))
      .filter((text) => text instanceof PDFHexString)
      .map((text) => text.decodeText());
    expect(actual).toContain(typed);
    expect((await readPdfText(bytes)).join()).toContain('stands for a letter or picture');
  });

  it('is not mentioned when everything could be printed', async () => {
    const bytes = await draw((page) => page.paragraph('Ysgol Llŷn'));
    expect((await readPdfText(bytes)).join()).not.toContain('stands for');
  });
});

it('refuses a contents list that names a section which is not there', async () => {
  await expect(draw((page) => page.contents(['Missing']))).rejects.toThrow('Missing');
});

describe('a chart without a single figure', () => {
  it('draws its labels and no bar, and leaves the page well formed', async () => {
    const none = { text: 'x', value: null };
    const empty = defineDocument<null>({
      id: 'empty-chart',
      title: 'Empty chart',
      audience: 'alliance',
      about: () => 'nothing',
      example: null,
      render: (page) =>
        page.barChart({
          title: 'Nothing yet',
          series: ['2024/25', '2025/26'],
          groups: [
            { label: 'All', bars: [none, none] },
            { label: 'Nought', bars: [{ text: '0', value: 0 }, none] },
          ],
        }),
    });
    const bytes = await renderDocument(empty, null, exampleMeta);
    expect(streamsOf(bytes)).not.toMatch(/NaN|Infinity/);
    expect((await readPdfText(bytes)).toString()).toContain('Nought');
  });
});

/** Every compressed stream of a file as text, page content among them. */
function streamsOf(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  return [...file.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
    .map(([, body]) => {
      try {
        return inflateSync(Buffer.from(body!, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
}
