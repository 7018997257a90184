import type { StoredFile } from './files.ts';
import { invalid, notLearnt } from './google-refusal.ts';

const TEXT = String.raw`'((?:[^'\\]|\\.)*)'`;

/** The terms of a search that the stand-in has learnt, each with what it asks of a file. */
const TERMS: readonly (readonly [RegExp, (file: StoredFile, first: string, second: string) => boolean])[] = [
  [RegExp(`^${TEXT} in parents`), (file, id) => file.parents.includes(id)],
  // Drive tells names apart without regard to case here.
  [RegExp(`^name\\s*=\\s*${TEXT}`), (file, name) => file.name.toLowerCase() === name.toLowerCase()],
  [RegExp(`^mimeType\\s*=\\s*${TEXT}`), (file, type) => file.mimeType === type],
  [/^trashed\s*=\s*(true|false)/, (file, is) => file.trashed === (is === 'true')],
  [
    RegExp(`^appProperties has \\{\\s*key\\s*=\\s*${TEXT} and value\\s*=\\s*${TEXT}\\s*\\}`),
    (file, key, value) => file.appProperties[key] === value,
  ],
];

/** `'X' in parents and name = 'Y' and trashed = false` to a question about a file. */
export function meaningOf(q: string): (file: StoredFile) => boolean {
  const questions: ((file: StoredFile) => boolean)[] = [];
  for (let rest = q.trim(); rest !== ''; ) {
    const [term, match] = firstTerm(rest);
    const [first = '', second = ''] = match.slice(1).map((text) => text.replace(/\\(.)/g, '$1'));
    questions.push((file) => term(file, first, second));
    rest = rest.slice(match[0].length).trim();
    if (rest === '') break;
    if (!/^and\s/.test(rest)) throw invalid('q');
    rest = rest.slice(3).trim();
    if (rest === '') throw invalid('q');
  }
  return (file) => questions.every((question) => question(file));
}

function firstTerm(text: string) {
  for (const [shape, term] of TERMS) {
    const match = shape.exec(text);
    if (match) return [term, match] as const;
  }
  throw notLearnt(`the search ${text}`);
}
