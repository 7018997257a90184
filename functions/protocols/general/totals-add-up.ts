import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import type { AbsenceRow } from '../../figures/absence.ts';
import { isPersistentlyAbsent, persistentAbsenceIn } from '../../figures/absence.ts';
import { sum } from '../../figures/sums.ts';
import { defineRule } from '../rule.ts';

const TERMS = ['autumn', 'spring', 'summer'] as const;

export const absenceAddsUp = defineRule({
  id: 'X-05',
  title: 'Absence is never more than the sessions there were, and the terms add up to the year',
  workbook: 'school',
  reads: [{ tab: absenceByTermTab, columns: ['possible', 'authorised', 'unauthorised', 'period', 'group'] }],
  messages: {
    tooMuch: {
      severity: 'warning',
      says: '{absent} sessions of absence are more than the {possible} possible ones in this row.',
      fix: 'Check Possible sessions and both kinds of absence.',
    },
    terms: {
      severity: 'warning',
      says: '{heading} for the whole year is {year}, and the three terms come to {terms}.',
      fix: 'Check the row for the whole year against the terms.',
    },
  },
  check(input, report) {
    const rows = input.rows(absenceByTermTab);
    const yearOf = ({ year }: AbsenceRow) => year ?? input.year.startYear;
    for (const row of rows) {
      const absent = row.authorised + row.unauthorised;
      if (absent > row.possible) {
        const data = { absent: absent.toLocaleString('en-GB'), possible: row.possible.toLocaleString('en-GB') };
        report({ message: 'tooMuch', tab: absenceByTermTab, row, column: 'possible', data });
      }
      if (row.period !== 'year') continue;
      const terms = rows.filter((other) => yearOf(other) === yearOf(row) && other.group === row.group && isTerm(other));
      if (new Set(terms.map(({ period }) => period)).size !== TERMS.length || terms.length !== TERMS.length) continue;
      for (const column of ['possible', 'authorised', 'unauthorised'] as const) {
        const total = sum(terms, (term) => term[column]);
        if (total === row[column]) continue;
        const data = {
          heading: absenceByTermTab.columns[column].heading,
          year: row[column].toLocaleString('en-GB'),
          terms: total.toLocaleString('en-GB'),
        };
        report({ message: 'terms', tab: absenceByTermTab, row, column, data });
      }
    }
  },
});

export const pupilCountsFit = defineRule({
  id: 'X-06',
  title: 'No count of pupils is more than there are, and each part is within its whole',
  workbook: 'school',
  reads: [
    { tab: absenceByTermTab, columns: ['enrolments', 'persistent', 'severe', 'period', 'group'] },
    { tab: exclusionsByTermTab, columns: ['headcount', 'onceOrMore', 'twiceOrMore', 'suspensions'] },
  ],
  messages: {
    morePupils: {
      severity: 'warning',
      says: '{cell} says {part}, more than the {whole} under {wholeHeading}.',
      fix: 'Check both counts.',
    },
    impossible: {
      severity: 'warning',
      says: '{cell} counts {part} as persistently absent, and all absence together is too little for so many ({percent}% of a pupil’s own sessions each).',
      fix: 'Check the count and both kinds of absence.',
    },
  },
  check(input, report) {
    for (const row of input.rows(absenceByTermTab)) {
      const place = { tab: absenceByTermTab, row };
      const { columns } = absenceByTermTab;
      for (const [part, whole] of [
        ['persistent', 'enrolments'],
        ['severe', 'persistent'],
      ] as const) {
        const [count, all] = [row[part], row[whole]];
        if (count === null || all === null || count <= all) continue;
        const data = {
          part: count.toLocaleString('en-GB'),
          whole: all.toLocaleString('en-GB'),
          wholeHeading: columns[whole].heading,
        };
        report({ message: 'morePupils', ...place, column: part, data });
      }
      const year = row.year ?? input.year.startYear;
      if (row.persistent !== null && row.persistent > 0 && !couldAllBePersistent(row, row.persistent, year)) {
        const data = { part: row.persistent, percent: persistentAbsenceIn(year).percent };
        report({ message: 'impossible', ...place, column: 'persistent', data });
      }
    }
    const { columns } = exclusionsByTermTab;
    for (const row of input.rows(exclusionsByTermTab)) {
      for (const [part, whole] of [
        ['onceOrMore', 'headcount'],
        ['onceOrMore', 'suspensions'],
        ['twiceOrMore', 'onceOrMore'],
        ['permanent', 'headcount'],
      ] as const) {
        const [count, all] = [row[part], row[whole]];
        if (count === null || all === null || count <= all) continue;
        const data = {
          part: count.toLocaleString('en-GB'),
          whole: all.toLocaleString('en-GB'),
          wholeHeading: columns[whole].heading,
        };
        report({ message: 'morePupils', tab: exclusionsByTermTab, row, column: part, subject: whole, data });
      }
    }
  },
});

/** Whether the absence would reach for so many, were it all theirs in equal parts and each there as long as the average pupil. */
function couldAllBePersistent(row: AbsenceRow, count: number, startYear: number): boolean {
  if (row.enrolments === 0) return true;
  const absent = (row.authorised + row.unauthorised) / count;
  return isPersistentlyAbsent(absent, row.possible / row.enrolments, startYear);
}

function isTerm({ period }: AbsenceRow): boolean {
  return period !== 'year';
}
