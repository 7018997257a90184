import { defineRule } from '../rule.ts';

/** Shapes that identify somebody. The finding never repeats what the cell says. */
const TELLTALES = [
  { what: 'a pupil number', shape: /\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b/i },
  { what: 'an e-mail address', shape: /\S@\S+\.\S/ },
  { what: 'a telephone number', shape: /(?:\+44|\b0)(?:[ -]?\d){9,10}\b/ },
  { what: 'a date of birth', shape: /\b(?:dob|date of birth)\b|(?<!summer[- ])\bborn\b/i },
  {
    what: 'a person’s name',
    shape: /\b(?:[A-Z][a-z’'-]+) (?:Mc|Mac|O’|O')?[A-Z][a-z’'-]+\b/,
  },
] as const;

/** Written with a capital beside figures about pupils, and nobody's name. */
const NOBODY =
  /\b(?:Autumn|Spring|Summer|Half|Term|Year|School|Free|Meals|Key|Stage|Pupil|Premium|Support|Plan|January|February|March|April|May|June|July|August|September|October|November|December|Census|Easter|Christmas)\b/g;

export const noPupilNamed = defineRule({
  id: 'GEN-07',
  title: 'Notes beside pupil figures name no pupil',
  mendedIn: 'every tab',
  reads: [],
  messages: {
    telltale: {
      severity: 'warning',
      says: '{cell} looks as if it holds {what}.',
      fix: 'Take out anything that could point to a pupil; these notes are about totals.',
    },
  },
  check(input, report, sources) {
    const names = input.schools.map(({ name }) => name);
    for (const { tab, rows } of sources.parsed) {
      const notes = Object.entries(tab.columns).filter(([, { aboutPupils }]) => aboutPupils);
      for (const [column] of notes) {
        for (const row of rows) {
          const note = (row as unknown as Record<string, unknown>)[column];
          if (typeof note !== 'string') continue;
          const telling = names.reduce((text, name) => text.replaceAll(name, '·'), note).replace(NOBODY, '·');
          const telltale = TELLTALES.find(({ shape }) => shape.test(telling));
          if (telltale) report({ message: 'telltale', tab, row, column, data: { what: telltale.what } });
        }
      }
    }
  },
});
