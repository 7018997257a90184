import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exampleDocuments, exampleLetter, exampleMeta } from '../support/example-documents.ts';
import { checkPdfUa, readPdfText } from '../support/pdf-ua.ts';
import { readPdf } from '../support/read-pdf.ts';
import { realPart } from '../support/real-parts.ts';

const withoutQpdf = realPart('qpdf') === null;
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Strings that people, and people who mean harm, put into cells. */
const hostile: Readonly<Record<string, string>> = {
  'emoji and symbols': 'Elm Park 🏫👩‍🏫🇬🇧 ✓ ☎️ School',
  'scripts the font lacks': 'مدرسة النور 光明学校 Ysgol Llŷn',
  'accents of many languages': 'Ŵyddgrug Ǹkọ Nguyễn Şişli ﬁrst Ｅｌｍ',
  'one very long word': 'Llanfairpwllgwyngyll'.repeat(40),
  'five thousand characters': 'The governors of the school met and agreed. '.repeat(114),
  'line breaks': 'Elm\r\nPark\n\n\nHigh\u2028School\u000b\tand more',
  'control characters': 'Elm\u0000\u0001\u001b[31m\u202ePark\u0085\ufeff\ufffe \ud800School',
  'syntax of PDF and XML': '(Elm) <<Park>> ]]>&amp;<b> \\ % /Name endstream endobj',
  nothing: '',
};

/** Puts `text` in place of every string that people supply; what is chosen from a list stays. */
function replaceStrings(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => replaceStrings(item, text));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) =>
    key === 'kind' || key === 'symbol' ? [key, item] : [key, replaceStrings(item, text)],
  );
  return Object.fromEntries(entries);
}

/** The same data with every list emptied. */
function emptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, emptyLists(item)]));
}

describe.each([...exampleDocuments, exampleLetter])('$id', ({ id, render }) => {
  it.skipIf(withoutQpdf)('keeps PDF/UA-1 and PDF/A-3a', async () => {
    expect(await checkPdfUa(await render())).toEqual([]);
  });

  it('reads as agreed', async () => {
    const pages = await readPdfText(await render());
    const text = pages.map((page, at) => `---- page ${at + 1} ----\n${page}\n`).join('\n');
    await expect(text).toMatchFileSnapshot(`goldens/${id}.txt`);
  });

  it('has attached to it what was agreed', async () => {
    for (const [name, content] of (await readPdf(await render())).attachments)
      await expect(content.replaceAll('\r\n', '\n')).toMatchFileSnapshot(`goldens/${id}.${name}`);
  });

  it('gives the same bytes every time and other bytes for another alliance', async () => {
    const first = hash(await render());
    expect(hash(await render())).toBe(first);
    expect(hash(await render(undefined, { ...exampleMeta, alliance: 'Another Alliance' }))).not.toBe(first);
  });

  it('can be made without a single list entry', async () => {
    const bytes = await render(emptyLists);
    if (!withoutQpdf) expect(await checkPdfUa(bytes)).toEqual([]);
    expect((await readPdfText(bytes)).join('\n')).toContain(exampleMeta.alliance);
  });

  it.skipIf(withoutQpdf).each(Object.keys(hostile))('survives %s in every field', async (name) => {
    const text = hostile[name] ?? '';
    const meta = {
      ...exampleMeta,
      ...{
        number: text,
        alliance: text,
        address: text,
        academicYear: text,
        checkpoint: text,
        snapshotHash: text,
        keyId: text,
        replaces: text,
      },
      otherSnapshots: [{ of: 'school' as const, academicYear: text, hash: text }],
    };
    expect(await checkPdfUa(await render((data) => replaceStrings(data, text), meta))).toEqual([]);
  });
});

describe.each(exampleDocuments)('$id, issued', ({ render }) => {
  it('says where it comes from, and has other bytes for another issue', async () => {
    const first = await render();
    const text = (await readPdfText(first)).join('\n').replaceAll('\n', ' ');
    expect(text).toContain(`Document ${exampleMeta.number}`);
    expect(text).toContain(`Checkpoint ${exampleMeta.checkpoint}, signing key ${exampleMeta.keyId}.`);
    const [firstPage = ''] = await readPdfText(first);
    expect(firstPage.split('\n').slice(0, 9).join('\n')).toMatch(/^For (?:decision: .+|information\.)/m);
    const corrected = { ...exampleMeta, number: 'ASA-2026-0015', replaces: exampleMeta.number };
    expect(hash(await render(undefined, corrected))).not.toBe(hash(first));
  });
});

it('gives the same bytes in another process, time zone and language', async () => {
  const script = `
    import { createHash } from 'node:crypto';
    import { exampleDocuments } from './test/support/example-documents.ts';
    for (const { render } of exampleDocuments) console.log(createHash('sha256').update(await render()).digest('hex'));
  `;
  const elsewhere = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8' },
  });
  const here = await Promise.all(exampleDocuments.map(async ({ render }) => hash(await render())));
  expect(elsewhere.trim().split('\n')).toEqual(here);
});
