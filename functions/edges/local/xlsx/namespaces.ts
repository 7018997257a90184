import { damaged } from './faults.ts';
import { LIMITS } from './limits.ts';
import { attributes, encodeXml, type Tag, tags, writtenName } from './xml.ts';

/** What the prefixes mean at one place, each as it is written before a name, such as `x:`; `` is for names without one. */
export type Scope = ReadonlyMap<string, string>;

const OUTERMOST: Scope = new Map([
  ['', ''],
  ['xml:', 'http://www.w3.org/XML/1998/namespace'],
]);

/** A tag with the namespace of its element. */
export interface Element {
  readonly tag: Tag;
  readonly namespace: string;
  /** What it is written with, such as `x:`. */
  readonly prefix: string;
  /** What prefixes mean in it. */
  readonly scope: Scope;
  /** By namespace, a blank and name; those without a prefix, which are of no namespace, by name alone. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Every tag from the first to the last.
 * @param deepest those within others more deeply than this are passed over.
 * @throws EdgeError when one is not well-formed or has a prefix that was never declared.
 */
export function* elements(xml: string, deepest: number = LIMITS.depth.most): Generator<Element, void, undefined> {
  const open: (Element & { readonly name: string })[] = [];
  let hasRoot = false;
  for (const tag of tags(xml)) {
    if (tag.depth > deepest) continue;
    const name = writtenName(xml, tag);
    if (tag.kind === 'close') {
      const opened = open.pop();
      if (opened?.name !== name) throw damaged('XML nested wrongly');
      yield { ...opened, tag };
      continue;
    }
    if (open.length === 0 && hasRoot) throw damaged('XML with two roots');
    hasRoot = true;
    const written = attributes(xml, tag);
    const scope = within(open.at(-1)?.scope ?? OUTERMOST, written);
    const prefix = name.slice(0, name.indexOf(':') + 1);
    const element = { tag, name, prefix, scope, namespace: meaning(prefix, scope), attributes: named(written, scope) };
    if (tag.kind === 'open') open.push(element);
    yield element;
  }
}

/** The prefix by which attributes of a namespace can be written here, such as `r:`; null when none is declared. */
export function attributePrefix(namespace: string, scope: Scope): string | null {
  for (const [prefix, meant] of scope) if (meant === namespace && prefix !== '') return prefix;
  return null;
}

/** The text of an element as it can stand where prefixes mean something else. @param at where it stood. @param to where it goes. */
export function carried(xml: string, tag: Tag, end: number, at: Scope, to: Scope): string {
  const text = xml.slice(tag.start, end);
  const own = attributes(xml, tag);
  const missing = [...at].flatMap(([prefix, namespace]) => {
    const name = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
    const isMissing = to.get(prefix) !== namespace && !own.has(name) && text.includes(prefix);
    return isMissing ? [` ${name}="${encodeXml(namespace)}"`] : [];
  });
  return text.replace(/^<[^\s/>]+/, (start) => start + missing.join(''));
}

/** What prefixes mean inside a tag. */
export function scopeIn(xml: string, tag: Tag, outer: Scope): Scope {
  return within(outer, attributes(xml, tag));
}

function within(outer: Scope, written: ReadonlyMap<string, string>): Scope {
  let scope: Map<string, string> | null = null;
  for (const [name, value] of written) {
    if (!isDeclaration(name)) continue;
    scope ??= new Map(outer);
    scope.set(name === 'xmlns' ? '' : `${name.slice('xmlns:'.length)}:`, value);
  }
  return scope ?? outer;
}

function isDeclaration(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}

function meaning(prefix: string, scope: Scope): string {
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw damaged(`the prefix ${prefix} is not declared`);
  return namespace;
}

function named(written: ReadonlyMap<string, string>, scope: Scope): ReadonlyMap<string, string> {
  if (![...written.keys()].some((name) => name === 'xmlns' || name.includes(':'))) return written;
  const found = new Map<string, string>();
  for (const [name, value] of written) {
    if (isDeclaration(name)) continue;
    const colon = name.indexOf(':') + 1;
    const key = colon === 0 ? name : `${meaning(name.slice(0, colon), scope)} ${name.slice(colon)}`;
    if (found.has(key)) throw damaged('an attribute twice in one tag');
    found.set(key, value);
  }
  return found;
}
