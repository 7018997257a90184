import { GoogleRefusal } from './google-refusal.ts';

/** Field names with what is chosen below each; an empty one chooses everything below. `*` stands for every name. */
export interface Mask extends ReadonlyMap<string, Mask> {}

/** `a,b/c,d(e,f)` or `a,b.c` to a mask. */
export function parseMask(text: string): Mask {
  const tokens = text.match(/[^,()/.\s]+|[,()/.]/g) ?? [];
  let at = 0;
  const wrong = () =>
    new GoogleRefusal(400, `Invalid field selection ${text}`, 'invalidParameter', { location: 'fields' });
  function list(into: Map<string, Mask>): void {
    do item(into);
    while (tokens[at] === ',' && ++at);
  }
  function item(into: Map<string, Mask>): void {
    const name = tokens[at++];
    if (name === undefined || /^[,()/.]$/.test(name)) throw wrong();
    const known = into.get(name) as Map<string, Mask> | undefined;
    const below = known ?? new Map<string, Mask>();
    const chosenWhole = known?.size === 0;
    into.set(name, below);
    if (tokens[at] === '/' || tokens[at] === '.') {
      at++;
      item(below);
    } else if (tokens[at] === '(') {
      at++;
      list(below);
      if (tokens[at++] !== ')') throw wrong();
    } else {
      below.clear();
    }
    if (chosenWhole) below.clear();
  }
  const mask = new Map<string, Mask>();
  list(mask);
  if (at !== tokens.length) throw wrong();
  return mask;
}

/** Only what the mask chooses. Of cells that are one object, what is chosen is one too: a sheet has thousands. */
export function chosen(value: unknown, mask: Mask, known = new Map<Mask, Map<object, unknown>>()): unknown {
  if (mask.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => chosen(one, mask, known));
  const byValue = known.get(mask) ?? new Map<object, unknown>();
  known.set(mask, byValue);
  const before = byValue.get(value);
  if (before !== undefined) return before;
  const result: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    const below = mask.get(name) ?? mask.get('*');
    if (below) result[name] = chosen(one, below, known);
  }
  byValue.set(value, result);
  return result;
}

/** Whether the mask chooses anything at the end of this path. */
export function chooses(mask: Mask, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined || mask.size === 0) return true;
  const below = mask.get(name) ?? mask.get('*');
  return below !== undefined && chooses(below, rest);
}

/** `old` with what the mask chooses taken from `given`; what `given` lacks is gone. */
export function replaced<T extends object>(old: T, given: T, mask: Mask): T {
  const result = new Map<string, unknown>(Object.entries(old));
  const names = mask.size === 0 || mask.has('*') ? [...Object.keys(old), ...Object.keys(given)] : mask.keys();
  for (const name of names) {
    const below = mask.get(name) ?? new Map();
    const [before, after] = [old[name as keyof T], given[name as keyof T]] as [unknown, unknown];
    const value = below.size > 0 ? replaced(asObject(before), asObject(after), below) : after;
    if (value === undefined || value === null || (below.size > 0 && Object.keys(value).length === 0)) {
      result.delete(name);
    } else {
      result.set(name, value);
    }
  }
  return Object.fromEntries(result) as T;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
