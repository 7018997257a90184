import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { writeWhole } from '../../functions/edges/local/write-whole.ts';
import { answer, type ExitStatus, inPlainWords, run, say } from '../console.ts';
import { readNodeArchive } from './node-archive.ts';
import { packageFor } from './package-for.ts';
import { programFiles } from './program-files.ts';

interface Options {
  readonly node: string;
  readonly checksums?: string;
  readonly out: string;
}

await new Command('npm run package --')
  .description(
    'Makes a ZIP that a coordinator unpacks and starts with a double-click, for the system that a Node archive is for.',
  )
  .requiredOption('--node <archive>', 'an archive of Node, downloaded from nodejs.org')
  .option('--checksums <file>', 'the list of checksums published with it (default: SHASUMS256.txt beside the archive)')
  .option('--out <folder>', 'where to put the ZIP', 'packages')
  .addHelpText('after', '\nExample:\n  npm run package -- --node ~/Downloads/node-v24.21.0-win-x64.zip')
  .configureOutput({ outputError: (complaint, write) => write(inPlainWords(complaint)) })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action((options: Options) => run(() => makePackage(options)))
  .parseAsync();

async function makePackage({ node: archive, checksums, out }: Options): Promise<ExitStatus> {
  const node = readNodeArchive(archive, checksums);
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  say(`Making the package for ${node.system.title} (${node.processor}) with Node ${node.version} …`);
  const { name, zip } = packageFor(node, (await programFiles()).files, version);
  const place = join(out, name);
  await writeWhole(place, zip);
  answer(`Made ${place}, ${(zip.length / 1e6).toFixed(0)} MB.`);
  return 0;
}
