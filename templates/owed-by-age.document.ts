import { defineDocument } from './kit/document.ts';
import { DAY_UNIT, dayCell, longDate, moneyCell, pounds } from './kit/money-and-dates.ts';

/** What each school owes, by how long ago it was due. Money is whole pence. */
export interface OwedByAgeData {
  /** Those with anything to show. */
  readonly schools: readonly OwedBySchool[];
  /** How many schools have an account. */
  readonly settled: number;
  /** Of whom nobody can tell what they owe, as when they joined or left cannot be read. */
  readonly unknown: readonly string[];
}

export interface OwedBySchool {
  readonly school: string;
  readonly notYetDue: number;
  /** Due for up to 30 days, 60, 90, and longer. */
  readonly ages: readonly number[];
  /** Since when the oldest of it is due, 'YYYY-MM-DD'; null where nothing is due. */
  readonly since: string | null;
  readonly inAdvance: number;
  /** When the school was last asked, and reminded. */
  readonly lastRequest: string | null;
  readonly lastReminder: string | null;
  /** Whether something typed does not count as it stands, and may be its payment. */
  readonly mayHavePaid: boolean;
}

const COLUMNS = ['Not yet due', '1 to 30 days', '31 to 60', '61 to 90', 'Over 90', 'In advance'];

export const owedByAge = defineDocument<OwedByAgeData>({
  id: 'owed-by-age',
  title: 'What is owed, by age',
  audience: 'alliance',
  about: () => 'All member schools',
  asks({ schools }) {
    const late = schools.filter(({ ages }) => ages.some((pence) => pence > 0)).length;
    return late === 0
      ? null
      : `how to go on with the ${late === 1 ? 'school that is' : `${late} schools that are`} overdue`;
  },
  example: {
    schools: [
      {
        ...{ school: 'Elm Park High School', notYetDue: 0, ages: [0, 0, 150_000, 30_000], since: '2024-11-30' },
        ...{ inAdvance: 0, lastRequest: '2025-10-01', lastReminder: '2026-01-15', mayHavePaid: false },
      },
      {
        ...{ school: 'Larkmoor High School', notYetDue: 0, ages: [0, 0, 300_000, 0], since: '2025-11-30' },
        ...{ inAdvance: 0, lastRequest: '2025-10-01', lastReminder: null, mayHavePaid: true },
      },
      {
        ...{ school: 'Oldmere Academy', notYetDue: 0, ages: [0, 0, 0, 0], since: null },
        ...{ inAdvance: 25_000, lastRequest: '2025-10-01', lastReminder: null, mayHavePaid: false },
      },
      {
        ...{ school: 'Tarnbeck Academy', notYetDue: 200_000, ages: [0, 0, 0, 0], since: null },
        ...{ inAdvance: 0, lastRequest: null, lastReminder: null, mayHavePaid: false },
      },
    ],
    settled: 9,
    unknown: [],
  },
  render(page, { schools, settled, unknown }) {
    const total = (of: (one: OwedBySchool) => number) => schools.reduce((all, one) => all + of(one), 0);
    const overdue = total(({ ages }) => ages.reduce((all, pence) => all + pence, 0));
    const late = schools.filter(({ since }) => since !== null);
    page.callout(
      overdue === 0
        ? 'Nothing is overdue.'
        : `${pounds(overdue)} is overdue from ${late.length} of ${settled} schools.`,
      `As the accounts stood on ${longDate(page.asOf)}.`,
    );
    page.keyFigures([
      { value: pounds(overdue), label: 'overdue' },
      { value: pounds(total(({ notYetDue }) => notYetDue)), label: 'not yet due' },
      { value: pounds(total(({ inAdvance }) => inAdvance)), label: 'paid in advance' },
    ]);
    const sums = ({ notYetDue, ages, inAdvance }: OwedBySchool) => [notYetDue, ...ages, inAdvance];
    page.table({
      caption: 'By the days since it was due',
      columns: [
        { heading: 'School', share: 3 },
        ...COLUMNS.map((heading) => ({ heading, unit: '£', share: 1.7, align: 'right' }) as const),
      ],
      rows: schools.map((one) => [one.school, ...sums(one).map((pence) => moneyCell(pence, orDash(pence)))]),
      totals: ['All schools', ...COLUMNS.map((_, at) => orDash(total((one) => sums(one)[at]!)))],
      key: 'A dash means nothing. Schools that owe nothing and have paid nothing in advance are left out.',
      whenEmpty: 'no school owes anything.',
    });
    if (late.length > 0)
      page.table({
        caption: 'Since when, and who was told',
        columns: [
          { heading: 'School', share: 3 },
          ...['Due since', 'Last request', 'Last reminder'].map((heading) => ({ heading, unit: DAY_UNIT, share: 2 })),
          { heading: 'To be looked at', share: 3 },
        ],
        rows: late.map(({ school, since, lastRequest, lastReminder, mayHavePaid }) => [
          school,
          dayCell(since!),
          lastRequest === null ? 'none this year' : dayCell(lastRequest),
          lastReminder === null ? 'none this year' : dayCell(lastReminder),
          mayHavePaid ? 'a row that is not counted may be its payment' : '',
        ]),
        whenEmpty: 'nobody.',
      });
    if (unknown.length > 0)
      page.note(
        `Not known, and in no sum: what ${unknown.join('; ')} owes, as when it joined or left cannot be read in Schools.`,
      );
  },
});

const orDash = (pence: number) => (pence === 0 ? '–' : pounds(pence));
