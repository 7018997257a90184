import { GROUPS, type Group, type Period, type Totals, type TypedRow, UNREAD } from './alliance.ts';
import type { Chance } from './chance.ts';
import { yearInWords } from './days.ts';
import type { NameOfTerm } from './school-days.ts';

const TERMS = ['Autumn', 'Spring', 'Summer'] as const;
const SESSIONS = { Autumn: 140, Spring: 110, Summer: 130 } as const;
type Counts = Record<string, number | null | typeof UNREAD>;
type Fault =
  | 'term missing'
  | 'no whole year'
  | 'only whole year'
  | 'twice'
  | 'twice unlike'
  | 'unreadable'
  | 'too much'
  | 'unlike the calendar'
  | 'not the sum'
  | 'blank'
  | 'none sent';
const FAULTS: readonly Fault[] = [
  ...(['term missing', 'no whole year', 'only whole year', 'twice', 'twice unlike'] as const),
  ...(['unreadable', 'too much', 'unlike the calendar', 'not the sum', 'blank', 'none sent'] as const),
];

/** No group is more than that of a hundred pupils, so that parts stay within their wholes. */
const MOST_OF_A_HUNDRED: Readonly<Record<Group, number>> = {
  'All pupils': 100,
  'SEN support': 20,
  'EHC plan': 8,
  'Free school meals': 24,
  'Looked-after children': 4,
};

/** Totals of a school in a year, or of the terms of it that were the school’s, right but for a fault here and there; the year’s row stands once all have ended. */
export function drawTotals(
  chance: Chance,
  year: number,
  ended: readonly NameOfTerm[],
  inYear: number,
  faulty: number,
  of: readonly NameOfTerm[] = TERMS,
) {
  const pupils = chance.between(60, 1500);
  const suspensions = TERMS.map(() => chance.between(0, Math.ceil(pupils / 20)));
  const absence: TypedRow<Totals>[] = [];
  const exclusions: TypedRow<Totals>[] = [];
  for (const group of GROUPS) {
    const most = MOST_OF_A_HUNDRED[group];
    const isAll = group === 'All pupils';
    const size = isAll ? pupils : Math.max(3, Math.floor((pupils * chance.between(Math.ceil(most / 3), most)) / 100));
    const events = isAll ? suspensions : suspensions.map((all) => Math.floor((all * chance.between(0, most)) / 100));
    for (const [rows, counted] of [
      [absence, absenceOf(chance, size, isAll, of)],
      [exclusions, exclusionsOf(chance, size, events, isAll, of)],
    ] as const) {
      const fault = chance.happens(faulty) ? chance.oneOf(FAULTS) : null;
      const whole = new Map<Period, Counts>([
        ...TERMS.filter((term) => ended.includes(term) && of.includes(term)).map(
          (term) => [term, counted.terms[term]] as const,
        ),
        ...(ended.length === TERMS.length ? [['Whole year', counted.year] as const] : []),
      ]);
      rows.push(
        ...rowsWith(fault, whole, chance).map(([period, counts]) => typed({ year, period, group, counts }, inYear)),
      );
    }
  }
  return { absence, exclusions };
}

/** Absence of so many pupils: parts within their wholes, and the terms come to the year. */
function absenceOf(chance: Chance, pupils: number, isAll: boolean, of: readonly NameOfTerm[]) {
  const term = (name: keyof typeof SESSIONS): Counts => {
    const possible = pupils * SESSIONS[name];
    return {
      Pupils: pupils,
      'Possible sessions': possible,
      'Authorised absence': Math.floor((possible * chance.between(30, 80)) / 1000),
      'Unauthorised absence': Math.floor((possible * chance.between(isAll ? 20 : 2, 60)) / 1000),
      'Persistently absent': null,
      'Severely absent': null,
    };
  };
  const terms = { Autumn: term('Autumn'), Spring: term('Spring'), Summer: term('Summer') };
  const year = added(terms, of, ['Possible sessions', 'Authorised absence', 'Unauthorised absence']);
  // A tenth of a pupil’s sessions each: so few need no more absence than the least there is.
  const persistent = Math.floor((pupils * chance.between(isAll ? 10 : 0, 30)) / 100);
  return {
    terms,
    year: {
      ...year,
      Pupils: pupils,
      'Persistently absent': persistent,
      'Severely absent': Math.floor(persistent / 6),
    } as Counts,
  };
}

