import { entryBytes, makeZip, openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { parsed, type XmlElement } from './independent-reader.ts';

const XML = 'http://www.w3.org/XML/1998/namespace';
const PREFIXES = ['x', 'r', 'rel', 'mc'];

/**
 * A workbook that says the same in other words: every element of ours under a prefix that `choices` picks, declared anywhere from the
 * root down to itself, a prefix meaning one thing here and another there, with comments, other quotes and elements closed otherwise.
 */
export function dressed(bytes: Uint8Array, choices: readonly number[], only = /\.(xml|rels)$/i): Uint8Array {
  let at = 0;
  const choose = (below: number) => choices[at++ % choices.length]! % below;
  const zip = openZip(bytes);
  return makeZip(
    [...zip.entries.values()].map((entry) => {
      const content = entryBytes(zip, entry);
      if (!only.test(entry.name)) return [entry.name, content];
      return [entry.name, `<?xml version="1.0"?>\n${element(parsed(content.toString()), new Map(), choose)}`];
    }),
  );
}

type Scope = ReadonlyMap<string, string>;

function element(of: XmlElement, outer: Scope, choose: (below: number) => number): string {
  const declared = new Map<string, string>();
  const used = new Set<string>();
  const meaning = (prefix: string) => declared.get(prefix) ?? outer.get(prefix);
  const prefixFor = (uri: string, others: readonly string[]) => {
    const standing = [...outer.keys(), ...declared.keys()].filter(
      (prefix) => meaning(prefix) === uri && (prefix !== '' || others.includes('')),
    );
    const free = [...PREFIXES, ...others].filter((prefix) => !used.has(prefix));
    const prefix = pick(standing.length > 0 && choose(5) > 0 ? standing : free, choose);
    used.add(prefix);
    if (meaning(prefix) !== uri || choose(6) === 0) declared.set(prefix, uri);
    return prefix === '' ? '' : `${prefix}:`;
  };
  const [uri, local] = split(of.name);
  const name = prefixFor(uri, ['']) + local;
  const written = [...of.attributes].map(([key, value]) => {
    const [space, plain] = split(key);
    const prefix = space === '' ? '' : space === XML ? 'xml:' : prefixFor(space, []);
    return attribute(prefix + plain, value, choose);
  });
  if (!used.has('') && choose(6) === 0) declared.set('', 'urn:other');
  const scope = new Map([...outer, ...declared]);
  const declarations = [...declared].map(([prefix, meant]) =>
    attribute(prefix === '' ? 'xmlns' : `xmlns:${prefix}`, meant, choose),
  );
  const tag = [name, ...declarations, ...written].join(choose(8) === 0 ? '\n  ' : ' ');
  const between = () => (of.text === '' && choose(9) === 0 ? '<!-- <sheet name="Not a tab" r:id="rId1"> -->\n' : '');
  const within = of.children.map((child) => between() + element(child, scope, choose)).join('');
  if (within === '' && of.text === '' && choose(2) === 0) return `<${tag}/>`;
  return `<${tag}>${escaped(of.text)}${within}</${name}>`;
}

function pick<T>(from: readonly T[], choose: (below: number) => number): T {
  return from[choose(from.length)]!;
}

function split(name: string): readonly [uri: string, local: string] {
  const [, uri = '', local = name] = /^\{(.*)\}(.*)$/s.exec(name) ?? [];
  return [uri, local];
}

function attribute(name: string, value: string, choose: (below: number) => number): string {
  return choose(3) === 0 ? `${name}='${escaped(value)}'` : `${name}="${escaped(value)}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\n', '&#10;');
}
