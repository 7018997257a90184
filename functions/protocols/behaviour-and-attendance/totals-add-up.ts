import type { Tab } from '../../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import type { AbsenceRow } from '../../figures/absence.ts';
import { isPersistentlyAbsent, persistentAbsenceIn } from '../../figures/absence.ts';
import { TERMS } from '../../figures/school-calendar.ts';
import { sum } from '../../figures/sums.ts';
import { defineRule } from '../rule.ts';

export const absenceAddsUp = defineRule({
  id: 'X-05',
  title: 'Absence is never more than the sessions there were, and the terms add up to the year',
  mendedIn: absenceByTermTab,
  reads: [
    { tab: absenceByTermTab, columns: ['enrolments', 'possible', 'authorised', 'unauthorised', 'period', 'group'] },
    { tab: exclusionsByTermTab, columns: ['headcount', 'suspensions', 'permanent', 'period', 'group'] },
  ],
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
    pupils: {
      severity: 'warning',
      says: '{heading} for the whole year is {year}, and the terms say {terms}.',
      fix: 'Check the row for the whole year against the terms.',
    },
  },
  check(input, report) {
    const rows = input.rows(absenceByTermTab);
    for (const row of rows) {
      const absent = row.authorised + row.unauthorised;
      if (absent > row.possible) {
        const data = { absent: absent.toLocaleString('en-GB'), possible: row.possible.toLocaleString('en-GB') };
        report({ message: 'tooMuch', tab: absenceByTermTab, row, column: 'possible', data });
      }
    }
    const { startYear } = input.year;
    const exclusions = input.rows(exclusionsByTermTab);
    for (const [tab, notTheSum] of [
      [absenceByTermTab, yearsUnlikeTerms(rows, ['possible', 'authorised', 'unauthorised'], startYear)],
      [exclusionsByTermTab, yearsUnlikeTerms(exclusions, ['suspensions', 'permanent'], startYear)],
    ] as const) {
      for (const { row, column, year, terms } of notTheSum) {
        const { heading } = (tab as Tab).columns[column]!;
        const data = { heading, year: year.toLocaleString('en-GB'), terms: terms.toLocaleString('en-GB') };
        report({ message: 'terms', tab, row, column, data });
      }
    }
    for (const [tab, column, unlike] of [
      [absenceByTermTab, 'enrolments', pupilsUnlikeTerms(rows, 'enrolments', startYear)],
      [exclusionsByTermTab, 'headcount', pupilsUnlikeTerms(exclusions, 'headcount', startYear)],
    ] as const) {
      const { heading } = (tab as Tab).columns[column]!;
      for (const { row, year, terms } of unlike) {
        const data = { heading, year: year.toLocaleString('en-GB'), terms };
        report({ message: 'pupils', tab, row, column, data });
      }
    }
  },
});

export const pupilCountsFit = defineRule({
  id: 'X-06',
  title: 'No count of pupils is more than there are, and each part is within its whole',
  mendedIn: absenceByTermTab,
  reads: [
    { tab: absenceByTermTab, columns: ['enrolments', 'persistent', 'severe', 'period', 'group'] },
    { tab: exclusionsByTermTab, columns: ['headcount', 'onceOrMore', 'twiceOrMore', 'suspensions', 'period', 'group'] },
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
    moreThanAll: {
      severity: 'warning',
      says: '{cell} says {part} for one group, more than the {whole} for all pupils in the same time.',
      fix: 'Check both rows.',
    },
  },
  check(input, report) {
    const doubted = new Set<string>();
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
        doubted.add(`${row.key} ${part}`);
      }
      const year = row.year ?? input.year.startYear;
      if (row.persistent !== null && row.persistent > 0 && !couldAllBePersistent(row, row.persistent, year)) {
        const data = { part: row.persistent, percent: persistentAbsenceIn(year).percent };
        report({ message: 'impossible', ...place, column: 'persistent', data });
        doubted.add(`${row.key} persistent`);
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
        doubted.add(`${row.key} ${part}`);
      }
    }
    const { startYear } = input.year;
    for (const [tab, beyond] of [
      [absenceByTermTab, groupsBeyondAll(input.rows(absenceByTermTab), ABSENCE_OF_A_GROUP, startYear)],
      [exclusionsByTermTab, groupsBeyondAll(input.rows(exclusionsByTermTab), EXCLUSIONS_OF_A_GROUP, startYear)],
    ] as const) {
      // What is doubted for another reason is said once.
      for (const { row, column, part, whole } of beyond.filter((one) => !doubted.has(`${one.row.key} ${one.column}`))) {
        const data = { part: part.toLocaleString('en-GB'), whole: whole.toLocaleString('en-GB') };
        report({ message: 'moreThanAll', tab, row, column, data });
      }
    }
  },
});

