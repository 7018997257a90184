import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Beyond what a store takes: what unpacks to more was not packed here. */
const MOST_BYTES = 2 * 1024 * 1024;

/** A text as the stores keep it. Nothing depends on how tightly: blobs are named by what they say. */
export function packed(text: string): Buffer {
  return deflateRawSync(text);
}

/** The text that was packed; null for what was not, and for what would unpack to more than any store took. */
export function unpacked(bytes: Uint8Array): string | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString();
  } catch {
    return null;
  }
}
