import type {
  Alliance,
  AlliancesBook,
  CalendarEntry,
  Decided,
  Exception,
  Member,
  SchoolsBook,
  TypedRow,
} from './alliance.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { daysLater } from './days.ts';
import { drawCalendar, drawMembers, termsEnded } from './draw-members.ts';
import { drawPayments } from './draw-payments.ts';
import { drawRegister } from './draw-register.ts';
import { drawTotals } from './draw-totals.ts';
import { type NameOfTerm, ownTerms, NAMES_OF_TERMS as TERMS } from './school-days.ts';
import { dayTyped, schoolTyped } from './typing.ts';
import { UNDECIDED } from './undecided.ts';

const YEAR = 2025;
const A_MILLION = 1_000_000;
const DAYS = ['2025-11-05', '2026-02-13', '2026-03-27', '2026-06-19', '2026-08-31', '2026-09-01', '2026-11-20'];
const DAYS_OF_EARLY_YEARS = ['2025-08-29', '2026-01-15', '2026-03-27', '2026-03-31', '2026-05-01', '2026-11-20'];

/** The same alliance again from the same seed. */
export function drawAlliance(seed: number): Alliance {
  const chance = chanceFrom(seed);
  // Apart from the others, so that the alliances that were drawn before these could be are as they were, but for these.
  const apart = chanceFrom(seed + A_MILLION);
  const usual = chance.oneOf(DAYS);
  const { decided, settings } = drawSettings(chance, apart);
  const asOf = decided.yearBegins < '06' ? apart.oneOf(DAYS_OF_EARLY_YEARS) : usual;
  const begins = decided.yearBegins;
  const members = drawMembers(chance, YEAR, begins);
  const calendar = drawCalendar(chance, YEAR, members, begins);
  const ended = termsEnded(YEAR, begins, asOf);
  const book = (startYear: number): AlliancesBook => ({
    startYear,
    payments: drawPayments(chance, startYear, members, decided.contribution),
    calendar: startYear === YEAR ? calendar : drawCalendar(chance, startYear, members, begins),
    exceptions: startYear === YEAR ? drawExceptions(chance, members, asOf) : [],
  });
  // Of some alliances nothing is in doubt.
  const faulty = chance.oneOf([0, 0, 5, 15]);
  const books = [...(chance.happens(50) ? [book(YEAR - 1)] : []), book(YEAR)];
  return {
    seed,
    startYear: YEAR,
    asOf,
    members,
    settings,
    decided,
    books,
    schoolsBooks: members.flatMap(({ meant }) =>
      drawSchoolsBooks(chance, meant, { asOf, ended, begins, calendar, hadLast: books.length > 1, faulty }),
    ),
  };
}

interface Year {
  readonly asOf: string;
  readonly ended: readonly NameOfTerm[];
  readonly begins: string;
  readonly calendar: readonly TypedRow<CalendarEntry>[];
  /** Whether last year had workbooks: where not, its totals stand in this year’s. */
  readonly hadLast: boolean;
  readonly faulty: number;
}

function drawSchoolsBooks(
  chance: Chance,
  member: Member,
  { asOf, ended, begins, calendar, hadLast, faulty }: Year,
): SchoolsBook[] {
  if (member.joinedOn !== null && member.joinedOn > asOf) return [];
  if (chance.happens(6)) return [];
  const { urn } = member;
  const isLastInThis = !hadLast || chance.happens(30);
  const own = ownTerms(
    calendar.map(({ meant }) => meant),
    member,
    YEAR,
    begins,
  );
  // Who was a member for some of the terms sends those, and now and then all; of none, all, which have no part in anything.
  const isAllSent = own.length === 0 || chance.happens(25);
  const now = drawTotals(chance, YEAR, ended, YEAR, faulty, isAllSent ? TERMS : own);
  const last = drawTotals(chance, YEAR - 1, TERMS, isLastInThis ? YEAR : YEAR - 1, faulty);
  const isLastSent = chance.happens(90);
  // Now and then one of the two tabs was not begun.
  const unsent = chance.happens(8) ? chance.oneOf(['absence', 'exclusions']) : null;
  const areDoubtsAccepted = chance.happens(25);
  const books: SchoolsBook[] = [
    {
      ...{ urn, startYear: YEAR, areDoubtsAccepted, policies: drawRegister(chance, member, asOf) },
      absence: unsent === 'absence' ? [] : [...(isLastSent && isLastInThis ? last.absence : []), ...now.absence],
      exclusions:
        unsent === 'exclusions' ? [] : [...(isLastSent && isLastInThis ? last.exclusions : []), ...now.exclusions],
    },
  ];
  if (isLastSent && !isLastInThis)
    books.unshift({ urn, startYear: YEAR - 1, areDoubtsAccepted, policies: [], ...last });
  return books;
}

