import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EdgeError } from '../ports.ts';
import { moveOver, writeBeside } from './workbook-files.ts';

/** Nobody sees half a file, not even after a power cut: it is written beside its place, flushed and moved there. @throws EdgeError `no-space` or `not-allowed` */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writing(path, async () => moveOver(await writeBeside(path, content, 0o666), path));
}

/** Does what writes at a path, whose folder is made. @throws EdgeError `no-space` or `not-allowed` */
export async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await work();
  } catch (cause) {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    const advice = full
      ? 'The disk is full. Make room, then start again.'
      : `${path} cannot be written. Check that you may write there.`;
    throw new EdgeError(full ? 'no-space' : 'not-allowed', advice, { cause });
  }
}
