import { plusDays } from '../../functions/figures/academic-year.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { evaluationsTab } from '../../sheets-schema/tabs/evaluations.tab.ts';
import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import { reportParts } from '../../sheets-schema/tabs/report-words.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../sheets-schema/tabs/who-came.tab.ts';
import { ALLIANCE, bookOf, type Member, members, NEXT_ALLIANCE, statementTab, withMembers } from './orderly-year.ts';
import { again, all, alsoTyped, another, type Change, moved, never, saying, typedOn } from './otherwise.ts';
import { andThen, row } from './year.ts';

/** One thing that goes otherwise in the orderly year, and all that is found of it. */
export interface Deed {
  readonly what: string;
  readonly change: Change;
  /** What is found that is not found in the orderly year; nothing else is. */
  readonly finds: readonly Stands[];
  /** What is found in the orderly year, and is not here. */
  readonly spares?: readonly Stands[];
}

export interface Stands {
  /** "Alliance 2025/26: warning BLA-25 short, The Meadows" */
  readonly finding: string;
  readonly from: string;
  /** The first day on which it is gone, and what ended it; null where nothing does while anybody looks. */
  readonly gone: string | null;
  readonly endedBy: string | null;
}

function stands(finding: string, from: string, gone: string | null = null, endedBy: string | null = null): Stands {
  return { finding, from, gone, endedBy };
}

const [ELM, ALDHELMS, MEADOWS] = ['Elm Park High School', "St Aldhelm's School", 'The Meadows'] as const;
const [HARROW, BROOK, THORNFIELD] = ['Harrow Mount School', 'Brook Lane School', 'Thornfield School'] as const;
const inAlliance = (what: string) => `${ALLIANCE}: ${what}`;
const inNext = (what: string) => `${NEXT_ALLIANCE}: ${what}`;
const of = (school: string, what: string) => `${bookOf(school)}: ${what}`;

const THE_DAY = 'its day has passed';
const YEAR_ENDED = 'the year has ended, and it is a breach';
const PAID = 'the payment';
const MENDED = 'the cell is mended';
const BEFORE = 'what ends it in the orderly year';

const meadowsPays = 'The Meadows pays on 2025-11-20';
const stillToPay = (school: string) => inAlliance(`reminder BLA-25 dueSoon, ${school}`);
const late = (school: string) => inAlliance(`warning BLA-25 short, ${school}`);
const paidLate = (school: string, from: string) => stands(inAlliance(`note BLA-25c paidLate, ${school}`), from);
const notPaid = (school: string) => inAlliance(`breach BLA-25 short, ${school}`);

