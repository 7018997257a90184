import { describe, expect, it } from 'vitest';
import { renderDocument } from '../../../templates/kit/document.ts';
import { readPicture } from '../../../templates/kit/picture.ts';
import { treasurersStatement } from '../../../templates/treasurers-statement.document.ts';
import { exampleMeta } from '../../support/example-documents.ts';
import { checkPdfUa } from '../../support/pdf-ua.ts';
import { realPart } from '../../support/real-parts.ts';
import { smallPng } from '../../support/small-png.ts';

/** The beginning of a JPEG of so many colours. */
const jpegOf = (colours: number) =>
  new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 20, 0, 60, colours, ...Array(20).fill(0), 0xff, 0xd9]);

describe('a picture', () => {
  it('is read with its size', async () => {
    expect(await readPicture(smallPng(60, 20))).toMatchObject({ kind: 'png', width: 60, height: 20 });
    expect(await readPicture(jpegOf(3))).toMatchObject({ kind: 'jpeg', width: 60, height: 20 });
  });

  it.each([
    ['no bytes', new Uint8Array()],
    ['a text', new TextEncoder().encode('no picture')],
    ['half of one', smallPng().slice(0, 45)],
    ['four colours', jpegOf(4)],
    ['too many points', smallPng(2001, 1)],
    ['too many bytes', new Uint8Array([...smallPng(), ...new Uint8Array(1_000_000)])],
  ])('is none of %s', async (_, bytes) => {
    expect(await readPicture(bytes)).toBeNull();
  });
});

describe.skipIf(realPart('qpdf') === null)('a logo', () => {
  it.each([
    ['wide', smallPng(600, 20)],
    ['high', smallPng(20, 600)],
    ['seen through', smallPng()],
  ])('%s keeps PDF/UA-1 and PDF/A-3a, and gives the same bytes again', async (_, bytes) => {
    const logo = (await readPicture(bytes))!;
    const render = () => renderDocument(treasurersStatement, treasurersStatement.example, { ...exampleMeta, logo });
    const first = await render();
    expect(await checkPdfUa(first)).toEqual([]);
    expect(await render()).toEqual(first);
    expect(first).not.toEqual(await renderDocument(treasurersStatement, treasurersStatement.example, exampleMeta));
  });
});
