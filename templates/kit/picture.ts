/** A picture that a document can hold: PNG, or JPEG in grey or in red, green and blue. */
export interface Picture {
  readonly kind: 'png' | 'jpeg';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** More bytes, or more points on a side, than the logo of an alliance needs. */
export const MOST_BYTES = 1_000_000;
const MOST_POINTS = 2000;

/** The picture in these bytes; null where they hold none that a document can hold. */
export async function readPicture(bytes: Uint8Array): Promise<Picture | null> {
  const size = bytes.length > MOST_BYTES ? null : (sizeOfPng(bytes) ?? sizeOfJpeg(bytes));
  if (size === null || !isSound(size.width) || !isSound(size.height)) return null;
  const picture: Picture = { ...size, bytes };
  const { PDFDocument } = await import('pdf-lib');
  const trial = await PDFDocument.create();
  try {
    await (picture.kind === 'png' ? trial.embedPng(bytes) : trial.embedJpg(bytes));
    return picture;
  } catch {
    return null;
  }
}

const isSound = (points: number) => points >= 1 && points <= MOST_POINTS;

function sizeOfPng(bytes: Uint8Array) {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 24 || signature.some((byte, at) => bytes[at] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) } as const;
}

/** By the first frame header (ITU T.81, B.2.2). Four colours are for print, and PDF/A wants another profile for them. */
function sizeOfJpeg(bytes: Uint8Array) {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (!isFrame) continue;
    const colours = bytes[at + 9];
    if (colours !== 1 && colours !== 3) return null;
    return { kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) } as const;
  }
  return null;
}
