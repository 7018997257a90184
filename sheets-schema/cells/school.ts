import type { ReadContext, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { NOBODY_NAMED, standsInForAName } from './nobody-yet.ts';
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
    'nobody-yet': NOBODY_NAMED,
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
    if (standsInForAName(typed)) return refused('nobody-yet');
    const names = found.candidates.map((urn) => schools.nameOf(urn));
    if (names.length === 0) return refused('not-a-school');
    const data = { schools: eitherOf(names) };
    return names.length === 1 ? refused('near-a-school', names[0]!, data) : refused('several-schools', null, data);
  },
  show: nameOrAsTyped,
});

/** What tells apart another school whose name is like a member's. */
const NOT_A_MEMBER = '(not a member)';
const SAYS_NOT_A_MEMBER =
  / ?(?:[([] ?(?:not a member|non-?member|not one of us|outside)(?: school)? ?[)\]]|[,–-] ?not a member)$/i;

/** A school of the alliance as its URN, by whatever its name is read from in `school`; whoever is like none of them as typed. */
export const schoolOrOther = defineCell<string>({
  name: 'school or other',
  format: 'text',
  rule: 'GEN-03',
  hint: `Pick a school from the list, or type another name, with “${NOT_A_MEMBER}” where it is like a member’s.`,
  choices: 'schools',
  remember: true,
  otherwise: 'not-a-name',
  messages: {
    'not-a-name': {
      severity: 'problem',
      says: '{cell} holds something too long for a name, or no name at all.',
      fix: 'Pick a school from the list, or type a name of up to 200 characters.',
    },
    'near-a-member': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not quite the name of {schools}.',
      fix: `Pick the school from the list, or add “${NOT_A_MEMBER}” where it is another.`,
    },
    'several-members': {
      severity: 'problem',
      says: '{cell} says {typed}, which could be {schools}.',
      fix: `Pick one from the list, or add “${NOT_A_MEMBER}” where it is another.`,
    },
    'nobody-yet': NOBODY_NAMED,
    'not-compared': {
      severity: 'problem',
      says: '{cell} says {typed}. So many names here are no member’s that it was not compared with them.',
      fix: `Pick the school from the list, or add “${NOT_A_MEMBER}” where it is another.`,
    },
    'read-as-member': {
      severity: 'note',
      says: '{cell} says {typed}. It was read as {schools}.',
      fix: `Pick another school from the list if that is not the one, or add “${NOT_A_MEMBER}”.`,
    },
  },
  text(typed, { schools }) {
    const name = typed.replace(SAYS_NOT_A_MEMBER, '');
    if (name !== typed && name !== '') return { value: `${name} ${NOT_A_MEMBER}` };
    if (schools === null) return standsInForAName(typed) ? refused('nobody-yet') : { value: typed };
    const found = schools.find(typed);
    if ('urn' in found) {
      if (found.exact) return { value: found.urn };
      return { value: found.urn, note: { message: 'read-as-member', data: { schools: schools.nameOf(found.urn) } } };
    }
    if (standsInForAName(typed)) return refused('nobody-yet');
    if (found.notCompared) return refused('not-compared');
    const names = found.candidates.map((urn) => schools.nameOf(urn));
    if (names.length === 0) return { value: typed };
    const data = { schools: eitherOf(names) };
    return names.length === 1 ? refused('near-a-member', names[0]!, data) : refused('several-members', null, data);
  },
  show: nameOrAsTyped,
});

function nameOrAsTyped(value: string, { schools }: ReadContext): string {
  return schools === null ? value : schools.nameOf(value);
}

function eitherOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