function drawExceptions(chance: Chance, members: readonly TypedRow<Member>[], asOf: string): TypedRow<Exception>[] {
  return members
    .filter(() => chance.happens(12))
    .map((member) => {
      const { urn } = member.meant;
      const meant: Exception = {
        ...{ urn, clause: chance.oneOf(['2', '3']) },
        until: chance.happens(50) ? daysLater(asOf, chance.between(-60, 60)) : null,
        agreedOn: daysLater(asOf, -chance.between(0, 60)),
      };
      return {
        cells: {
          School: schoolTyped(chance, member),
          Protocols: 'Statutory policies',
          Clause: meant.clause,
          Until: meant.until === null ? '' : dayTyped(chance, meant.until),
          Reason: 'The board meets late this year.',
          'Agreed on': dayTyped(chance, meant.agreedOn),
        },
        meant,
      };
    });
}

function drawSettings(chance: Chance, apart: Chance) {
  const rows: [title: string, typed: string][] = [
    ['Alliance name', 'Harrowdale Learning Alliance'],
    ['Working protocols adopted', 'Yes'],
    ['Absence and exclusion totals kept', 'Yes'],
    ['Statutory policies adopted', 'Yes'],
    ['Payee', 'Harrow School, alliance fund'],
    ['Sort code', '200000'],
    ['Account number', '12345678'],
  ];
  const itself = new Set<string>();
  const maybe = <T>(title: string, unset: T, choices: readonly (readonly [typed: string, value: T])[]): T => {
    if (!chance.happens(35)) return unset;
    const [typed, value] = chance.oneOf(choices);
    rows.push([title, typed]);
    itself.add(title);
    return value;
  };
  const from = UNDECIDED;
  const begins = maybe('Year begins', from.yearBegins, [
    ['1 September', '09-01'],
    ['1 August', '08-01'],
    ['20 July', '07-20'],
    ['1 October', '10-01'],
    ['1 July', '07-01'],
  ]);
  const [early] = apart.happens(15)
    ? [
        apart.oneOf([
          ['1 April', '04-01'],
          ['1 May', '05-01'],
        ] as const),
      ]
    : [];
  if (early !== undefined) {
    rows.splice(itself.has('Year begins') ? -1 : rows.length, 1, ['Year begins', early[0]]);
    itself.add('Year begins');
  }
  const decided: Decided = {
    yearBegins: early?.[1] ?? begins,
    contribution: maybe('Contribution', from.contribution, [
      ['£2,500', 250_000],
      ['2500', 250_000],
      ['£1,000.01', 100_001],
      ['£4,750.50', 475_050],
    ]),
    contributionYear: maybe('Contribution year', from.contributionYear, [
      ['Financial', 'financial'],
      ['Academic', 'academic'],
    ]),
    dueDate: maybe('Contribution due date', from.dueDate, [
      ['31 January', '01-31'],
      ['15 May', '05-15'],
      ['1 October', '10-01'],
    ]),
    partYearPay: maybe('Part-year members pay', from.partYearPay, [
      ['By term', 'by-term'],
      ['None', 'none'],
      ['Full', 'full'],
    ]),
    staffDays: maybe('Staff days minimum', from.staffDays, [
      ['12', 12],
      ['0', 0],
    ]),
    partYearGive: maybe('Part-year members give', from.partYearGive, [
      ['By term', 'by-term'],
      ['None', 'none'],
    ]),
    evaluationDue: maybe('Evaluation due', from.evaluationDue, [
      ['10', 10],
      ['1', 1],
    ]),
    mayMiss: maybe<number | null>('Meetings a school may miss', from.mayMiss, [
      ['2', 2],
      ['0', 0],
    ]),
    deputies: maybe('Deputy may stand in', from.deputies, [
      ['2', 2],
      ['0', 0],
    ]),
    signedBy: maybe('Agreement signed by', from.signedBy, [['12 September', '09-12']]),
    yearlyReview: maybe<Decided['yearlyReview']>('Yearly review of a policy', from.yearlyReview, [
      ['12 months after the last', 'months'],
      ['Once an academic year', 'academic-year'],
    ]),
    afterChange: maybe('Accessibility plan reviewed after a change', from.afterChange, [['30', 30]]),
    hideBelow: maybe('Hide counts below', from.hideBelow, [
      ['10', 10],
      ['20', 20],
      ['3', 3],
    ]),
    itself,
  };
  const settings = rows.map(([title, typed]) => ({ cells: { Setting: title, Value: typed }, meant: null }));
  return { decided, settings };
}
