import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allDeclared } from '../functions/workbooks/kinds.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Source {
  readonly path: string;
  readonly text: string;
  /** Project paths and package names. */
  readonly imports: readonly string[];
}

const sources = ['functions', 'sheets-schema', 'templates', 'scripts'].flatMap(filesIn).map((path): Source => {
  const text = readFileSync(join(root, path), 'utf8');
  return {
    path,
    text,
    imports: importsIn(text).map((one) => (one.startsWith('.') ? normalize(join(dirname(path), one)) : one)),
  };
});

/** What a text imports, as it is written there. */
function importsIn(text: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*(['"])([^'"]+)\1|\bimport\s*\(\s*(['"])([^'"]+)\3\s*\)|(?:^|\n)import\s*(['"])([^'"]+)\5/g,
  );
  return [...found].map((match) => (match[2] ?? match[4] ?? match[6])!);
}

/** Imports of what is not one plain text in quotes: nothing that reads the imports could see where they lead. */
function unseenImports(text: string): string[] {
  return [...text.matchAll(/\bimport\s*\((?!\s*(['"])[^'"\n]*\1\s*\)).*/g)].map(([unseen]) => unseen);
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?[tj]s$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** What each room may import besides itself. Imports go inward only. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'sheets-schema': [],
  templates: [],
  'functions/edges/ports.ts': ['sheets-schema'],
  'functions/figures': ['sheets-schema'],
  'functions/protocols': ['functions/figures', 'sheets-schema', 'templates'],
  'functions/history': ['functions/edges/ports.ts', 'functions/refusal.ts', 'sheets-schema'],
  'functions/refusal.ts': ['functions/edges/ports.ts'],
  'functions/edges/sheet-colours.ts': [],
  'functions/edges/signing-key.ts': ['functions/edges/ports.ts', 'functions/history/public-keys.ts'],
  'functions/edges/history-secret.ts': ['functions/edges/ports.ts'],
  'functions/edges/packed.ts': [],
  'functions/edges/local': [
    'functions/edges/config.ts',
    'functions/edges/history-secret.ts',
    'functions/edges/mail-in-html.ts',
    'functions/edges/packed.ts',
    'functions/edges/ports.ts',
    'functions/edges/sheet-colours.ts',
    'functions/edges/signing-key.ts',
    'functions/history/erasures.ts',
    'functions/history/public-keys.ts',
    'sheets-schema',
  ],
  'functions/edges/mail-server.ts': [],
  'functions/edges/mail-in-html.ts': [],
  'functions/edges/google': [
    'functions/edges/mail-in-html.ts',
    'functions/edges/mail-server.ts',
    'functions/edges/packed.ts',
    'functions/edges/ports.ts',
    'functions/edges/sheet-colours.ts',
    'sheets-schema',
  ],
  'functions/documents': [
    'functions/workbooks',
    'functions/figures',
    'functions/protocols',
    'functions/history',
    'functions/edges/ports.ts',
    'functions/refusal.ts',
    'sheets-schema',
    'templates',
  ],
  'functions/telling': [
    'functions/figures',
    'functions/workbooks',
    'functions/protocols',
    'functions/history',
    'functions/edges/ports.ts',
    'functions/refusal.ts',
    'sheets-schema',
  ],
  'functions/workbooks': [
    'functions/documents/register.ts',
    'functions/figures',
    'functions/protocols',
    'functions/history',
    'functions/edges/ports.ts',
    'functions/refusal.ts',
    'sheets-schema',
  ],
  'functions/sync': [
    'functions/telling',
    'functions/workbooks',
    'functions/documents/register.ts',
    'functions/documents/refused-requests.ts',
    'functions/figures',
    'functions/protocols',
    'functions/history',
    'functions/edges/ports.ts',
    'functions/refusal.ts',
    'sheets-schema',
  ],
  'functions/dispatch': [
    'functions/documents',
    'functions/sync',
    'functions/workbooks',
    'functions/telling',
    'functions/protocols',
    'functions/figures',
    'functions/history',
    'functions/edges/ports.ts',
    'functions/refusal.ts',
    'sheets-schema',
  ],
  'functions/edges/browser': [],
  'functions/status': [
    'functions/documents/refused-requests.ts',
    'functions/documents/register.ts',
    'functions/sync',
    'functions/workbooks',
    'functions/figures',
    'functions/protocols',
    'functions/history',
    'functions/edges/ports.ts',
    'sheets-schema',
  ],
  'functions/edges/config.ts': ['functions/edges/history-secret.ts', 'functions/edges/mail-server.ts'],
  'functions/cloud/log.ts': [],
  'functions/document-fonts.ts': [],
  'functions/cloud/entrance.ts': ['functions/cloud/log.ts', 'functions/edges/config.ts', 'functions/edges/ports.ts'],
  'functions/cloud/serve-functions.ts': [
    'functions/dispatch',
    'functions/cloud/entrance.ts',
    'functions/cloud/log.ts',
    'functions/edges/config.ts',
    'functions/edges/ports.ts',
  ],
  'functions/cloud/deployment.ts': ['functions', 'sheets-schema'],
  'functions/cloud/command-line.ts': ['functions', 'sheets-schema'],
  'functions/cloud/surroundings.ts': [
    'functions/cloud/deployment.ts',
    'functions/cloud/serve-functions.ts',
    'functions/cloud/log.ts',
    'functions/edges/config.ts',
    'functions/edges/ports.ts',
    'functions/edges/google',
  ],
  'functions/cloud/incoming.ts': [],
  'functions/index.ts': [
    'functions/cloud/incoming.ts',
    'functions/cloud/serve-functions.ts',
    'functions/cloud/surroundings.ts',
  ],
  scripts: ['functions/edges', 'scripts/commands'],
  'scripts/commands': [
    'functions',
    'sheets-schema',
    'templates',
    'scripts/console.ts',
    'scripts/deployment',
    'scripts/doctor',
    'scripts/new-alliance',
    'scripts/sample-alliance',
  ],
  'scripts/deployment': ['functions'],
  'scripts/doctor': ['functions', 'sheets-schema', 'scripts/console.ts', 'scripts/deployment'],
  'scripts/new-alliance': ['functions', 'sheets-schema', 'templates', 'scripts/console.ts'],
  'scripts/packaging': [
    'functions/edges/local',
    'functions/refusal.ts',
    'scripts/console.ts',
    'scripts/deployment/bundle.ts',
  ],
  'scripts/reference': ['functions', 'sheets-schema'],
  'scripts/sample-alliance': ['functions', 'sheets-schema'],
  'scripts/bench': [
    'functions',
    'sheets-schema',
    'templates',
    'scripts/sample-alliance',
    'scripts/deployment/bundle.ts',
    'test/support/deployed-bundle.ts',
    'test/support/firestore-emulator.ts',
    'test/support/memory-mailer.ts',
    'test/support/memory-workbooks.ts',
  ],
};

/** Rooms without a clock, chance, files or network: values in, values out. */
const PURE = [
  'sheets-schema',
  'templates',
  'functions/figures',
  'functions/protocols',
  'functions/history',
  'functions/sync',
  'functions/workbooks',
  'functions/telling',
  'functions/documents',
  'functions/status',
  'functions/dispatch',
];
/** Hashing and checking signatures are arithmetic. */
const PURE_MODULES = ['node:crypto'];
const PURE_PACKAGES = ['csv-parse', 'date-fns', '@date-fns/tz', 'zod', 'pdf-lib', '@cantoo/fontkit', 'hono'];

function isPurePackage(name: string): boolean {
  return PURE_PACKAGES.some((pure) => name === pure || name.startsWith(`${pure}/`));
}

const UNNAMED = /(?:^|[-.])(?:utils?|helpers?|common|misc|managers?)(?:[-.]|$)/;

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((one, other) => other.length - one.length)[0];
}

/** Comparisons of a workbook's kind, and keys made or read by hand. Meetings, payments and marks in XML have a kind too. */
const SAYS_KIND = String.raw`(?:[\w.?!]*\bkind\??\.(?:id|of|name|noun)|(?:[\w.]*\.)?\b(?:identity|owner|whose|workbook|book)\w*\??\.kind|(?<![\w.'])of)\b(?!['\w])`;
const LOOKS_AT_KINDS = [
  /\b(?:identity|owner|whose|workbook|book)\w*\??\.kind\s*[!=]==?/g,
  /\bkind\??\.(?:id|of|name|noun)\s*[!=]==?/g,
  /[!=]==?\s*[\w.]*\bkind\.(?:id|of|name|noun)\b/g,
  /[!=]==?\s*(?:alliance|school)Kind\b|\b(?:alliance|school)Kind\s*[!=]==?/g,
  /\bof\s*[!=]==?\s*['"`](?:alliance|school)['"`]/g,
  new RegExp(String.raw`\bswitch\s*\(\s*${SAYS_KIND}\s*\)`, 'g'),
  new RegExp(String.raw`['"\x60](?:alliance|school)['"\x60]\s*[!=]==?\s*${SAYS_KIND}`, 'g'),
  new RegExp(String.raw`(?<!\bleansOn)\.(?:includes|has|indexOf|test)\(\s*${SAYS_KIND}\s*\)`, 'g'),
  new RegExp(String.raw`\bObject\.is\([^)]*?${SAYS_KIND}`, 'g'),
  new RegExp(
    String.raw`${SAYS_KIND}\??\.(?:startsWith|endsWith|includes|indexOf|match|search|at|charAt|localeCompare)\(`,
    'g',
  ),
  // Kinds are made in functions/workbooks/define-workbook.ts, with a table of what goes by whose they are.
  new RegExp(String.raw`(?<=[\w)}\]])(?<!\bBY_WHOSE)\[\s*${SAYS_KIND}\s*\]`, 'g'),
  /\bkind\??\.(?:id|of|name|noun)\s+in\b/g,
  /\bkind(?:\?\.)?\[\s*['"`]/g,
  /\b(?:identity|owner|whose|workbook|book)\w*(?:\?\.)?\[\s*['"`]kind\b/g,
  /\bleansOn\.\w+\(\s*(?:['"`]|(?:alliance|school)Kind\b)/g,
  /['"`](?:alliance|school)-(?:['"`]|\$\{)/g,
];

function looksAtKinds(text: string): string[] {
  return LOOKS_AT_KINDS.flatMap((shape) => [...text.matchAll(shape)].map(([look]) => look));
}

/** A pack's folder has its id for a name. */
const packFolders = sources.flatMap(({ path }) => /^functions\/protocols\/([^/]+)\/pack\.ts$/.exec(path)?.[1] ?? []);

function partOfSample(pack: string): string {
  return `scripts/sample-alliance/${pack}/`;
}

/** Imports of what is in a folder by files that are neither in it nor among those that may. */
function enteringImports(folder: string, allowed: readonly string[]): string[] {
  return sources
    .filter(({ path }) => ![folder, ...allowed].some((place) => path.startsWith(place)))
    .flatMap(({ path, imports }) =>
      imports.filter((one) => one.startsWith(folder)).map((one) => `${path} imports ${one}`),
    );
}

/** Rooms that do the same for every pack there is. */
const LOOPING = [
  ...['sync', 'status', 'workbooks', 'telling', 'documents', 'dispatch'].map((room) => `functions/${room}`),
  ...['doctor', 'commands', 'new-alliance', 'sample-alliance'].map((room) => `scripts/${room}`),
];
const LISTS = ['functions/workbooks/kinds.ts', 'scripts/sample-alliance/packs-in-the-sample.ts'];
/** The tabs that every alliance has. */
const EVERYBODYS = ['schools', 'settings', 'calendar', 'documents', 'exceptions'];

/** What of packs a text says: their ids however they are written, a clause, a rule of theirs, a tab, by its title, its id or its file. */
function saidByPacks(text: string): string[] {
  const { tabs, rules } = allDeclared;
  const others = tabs.filter(({ id }) => !EVERYBODYS.includes(id));
  const titles = others.map(({ title }) => title);
  const ids = rules.flatMap(({ rule, pack }) => (pack === null ? [] : rule.id));
  const isSaid = (words: string) => new RegExp(`(?<![\\w-])${RegExp.escape(words)}(?![\\w-])`).test(text);
  // A part of an id tells packs apart as the whole does.
  const parts = text.matchAll(/\.(startsWith|endsWith|includes|indexOf)\(\s*['"`]([^'"`]{3,})['"`]/g);
  const isPart = (how: string, part: string) =>
    [...packFolders, ...ids].some((id) => {
      if (how === 'startsWith' || how === 'endsWith') return id[how](part);
      return part.length > 4 && id.includes(part);
    });
  const files = [...text.matchAll(/sheets-schema\/tabs\/([\w-]+)(?:\.tab)?\.ts/g)];
  return [
    ...packFolders.filter((pack) => text.toLowerCase().replaceAll(' ', '-').includes(pack)),
    ...[...text.matchAll(/\bclause(?: (?=\d)|\s*(?::|[!=]==?)\s*(?=['"\d]))(?:['"].*?['"]|[\d.]+)/g)].map(
      ([said]) => said,
    ),
    ...[
      ...text.matchAll(
        /\bref\s*[!=]==?\s*(?:['"`].*?['"`]|[\d.]+)|(?:['"`][\w.]+['"`]|\b[\d.]+)\s*[!=]==?\s*(?:[\w.]*\.)?(?:ref|clause)\b/g,
      ),
    ].map(([said]) => said),
    ...[...text.matchAll(/\b\w*[pP]acks(?:\([^()]*\))?(?:\.at\(|(?:\?\.)?\[\s*\d)/g)].map(([said]) => said),
    ...[...parts].filter(([, how, part]) => isPart(how!, part!)).map(([said]) => said),
    ...[...new Set([...ids, ...titles])].filter(isSaid),
    ...others.map(({ id }) => `'${id}'`).filter((id) => text.includes(id)),
    ...files.filter(([, name]) => !EVERYBODYS.includes(name!)).map(([path]) => basename(path)),
  ];
}

/** What a command’s help shows that a person may type is no more than an example. */
const EXAMPLES = [
  /'\\nExample:\\n[^']*'/g,
  /'the rule’s id, such as BLA-21, or a clause: 21 or “working protocols 21”'/g,
];

function withoutExamples(text: string): string {
  return EXAMPLES.reduce((left, example) => left.replaceAll(example, "''"), text);
}

/** Reads the workbooks a second time. */
const NOT_OUR_READER = '@e965/xlsx';
/** Has the documents made, reads them, holds them against one another. */
const SEES_BOTH_RECKONINGS = ['issue-documents.ts', 'printed.ts', 'disagreements.ts', 'second-reckoning.test.ts'];

describe('the layout', () => {
  it('has a room for every file', () => {
    expect(sources.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.entries(ROOMS))(
    '%s imports inward only: move the code to the room it belongs to, or pass the value in',
    (room, allowed) => {
      const outward = sources
        .filter(({ path }) => roomOf(path) === room)
        .flatMap(({ path, imports }) =>
          imports
            .filter((one) => /\.m?[tj]s$/.test(one) && !/^(?:node:|@)/.test(one))
            .filter(
              (one) => roomOf(one) !== room && !allowed.some((place) => one === place || one.startsWith(`${place}/`)),
            )
            .map((one) => `${path} imports ${one}`),
        );
      expect(outward).toEqual([]);
    },
  );

  it.each([
    ["import { one } from './one.ts';", './one.ts'],
    ['import { one } from "./one.ts";', './one.ts'],
    ["import './one.ts';", './one.ts'],
    ["export { one } from './one.ts';", './one.ts'],
    ["const { one } = await import('./one.ts');", './one.ts'],
    ['await import( "./one.ts" )', './one.ts'],
  ])('sees what is imported by %s', (text, found) => {
    expect(importsIn(text)).toEqual([found]);
    expect(unseenImports(text)).toEqual([]);
  });

  it.each(['import(`./one.ts`)', "import('./o' + 'ne.ts')", 'import(one)', "import (join('.', 'one.ts'))"])(
    'cannot see what is imported by %s',
    (text) => expect(unseenImports(text)).not.toEqual([]),
  );

  it('reckons a second time by itself: what comes to a figure there shares nothing with what comes to it here', () => {
    const folder = 'test/second-reckoning';
    const fromWithout = filesIn(folder)
      .filter((path) => !SEES_BOTH_RECKONINGS.some((name) => path === `${folder}/${name}`))
      .flatMap((path) => {
        const text = readFileSync(join(root, path), 'utf8');
        const others = importsIn(text).filter(
          (one) => one !== NOT_OUR_READER && (!/^\.\/[\w-]+\.ts$/.test(one) || one === './issue-documents.ts'),
        );
        return [...others, ...unseenImports(text)].map((one) => `${path} imports ${one}`);
      });
    expect(fromWithout).toEqual([]);
  });

  it('imports by one plain text in quotes alone: write the whole path out, once for each file that may be meant', () => {
    const unseen = sources.flatMap(({ path, text }) => unseenImports(text).map((one) => `${path}: ${one}`));
    expect(unseen).toEqual([]);
  });

  it('has no cycle: let the two files share a third, or join them', () => {
    const byPath = new Map(sources.map((source) => [source.path, source.imports]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' > '));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of byPath.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it.each(PURE)('%s does no I/O and asks no clock: take the time, the bytes or the port as an argument', (room) => {
    const mine = sources.filter(({ path }) => path.startsWith(`${room}/`));
    const reaching = mine.flatMap(({ path, imports }) =>
      imports
        .filter((one) =>
          one.startsWith('node:') ? !PURE_MODULES.includes(one) : !/\.m?ts$/.test(one) && !isPurePackage(one),
        )
        .map((one) => `${path} imports ${one}`),
    );
    const asking = mine.flatMap(({ path, text }) =>
      [
        /\bDate\.now\(/,
        /new Date\(\)/,
        /Math\.random\(/,
        /\bprocess\./,
        /\bfetch\(/,
        /performance\.now\(/,
        /randomUUID|randomBytes/,
      ]
        .filter((shape) => shape.test(text))
        .map((shape) => `${path} matches ${shape}`),
    );
    expect([...reaching, ...asking]).toEqual([]);
  });

  it('loads no template, nor what draws it, before a document is made: import() it there', () => {
    const early = sources
      .filter(({ path }) => path.startsWith('functions/'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/(?:^|\n)import (?!type\b)[^;]*?from '([^']*(?:\.document|kit\/document)\.ts)'/g)].map(
          ([, template]) => `${path} imports ${template}`,
        ),
      );
    expect(early).toEqual([]);
  });

  it('wakes a function without packs, tabs or workbooks, which a start would wait for: import() what a call needs', () => {
    const atOnce = /(?:^|\n)(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)'/g;
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const woken = new Set(['functions/index.ts']);
    for (const path of woken)
      for (const [, file] of (byPath.get(path)?.text ?? '').matchAll(atOnce))
        woken.add(normalize(join(dirname(path), file!)));
    expect([...woken]).toContain('functions/cloud/serve-functions.ts');
    const late = ['functions/protocols/', 'functions/workbooks/', 'functions/sync/', 'sheets-schema/tabs/'];
    expect([...woken].filter((path) => late.some((room) => path.startsWith(room)))).toEqual([]);
  });

  it('reads the environment nowhere but in functions/edges/config.ts', () => {
    const readers = sources.filter(
      ({ path, text }) => /process\.env/.test(text) && path !== 'functions/edges/config.ts' && !path.endsWith('.mjs'),
    );
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  it('has adapters alone say that the world outside failed: outside functions/edges, answer with a Refusal', () => {
    const makers = sources.filter(
      ({ path, text }) => /\bnew EdgeError\b|\bextends EdgeError\b/.test(text) && !path.startsWith('functions/edges/'),
    );
    expect(makers.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    "identity.kind === 'alliance'",
    "owner?.kind !== 'school'",
    'whose.kind === allianceKind',
    "kind.id === 'school'",
    "identity.kind.of !== 'school'",
    "kinds.filter(({ of }) => of === 'school')",
    'switch (kind.id) {',
    "key.startsWith('alliance-')",
    'switch (whose.kind) {',
    'switch (identity.kind?.of) {',
    'switch (of) {',
    "['school'].includes(kind.id)",
    '[schoolKind].includes(identity.kind)',
    "new Set(['school']).has(who.kind.of)",
    '/^school/.test(kind.id)',
    "'school' === of",
    "'alliance' !== owner.kind.id",
    'of === "school"',
    "kind['id'] === 'school'",
    "identity['kind']",
    'if (kind.id in TITLES)',
    'TITLES[kind.id]',
    "leansOn.includes('school')",
    'leansOn.includes(schoolKind.id)',
    "Object.is(kind.id, 'school')",
    "kind.of.startsWith('sch')",
    "of.startsWith('sch')",
    '`school-$'.concat('{urn}-2025`'),
  ])('takes %s for a look at what kind a workbook is', (text) => expect(looksAtKinds(text)).not.toEqual([]));

  it.each([
    "row.kind === 'alliance' && row.who === 'deputy'",
    "tag.kind === 'open'",
    'looked.of === nameOnDrive(wanted)',
    "issue.about === 'school'",
    'leansOn.includes(kind.id)',
    'switch (tag.kind) {',
    "['alliance', 'conference'].includes(row.kind)",
    "'alliance' === row.kind",
    "Object.is(row.kind, 'open')",
    "row['kind']",
    'return [identity.kind];',
    '`the $'.concat('{kind.noun} in $', '{year}`'),
    'lines.push(kind.name, kind.of)',
    'for (const one of kinds)',
    "Array.of('school')",
  ])('takes %s for none', (text) => expect(looksAtKinds(text)).toEqual([]));

  it('looks nowhere but in functions/workbooks/kinds.ts at what kind a workbook is, in whatever words: have the kind declare what differs', () => {
    const looking = sources
      .filter(({ path }) => /^(?:functions|scripts)\//.test(path) && path !== 'functions/workbooks/kinds.ts')
      .flatMap(({ path, text }) => looksAtKinds(text).map((look) => `${path}: ${look}`));
    expect(looking).toEqual([]);
  });

  it('names no pack in sheets-schema: a setting or a document is declared by its pack, and comes in through the lists', () => {
    expect(packFolders.length).toBeGreaterThan(1);
    const naming = sources
      .filter(({ path }) => path.startsWith('sheets-schema/'))
      .filter(({ text }) => packFolders.some((pack) => text.toLowerCase().replaceAll(' ', '-').includes(pack)));
    expect(naming.map(({ path }) => path)).toEqual([]);
  });

  it('adds figures up from plain values: what the alliance decided is asked for by the pack, and handed in', () => {
    const asking = sources
      .filter(({ path }) => path.startsWith('functions/figures/'))
      .filter(({ text, imports }) => imports.includes('sheets-schema/setting.ts') || /\.held\(/.test(text));
    expect(asking.map(({ path }) => path)).toEqual([]);
  });

  // Tests try a pack from within.
  it('lets nothing into a pack but functions/protocols/packs.ts and its part of the sample: have the pack declare it (functions/protocols/pack.ts), and loop over packs', () => {
    expect(packFolders.length).toBeGreaterThan(1);
    expect(
      packFolders.flatMap((pack) =>
        enteringImports(`functions/protocols/${pack}/`, ['functions/protocols/packs.ts', partOfSample(pack)]),
      ),
    ).toEqual([]);
  });

  it('has a folder a pack in the sample, and lets nothing into it but the list: have the part declare it (sample-part.ts), and loop over parts', () => {
    const parts = sources.flatMap(({ path }) => /^scripts\/sample-alliance\/([^/]+)\//.exec(path)?.[1] ?? []);
    expect([...new Set(parts)].sort()).toEqual(packFolders.toSorted());
    expect(
      packFolders.flatMap((pack) =>
        enteringImports(partOfSample(pack), ['scripts/sample-alliance/packs-in-the-sample.ts']),
      ),
    ).toEqual([]);
  });

  it.each([
    ["held('working-protocols/contribution')", 'working-protocols'],
    ['as the Working protocols have it', 'working-protocols'],
    ["promise: { pack, clause: '21' }", "clause: '21'"],
    ["clause === 'A4'", "clause === 'A4'"],
    ['what clause 21 asks', 'clause 21'],
    ["rule === 'BLA-21'", 'BLA-21'],
    ['"Staff days!D14"', 'Staff days'],
    ["content.get('staff-days')", "'staff-days'"],
    ["from '../../sheets-schema/tabs/meetings.tab.ts'", 'meetings.tab.ts'],
    ["pack.id === 'working-protocols'", 'working-protocols'],
    ["id.startsWith('working')", ".startsWith('working'"],
    ["id.endsWith('attendance')", ".endsWith('attendance'"],
    ["id.includes('protocol')", ".includes('protocol'"],
    ["rule.startsWith('BLA')", ".startsWith('BLA'"],
    ["ref === '25'", "ref === '25'"],
    ["'25' !== clause.ref", "'25' !== clause.ref"],
    ['packs[0]!.id', 'packs[0'],
    ['packs.at(-1)', 'packs.at('],
    ['adoptedPacks(packs, settings)[1]', 'adoptedPacks(packs, settings)[1'],
  ])('takes %s for something that a pack says', (text, found) => expect(saidByPacks(text)).toEqual([found]));

  it.each([
    "findTab(tabs, 'Schools')",
    "from '../../sheets-schema/tabs/calendar.tab.ts'",
    "rule === 'GEN-21'",
    'answeredClauses({ chapters })',
    'for (const pack of adoptedPacks(packs, settings))',
    "rule.startsWith('GEN-')",
    "text.includes(' and ')",
    'ref !== undefined',
    'if (wanted === ref)',
    'sleep(1000, null, { ref: false })',
    'packs.at',
    'packs[index]',
    'byPack[0]',
  ])('takes %s for nothing of the kind', (text) => expect(saidByPacks(text)).toEqual([]));

  it.each(LOOPING)(
    '%s names no pack, no clause and no tab but those that every alliance has: have the pack declare what differs, and loop over packs',
    (room) => {
      const naming = sources
        .filter(({ path }) => path.startsWith(`${room}/`) && !LISTS.includes(path))
        .filter(({ path }) => !packFolders.some((pack) => path.startsWith(partOfSample(pack))))
        .flatMap(({ path, text }) => saidByPacks(withoutExamples(text)).map((said) => `${path}: ${said}`));
      expect(naming).toEqual([]);
    },
  );

  it('names every file by what it is', () => {
    expect(
      sources.map(({ path }) => path).filter((path) => path.split('/').some((part) => UNNAMED.test(part))),
    ).toEqual([]);
  });
});
