import { defineRule } from '../rule.ts';

/** Shapes that identify somebody. The finding never repeats what the cell says. */
const TELLTALES = [
  { what: 'a pupil number', shape: /\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b/i },
  { what: 'an e-mail address', shape: /\S@\S+\.\S/ },
  { what: 'a telephone number', shape: /(?:\+44|\b0)(?:[ -]?\d){9,10}\b/ },
  { what: 'a date of birth', shape: /\b(?:dob|born|date of birth)\b/i },
  {
    what: 'a person’s name',
    shape: /\b(?!Year |Key Stage |Free School )(?:[A-Z][a-z’'-]+) (?:Mc|Mac|O’|O')?[A-Z][a-z’'-]+\b/,
  },
] as const;

export const noPupilNamed = defineRule({
  id: 'GEN-07',
  title: 'Notes beside pupil figures name no pupil',
  workbook: 'both',
  reads: [],
  messages: {
    telltale: {
      severity: 'warning',
      says: '{cell} looks as if it holds {what}.',
      fix: 'Take out anything that could point to a pupil; these notes are about totals.',
    },
  },
  check(input, report) {
    for (const { tab, rows } of input.parsed) {
      const notes = Object.entries(tab.columns).filter(([, { aboutPupils }]) => aboutPupils);
      for (const [column] of notes) {
        for (const row of rows) {
          const note = (row as unknown as Record<string, unknown>)[column];
          const telltale = typeof note === 'string' ? TELLTALES.find(({ shape }) => shape.test(note)) : undefined;
          if (telltale) report({ message: 'telltale', tab, row, column, data: { what: telltale.what } });
        }
      }
    }
  },
});
