import { damaged } from './faults.ts';
import { LIMITS } from './limits.ts';

const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const COLON = 58;
const EQUALS = 61;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SPACE = 32;
const CDATA = '<![CDATA[';

/** A tag and where it stands, so that a caller can cut the text around it. */
export interface Tag {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  readonly start: number;
  readonly end: number;
  /** 0 for the root; a closing tag has the depth of its opening one. */
  readonly depth: number;
}

/** Every tag from the first to the last. @throws EdgeError on a DOCTYPE, on wrong or too deep nesting, on text cut short. */
export function* tags(xml: string): Generator<Tag, void, undefined> {
  const open: string[] = [];
  for (let start = nextMarkup(xml, 0); start >= 0; ) {
    const end = tagEnd(xml, start);
    const closing = xml.charCodeAt(start + 1) === SLASH;
    const kind = closing ? 'close' : xml.charCodeAt(end - 2) === SLASH ? 'empty' : 'open';
    const name = localName(xml, closing ? start + 2 : start + 1, end - 1);
    if (closing && open.pop() !== name) throw damaged('XML nested wrongly');
    if (open.length > LIMITS.depth.most) throw damaged(LIMITS.depth.words);
    yield { name, kind, start, end, depth: open.length };
    if (kind === 'open') open.push(name);
    start = nextMarkup(xml, end);
  }
  if (open.length > 0) throw damaged('XML cut short');
}

function nextMarkup(xml: string, from: number): number {
  let start = xml.indexOf('<', from);
  while (start >= 0) {
    const mark = xml.charCodeAt(start + 1);
    if (mark !== BANG && mark !== QUESTION) return start;
    start = xml.indexOf('<', markupToSkip(xml, start));
  }
  return start;
}

function markupToSkip(xml: string, start: number): number {
  const closing = xml.startsWith('<!--', start)
    ? '-->'
    : xml.startsWith(CDATA, start)
      ? ']]>'
      : xml.startsWith('<?', start)
        ? '?>'
        : null;
  if (closing === null) throw damaged('DOCTYPE in XML');
  const end = xml.indexOf(closing, start + 2);
  if (end < 0) throw damaged('XML cut short');
  return end + closing.length;
}

function tagEnd(xml: string, start: number): number {
  for (let at = start + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (code === GREATER) return at + 1;
    if (code === LESS) break;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      at = xml.indexOf(code === DOUBLE_QUOTE ? '"' : "'", at + 1);
      if (at < 0) break;
    }
  }
  throw damaged('XML tag cut short');
}

function localName(xml: string, from: number, to: number): string {
  let start = from;
  let end = from;
  for (; end < to; end++) {
    const code = xml.charCodeAt(end);
    if (code <= SPACE || code === SLASH) break;
    if (code === COLON) start = end + 1;
  }
  return xml.slice(start, end);
}

/** The name of an element with its prefix. */
export function writtenName(xml: string, tag: Tag): string {
  const start = tag.start + (tag.kind === 'close' ? 2 : 1);
  let end = start;
  while (end < tag.end - 1 && xml.charCodeAt(end) > SPACE && xml.charCodeAt(end) !== SLASH) end++;
  return xml.slice(start, end);
}

/** The value of an attribute, whatever its prefix; null when it is not there. */
export function attribute(xml: string, tag: Tag, name: string): string | null {
  const end = tag.end - 1;
  let at = tag.start + 1;
  while (at < end && xml.charCodeAt(at) > SPACE) at++;
  while (at < end) {
    while (at < end && xml.charCodeAt(at) <= SPACE) at++;
    const nameStart = at;
    while (at < end && xml.charCodeAt(at) !== EQUALS) at++;
    let nameEnd = at++;
    while (nameEnd > nameStart && xml.charCodeAt(nameEnd - 1) <= SPACE) nameEnd--;
    while (at < end && xml.charCodeAt(at) <= SPACE) at++;
    if (at >= end) return null;
    const valueStart = at + 1;
    at = xml.indexOf(xml.charCodeAt(at) === DOUBLE_QUOTE ? '"' : "'", valueStart);
    if (at < 0 || at > end) return null;
    if (isNamed(xml, nameStart, nameEnd, name)) return decodeXml(xml.slice(valueStart, at));
    at++;
  }
  return null;
}

// Every attribute in its place, so that a value that looks like one is none.
const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*\/?>$/y;
const NO_REFERENCE = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-fA-F]+);)/;

/** All attributes of a tag that is no closing one, by their names, prefix and all. @throws EdgeError where they are not as XML wants them. */
export function attributes(xml: string, tag: Tag): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const text = xml.slice(tag.start, tag.end);
  ATTRIBUTE.lastIndex = writtenName(xml, tag).length + 1;
  TAG_END.lastIndex = ATTRIBUTE.lastIndex;
  for (let match = ATTRIBUTE.exec(text); match; match = ATTRIBUTE.exec(text)) {
    const name = match[1]!;
    if (found.has(name)) throw damaged('an attribute twice in one tag');
    found.set(name, decodeXml(match[2] ?? match[3]!));
    TAG_END.lastIndex = ATTRIBUTE.lastIndex;
  }
  if (!TAG_END.test(text) || NO_REFERENCE.test(text)) throw damaged('XML tag not well-formed');
  return found;
}

function isNamed(xml: string, start: number, end: number, name: string): boolean {
  const from = end - name.length;
  if (from < start || !xml.startsWith(name, from)) return false;
  return from === start || (xml.charCodeAt(from - 1) === COLON && !xml.startsWith('xmlns', start));
}

/** A tag's text with one of its attributes set. */
export function withAttribute(tag: string, name: string, value: number): string {
  let isThere = false;
  const set = tag.replace(/\s([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')/g, (written, found) => {
    if (found !== name) return written;
    isThere = true;
    return ` ${name}="${value}"`;
  });
  return isThere ? set : tag.replace(/\s*(\/?>)$/, ` ${name}="${value}"$1`);
}

/** Text that was read, whatever its declaration says, is written as UTF-8. */
export function declaredAsUtf8(xml: string): string {
  return xml.replace(/^(<\?xml[^>]*?encoding=)(["'])[^"']*\2/, '$1"UTF-8"');
}

/** The text between two tags, with CDATA taken as it stands and comments left out. */
export function textBetween(xml: string, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; ) {
    const markup = xml.indexOf('<', at);
    const end = markup < 0 || markup > to ? to : markup;
    text += decodeXml(xml.slice(at, end));
    if (end === to) break;
    at = /[!?]/.test(xml.charAt(markup + 1)) ? markupToSkip(xml, markup) : tagEnd(xml, markup);
    if (xml.startsWith(CDATA, markup)) text += xml.slice(markup + CDATA.length, at - 3);
  }
  return text;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Entities and character references; line ends become LF (XML 1.0, 2.11). */
function decodeXml(raw: string): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g, (_all, hex, decimal, named) => {
    if (named) return ENTITIES[named] ?? '';
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

/** For text and attributes alike. Control characters, which XML cannot hold, are left out; line ends become LF. */
export function encodeXml(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML cannot hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