const money: readonly Deed[] = [
  {
    what: 'a contribution is paid on the last day',
    change: typedOn(meadowsPays, '2025-11-30', { date: '30/11/2025' }),
    finds: [stands(stillToPay(MEADOWS), '2025-11-20', '2025-11-30', PAID)],
  },
  {
    what: 'a contribution is paid a day late',
    change: typedOn(meadowsPays, '2025-12-01', { date: '1/12/2025' }),
    finds: [stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', PAID), paidLate(MEADOWS, '2025-12-01')],
  },
  {
    what: 'a contribution is paid four days late',
    change: typedOn(meadowsPays, '2025-12-04', { date: '4/12/2025' }),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01', '2025-12-04', PAID),
      paidLate(MEADOWS, '2025-12-04'),
    ],
  },
  {
    what: 'a contribution is paid in time and typed a week late',
    change: typedOn(meadowsPays, '2025-12-08'),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01', '2025-12-08', PAID),
    ],
  },
  {
    what: 'a contribution is never paid',
    change: never(meadowsPays),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01', '2026-09-01', YEAR_ENDED),
      stands(notPaid(MEADOWS), '2026-09-01'),
    ],
  },
  {
    what: 'too little is paid, and the rest in January',
    change: all(
      saying(meadowsPays, { amount: '£2,500' }),
      again(meadowsPays, '2026-01-09', { amount: '£500', date: '9/1/2026' }),
    ),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01', '2026-01-09', 'the payment of the rest'),
      paidLate(MEADOWS, '2026-01-09'),
    ],
  },
  {
    what: 'too little is paid, and never the rest',
    change: saying(meadowsPays, { amount: '£2,999.99' }),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01', '2026-09-01', YEAR_ENDED),
      stands(notPaid(MEADOWS), '2026-09-01'),
    ],
  },
  {
    what: 'one of three instalments does not come',
    change: never(`${ALDHELMS} pays on 2025-11-14`),
    finds: [
      stands(stillToPay(ALDHELMS), '2025-11-14', '2025-12-01', THE_DAY),
      stands(late(ALDHELMS), '2025-12-01', '2026-09-01', YEAR_ENDED),
      stands(notPaid(ALDHELMS), '2026-09-01'),
    ],
  },
  {
    what: 'a contribution is paid twice, and given back',
    change: all(
      again(meadowsPays, '2025-12-03', { date: '3/12/2025' }),
      again(meadowsPays, '2026-01-15', { date: '15/1/2026', kind: 'Refund' }),
    ),
    finds: [stands(inAlliance(`warning BLA-25b overpaid, ${MEADOWS}`), '2025-12-03', '2026-01-15', 'the refund')],
  },
  {
    what: 'a payment is typed twice in the same words',
    change: again(`${ELM} pays on 2025-10-03`, '2025-10-10', {}, '2025-10-17'),
    finds: [stands(inAlliance('warning GEN-08 same'), '2025-10-10', '2025-10-17', 'one row is deleted')],
  },
  {
    what: 'a contribution is refunded in February',
    change: again(meadowsPays, '2026-02-02', { date: '2/2/2026', kind: 'Refund' }),
    finds: [stands(late(MEADOWS), '2026-02-02', '2026-09-01', YEAR_ENDED), stands(notPaid(MEADOWS), '2026-09-01')],
  },
  {
    what: 'more is refunded than was paid, until the refund is mended',
    change: andMended(
      again(meadowsPays, '2025-12-05', { date: '5/12/2025', kind: 'Refund', amount: '£3,500' }),
      `${meadowsPays}, again`,
      '2025-12-12',
      null,
    ),
    finds: [
      stands(
        inAlliance(`warning BLA-25b tooMuchBack, ${MEADOWS}`),
        '2025-12-05',
        '2025-12-12',
        'the refund is deleted',
      ),
      stands(late(MEADOWS), '2025-12-05', '2025-12-12', 'the refund is deleted'),
    ],
  },
  {
    what: 'a payment is typed for last year',
    change: saying(meadowsPays, { forYear: '2024/25' }, '2026-01-12'),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01', '2026-01-12', MENDED),
      // There are no books of last year here.
      stands(inAlliance('warning BLA-25b noYearBefore'), '2025-11-20', '2026-01-12', MENDED),
    ],
  },
  {
    what: 'a payment is typed for a year far away',
    change: saying(meadowsPays, { forYear: '2028/29' }, '2025-11-27'),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-11-27', MENDED),
      stands(inAlliance('warning BLA-25b farYear'), '2025-11-20', '2025-11-27', MENDED),
    ],
  },
  {
    what: 'a payment is dated next year',
    change: saying(meadowsPays, { date: '20/11/2026' }, '2025-11-27'),
    finds: [
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-11-27', MENDED),
      stands(inAlliance('warning GEN-04 toCome'), '2025-11-20', '2025-11-27', MENDED),
    ],
  },
  {
    what: 'a payment is dated two years on, and never mended: the row that may be it is named, and nobody is in breach',
    change: saying(meadowsPays, { date: '20/11/2027' }),
    finds: [
      stands(inAlliance('warning GEN-04 toCome'), '2025-11-20'),
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01'),
    ],
  },
  {
    what: 'a payment is dated a year before it was made, until somebody looks',
    change: saying(meadowsPays, { date: '20/11/2024' }, '2025-12-04'),
    finds: [stands(inAlliance(`warning BLA-25b longBefore, ${MEADOWS}`), '2025-11-20', '2025-12-04', MENDED)],
  },
  {
    what: 'an amount cannot be read',
    change: saying(meadowsPays, { amount: 'three thousand' }, '2025-12-04'),
    finds: [
      stands(inAlliance('problem GEN-10 in-words'), '2025-11-20', '2025-12-04', MENDED),
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY),
      stands(late(MEADOWS), '2025-12-01', '2025-12-04', MENDED),
    ],
  },
  {
    what: 'the school that pays is misspelt',
    change: saying(meadowsPays, { school: 'The Medows' }, '2025-11-24'),
    finds: [
      stands(inAlliance('problem GEN-03 near-a-school'), '2025-11-20', '2025-11-24', MENDED),
      stands(stillToPay(MEADOWS), '2025-11-20', '2025-11-24', MENDED),
    ],
  },
  {
    what: 'a school pays that is in no list',
    change: another(
      row('A stranger pays', ALLIANCE, contributionsTab, '2025-12-10', {
        ...{ school: 'Quayside Technology College', amount: '£3,000', date: '10/12/2025' },
      }),
    ),
    finds: [stands(inAlliance('problem GEN-03 not-a-school'), '2025-12-10')],
  },
  {
    what: 'other income comes in',
    change: another(
      row('Interest comes in', ALLIANCE, contributionsTab, '2025-12-10', {
        ...{ kind: 'Other income', amount: '£12.40', date: '10/12/2025', note: 'Interest' },
      }),
    ),
    finds: [],
  },
  {
    what: 'a payment has the reference of another school’s',
    change: saying(meadowsPays, { reference: 'EPHS 2025' }, '2025-11-28'),
    finds: [stands(inAlliance(`warning BLA-25b referenceTwice, ${MEADOWS}`), '2025-11-20', '2025-11-28', MENDED)],
  },
  {
    what: 'a school that joins in January pays late',
    change: typedOn(`${HARROW} pays on 2026-02-11`, '2026-03-02', { date: '2/3/2026' }),
    finds: [
      stands(stillToPay(HARROW), '2026-02-11', '2026-02-24', THE_DAY),
      stands(late(HARROW), '2026-02-24', '2026-03-02', PAID),
      paidLate(HARROW, '2026-03-02'),
    ],
  },
  {
    what: 'a school that joins in March never pays: what it owes for a part of the year, only we said',
    change: never(`${BROOK} pays on 2026-03-27`),
    finds: [stands(stillToPay(BROOK), '2026-03-28', '2026-04-28', THE_DAY), stands(late(BROOK), '2026-04-28')],
  },
  {
    what: 'a school pays before it joins',
    change: typedOn(`${HARROW} pays on 2026-02-11`, '2025-12-18', { date: '18/12/2025' }),
    finds: [stands(inAlliance(`warning BLA-25b beforeJoining, ${HARROW}`), '2025-12-18')],
    spares: [stands(stillToPay(HARROW), '2026-01-24', '2026-02-11', BEFORE)],
  },
  {
    what: 'a school leaves with debts',
    change: never(`${THORNFIELD} pays on 2025-10-24`),
    finds: [
      stands(stillToPay(THORNFIELD), '2025-10-31', '2025-12-01', THE_DAY),
      stands(late(THORNFIELD), '2025-12-01'),
      // Next year's workbook has only the members, and its account goes on.
      stands(inNext('warning BLA-25b notListed'), '2026-07-01'),
    ],
  },
  {
    what: 'next year’s contribution is paid two days late',
    change: typedOn(`${BROOK} pays on 2026-11-05`, '2026-11-28', { date: '28/11/2026' }),
    finds: [stands(inNext(`reminder BLA-25 dueSoon, ${BROOK}`), '2026-11-05', '2026-11-28', PAID)],
  },
  {
    what: 'bank interest comes in, called so',
    change: another(
      row('Interest comes in', ALLIANCE, contributionsTab, '2026-01-05', {
        ...{ kind: 'Bank interest', amount: '£9.15', date: '5/1/2026' },
      }),
    ),
    finds: [],
  },
  {
    what: 'next year’s contribution is paid in July, and said to be for it',
    change: all(
      never(`${MEADOWS} pays on 2026-11-19`),
      again(meadowsPays, '2026-07-06', { date: '6/7/2026', forYear: '2026/27' }),
    ),
    finds: [],
    spares: [stands(inNext(`reminder BLA-25 dueSoon, ${MEADOWS}`), '2026-10-31', '2026-11-19', BEFORE)],
  },
  {
    what: 'two years’ money is paid at once, and said to be for next year',
    change: all(never(`${MEADOWS} pays on 2026-11-19`), saying(meadowsPays, { amount: '£6,000', forYear: '2026/27' })),
    finds: [stands(stillToPay(MEADOWS), '2025-11-20', '2025-12-01', THE_DAY), stands(late(MEADOWS), '2025-12-01')],
    spares: [stands(inNext(`reminder BLA-25 dueSoon, ${MEADOWS}`), '2026-10-31', '2026-11-19', BEFORE)],
  },
  {
    what: 'next year’s contribution is paid in July, and not said to be for it until September',
    change: all(
      never(`${MEADOWS} pays on 2026-11-19`),
      again(meadowsPays, '2026-07-06', { date: '6/7/2026' }),
      alsoTyped(`${meadowsPays}, again`, '2026-09-14', { forYear: '2026/27' }),
    ),
    finds: [stands(inAlliance(`warning BLA-25b overpaid, ${MEADOWS}`), '2026-07-06', '2026-09-14', MENDED)],
    spares: [stands(inNext(`reminder BLA-25 dueSoon, ${MEADOWS}`), '2026-10-31', '2026-11-19', BEFORE)],
  },
];

/** A row that a change adds is deleted on a day, or more is typed into it. */
function andMended(change: Change, name: string, on: string, cells: null): Change {
  return all(change, alsoTyped(name, on, cells));
}

const elmsLastDay = `${ELM} gives 2026-06-10`;
const daysDueSoon = (school: string) => of(school, `reminder BLA-21 dueSoon, ${school}`);
const daysShort = (school: string) => of(school, `breach BLA-21 short, ${school}`);

