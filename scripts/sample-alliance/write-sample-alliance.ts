import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_FILE } from '../../functions/edges/local/alliance-folder.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { makeSampleAlliance, type SampleOptions } from './make-sample-alliance.ts';

/** Writes the sample alliance's workbooks into a folder, with the list of the mistakes in them beside. */
export async function writeSampleAlliance(folder: string, options: SampleOptions = {}): Promise<void> {
  const { workbooks, mistakes } = makeSampleAlliance(options);
  const files = workbookFiles();
  // First, as the sample is known by it.
  await writeFile(join(folder, SAMPLE_FILE), `${JSON.stringify(mistakes, null, 2)}\n`);
  for (const { fileName, home, sheets } of workbooks) {
    await mkdir(join(folder, home), { recursive: true });
    await files.create(join(folder, home, fileName), sheets);
  }
}
