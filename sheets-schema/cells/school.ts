import type { ReadContext, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

/** A school of the alliance, as its URN; as typed where no list of schools is at hand. */
export const school = defineCell<string>({
  name: 'school',
  format: 'text',
  rule: 'GEN-03',
  hint: 'Pick a school from the list.',
  choices: 'schools',
  remember: true,
  otherwise: 'not-a-school',
  messages: {
    'not-a-school': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not a school in the list.',
      fix: 'Pick the school from the list, or have it added to Schools.',
    },
    'near-a-school': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not quite the name of {schools}.',
      fix: 'Pick the school from the list.',
    },
    'several-schools': {
      severity: 'problem',
      says: '{cell} says {typed}, which could be {schools}.',
      fix: 'Pick one from the list.',
    },
    shortened: {
      severity: 'note',
      says: '{cell} says {typed}. It was read as {schools}.',
      fix: 'Pick another school from the list if that is not the one.',
    },
  },
  text(typed, { schools }): Reading<string> {
    if (schools === null) return { value: typed };
    const found = schools.find(typed);
    if ('urn' in found) {
      if (found.exact) return { value: found.urn };
      return { value: found.urn, note: { message: 'shortened', data: { schools: schools.nameOf(found.urn) } } };
    }
    const names = found.candidates.map((urn) => schools.nameOf(urn));
    if (names.length === 0) return refused('not-a-school');
    const data = { schools: eitherOf(names) };
    return names.length === 1 ? refused('near-a-school', names[0]!, data) : refused('several-schools', null, data);
  },
  show: nameOrAsTyped,
});

/** A school of the alliance as its URN where its name or URN is typed exactly; anyone else as typed. */
export const schoolOrOther = defineCell<string>({
  name: 'school or other',
  format: 'text',
  rule: 'GEN-03',
  hint: 'Pick a school from the list, or type another name.',
  choices: 'schools',
  otherwise: 'not-a-name',
  messages: {
    'not-a-name': {
      severity: 'problem',
      says: '{cell} holds something too long for a name, or no name at all.',
      fix: 'Pick a school from the list, or type a name of up to 200 characters.',
    },
  },
  text(typed, { schools }) {
    const found = schools?.find(typed);
    return { value: found && 'urn' in found && found.exact ? found.urn : typed };
  },
  show: nameOrAsTyped,
});

function nameOrAsTyped(value: string, { schools }: ReadContext): string {
  return schools === null ? value : schools.nameOf(value);
}

function eitherOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
