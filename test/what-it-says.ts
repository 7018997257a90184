import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { read, utils } from '@e965/xlsx';
import { settingsOf } from './support/own-configuration.ts';
import { readPdf } from './support/read-pdf.ts';

const USAGE = `Keeps all that a checkout of Concordat says of the sample alliance, or compares two such keepings:
  node test/what-it-says.ts keep CHECKOUT FILE
  node test/what-it-says.ts compare BEFORE AFTER [MAP]
MAP is a module whose default export is a list of [what, where it is replaced, by what]: a place (regular expression), then a pattern and
its replacement, applied to BEFORE; one with line breaks makes several lines of one. Prints every line that still differs, and ends 1 where one does.`;

/** Days of the sample's year and after it, on each of which something is due, late or over. */
const DAYS = [
  '2025-09-01',
  '2025-10-15',
  '2025-11-30',
  '2025-12-01',
  '2026-01-20',
  '2026-02-28',
  '2026-03-27',
  '2026-05-04',
  '2026-06-30',
  '2026-08-31',
  '2026-09-01',
  '2026-11-22',
];
/** The sample as it is, and without the mistakes in rows of which the annual report is made. */
const SAMPLES = { 'as it is': {}, mended: { reportInDoubt: false } };

/** A reference in *Checks*: each alliance has others. */
const KEYED = /\b[0-9a-f]{16}\b/g;

/** What was said, line by line, by where it was said. */
type Said = Record<string, string[]>;

async function keep(checkout: string): Promise<Said> {
  const place = mkdtempSync(join(tmpdir(), 'what-it-says-'));
  const said: Said = {};
  const program = join(checkout, 'scripts', 'concordat.mjs');
  const env = { ...process.env, ...settingsOf(join(place, 'configuration')) };
  const ask = (...typed: string[]) =>
    spawnSync('node', [program, ...typed], { cwd: place, encoding: 'utf8', maxBuffer: 1e9, env });
  for (const [name, options] of Object.entries(SAMPLES)) {
    const folder = join(place, name);
    mkdirSync(folder);
    const writer = pathToFileURL(join(checkout, 'scripts', 'sample-alliance', 'write-sample-alliance.ts')).href;
    const code = `const { writeSampleAlliance } = await import(${JSON.stringify(writer)}); await writeSampleAlliance(${JSON.stringify(folder)}, ${JSON.stringify(options)});`;
    execFileSync(process.execPath, ['--input-type=module', '-e', code]);
    for (const day of DAYS) {
      const { stdout } = ask('check', folder, '--as-of', day, '--format', 'json');
      said[`${name}: check as of ${day}`] = stdout.replaceAll(folder, 'FOLDER').split('\n');
    }
    const { stdout, stderr } = ask('start', folder, '--once', '--no-status');
    said[`${name}: start`] = `${stdout}\n${stderr}`.replaceAll(folder, 'FOLDER').split('\n');
    for (const file of filesIn(folder)) Object.assign(said, await saidIn(file, `${name}: ${relative(folder, file)}`));
  }
  const schools = 'URN,School,Email\n990001,Elm Park High School,office@elmpark.example\n990002,The Meadows,\n';
  writeFileSync(join(place, 'schools.csv'), schools);
  ask(
    'new',
    '--name',
    'Harrowdale',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols,behaviour-and-attendance',
    '--year',
    '2025/26',
    '--folder',
    'new',
  );
  for (const file of filesIn(join(place, 'new'))) Object.assign(said, await saidIn(file, `new: ${basename(file)}`));
  rmSync(place, { recursive: true });
  return Object.fromEntries(Object.entries(said).map(([where, lines]) => [where, lines.map(withoutChance)]));
}

/** Hashes rest on a key that is made anew each time, and the hour is what it is. */
function withoutChance(line: string): string {
  return line.replace(/\b[0-9a-f]{12,64}\b/g, 'HASH').replace(/\b\d\d:\d\d\b/g, 'hh:mm');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('.'))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .sort();
}

async function saidIn(file: string, name: string): Promise<Said> {
  if (file.endsWith('.pdf')) {
    const { text, attachments } = await readPdf(readFileSync(file));
    const attached = [...attachments].map(([title, content]) => [`${name}, ${title}`, content.split('\n')] as const);
    return { [name]: text.split(/(?<=[.!?]) /), ...Object.fromEntries(attached) };
  }
  if (file.endsWith('.xlsx')) {
    const { SheetNames, Sheets } = read(readFileSync(file));
    return Object.fromEntries(
      SheetNames.map((title) => [
        `${name}, ${title}`,
        utils.sheet_to_csv(Sheets[title]!).replaceAll(KEYED, 'KEYED').split('\n'),
      ]),
    );
  }
  return { [name]: readFileSync(file, 'utf8').split('\n') };
}

type Change = readonly [where: RegExp, pattern: RegExp, by: string];

function compare(before: Said, after: Said, map: readonly Change[]): number {
  const changed = (where: string, line: string) =>
    map.reduce((now, [place, pattern, by]) => (place.test(where) ? now.replace(pattern, by) : now), line);
  const renamed = new Map(
    Object.entries(before).map(([where, lines]) => [changed('a place', where), { where, lines }]),
  );
  let differing = 0;
  const say = (where: string, sign: string, line: string) => {
    differing += 1;
    console.log(`${where}\n  ${sign} ${line}`);
  };
  for (const [place, { where, lines }] of renamed) {
    const now = after[place];
    if (now === undefined) {
      say(place, '-', 'is not said any more');
      continue;
    }
    const was = lines.flatMap((line) => changed(where, line).split('\n'));
    const counts = new Map<string, number>();
    for (const line of was) counts.set(line, (counts.get(line) ?? 0) + 1);
    for (const line of now) counts.set(line, (counts.get(line) ?? 0) - 1);
    for (const [line, count] of counts) if (count !== 0) say(place, count > 0 ? '-' : '+', line);
  }
  for (const place of Object.keys(after)) if (!renamed.has(place)) say(place, '+', 'is said newly');
  console.log(`${differing} lines differ in ${Object.keys(after).length} places.`);
  return differing;
}

const load = (file: string): Said => JSON.parse(readFileSync(file, 'utf8'));
const [what, one, other, map] = process.argv.slice(2);
if (what === 'keep' && one && other) writeFileSync(other, JSON.stringify(await keep(resolve(one)), null, 1));
else if (what === 'compare' && one && other) {
  const changes: readonly Change[] = map ? (await import(pathToFileURL(resolve(map)).href)).default : [];
  process.exitCode = compare(load(one), load(other), changes) === 0 ? 0 : 1;
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
