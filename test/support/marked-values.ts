import { hash } from 'node:crypto';

/** A value to look for, in every form in which it may have been written down. */
export interface Mark {
  readonly value: string;
  readonly forms: readonly string[];
}

/** A text or the bytes of a file that a run left behind, and where. */
export interface Trace {
  readonly where: string;
  readonly text: string;
}

const CONSONANTS = 'bcdfghjklmnpqrstvwxz';

/** A source of made-up values, each once: the same for the same seed. */
export function drawMarks(seed: number) {
  let state = seed >>> 0;
  const marks: Mark[] = [];
  const below = (most: number) => {
    // As in "Minimal standard" generators; the product stays within whole numbers.
    state = Number((BigInt(state || 1) * 48_271n) % 2_147_483_647n);
    return state % most;
  };
  const letters = (count: number) => Array.from({ length: count }, () => CONSONANTS[below(CONSONANTS.length)]).join('');
  const taken = new Set<string>();
  const once = (draw: () => string): string => {
    for (;;) {
      const value = draw();
      if (taken.has(value)) continue;
      taken.add(value);
      return value;
    }
  };
  const add = (value: string, forms: readonly string[] = [value]) => {
    marks.push({ value, forms });
    return value;
  };
  return {
    marks,
    /** Letters that no language has. */
    word: () => add(once(() => `Q${letters(9)}`)),
    figures: () => add(once(() => String(100_001 + below(899_998)))),
    /** A day, in the forms in which people and programs write it. */
    day(iso: string, typed: string, long: string) {
      return add(typed, [iso, typed, long]);
    },
  };
}

/** The marks that stand in a trace: plain, whatever the case, or in base64 at any place of a longer text. */
export function marksIn({ text }: Trace, marks: readonly Mark[]): Mark[] {
  const plain = text.toLowerCase();
  return marks.filter(({ forms }) =>
    forms.some(
      (form) =>
        standsIn(plain, form.toLowerCase()) ||
        [form, form.toLowerCase()].some((one) => inBase64(one).some((part) => text.includes(part))),
    ),
  );
}

/** Figures within others, or within a hash, are not those that were typed. */
function standsIn(text: string, form: string): boolean {
  const within = /^\d+$/.test(form) ? /[0-9a-f]/ : /^\d/.test(form) ? /\d/ : null;
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const around = [text[at - 1] ?? '', text[at + form.length] ?? ''];
    if (!around.some((one) => within?.test(one))) return true;
  }
  return false;
}

/** The part of a text's base64 that does not depend on what stands around it, for each of the three ways it may fall. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.from('\0'.repeat(shift) + text).toString('base64');
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + Buffer.byteLength(text)) * 8) / 6);
    return whole.slice(first, last);
  });
}

/** Those of these texts whose unkeyed hash stands in a trace, whole or as short as a fingerprint. */
export function hashedIn({ text }: Trace, texts: readonly string[]): string[] {
  const there = new Set((text.toLowerCase().match(/[0-9a-f]{16,}/g) ?? []).map((digits) => digits.slice(0, 16)));
  return texts.filter((one) => there.has(hash('sha256', one).slice(0, 16)));
}
