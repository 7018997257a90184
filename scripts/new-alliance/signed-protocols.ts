import type { Pack } from '../../functions/protocols/pack.ts';
import { choiceList } from '../../sheets-schema/cells/choice.ts';
import { typedText } from '../../sheets-schema/parse-tab.ts';
import { listed } from '../../sheets-schema/wording.ts';

/** What an alliance types that has signed nothing yet. */
export const NONE = 'none';

/** Each with the number by which it may be chosen, and what it is about. */
export function offered(packs: readonly Pack[]): string[][] {
  return packs.map(({ title, inShort }, at) => [String(at + 1), title, inShort]);
}

/** What the schools signed, by number, id or title, several with commas between them; or what cannot be understood, in a sentence. */
export function readSigned(
  typed: string,
  packs: readonly Pack[],
): { readonly value: readonly Pack[] } | { readonly says: string } {
  const known = choiceList(
    'protocols',
    packs.map(({ id, title, citedAs }, at) => ({ value: id, text: title, also: [citedAs, String(at + 1)] })),
  );
  const parts = (/^[\d\s,;&]+$/.test(typed) ? typed.split(/[\s,;&]+/) : typed.split(/[,;]/)).filter(
    (part) => part.trim() !== '',
  );
  if (parts.length === 1 && /^(?:none|nothing|no|0)(?: yet)?$/i.test(parts[0]!.trim())) return { value: [] };
  if (parts.length === 0) return { says: `Type one or several of them, or “${NONE}”.` };
  const chosen = new Set<string>();
  for (const part of parts) {
    const found = known.find(part);
    if (!('value' in found)) {
      const ids = listed([...packs.map(({ id }) => id), NONE], 'or');
      return { says: `There are no protocols called ${typedText(part.trim())}. Say ${ids}.` };
    }
    chosen.add(found.value);
  }
  return { value: packs.filter(({ id }) => chosen.has(id)) };
}

/** Said where nothing may be asked: nobody gets a promise that was not signed. */
export function saySigned(packs: readonly Pack[]): string {
  const ids = listed([...packs.map(({ id }) => id), NONE], 'or');
  return `Say with --protocols which the schools signed: ${ids}; several with commas between them.`;
}