const staffDays: readonly Deed[] = [
  {
    what: 'a day is not given',
    change: never(elmsLastDay),
    finds: [
      stands(daysDueSoon(ELM), '2026-07-02', '2026-09-01', 'the year has ended'),
      stands(daysShort(ELM), '2026-09-01'),
    ],
  },
  {
    what: 'a day is given and typed two days after the year',
    change: typedOn(elmsLastDay, '2026-09-03'),
    finds: [
      stands(daysDueSoon(ELM), '2026-07-02', '2026-09-01', 'the year has ended'),
      stands(daysShort(ELM), '2026-09-01', '2026-09-03', 'the day is typed'),
    ],
  },
  {
    what: 'the last day is given on the last school day',
    change: typedOn(elmsLastDay, '2026-07-21', { date: '21/7/2026' }),
    finds: [stands(daysDueSoon(ELM), '2026-07-02', '2026-07-21', 'the day')],
  },
  {
    what: 'the days of half a year are given in the summer',
    change: all(
      typedOn(`${ELM} gives 2025-12-03`, '2026-06-15', { date: '15/6/2026' }),
      typedOn(`${ELM} gives 2026-01-14`, '2026-06-16', { date: '16/6/2026' }),
      typedOn(`${ELM} gives 2026-02-04`, '2026-06-17', { date: '17/6/2026' }),
    ),
    finds: [stands(of(ELM, `reminder BLA-21 behind, ${ELM}`), '2026-01-22', '2026-06-15', 'the first of them')],
  },
  {
    what: 'half a day is given in place of a day',
    change: saying(elmsLastDay, { days: '½' }),
    finds: [
      stands(daysDueSoon(ELM), '2026-07-02', '2026-09-01', 'the year has ended'),
      stands(daysShort(ELM), '2026-09-01'),
    ],
  },
  {
    what: 'a morning and an afternoon are given in place of a day',
    change: all(saying(elmsLastDay, { days: 'am' }), again(elmsLastDay, '2026-06-10', { days: 'pm' })),
    finds: [],
  },
  {
    what: 'a morning is typed twice in place of the afternoon, and never mended: it may be the half that is missing',
    change: all(saying(elmsLastDay, { days: 'am' }), again(elmsLastDay, '2026-06-10', { days: 'am' })),
    finds: [
      stands(of(ELM, 'warning GEN-08 same'), '2026-06-10'),
      stands(daysDueSoon(ELM), '2026-07-02', '2026-09-01', 'the year has ended'),
      stands(of(ELM, `warning BLA-21 short, ${ELM}`), '2026-09-01'),
    ],
  },
  {
    what: 'a day more is given than was promised',
    change: another(
      row('A tenth day', bookOf(ELM), staffDaysTab, '2026-07-08', { person: 'Dr Lund', date: '8/7/2026', days: '1' }),
    ),
    finds: [],
  },
  {
    what: 'two people give a day on one date',
    change: another(
      row('A second person', bookOf(ELM), staffDaysTab, '2026-06-10', {
        person: 'Dr Tam',
        date: '10/6/2026',
        days: '1',
      }),
    ),
    finds: [],
  },
  {
    what: 'a person is named again on one date, by an initial',
    change: all(
      saying(elmsLastDay, { person: 'Jaya Patel' }),
      another(
        row('By an initial', bookOf(ELM), staffDaysTab, '2026-06-10', {
          ...{ person: 'J Patel', date: '10/6/2026', days: '1' },
        }),
      ),
    ),
    finds: [stands(of(ELM, 'warning BLA-21b nearNames'), '2026-06-10')],
  },
  {
    what: 'a day is given on a Sunday',
    change: saying(elmsLastDay, { date: '7/6/2026' }, '2026-06-17'),
    finds: [stands(of(ELM, 'warning GEN-06 closed'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'a day is given in the holidays',
    change: saying(`${ELM} gives 2025-11-12`, { date: '29/10/2025' }, '2025-11-26'),
    finds: [stands(of(ELM, 'warning GEN-06 closed'), '2025-11-12', '2025-11-26', MENDED)],
  },
  {
    what: 'a day has a date of next year',
    change: saying(elmsLastDay, { date: '10/6/2027' }, '2026-06-17'),
    finds: [stands(of(ELM, 'warning GEN-04 outsideYear'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'a day has a date of next year, and is never mended: it may be the one that is missing',
    change: saying(elmsLastDay, { date: '10/6/2027' }),
    finds: [
      stands(of(ELM, 'warning GEN-04 outsideYear'), '2026-06-10'),
      stands(daysDueSoon(ELM), '2026-07-02', '2026-09-01', 'the year has ended'),
      stands(of(ELM, `warning BLA-21 short, ${ELM}`), '2026-09-01'),
    ],
  },
  {
    what: 'a school is said to have supported itself by giving a day',
    change: saying(elmsLastDay, { supported: ELM }, '2026-06-17'),
    finds: [stands(of(ELM, `warning GEN-03 itself, ${ELM}`), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'a day has a date that there is not',
    change: saying(elmsLastDay, { date: '31/6/2026' }, '2026-06-17'),
    finds: [stands(of(ELM, 'problem GEN-04 no-such-day'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'how many days cannot be read',
    change: saying(elmsLastDay, { days: 'lots' }, '2026-06-17'),
    finds: [stands(of(ELM, 'problem GEN-12 not-days'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'nobody is named for a day',
    change: saying(elmsLastDay, { person: '' }, '2026-06-17'),
    finds: [stands(of(ELM, 'problem GEN-13 blank'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'nobody knows yet who gives a day',
    change: saying(elmsLastDay, { person: 'TBC' }, '2026-06-17'),
    finds: [stands(of(ELM, 'problem GEN-15 nobody-yet'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'nobody knows yet when a day is given',
    change: saying(elmsLastDay, { date: 'TBC' }, '2026-06-17'),
    finds: [stands(of(ELM, 'problem GEN-04 not-known'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'a day is given in hours',
    change: saying(elmsLastDay, { days: '9 hours' }, '2026-06-17'),
    finds: [stands(of(ELM, 'warning BLA-21b longRow'), '2026-06-10', '2026-06-17', MENDED)],
  },
  {
    what: 'an hour is given in place of a day',
    change: saying(elmsLastDay, { days: '1 hour' }),
    finds: [
      stands(daysDueSoon(ELM), '2026-07-02', '2026-09-01', 'the year has ended'),
      stands(daysShort(ELM), '2026-09-01'),
    ],
  },
  {
    what: 'a day is given on an INSET day of the school',
    change: another(
      row('An INSET day', ALLIANCE, calendarTab, '2025-09-08', { what: 'INSET day', from: '10/6/2026', school: ELM }),
    ),
    finds: [],
  },
  {
    what: 'a day was given before the school joined',
    change: another(
      row('A day before', bookOf(HARROW), staffDaysTab, '2026-01-22', {
        ...{ person: 'Dr Tam', date: '12/11/2025', days: '1' },
      }),
    ),
    finds: [stands(of(HARROW, 'warning BLA-21c beforeJoining'), '2026-01-22')],
  },
  {
    what: 'a day is typed twice in the same words',
    change: again(elmsLastDay, '2026-06-17', {}, '2026-06-24'),
    finds: [stands(of(ELM, 'warning GEN-08 same'), '2026-06-17', '2026-06-24', 'one row is deleted')],
  },
  {
    what: 'a school leaves with a day not given, of all that it owes while nobody decided on a share',
    change: never(`${THORNFIELD} gives 2026-01-07`),
    finds: [
      stands(daysDueSoon(THORNFIELD), '2026-01-12', '2026-02-01', THE_DAY),
      stands(of(THORNFIELD, `warning BLA-21 short, ${THORNFIELD}`), '2026-02-01'),
    ],
  },
  {
    what: 'a school leaves on 17 July with a day not given',
    change: all(never(elmsLastDay), alsoTyped(`${ELM} is listed`, '2026-07-06', { leftOn: '17/7/2026' })),
    finds: [
      stands(daysDueSoon(ELM), '2026-07-02', '2026-07-18', THE_DAY),
      stands(of(ELM, `warning BLA-21 short, ${ELM}`), '2026-07-18'),
    ],
    spares: [stands(inAlliance(`reminder BLA-32 usedUp, ${ELM}`), '2026-07-18', '2026-09-01', BEFORE)],
  },
  {
    what: 'a day is given after the school has left',
    change: another(
      row('A day after', bookOf(THORNFIELD), staffDaysTab, '2026-02-11', {
        ...{ person: 'Dr Tam', date: '11/2/2026', days: '1' },
      }),
    ),
    finds: [stands(of(THORNFIELD, 'warning BLA-21c afterLeaving'), '2026-02-11')],
  },
  {
    what: 'the school supported is misspelt',
    change: saying(elmsLastDay, { supported: 'The Medows' }, '2026-06-17'),
    finds: [stands(of(ELM, 'problem GEN-03 near-a-member'), '2026-06-10', '2026-06-17', MENDED)],
  },
];

const came = (school: string, day: string) => `${school} on ${day}`;

const missedTwo = all(
  saying(came(MEADOWS, '2025-11-13'), { who: 'Nobody', voted: '' }),
  saying(came(MEADOWS, '2026-01-22'), { who: 'Nobody', voted: '' }),
);
const excusedOn = (typed: string, agreedOn: string) =>
  row('An exception', ALLIANCE, exceptionsTab, typed, {
    ...{ school: MEADOWS, protocols: 'Working protocols', clause: '31', about: '22/1/2026', reason: 'As agreed.' },
    agreedOn,
  });

const meetings: readonly Deed[] = [
  {
    what: 'one meeting is missed',
    change: saying(came(MEADOWS, '2025-11-13'), { who: 'Nobody', voted: '' }),
    finds: [],
  },
  {
    what: 'two meetings in a row are missed',
    change: all(
      saying(came(MEADOWS, '2025-11-13'), { who: 'Nobody', voted: '' }),
      saying(came(MEADOWS, '2026-01-22'), { who: 'Nobody', voted: '' }),
    ),
    finds: [stands(inAlliance(`warning BLA-31 noNumber, ${MEADOWS}`), '2026-01-23')],
  },
  {
    what: 'somebody else comes to an alliance meeting',
    change: saying(came(MEADOWS, '2025-11-13'), { who: 'Someone else', voted: '' }),
    finds: [stands(inAlliance(`warning BLA-32b neither, ${MEADOWS}`), '2025-11-14')],
  },
  {
    what: 'nobody writes down for two weeks who came',
    change: typedOn(came(MEADOWS, '2025-11-13'), '2025-11-27'),
    finds: [stands(inAlliance('warning BLA-31 unrecorded'), '2025-11-21', '2025-11-27', 'who came is typed')],
  },
  {
    what: 'who comes to a meeting is typed two weeks ahead',
    change: typedOn(came(MEADOWS, '2025-11-13'), '2025-10-30'),
    finds: [stands(inAlliance('note GEN-04 ahead'), '2025-10-30', '2025-11-14', 'the day is over')],
  },
  {
    what: 'a meeting is cancelled',
    change: all(
      saying('Alliance meeting of 2026-05-14', { status: 'Cancelled' }),
      ...[ELM, ALDHELMS, MEADOWS, HARROW, BROOK].map((school) => never(came(school, '2026-05-14'))),
    ),
    finds: [],
  },
  {
    what: 'a deputy stands in once',
    change: saying(came(MEADOWS, '2025-11-13'), { who: 'Deputy' }),
    finds: [stands(inAlliance(`reminder BLA-32 usedUp, ${MEADOWS}`), '2025-11-14', '2026-09-01', 'the year has ended')],
  },
  {
    what: 'a deputy stands in a second time',
    change: saying(came(ELM, '2026-03-12'), { who: 'Deputy' }),
    finds: [stands(inAlliance(`breach BLA-32 tooOften, ${ELM}`), '2026-03-13')],
    spares: [stands(inAlliance(`reminder BLA-32 usedUp, ${ELM}`), '2026-03-13', '2026-09-01', BEFORE)],
  },
  {
    what: 'a vote is cast for a school that nobody came for',
    change: saying(came(MEADOWS, '2025-11-13'), { who: 'Nobody' }, '2025-11-20'),
    finds: [stands(inAlliance(`problem BLA-33 notEntitled, ${MEADOWS}`), '2025-11-14', '2025-11-20', MENDED)],
  },
  {
    what: 'the conference is missed',
    change: saying(came(MEADOWS, '2026-02-06'), { who: 'Nobody' }),
    finds: [stands(inAlliance(`breach BLA-28 missed, ${MEADOWS}`), '2026-02-09')],
  },
  {
    what: 'somebody else comes to the conference',
    change: saying(came(MEADOWS, '2026-02-06'), { who: 'Someone else' }),
    finds: [],
  },
  {
    what: 'no conference is held',
    change: all(
      never('Conference of 2026-02-06'),
      ...[ELM, ALDHELMS, MEADOWS, HARROW].map((school) => never(came(school, '2026-02-06'))),
    ),
    finds: [stands(inAlliance('warning BLA-28 noneHeld'), '2026-03-28')],
  },
  {
    what: 'a meeting is planned on a Sunday',
    change: saying('Improvement group of 2025-10-16', { date: '19/10/2025' }, '2025-09-22'),
    finds: [stands(inAlliance('warning GEN-06 closed'), '2025-09-08', '2025-09-22', MENDED)],
  },
  {
    what: 'a meeting is planned in another year',
    change: saying('Improvement group of 2025-10-16', { date: '15/10/2026' }, '2025-09-22'),
    finds: [stands(inAlliance('warning GEN-04 outsideYear'), '2025-09-08', '2025-09-22', MENDED)],
  },
  {
    what: 'a meeting is typed twice and differs',
    change: again('Improvement group of 2025-10-16', '2025-09-15', { place: 'Library' }, '2025-09-22'),
    finds: [stands(inAlliance('warning GEN-02 again'), '2025-09-15', '2025-09-22', 'one row is deleted')],
  },
  {
    what: 'a school that has left is said to have come',
    change: another(
      row('A guest', ALLIANCE, whoCameTab, '2026-03-13', {
        ...{ date: '12/3/2026', kind: 'Alliance meeting', school: THORNFIELD, who: 'Head' },
      }),
    ),
    finds: [stands(inAlliance(`problem GEN-03 notAMember, ${THORNFIELD}`), '2026-03-13')],
  },
  {
    what: 'a school is said to have come before it joined',
    change: another(
      row('A guest', ALLIANCE, whoCameTab, '2026-01-23', {
        ...{ date: '13/11/2025', kind: 'Alliance meeting', school: HARROW, who: 'Head' },
      }),
    ),
    finds: [stands(inAlliance(`problem GEN-03 notAMember, ${HARROW}`), '2026-01-23')],
  },
  {
    what: 'who came is typed for a meeting that there is not',
    change: another(
      row('Of no meeting', ALLIANCE, whoCameTab, '2025-11-21', {
        ...{ date: '20/11/2025', kind: 'Alliance meeting', school: ELM, who: 'Head' },
      }),
    ),
    finds: [stands(inAlliance('problem X-07 noMeeting'), '2025-11-21')],
  },
  {
    what: 'the head and the deputy come together',
    change: another(
      row('The deputy as well', ALLIANCE, whoCameTab, '2025-11-14', {
        ...{ date: '13/11/2025', kind: 'Alliance meeting', school: MEADOWS, who: 'Deputy' },
      }),
    ),
    finds: [],
  },
  {
    what: 'a meeting is moved by a week',
    change: all(
      alsoTyped('Alliance meeting of 2026-05-14', '2026-05-11', { status: 'Moved', movedTo: '21/5/2026' }),
      ...[ELM, ALDHELMS, MEADOWS, HARROW, BROOK].map((school) =>
        typedOn(came(school, '2026-05-14'), '2026-05-22', { date: '21/5/2026' }),
      ),
    ),
    finds: [],
  },
  {
    what: 'the conference is of two days, and a school is absent on one',
    change: all(
      saying('Conference of 2026-02-06', { date: '5/2/2026', lastDay: '6/2/2026' }),
      another(
        row('Absent on one day', ALLIANCE, whoCameTab, '2026-02-09', {
          ...{ date: '5/2/2026', kind: 'Conference', school: MEADOWS, who: 'Nobody' },
        }),
      ),
    ),
    finds: [],
  },
  {
    what: 'of two meetings missed the alliance excused one',
    change: all(missedTwo, another(excusedOn('2026-01-15', '15/1/2026'))),
    finds: [],
  },
  {
    what: 'an exception is dated on a day to come, and holds from then on',
    change: all(missedTwo, another(excusedOn('2026-01-15', '5/2/2026'))),
    finds: [
      stands(inAlliance('warning GEN-04 toCome'), '2026-01-15', '2026-02-05', 'the day has come'),
      stands(inAlliance(`warning BLA-31 noNumber, ${MEADOWS}`), '2026-01-23', '2026-02-05', 'the exception'),
    ],
  },
];

const evaluates = `${ALDHELMS} evaluates`;
const asks = `${ALDHELMS} asks for support`;
const evaluationSoon = of(ALDHELMS, 'reminder BLA-26 dueSoon');
const evaluationLate = of(ALDHELMS, 'warning BLA-26 late');
const evaluatedLate = (from: string) => stands(of(ALDHELMS, 'note BLA-26 cameLate'), from);

const support: readonly Deed[] = [
  {
    what: 'an evaluation is sent on the last day',
    change: typedOn(evaluates, '2026-01-23', { sentOn: '23/1/2026' }),
    finds: [stands(evaluationSoon, '2026-01-16', '2026-01-23', 'the evaluation')],
  },
  {
    what: 'an evaluation is sent after the weekend of its last day',
    change: typedOn(evaluates, '2026-01-26', { sentOn: '26/1/2026' }),
    finds: [
      stands(evaluationSoon, '2026-01-16', '2026-01-24', THE_DAY),
      stands(evaluationLate, '2026-01-24', '2026-01-26', 'the evaluation'),
      evaluatedLate('2026-01-26'),
    ],
  },
  {
    what: 'an evaluation is never sent',
    change: never(evaluates),
    finds: [stands(evaluationSoon, '2026-01-16', '2026-01-24', THE_DAY), stands(evaluationLate, '2026-01-24')],
  },
  {
    what: 'an evaluation is sent before anybody is reminded',
    change: typedOn(evaluates, '2025-12-15', { sentOn: '15/12/2025' }),
    finds: [],
    spares: [stands(evaluationSoon, '2026-01-09', '2026-01-16', BEFORE)],
  },
  {
    what: 'the last day of support is never typed',
    change: all(saying(asks, { endedOn: '' }), never(evaluates)),
    finds: [stands(inAlliance(`reminder BLA-26b stillOpen, ${ALDHELMS}`), '2026-01-20')],
    spares: [stands(evaluationSoon, '2026-01-09', '2026-01-16', BEFORE)],
  },
  {
    what: 'the last day of support that began in May is typed in October',
    change: all(
      saying(`${BROOK} asks for support`, { endedOn: '' }, '2026-10-05'),
      moved(`${BROOK} evaluates`, '2026-09-09', '2026-10-06', { sentOn: '6/10/2026' }),
    ),
    finds: [
      stands(inAlliance(`reminder BLA-26b stillOpen, ${BROOK}`), '2026-09-01', '2026-10-05', MENDED),
      stands(of(BROOK, 'warning BLA-26 late'), '2026-10-05', '2026-10-06', 'the evaluation'),
      stands(of(BROOK, 'note BLA-26 cameLate'), '2026-10-06'),
    ],
    spares: [stands(of(BROOK, 'reminder BLA-26 dueSoon'), '2026-09-07', '2026-09-09', BEFORE)],
  },
  {
    what: 'support is agreed, and nothing comes of it',
    change: all(
      saying(asks, { startedOn: '', endedOn: '' }),
      never(evaluates),
      alsoTyped(asks, '2026-02-02', { agreedOn: '', note: 'Not wanted after all' }),
    ),
    finds: [
      stands(inAlliance(`reminder BLA-26b notBegun, ${ALDHELMS}`), '2026-01-13', '2026-02-02', 'Agreed on is cleared'),
    ],
    spares: [stands(evaluationSoon, '2026-01-09', '2026-01-16', BEFORE)],
  },
  {
    what: 'nobody ever types who gave support that has ended, and its evaluation says it',
    change: saying(asks, { provider: '' }),
    finds: [stands(inAlliance(`warning BLA-26b noProvider, ${ALDHELMS}`), '2025-10-06')],
  },
  {
    what: 'long support is to be evaluated while it goes on, and one piece is so',
    change: all(
      another(
        row('Evaluated meanwhile', ALLIANCE, settingsTab, '2025-09-08', {
          setting: 'Interim evaluation after',
          value: '30',
        }),
      ),
      another(
        row('A look in between', bookOf(ALDHELMS), evaluationsTab, '2025-12-01', {
          ...{ provider: ELM, endedOn: '28/11/2025', rating: '2 Made a difference', sentOn: '1/12/2025' },
        }),
      ),
    ),
    finds: [
      stands(of(ALDHELMS, 'warning BLA-26c interimDue'), '2025-11-25', '2025-12-01', 'the evaluation'),
      stands(of(MEADOWS, 'warning BLA-26c interimDue'), '2026-03-17', '2026-03-20', 'the support ends'),
      stands(of(BROOK, 'warning BLA-26c interimDue'), '2026-06-24', '2026-07-10', 'the support ends'),
    ],
  },
  {
    what: 'who gives support is typed a week after it began',
    change: saying(asks, { provider: '' }, '2025-10-13'),
    finds: [stands(inAlliance(`warning BLA-26b noProvider, ${ALDHELMS}`), '2025-10-06', '2025-10-13', MENDED)],
  },
  {
    what: 'an evaluation is sent while the support goes on, and another at its end',
    change: another(
      row('A look in between', bookOf(ALDHELMS), evaluationsTab, '2025-11-17', {
        ...{ provider: ELM, endedOn: '14/11/2025', rating: '2 Made a difference', sentOn: '17/11/2025' },
      }),
    ),
    finds: [],
  },
  {
    what: 'an evaluation names another provider',
    change: saying(evaluates, { provider: HARROW }, '2026-01-30'),
    finds: [
      stands(evaluationSoon, '2026-01-16', '2026-01-24', THE_DAY),
      stands(evaluationLate, '2026-01-24', '2026-01-30', MENDED),
    ],
  },
  {
    what: 'an evaluation is dated before the support ended',
    change: saying(evaluates, { sentOn: '1/12/2025' }, '2026-01-21'),
    finds: [stands(of(ALDHELMS, 'warning GEN-04 backwards'), '2026-01-16', '2026-01-21', MENDED)],
  },
  {
    what: 'support is taken without asking',
    change: saying(asks, { askedOn: '' }, '2025-10-06'),
    finds: [stands(inAlliance(`breach BLA-27 notAsked, ${ALDHELMS}`), '2025-09-29', '2025-10-06', 'the day is typed')],
  },
  {
    what: 'support is agreed first and asked about afterwards',
    change: saying(asks, { askedOn: '30/9/2025' }),
    finds: [
      stands(inAlliance('warning GEN-04 toCome'), '2025-09-22', '2025-09-30', 'the day has come'),
      // Until the day comes, it may be a slip for an earlier one.
      stands(inAlliance(`warning BLA-27 askedLater, ${ALDHELMS}`), '2025-09-29', '2025-09-30', 'the day has come'),
      stands(inAlliance(`breach BLA-27 askedLater, ${ALDHELMS}`), '2025-09-30'),
    ],
  },
  {
    what: 'a school is said to have supported itself',
    change: saying(asks, { provider: ALDHELMS, askedOn: '' }, '2025-10-06'),
    finds: [stands(inAlliance(`warning GEN-03 itself, ${ALDHELMS}`), '2025-09-22', '2025-10-06', MENDED)],
  },
  {
    what: 'support begins that nobody asked about, and nobody dated as agreed',
    change: saying(asks, { askedOn: '', agreedOn: '' }, '2025-10-13'),
    finds: [stands(inAlliance(`breach BLA-27 notAsked, ${ALDHELMS}`), '2025-10-06', '2025-10-13', MENDED)],
  },
  {
    what: 'support that ended in July is never evaluated',
    change: never(`${BROOK} evaluates`),
    finds: [
      stands(of(BROOK, 'reminder BLA-26 dueSoon'), '2026-09-09', '2026-09-22', THE_DAY),
      stands(of(BROOK, 'warning BLA-26 late'), '2026-09-22'),
    ],
  },
  {
    what: 'support that ended in July is evaluated in July',
    change: typedOn(`${BROOK} evaluates`, '2026-07-14', { sentOn: '14/7/2026' }),
    finds: [],
    spares: [stands(of(BROOK, 'reminder BLA-26 dueSoon'), '2026-09-07', '2026-09-09', BEFORE)],
  },
  {
    what: 'support from outside is taken without asking',
    change: saying(`${MEADOWS} asks for support`, { askedOn: '' }),
    finds: [],
  },
  {
    what: 'support ends before it begins',
    change: saying(`${MEADOWS} asks for support`, { startedOn: '26/3/2026' }, '2026-03-23'),
    finds: [stands(inAlliance('warning GEN-04 backwards'), '2026-03-20', '2026-03-23', MENDED)],
  },
  {
    what: 'an evaluation is dated next year',
    change: saying(evaluates, { sentOn: '16/1/2027' }, '2026-01-30'),
    finds: [
      stands(of(ALDHELMS, 'warning GEN-04 toCome'), '2026-01-16', '2026-01-30', MENDED),
      stands(evaluationSoon, '2026-01-16', '2026-01-24', THE_DAY),
      stands(evaluationLate, '2026-01-24', '2026-01-30', MENDED),
    ],
  },
  {
    what: 'who supports is misspelt',
    change: saying(asks, { provider: 'Elm Prak High School' }, '2025-10-06'),
    finds: [stands(inAlliance('problem GEN-03 near-a-member'), '2025-09-22', '2025-10-06', MENDED)],
  },
  {
    what: 'nobody knows yet who supports',
    change: saying(asks, { provider: 'TBC' }, '2025-10-06'),
    finds: [stands(inAlliance('problem GEN-03 nobody-yet'), '2025-09-22', '2025-10-06', MENDED)],
  },
  {
    what: 'who supports is called by a shorter name',
    change: saying(asks, { provider: 'Elm Park' }, '2025-10-06'),
    finds: [stands(inAlliance('note GEN-03 read-as-member'), '2025-09-22', '2025-10-06', MENDED)],
  },
  {
    what: 'who supports is a member no longer',
    change: all(
      saying(`${MEADOWS} asks for support`, { provider: THORNFIELD }),
      saying(`${MEADOWS} evaluates`, { provider: THORNFIELD }),
    ),
    finds: [
      stands(inAlliance(`reminder BLA-26b stillOpen, ${MEADOWS}`), '2026-02-01', '2026-03-20', 'its last day is typed'),
      stands(inAlliance(`warning BLA-27 hasLeft, ${MEADOWS}`), '2026-03-20'),
    ],
  },
];

const absence = (school: string, period: string, group = 'All pupils') => `${school}, absence, ${period}, ${group}`;
const exclusions = (school: string, period: string, group = 'All pupils') =>
  `${school}, exclusions, ${period}, ${group}`;
const totalsMissing = (school: string) => of(school, 'warning GEN-09 missing');

const totals: readonly Deed[] = [
  {
    what: 'totals of a term are typed on the last day',
    change: moved(absence(ELM, 'Autumn'), '2026-01-16', '2026-01-30'),
    finds: [],
  },
  {
    what: 'totals of a term are typed ten days late',
    change: all(
      moved(absence(ELM, 'Autumn'), '2026-01-16', '2026-02-09'),
      moved(absence(ELM, 'Autumn', 'Free school meals'), '2026-01-16', '2026-02-09'),
    ),
    finds: [stands(totalsMissing(ELM), '2026-01-31', '2026-02-09', 'the totals are typed')],
  },
  {
    what: 'totals of exclusions are typed late by a school that joined in January',
    change: all(
      moved(exclusions(HARROW, 'Spring'), '2026-04-24', '2026-05-15'),
      moved(exclusions(HARROW, 'Spring', 'Free school meals'), '2026-04-24', '2026-05-15'),
    ),
    finds: [stands(totalsMissing(HARROW), '2026-05-12', '2026-05-15', 'the totals are typed')],
  },
  {
    what: 'more sessions are missed than there were',
    change: saying(absence(ELM, 'Autumn'), { authorised: 130_000 }, '2026-01-20'),
    finds: [stands(of(ELM, 'warning X-05 tooMuch'), '2026-01-16', '2026-01-20', MENDED)],
  },
  {
    what: 'more pupils are suspended twice than once',
    change: saying(exclusions(ELM, 'Autumn'), { twiceOrMore: 16 }, '2026-01-20'),
    finds: [stands(of(ELM, 'warning X-06 morePupils'), '2026-01-16', '2026-01-20', MENDED)],
  },
  {
    what: 'a group has more suspensions than all pupils',
    change: saying(exclusions(ELM, 'Autumn', 'Free school meals'), { suspensions: 25 }, '2026-01-20'),
    finds: [stands(of(ELM, 'warning X-06 moreThanAll'), '2026-01-16', '2026-01-20', MENDED)],
  },
  {
    what: 'a total is typed twice in the same words',
    change: again(exclusions(ELM, 'Autumn'), '2026-01-17', {}, '2026-01-20'),
    finds: [stands(of(ELM, 'warning GEN-08 same'), '2026-01-17', '2026-01-20', 'one row is deleted')],
  },
  {
    what: 'a total is typed twice with two figures',
    change: again(exclusions(ELM, 'Autumn'), '2026-01-17', { suspensions: 19 }, '2026-01-20'),
    finds: [stands(of(ELM, 'warning GEN-02 again'), '2026-01-17', '2026-01-20', 'one row is deleted')],
  },
  {
    what: 'the whole year is not what the terms come to',
    change: saying(exclusions(ELM, 'Whole year'), { suspensions: 61 }, '2026-07-24'),
    finds: [stands(of(ELM, 'warning X-05 terms'), '2026-07-22', '2026-07-24', MENDED)],
  },
  {
    what: 'a total is no number',
    change: saying(exclusions(ELM, 'Autumn'), { suspendedFor: 'a few' }, '2026-01-20'),
    finds: [stands(of(ELM, 'problem GEN-12 not-days'), '2026-01-16', '2026-01-20', MENDED)],
  },
  {
    what: 'totals of a term are never sent',
    change: all(never(absence(ELM, 'Autumn')), never(absence(ELM, 'Autumn', 'Free school meals'))),
    finds: [stands(totalsMissing(ELM), '2026-01-31', '2026-07-22', 'the row for the whole year')],
  },
];

const policy = (school: string, title: string) => `${school}, ${title}`;
const safeguarding = policy(ELM, 'Safeguarding and child protection');
const complaints = policy(ELM, 'School complaints');
const accessibility = policy(ELM, 'Accessibility plan');
const nextYears = (name: string) => `${name}, next year`;

const registers: readonly Deed[] = [
  {
    what: 'a policy is reviewed ten days late',
    change: moved(safeguarding, '2026-03-02', '2026-03-20', { reviewedOn: '20/3/2026' }),
    finds: [
      stands(of(ELM, 'reminder NLD-02 dueSoon'), '2026-03-02', '2026-03-11', THE_DAY),
      stands(of(ELM, 'warning NLD-02 lateByOne'), '2026-03-11', '2026-03-20', 'the review'),
    ],
  },
  {
    what: 'a policy is reviewed on its last day',
    change: moved(safeguarding, '2026-03-02', '2026-03-10', { reviewedOn: '10/3/2026' }),
    finds: [stands(of(ELM, 'reminder NLD-02 dueSoon'), '2026-03-02', '2026-03-10', 'the review')],
  },
  {
    what: 'a policy is not reviewed',
    change: all(
      moved(safeguarding, '2026-03-02', '2026-03-02', { reviewedOn: '10/3/2025' }),
      alsoTyped(nextYears(safeguarding), '2026-07-01', { reviewedOn: '10/3/2025' }),
    ),
    finds: [
      stands(of(ELM, 'reminder NLD-02 dueSoon'), '2026-03-02', '2026-03-11', THE_DAY),
      stands(of(ELM, 'warning NLD-02 lateByOne'), '2026-03-11'),
      stands(`${bookOf(ELM, 2026)}: breach NLD-02 late`, '2026-09-01'),
    ],
  },
  {
    what: 'a page is gone for a week',
    change: all(
      alsoTyped(complaints, '2026-02-02', { publishedAt: '' }),
      alsoTyped(complaints, '2026-02-09', { publishedAt: 'https://school-990001.example/complaints' }),
    ),
    finds: [stands(of(ELM, 'breach NLD-07 missing'), '2026-02-02', '2026-02-09', 'the address is typed')],
  },
  {
    what: 'nobody looks at a page for more than a year',
    change: moved(complaints, '2025-09-08', '2025-09-22', { lookedAtOn: '22/9/2025' }),
    finds: [stands(of(ELM, 'warning NLD-07 unseen'), '2025-09-10', '2025-09-22', 'somebody looked')],
  },
  {
    what: 'a document is taken out of the register for a week',
    change: all(
      alsoTyped(safeguarding, '2025-11-03', { policy: '' }),
      alsoTyped(safeguarding, '2025-11-10', { policy: 'Safeguarding and child protection' }),
    ),
    finds: [
      stands(of(ELM, 'problem GEN-13 blank'), '2025-11-03', '2025-11-10', MENDED),
      stands(of(ELM, 'warning NLD-01 missing'), '2025-11-03', '2025-11-10', MENDED),
    ],
  },
  {
    what: 'nobody is known yet who looks after a document',
    change: all(
      alsoTyped(safeguarding, '2025-11-03', { lead: 'n/a' }),
      alsoTyped(safeguarding, '2025-11-10', { lead: 'Deputy head' }),
    ),
    finds: [stands(of(ELM, 'problem GEN-15 nobody-yet'), '2025-11-03', '2025-11-10', MENDED)],
  },
  {
    what: 'the accessibility plan no longer covers the building',
    change: all(
      alsoTyped(accessibility, '2026-02-02', { building: 'No' }),
      alsoTyped(accessibility, '2026-02-09', { building: 'Yes' }),
    ),
    finds: [stands(of(ELM, 'warning NLD-06 missing'), '2026-02-02', '2026-02-09', MENDED)],
  },
  {
    what: 'a change is said to have happened on no day',
    change: all(
      alsoTyped(accessibility, '2026-02-02', { change: 'A new hall' }),
      alsoTyped(accessibility, '2026-02-09', { change: '' }),
    ),
    finds: [stands(of(ELM, 'warning NLD-05 noDay'), '2026-02-02', '2026-02-09', MENDED)],
  },
  {
    what: 'a page of the website has no address for a week',
    change: all(
      alsoTyped(`${ELM}, Ofsted report`, '2026-02-02', { publishedAt: '' }),
      alsoTyped(`${ELM}, Ofsted report`, '2026-02-09', { publishedAt: 'https://school-990001.example/ofsted' }),
    ),
    finds: [stands(of(ELM, 'warning NLD-11 noPage'), '2026-02-02', '2026-02-09', 'the address is typed')],
  },
  {
    what: 'a role goes out of the contacts while an offer names it',
    change: all(
      alsoTyped('School attendance', '2025-11-03', { role: 'Attendance' }),
      alsoTyped('School attendance', '2025-11-10', { role: 'School attendance' }),
    ),
    finds: [stands(inAlliance('warning NLD-13 noContact'), '2025-11-03', '2025-11-10', MENDED)],
  },
  {
    what: 'an offer ends before it begins',
    change: saying('The offer of training', { to: '12/12/2024' }, '2025-09-15'),
    finds: [stands(inAlliance('warning GEN-04 backwards'), '2025-09-08', '2025-09-15', MENDED)],
  },
];

const answer = (clause: string) => `${ELM} answers ${clause}`;
const JULY_15 = 'the day by which answers are due has passed';

const statements: readonly Deed[] = [
  {
    what: 'one protocol is answered on the last day',
    change: moved(answer('5'), '2026-06-29', '2026-07-15'),
    finds: [stands(of(ELM, 'reminder BLA-00 open'), '2026-06-29', '2026-07-15', 'the answer')],
  },
  {
    what: 'one protocol is answered in the holidays',
    change: moved(answer('5'), '2026-06-29', '2026-07-27'),
    finds: [
      stands(of(ELM, 'reminder BLA-00 open'), '2026-06-29', '2026-07-16', JULY_15),
      stands(of(ELM, 'warning BLA-00 unanswered'), '2026-07-16', '2026-07-27', 'the answer'),
    ],
  },
  {
    what: 'one protocol is never answered',
    change: alsoTyped(answer('5'), '2026-06-29', { answer: '' }),
    finds: [
      stands(of(ELM, 'reminder BLA-00 open'), '2026-06-29', '2026-07-16', JULY_15),
      stands(of(ELM, 'warning BLA-00 unanswered'), '2026-07-16'),
    ],
  },
  {
    what: 'Partly is answered without a reason',
    change: all(
      alsoTyped(answer('5'), '2026-06-29', { answer: 'Partly' }),
      alsoTyped(answer('5'), '2026-07-06', { note: 'Two visits are still to come.' }),
    ),
    finds: [stands(of(ELM, 'warning BLA-00 why'), '2026-06-29', '2026-07-06', 'the reason is typed')],
  },
  {
    what: 'an answer is given to a protocol that is shown by rows',
    change: another(
      andThen(
        row('Of another protocol', bookOf(ELM), statementTab, '2026-06-29', { clause: '21', answer: 'Yes' }),
        '2026-07-02',
        null,
      ),
    ),
    finds: [stands(of(ELM, 'warning BLA-00 unknown'), '2026-06-29', '2026-07-02', 'the row is deleted')],
  },
];

const LISTED = ['2026-02-09', 'the earlier number is typed'] as const;
const NEED_THE_SCHOOL = [
  ...[
    'GEN-09',
    'X-05',
    'X-06',
    'BLA-21',
    'BLA-21b',
    'BLA-21c',
    'BLA-26',
    'BLA-26c',
    'BLA-00',
    'NLD-01',
    'NLD-02',
    'NLD-03',
  ],
  ...['NLD-04', 'NLD-05', 'NLD-06', 'NLD-07', 'NLD-08', 'NLD-11'],
];

const alliance: readonly Deed[] = [
  {
    what: 'a setting cannot be read',
    change: saying('Coordinator e-mail', { value: 'at the council' }, '2025-09-08'),
    finds: [stands(inAlliance('problem GEN-16 unreadable'), '2025-08-01', '2025-09-08', MENDED)],
  },
  {
    what: 'workbooks are asked for a year that does not follow',
    change: saying('Make workbooks for', { value: '2028/29' }, '2026-07-02'),
    finds: [stands(inAlliance('problem GEN-20 notNext'), '2026-06-29', '2026-07-02', MENDED)],
  },
  {
    what: 'an exception is written to a protocol that nothing checks',
    change: another(
      andThen(
        row('An exception', ALLIANCE, exceptionsTab, '2026-02-02', {
          ...{ school: ELM, protocols: 'Working protocols', clause: '12', reason: 'As agreed.', agreedOn: '29/1/2026' },
        }),
        '2026-02-09',
        null,
      ),
    ),
    finds: [stands(inAlliance('problem GEN-18 notChecked'), '2026-02-02', '2026-02-09', 'the row is deleted')],
  },
  {
    what: 'a document is asked for as of a day to come',
    change: another(
      row('A request', ALLIANCE, documentsTab, '2026-02-02', {
        ...{ document: 'Contribution statement', school: ELM, asOf: '31/3/2026' },
      }),
    ),
    finds: [stands(inAlliance('note GEN-19 waits'), '2026-02-02', '2026-03-31', 'the day has come')],
  },
  {
    what: 'an office’s e-mail address cannot be read',
    change: all(
      alsoTyped(`${ELM} is listed`, '2025-10-06', { officeEmail: 'office at school' }),
      alsoTyped(`${ELM} is listed`, '2025-10-13', { officeEmail: 'office@school-990001.example' }),
    ),
    finds: [stands(inAlliance('problem GEN-14 not-an-address'), '2025-10-06', '2025-10-13', MENDED)],
  },
  {
    what: 'two terms are typed the wrong way round',
    change: all(
      saying('Spring term of 2026-01-05', { what: 'Summer term' }, '2025-08-11'),
      saying('Summer term of 2026-04-13', { what: 'Spring term' }, '2025-08-11'),
    ),
    finds: [stands(inAlliance('warning GEN-23 notInOrder'), '2025-08-01', '2025-08-11', MENDED)],
  },
  {
    what: 'a school has another number, and the one before is typed beside it',
    change: all(
      alsoTyped(`${ELM} is listed`, '2026-02-02', { urn: '990011', earlierUrns: '990001', urnSince: '1/2/2026' }),
      alsoTyped(`${ELM} is listed, next year`, '2026-07-01', {
        ...{ urn: '990011', earlierUrns: '990001', urnSince: '1/2/2026' },
      }),
    ),
    finds: [],
  },
  {
    what: 'a school has another number, and the one before is typed a week later',
    change: all(
      alsoTyped(`${ELM} is listed`, '2026-02-02', { urn: '990011' }),
      alsoTyped(`${ELM} is listed`, '2026-02-09', { earlierUrns: '990001', urnSince: '1/2/2026' }),
      alsoTyped(`${ELM} is listed, next year`, '2026-07-01', {
        ...{ urn: '990011', earlierUrns: '990001', urnSince: '1/2/2026' },
      }),
    ),
    // Nothing is said of the school by rules that need it: each is passed over and says so.
    finds: NEED_THE_SCHOOL.map((rule) =>
      stands(of(ELM, `${rule} skipped, The school is not in the alliance’s list of schools.`), '2026-02-02', ...LISTED),
    ),
    spares: [
      stands(of(ELM, 'reminder NLD-02 dueSoonMany'), '2026-02-02', ...LISTED),
      stands(of(ELM, 'reminder NLD-03 dueSoon'), '2026-02-02', ...LISTED),
    ],
  },
];

const ELM_AND_ALDHELM = 'Elm and Aldhelm School';
const [elm, aldhelms] = [members.find(({ name }) => name === ELM)!, members.find(({ name }) => name === ALDHELMS)!];

/** Two members become one from the day after, which the alliance writes down a week before; it owes the days of the summer term where it is one for most of that. */
function becomeOne(lastDay: string, firstDay: string, written: string, itGives: readonly string[]): Change {
  const summerIsIts = itGives.length > 0;
  const lastGiven = plusDays(written, -5);
  const upTo = (member: Member): Member => ({
    ...member,
    left: { on: lastDay, listed: written },
    terms: summerIsIts ? ['Autumn', 'Spring'] : ['Autumn', 'Spring', 'Summer'],
    days: [...member.days.filter((day) => day < lastGiven), lastGiven],
    daysNextYear: [],
  });
  const merged: Member = {
    ...{ name: ELM_AND_ALDHELM, urn: '990021', kind: 'Academy', pupils: 2000, terms: summerIsIts ? ['Summer'] : [] },
    ...{ joined: { on: firstDay, listed: written }, tookOver: '990001, 990002' },
    reviewed: { before: '2026-02-09', again: '2026-11-02' },
    days: itGives,
    daysNextYear: elm.daysNextYear,
  };
  return all(
    withMembers(upTo(elm), upTo(aldhelms), merged),
    saying(`${BROOK} asks for support`, { provider: ELM_AND_ALDHELM }),
    saying(`${BROOK} evaluates`, { provider: ELM_AND_ALDHELM }),
  );
}

const afterSpring = becomeOne('2026-03-31', '2026-04-01', '2026-03-23', ['2026-04-29', '2026-06-10', '2026-06-16']);

/** What is said of a member that joins, and is not said of two that have left, or are known to leave before it is due. */
function oneFrom(day: string, written: string): Pick<Deed, 'finds' | 'spares'> {
  const REVIEWED = ['2026-10-12', BEFORE] as const;
  const ANSWERS_DUE = [written > '2026-05-16' ? written : '2026-05-16', '2026-06-29', 'the answers'] as const;
  return {
    finds: [
      stands(of(ELM_AND_ALDHELM, 'reminder NLD-01 blankYetMany'), day, plusDays(day, 7), 'the register is typed'),
      // Who joins later has longer.
      ...(day > '2026-06-01' ? [] : [stands(of(ELM_AND_ALDHELM, 'reminder BLA-00 open'), ...ANSWERS_DUE)]),
    ],
    spares: [
      stands(of(ELM, 'reminder BLA-00 open'), ...ANSWERS_DUE),
      stands(of(ALDHELMS, 'reminder BLA-00 open'), ...ANSWERS_DUE),
      stands(inAlliance(`reminder BLA-32 usedUp, ${ELM}`), day, '2026-09-01', BEFORE),
      ...['NLD-02 dueSoonMany', 'NLD-03 dueSoon'].flatMap((reminder) => [
        stands(of(ALDHELMS, `reminder ${reminder}`), '2026-08-21', '2026-09-01', BEFORE),
        stands(`${bookOf(ALDHELMS, 2026)}: reminder ${reminder}`, '2026-09-01', ...REVIEWED),
      ]),
    ],
  };
}
const asOne = oneFrom('2026-04-01', '2026-03-23');

const become: readonly Deed[] = [
  { what: 'two members become one school with one head in the Easter holidays', change: afterSpring, ...asOne },
  {
    what: 'two members become one school before the middle of the summer term, which is then the one’s',
    change: becomeOne('2026-05-24', '2026-05-25', '2026-05-18', ['2026-06-03', '2026-06-10', '2026-06-16']),
    ...oneFrom('2026-05-25', '2026-05-18'),
  },
  {
    what: 'two members become one school towards the end of the summer term, which is then the two’s',
    change: becomeOne('2026-06-21', '2026-06-22', '2026-06-15', []),
    ...oneFrom('2026-06-22', '2026-06-15'),
  },
  {
    what: 'of two members that become one school neither that nor one of them gives its last day',
    change: all(
      afterSpring,
      ...['2026-02-04', '2026-03-11', '2026-03-18'].map((day) => never(`${ELM} gives ${day}`)),
      never(`${ELM_AND_ALDHELM} gives 2026-06-16`),
    ),
    finds: [
      ...asOne.finds,
      stands(daysDueSoon(ELM), '2026-03-23', '2026-04-01', THE_DAY),
      stands(of(ELM, `warning BLA-21 short, ${ELM}`), '2026-04-01'),
      stands(daysDueSoon(ELM_AND_ALDHELM), '2026-07-02', '2026-09-01', 'the year has ended'),
      stands(of(ELM_AND_ALDHELM, `warning BLA-21 short, ${ELM_AND_ALDHELM}`), '2026-09-01'),
    ],
    spares: asOne.spares!,
  },
  {
    what: 'two members become one school, of which one has not paid, and that does not pay either',
    change: all(afterSpring, never(`${ELM} pays on 2025-10-03`), never(`${ELM_AND_ALDHELM} pays on 2026-10-02`)),
    finds: [
      ...asOne.finds,
      stands(stillToPay(ELM), '2025-10-31', '2025-12-01', THE_DAY),
      stands(late(ELM), '2025-12-01'),
      stands(inNext(`reminder BLA-25 dueSoon, ${ELM_AND_ALDHELM}`), '2026-10-31'),
    ],
    spares: asOne.spares!,
  },
];

const WORDS_ASKED = inAlliance('reminder DCS-01 open');

const report: readonly Deed[] = [
  {
    what: 'what the annual report is to say is not written',
    change: all(...reportParts.map(({ text }) => never(text))),
    finds: [stands(WORDS_ASKED, '2026-11-01')],
  },
  {
    what: 'one part of the annual report is written in the middle of November',
    change: typedOn(reportParts[0]!.text, '2026-11-16'),
    finds: [stands(WORDS_ASKED, '2026-11-01', '2026-11-16', 'the words')],
  },
  {
    what: 'a part of the annual report is written in two paragraphs',
    change: again(reportParts[0]!.text, '2026-10-05', { paragraph: 2, words: 'A second paragraph.' }),
    finds: [],
  },
];

export const deeds: readonly Deed[] = [
  ...money,
  ...staffDays,
  ...meetings,
  ...support,
  ...totals,
  ...registers,
  ...statements,
  ...alliance,
  ...become,
  ...report,
];