function exclusionsOf(
  chance: Chance,
  pupils: number,
  suspensions: readonly number[],
  isAll: boolean,
  of: readonly NameOfTerm[],
) {
  const term = (at: number): Counts => ({
    'Pupils on roll': pupils,
    Suspensions: Math.min(suspensions[at]!, pupils),
    'Suspended at all': null,
    'Suspended twice or more': null,
    'Permanent exclusions': isAll && chance.happens(50) ? chance.between(0, 3) : 0,
  });
  const terms = { Autumn: term(0), Spring: term(1), Summer: term(2) };
  const year = added(terms, of, ['Suspensions', 'Permanent exclusions']);
  const all = Number(year['Suspensions']);
  const twice = Math.floor(all / 3);
  const once = Math.min(pupils, all - twice);
  return {
    terms,
    year: {
      ...year,
      'Pupils on roll': pupils,
      'Suspended at all': once,
      'Suspended twice or more': Math.min(twice, once),
    } as Counts,
  };
}

function added(
  terms: Readonly<Record<NameOfTerm, Counts>>,
  of: readonly NameOfTerm[],
  columns: readonly string[],
): Counts {
  return Object.fromEntries(
    columns.map((column) => [column, of.reduce((sum, term) => sum + Number(terms[term][column]), 0)]),
  );
}

function rowsWith(fault: Fault | null, whole: ReadonlyMap<Period, Counts>, chance: Chance): [Period, Counts][] {
  const rows = [...whole];
  if (rows.length === 0 || fault === 'none sent') return [];
  const at = chance.between(0, rows.length - 1);
  const [period, counts] = rows[at]!;
  const columns = Object.keys(counts).filter((column) => counts[column] !== null);
  const instead = (changed: Counts): [Period, Counts][] =>
    rows.map((row, place) => (place === at ? [period, changed] : row));
  switch (fault) {
    case 'term missing':
      return rows.filter(([one]) => one !== 'Autumn');
    case 'no whole year':
      return rows.filter(([one]) => one !== 'Whole year');
    case 'only whole year':
      return rows.filter(([one]) => one === 'Whole year');
    case 'twice':
      return [...rows, [period, counts]];
    case 'twice unlike': {
      const column = chance.oneOf(columns.slice(1));
      return [...rows, [period, { ...counts, [column]: Number(counts[column]) + 1 }]];
    }
    case 'unreadable':
      return instead({ ...counts, [chance.oneOf(columns)]: UNREAD });
    case 'too much':
      return 'Possible sessions' in counts
        ? instead({ ...counts, 'Authorised absence': Number(counts['Possible sessions']) + 7 })
        : instead({ ...counts, 'Suspended at all': Number(counts['Pupils on roll']) + 3 });
    case 'unlike the calendar': {
      const possible = Number(counts['Possible sessions'] ?? 0);
      return possible === 0 ? rows : instead({ ...counts, 'Possible sessions': possible * 2 });
    }
    case 'not the sum': {
      const last = rows.findIndex(([one]) => one === 'Whole year');
      if (last < 0) return rows;
      const column = 'Suspensions' in counts ? 'Suspensions' : 'Unauthorised absence';
      return rows.map(([one, said], place) => [
        one,
        place === last ? { ...said, [column]: Number(said[column]) + 5 } : said,
      ]);
    }
    case 'blank':
      return rows.map(([one, said]) => {
        const column = 'Suspensions' in said ? 'Suspended at all' : 'Persistently absent';
        return [one, one === 'Whole year' ? { ...said, [column]: null } : said];
      });
    default:
      return rows;
  }
}

/** `inYear` is the year of the workbook it stands in, whose own rows need not say so. */
function typed(totals: Totals, inYear: number): TypedRow<Totals> {
  const counts = Object.entries(totals.counts).map(([heading, count]) => [
    heading,
    count === UNREAD ? 'about a dozen' : count === null ? '' : String(count),
  ]);
  return {
    cells: {
      Year: totals.year === inYear ? '' : yearInWords(totals.year),
      Term: totals.period,
      Group: totals.group satisfies Group,
      ...Object.fromEntries(counts),
    },
    meant: totals,
  };
}