const ABSENCE_OF_A_GROUP = ['enrolments', 'possible', 'authorised', 'unauthorised', 'persistent', 'severe'] as const;
const EXCLUSIONS_OF_A_GROUP = ['headcount', 'suspensions', 'onceOrMore', 'twiceOrMore', 'permanent'] as const;

interface TotalsRow {
  readonly key: string;
  readonly rowNumber: number;
  readonly year: number | null;
  readonly period: string;
  readonly group: string;
}
/** Rows whose named columns hold counts. */
type Counts<C extends string> = TotalsRow & { readonly [K in C]: number | null };

/** Rows for a whole year that differ from the sum of their three terms, where all three stand there once. */
function yearsUnlikeTerms<C extends string>(rows: readonly Counts<C>[], columns: readonly C[], startYear: number) {
  const yearOf = ({ year }: TotalsRow) => year ?? startYear;
  return rows
    .filter(({ period }) => period === 'year')
    .flatMap((row) => {
      const terms = rows.filter(
        (other) => other.period !== 'year' && other.group === row.group && yearOf(other) === yearOf(row),
      );
      if (terms.length !== TERMS.length || new Set(terms.map(({ period }) => period)).size !== TERMS.length) return [];
      return columns.flatMap((column) => {
        const [year, total] = [row[column] ?? 0, sum(terms, (term) => term[column] ?? 0)];
        return year === total ? [] : [{ row, column, year, terms: total }];
      });
    });
}

/** Pupils come and go in a year, but not half of them: our choice, and only where that is more than a class. */
const UNLIKE_TIMES = 2;
const UNLIKE_PUPILS = 30;

/** Rows for a whole year whose pupils are far more than in any of its terms, or far fewer. */
function pupilsUnlikeTerms<C extends string>(rows: readonly Counts<C>[], column: C, startYear: number) {
  const yearOf = ({ year }: TotalsRow) => year ?? startYear;
  const countOf = (row: Counts<C>): number | null => row[column];
  return rows
    .filter(({ period }) => period === 'year')
    .flatMap((row) => {
      const year = countOf(row);
      const terms = rows
        .filter((other) => other.period !== 'year' && other.group === row.group && yearOf(other) === yearOf(row))
        .flatMap((other) => countOf(other) ?? []);
      if (year === null || terms.length === 0) return [];
      const [least, most] = [Math.min(...terms), Math.max(...terms)];
      const isFarAbove = year > most * UNLIKE_TIMES && year - most > UNLIKE_PUPILS;
      const isFarBelow = year * UNLIKE_TIMES < least && least - year > UNLIKE_PUPILS;
      const said = [...new Set([least, most])].map((count) => count.toLocaleString('en-GB')).join(' to ');
      return isFarAbove || isFarBelow ? [{ row, year, terms: said }] : [];
    });
}

/** Counts of a group that are more than those of all pupils in the same term or year, where one row says how many those are. */
function groupsBeyondAll<C extends string>(rows: readonly Counts<C>[], columns: readonly C[], startYear: number) {
  const timeOf = ({ year, period }: TotalsRow) => `${year ?? startYear} ${period}`;
  const ofAll = rows.filter(({ group }) => group === 'all');
  const wholes = new Map(ofAll.map((row) => [timeOf(row), ofAll.filter((one) => timeOf(one) === timeOf(row))]));
  return rows
    .filter(({ group }) => group !== 'all')
    .flatMap((row) => {
      const [whole, ...others] = wholes.get(timeOf(row)) ?? [];
      if (!whole || others.length > 0) return [];
      return columns.flatMap((column) => {
        const [part, all] = [row[column], whole[column]];
        return part === null || all === null || part <= all ? [] : [{ row, column, part, whole: all }];
      });
    });
}

/** Whether the absence would reach for so many, were it all theirs in equal parts and each there as long as the average pupil. */
function couldAllBePersistent(row: AbsenceRow, count: number, startYear: number): boolean {
  if (row.enrolments === 0) return true;
  const absent = (row.authorised + row.unauthorised) / count;
  return isPersistentlyAbsent(absent, row.possible / row.enrolments, startYear);
}
