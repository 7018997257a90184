import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+/;
const TEXTS = /^(?:licen[cs]e|copying|notice)(?:[-.].*)?$/i;
const LINE = '='.repeat(80);

/** Our own licence and those of every package that some of these sources are from. */
export function licencesOf(root: string, sources: readonly string[]): string {
  const packages = new Set(sources.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []));
  return [
    'Concordat is made of its own program and of the packages below. Node has its licence\nbeside it, and so has the typeface, in templates/fonts.',
    `Concordat\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}`,
    ...[...packages].toSorted().map((folder) => licenceOf(join(root, folder))),
  ]
    .map((part) => `${part}\n`)
    .join(`\n${LINE}\n\n`);
}

function licenceOf(folder: string): string {
  const { name, version, license, author, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => TEXTS.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const by = [author?.name ?? author, repository?.url ?? repository].filter((said) => typeof said === 'string');
  const said =
    texts.length > 0 ? texts : [saidInReadMe(folder) ?? ['Brings no text of its licence along.', ...by].join('\n')];
  return [`${name} ${version}, ${license}`, ...said].join('\n\n');
}

/** Some packages say their licence at the end of what they say of themselves. */
function saidInReadMe(folder: string): string | null {
  const file = readdirSync(folder).find((name) => /^readme\.md$/i.test(name));
  const said = file && /^#* *Licen[cs]e *\n(?:[-=]+\n)?(.{200,})$/ims.exec(readFileSync(join(folder, file), 'utf8'));
  return said ? said[1]!.trim() : null;
}
