import { plusDays } from '../../functions/figures/academic-year.ts';
import type { School } from '../../functions/figures/members.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { allianceKind, schoolKind } from '../../functions/workbooks/kinds.ts';
import { usualRows } from '../../functions/workbooks/new-workbook.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { contactsTab } from '../../sheets-schema/tabs/contacts.tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { evaluationsTab } from '../../sheets-schema/tabs/evaluations.tab.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { offersTab } from '../../sheets-schema/tabs/offers.tab.ts';
import { policiesTab } from '../../sheets-schema/tabs/policies.tab.ts';
import { reportParts, reportWordsTab } from '../../sheets-schema/tabs/report-words.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { supportRequestsTab } from '../../sheets-schema/tabs/support-requests.tab.ts';
import { websiteTab } from '../../sheets-schema/tabs/website.tab.ts';
import { whoCameTab } from '../../sheets-schema/tabs/who-came.tab.ts';
import { andThen, type Cells, row, type TypedRow, type Workbook, type Year } from './year.ts';

/** Everything below happens in the year 2025/26, and in the autumn after it. */
const [THIS, NEXT] = [2025, 2026] as const;
type StartYear = typeof THIS | typeof NEXT;
const labelOf = (startYear: StartYear) => `${startYear}/${startYear - 1999}`;
export const ALLIANCE = `Alliance ${labelOf(THIS)}`;
export const NEXT_ALLIANCE = `Alliance ${labelOf(NEXT)}`;
export const bookOf = (school: string, startYear: StartYear = THIS) => `${school} ${labelOf(startYear)}`;

/** Rows of next year’s workbooks that are like rows of this one’s are called after those. */
const named = (name: string, startYear: StartYear) => (startYear === NEXT ? `${name}, next year` : name);

/** The workbooks of the year are made in the summer before it. */
const MADE = { [THIS]: '2025-08-01', [NEXT]: '2026-07-01' } as const;
/** The first working day on which people come back to them. */
const BACK = { [THIS]: '2025-09-08', [NEXT]: '2026-09-07' } as const;

/** As people type a day. */
export function typedDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}/${month}/${year}`;
}

export interface Member {
  readonly name: string;
  /** The number in its workbooks of this year. */
  readonly urn: string;
  /** Another number and kind, from a day on. */
  readonly becomes?: { readonly on: string; readonly urn: string; readonly kind: 'Academy' };
  readonly kind: 'Academy' | 'Maintained school';
  readonly pupils: number;
  /** The day it joined and that on which the alliance wrote it down. */
  readonly joined?: { readonly on: string; readonly listed: string };
  readonly left?: { readonly on: string; readonly listed: string };
  /** The numbers of members that have become this one, on the day it joined. */
  readonly tookOver?: string;
  /** For the whole of which it was a member, or for most; all unless told. */
  readonly terms?: readonly Term[];
  /** When its documents were last reviewed before it all begins, and the days on which they are again. */
  readonly reviewed: { readonly before: string; readonly again: string };
  readonly days: readonly string[];
  readonly daysNextYear: readonly string[];
}

const DAYS_NEXT_YEAR = ['2026-09-23', '2026-10-14', '2026-11-11'];

export const members: readonly Member[] = [
  {
    name: 'Elm Park High School',
    urn: '990001',
    kind: 'Academy',
    pupils: 900,
    reviewed: { before: '2025-03-10', again: '2026-03-02' },
    days: [
      ...['2025-09-24', '2025-10-15', '2025-11-12', '2025-12-03', '2026-01-14'],
      ...['2026-02-04', '2026-03-11', '2026-04-29', '2026-06-10'],
    ],
    daysNextYear: DAYS_NEXT_YEAR,
  },
  {
    name: "St Aldhelm's School",
    urn: '990002',
    kind: 'Maintained school',
    pupils: 1100,
    reviewed: { before: '2024-11-04', again: '2025-10-20' },
    days: [
      ...['2025-09-30', '2025-10-21', '2025-11-18', '2025-12-09', '2026-01-20'],
      ...['2026-02-10', '2026-03-17', '2026-05-12', '2026-06-16'],
    ],
    daysNextYear: DAYS_NEXT_YEAR,
  },
  {
    name: 'The Meadows',
    urn: '990003',
    kind: 'Maintained school',
    becomes: { on: '2026-04-01', urn: '990013', kind: 'Academy' },
    pupils: 750,
    reviewed: { before: '2025-06-02', again: '2026-05-18' },
    days: [
      ...['2025-09-26', '2025-10-10', '2025-11-14', '2025-12-05', '2026-01-16'],
      ...['2026-02-13', '2026-03-20', '2026-05-15', '2026-06-12'],
    ],
    daysNextYear: DAYS_NEXT_YEAR,
  },
  {
    name: 'Harrow Mount School',
    urn: '990004',
    kind: 'Academy',
    pupils: 820,
    joined: { on: '2026-01-05', listed: '2025-12-15' },
    terms: ['Spring', 'Summer'],
    reviewed: { before: '2025-09-15', again: '2026-06-22' },
    days: [
      ...['2026-01-21', '2026-02-04', '2026-02-25', '2026-03-11', '2026-04-22'],
      ...['2026-05-06', '2026-05-20', '2026-06-10', '2026-06-24'],
    ],
    daysNextYear: DAYS_NEXT_YEAR,
  },
  {
    name: 'Brook Lane School',
    urn: '990005',
    kind: 'Maintained school',
    pupils: 640,
    joined: { on: '2026-03-02', listed: '2026-02-23' },
    terms: ['Summer'],
    reviewed: { before: '2025-11-10', again: '2026-10-12' },
    days: [
      ...['2026-03-11', '2026-03-25', '2026-04-15', '2026-04-29', '2026-05-06'],
      ...['2026-05-20', '2026-06-10', '2026-06-17', '2026-07-01'],
    ],
    daysNextYear: DAYS_NEXT_YEAR,
  },
  {
    name: 'Thornfield School',
    urn: '990006',
    kind: 'Academy',
    pupils: 980,
    left: { on: '2026-01-31', listed: '2026-01-12' },
    terms: ['Autumn'],
    reviewed: { before: '2024-12-02', again: '2025-11-24' },
    // All of its days before it leaves, as nobody decided on a share.
    days: [
      ...['2025-10-01', '2025-10-08', '2025-10-22', '2025-11-05', '2025-11-19'],
      ...['2025-11-26', '2025-12-03', '2025-12-10', '2026-01-07'],
    ],
    daysNextYear: [],
  },
];

/** The day a school's workbook of a year is made; null where it never has one. */
function madeOn({ joined, left }: Member, startYear: StartYear): string | null {
  if (startYear === NEXT) return left ? null : MADE[NEXT];
  return joined ? joined.listed : MADE[THIS];
}

const alliance = 'Harrowdale Learning Alliance';

function workbooksOf(member: Member | null): Workbook[] {
  return ([THIS, NEXT] as const).flatMap((startYear): Workbook[] => {
    if (member === null) {
      const identity = { kind: allianceKind, alliance, urn: null, school: null, startYear };
      const name = startYear === THIS ? ALLIANCE : NEXT_ALLIANCE;
      return [{ name, madeOn: MADE[startYear], identities: [{ from: '', identity }] }];
    }
    const made = madeOn(member, startYear);
    const { name, becomes } = member;
    const urn = (startYear === NEXT && becomes?.urn) || member.urn;
    const identity = { kind: schoolKind, alliance, urn, school: name, startYear };
    return made === null ? [] : [{ name: bookOf(name, startYear), madeOn: made, identities: [{ from: '', identity }] }];
  });
}

function listed({ name, urn, kind, becomes, joined, left, tookOver }: Member): TypedRow[] {
  return ([THIS, NEXT] as const).flatMap((startYear) => {
    const book = startYear === THIS ? ALLIANCE : NEXT_ALLIANCE;
    if (startYear === NEXT && left) return [];
    const on = startYear === THIS ? (joined?.listed ?? MADE[THIS]) : MADE[NEXT];
    const first = row(named(`${name} is listed`, startYear), book, schoolsTab, on, {
      ...{ urn, name, kind, phase: 'Secondary', head: `Head of ${name}`, officeEmail: `office@school-${urn}.example` },
      ...(joined ? { joinedOn: typedDay(joined.on) } : {}),
      ...(joined && tookOver ? { earlierUrns: tookOver, urnSince: typedDay(joined.on) } : {}),
    });
    if (left) return andThen(first, left.listed, { leftOn: typedDay(left.on) });
    if (!becomes) return first;
    const now = { urn: becomes.urn, kind: becomes.kind, earlierUrns: urn, urnSince: typedDay(becomes.on) };
    return andThen(first, startYear === THIS ? becomes.on : MADE[NEXT], now);
  });
}

function settings(startYear: StartYear): TypedRow[] {
  const book = startYear === THIS ? ALLIANCE : NEXT_ALLIANCE;
  const decided = (setting: string, value: string, on: string = MADE[startYear]) =>
    row(named(setting, startYear), book, settingsTab, on, { setting, value });
  return [
    decided('Alliance name', alliance),
    decided('Coordinator e-mail', 'coordinator@harrowdale.example'),
    ...packs.map(({ adoptedBy }) => decided(adoptedBy.title, 'Yes')),
    ...(startYear === THIS ? [decided('Make workbooks for', labelOf(NEXT), '2026-06-29')] : []),
  ];
}

const TERMS = {
  [THIS]: [
    ['Autumn term', '2025-09-03', '2025-12-19'],
    ['Holiday', '2025-10-27', '2025-10-31'],
    ['Spring term', '2026-01-05', '2026-03-27'],
    ['Holiday', '2026-02-16', '2026-02-20'],
    ['Summer term', '2026-04-13', '2026-07-21'],
    ['Holiday', '2026-05-04', null],
    ['Holiday', '2026-05-25', '2026-05-29'],
  ],
  [NEXT]: [
    ['Autumn term', '2026-09-03', '2026-12-18'],
    ['Holiday', '2026-10-26', '2026-10-30'],
    ['Spring term', '2027-01-04', '2027-03-25'],
    ['Holiday', '2027-02-15', '2027-02-19'],
    ['Summer term', '2027-04-12', '2027-07-21'],
    ['Holiday', '2027-05-03', null],
    ['Holiday', '2027-05-31', '2027-06-04'],
  ],
} as const;

function calendar(startYear: StartYear): TypedRow[] {
  const book = startYear === THIS ? ALLIANCE : NEXT_ALLIANCE;
  return TERMS[startYear].map(([what, from, to]) =>
    row(`${what} of ${from}`, book, calendarTab, MADE[startYear], {
      ...{ what, from: typedDay(from), to: to && typedDay(to) },
    }),
  );
}

/** Each Thursday; the conference is on a Friday. */
const MEETINGS = {
  [THIS]: [
    ...['2025-09-25', '2025-11-13', '2026-01-22', '2026-03-12', '2026-05-14', '2026-07-02'].map(
      (day) => [day, 'Alliance meeting'] as const,
    ),
    ['2026-02-06', 'Conference'],
    ['2025-10-16', 'Improvement group'],
  ],
  [NEXT]: [
    ...['2026-09-24', '2026-11-12', '2027-01-21', '2027-03-11', '2027-05-13', '2027-07-01'].map(
      (day) => [day, 'Alliance meeting'] as const,
    ),
    ['2027-02-05', 'Conference'],
  ],
} as const;

function isMember({ joined, left }: Member, day: string): boolean {
  return (joined === undefined || joined.on <= day) && (left === undefined || day <= left.on);
}

const TO_COME = '2026-12-01';

function meetings(startYear: StartYear): TypedRow[] {
  const book = startYear === THIS ? ALLIANCE : NEXT_ALLIANCE;
  return MEETINGS[startYear].map(([day, kind]) =>
    row(`${kind} of ${day}`, book, meetingsTab, BACK[startYear], { date: typedDay(day), kind, place: 'Town Hall' }),
  );
}

/** Who came is typed the working day after. */
function cameTo(member: Member): TypedRow[] {
  const { name } = member;
  return ([THIS, NEXT] as const).flatMap((startYear) =>
    MEETINGS[startYear]
      .filter(([day, kind]) => kind !== 'Improvement group' && day < TO_COME && isMember(member, day))
      .map(([day, kind]) => {
        const book = startYear === THIS ? ALLIANCE : NEXT_ALLIANCE;
        const isDeputy = name === 'Elm Park High School' && day === '2026-01-22';
        return row(`${name} on ${day}`, book, whoCameTab, plusDays(day, kind === 'Conference' ? 3 : 1), {
          ...{ date: typedDay(day), kind, school: name, who: isDeputy ? 'Deputy' : 'Head' },
          ...(kind === 'Conference' ? {} : { voted: 'Yes' }),
        });
      }),
  );
}

function contributions(member: Member): TypedRow[] {
  const pays = (school: string, on: string, amount: string, more: Cells = {}, book = ALLIANCE) =>
    row(`${school} pays on ${on}`, book, contributionsTab, on, { school, amount, date: typedDay(on), ...more });
  const next = (school: string, on: string) => pays(school, on, '£3,000', {}, NEXT_ALLIANCE);
  const all = [
    // By a standing order, which has the same reference each month.
    ...['2025-09-15', '2025-10-15', '2025-11-14'].map((day) =>
      pays("St Aldhelm's School", day, '£1,000', { reference: 'ALDHELMS SIG' }),
    ),
    pays('Elm Park High School', '2025-10-03', '£3,000', { reference: 'EPHS 2025' }),
    pays('Thornfield School', '2025-10-24', '£3,000'),
    pays('The Meadows', '2025-11-20', '£3,000'),
    pays('Harrow Mount School', '2026-02-11', '£3,000'),
    pays('Brook Lane School', '2026-03-27', '£3,000'),
    // For next year, before there is a workbook in which people look for it.
    pays('Elm Park High School', '2026-06-26', '£3,000', { forYear: labelOf(NEXT), reference: 'EPHS 2026' }),
    next("St Aldhelm's School", '2026-10-02'),
    next('Brook Lane School', '2026-11-05'),
    next('Harrow Mount School', '2026-11-12'),
    next('The Meadows', '2026-11-19'),
    next('Elm and Aldhelm School', '2026-10-02'),
  ];
  return all.filter(
    ({ workbook, typed: [first] }) =>
      first!.cells!['school'] === member.name && (workbook === ALLIANCE || !member.left) && isMember(member, first!.on),
  );
}

interface Support {
  readonly school: string;
  readonly need: string;
  readonly provider: string;
  readonly asked: string;
  readonly agreed: string;
  readonly started: string;
  readonly ended: string;
  readonly evaluated: string;
}

const SUPPORT: readonly Support[] = [
  {
    ...{ school: "St Aldhelm's School", need: 'Mathematics', provider: 'Elm Park High School' },
    ...{ asked: '2025-09-22', agreed: '2025-09-29', started: '2025-10-06', ended: '2025-12-12' },
    evaluated: '2026-01-16',
  },
  {
    ...{ school: 'The Meadows', need: 'Attendance', provider: 'Northern Learning Consultancy' },
    ...{ asked: '2026-01-12', agreed: '2026-01-19', started: '2026-01-26', ended: '2026-03-20' },
    evaluated: '2026-03-27',
  },
  {
    ...{ school: 'Brook Lane School', need: 'Reading', provider: "St Aldhelm's School" },
    ...{ asked: '2026-04-20', agreed: '2026-04-27', started: '2026-05-05', ended: '2026-07-10' },
    evaluated: '2026-09-09',
  },
];

function support(): TypedRow[] {
  return SUPPORT.flatMap(({ school, need, provider, asked, agreed, started, ended, evaluated }) => {
    const request = row(`${school} asks for support`, ALLIANCE, supportRequestsTab, asked, {
      ...{ school, need, askedOn: typedDay(asked) },
    });
    return [
      [agreed, { provider, agreedOn: typedDay(agreed) }] as const,
      [started, { startedOn: typedDay(started) }] as const,
      [ended, { endedOn: typedDay(ended) }] as const,
    ]
      .reduce((before, [on, cells]) => [andThen(before[0]!, on, cells)], [request])
      .concat(
        row(`${school} evaluates`, bookOf(school), evaluationsTab, evaluated, {
          ...{ provider, endedOn: typedDay(ended), rating: '1 Made a great difference', impact: 'Lessons are calmer.' },
          sentOn: typedDay(evaluated),
        }),
      );
  });
}

function missed(pupils: number, terms: readonly Term[], share: number): number {
  return terms.reduce((sum, term) => sum + Math.floor(pupils * SESSIONS[term] * share), 0);
}

/** Sessions of each pupil; the shares of them that were missed are the same in every school. */
const SESSIONS = { Autumn: 136, Spring: 106, Summer: 124 } as const;
type Term = keyof typeof SESSIONS;
const ALL_YEAR = ['Autumn', 'Spring', 'Summer'] as const;
export const TOTALS_TYPED = {
  Autumn: '2026-01-16',
  Spring: '2026-04-24',
  Summer: '2026-07-22',
} as const;

function totals(member: Member): TypedRow[] {
  const { name, pupils, left, terms: own = ALL_YEAR } = member;
  return [...own, 'Whole year' as const].flatMap((period) => {
    // The only term of a school that has left is its year.
    if (period === 'Whole year' && (own.length === 0 || (left && own.length === 1))) return [];
    const on = TOTALS_TYPED[period === 'Whole year' ? own.at(-1)! : period];
    const terms = period === 'Whole year' ? own : [period];
    return (['All pupils', 'Free school meals'] as const).flatMap((group) => {
      const of = group === 'All pupils' ? pupils : pupils / 5;
      const sessions = terms.reduce((sum, term) => sum + SESSIONS[term], 0);
      const times = terms.length;
      return [
        row(`${name}, absence, ${period}, ${group}`, bookOf(name), absenceByTermTab, on, {
          ...{ period, group, enrolments: of, possible: of * sessions },
          ...{ authorised: missed(of, terms, 0.04), unauthorised: missed(of, terms, 0.02) },
          ...{ persistent: Math.floor(of / 8), severe: Math.floor(of / 60) },
        }),
        row(`${name}, exclusions, ${period}, ${group}`, bookOf(name), exclusionsByTermTab, on, {
          ...{ period, group, headcount: of },
          ...(group === 'All pupils'
            ? { suspensions: 20 * times, suspendedFor: 45 * times, onceOrMore: 14 * times, twiceOrMore: 4 * times }
            : { suspensions: 8 * times, suspendedFor: 18 * times, onceOrMore: 6 * times, twiceOrMore: 2 * times }),
          permanent: 0,
        }),
      ];
    });
  });
}

function staffDays({ name, days, daysNextYear }: Member): TypedRow[] {
  const gives = (startYear: StartYear) => (day: string, at: number) =>
    row(`${name} gives ${day}`, bookOf(name, startYear), staffDaysTab, day, {
      ...{ person: PEOPLE[at % PEOPLE.length]!, date: typedDay(day), days: '1', activity: 'Lessons looked at' },
    });
  return [...days.map(gives(THIS)), ...daysNextYear.map(gives(NEXT))];
}

const PEOPLE = ['Ms Okafor', 'Mr Ames', 'Dr Lund', 'Mx Fielding'];

function asListed({ urn, name, kind }: Member): School {
  const nothing = { laestab: null, joinedOn: null, leftOn: null, head: null, chair: null, officeEmail: null };
  const known = kind === 'Academy' ? ('academy' as const) : ('maintained' as const);
  return { rowNumber: 0, key: urn, urn, name, ...nothing, kind: known, phase: 'secondary' } as School;
}

/** The rows with which a tab begins in a new workbook, by their columns. */
function begins(tab: Tab, member: Member | null): Cells[] {
  const columns = Object.keys(tab.columns);
  return usualRows(tab, packs, member && asListed(member)).map((cells) =>
    Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null])),
  );
}

/** Every four years, and every three: not in this one. */
const REVIEWED_SELDOM: Readonly<Record<string, string>> = {
  'Equality objectives': '2023-05-15',
  'Accessibility plan': '2024-05-13',
};
const SEEN_BEFORE = '2024-09-09';

/** Next year's workbook begins with the rows as they stand when it is made; what is done after that is typed into it. */
function carriedOver(made: TypedRow, book: string, later: readonly (readonly [string, Cells])[]): TypedRow[] {
  const until = later.filter(([on]) => on < MADE[NEXT]);
  const since = later.filter(([on]) => on >= MADE[NEXT]);
  const ofThis = until.reduce((before, [on, cells]) => andThen(before, on, cells), made);
  const last: Cells = Object.assign({}, ...ofThis.typed.map(({ cells }) => cells));
  const ofNext = row(`${made.name}, next year`, book, made.tab, MADE[NEXT], last);
  return [ofThis, since.reduce((before, [on, cells]) => andThen(before, on, cells), ofNext)];
}

function registers(member: Member): TypedRow[] {
  const { name, reviewed } = member;
  const madeFor = madeOn(member, THIS)!;
  // Who joins types the register in the first week.
  const typedOn = member.joined ? plusDays(member.joined.on, 7) : madeFor;
  const before = member.joined ? typedOn : SEEN_BEFORE;
  const page = (of: string) => `https://school-${member.urn}.example/${of.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  const keep = ({ left }: Member, rows: TypedRow[]) => (left ? rows.slice(0, 1) : rows);
  const policies = begins(policiesTab, member).flatMap((cells) => {
    const policy = String(cells.policy);
    const seldom = REVIEWED_SELDOM[policy];
    const isOnline = String(cells.says).includes('on the website');
    const asHeld = {
      ...{ lead: 'Deputy head', approver: 'Governing board', approvedOn: typedDay(seldom ?? reviewed.before) },
      reviewedOn: typedDay(seldom ?? reviewed.before),
      ...(isOnline ? { publishedAt: page(policy), lookedAtOn: typedDay(before) } : {}),
      ...(policy === 'Accessibility plan' ? { curriculum: 'Yes', building: 'Yes', information: 'Yes' } : {}),
      model: 'The school’s own',
    };
    const first = row(`${name}, ${policy}`, bookOf(name), policiesTab, madeFor, cells);
    const held = andThen(first, typedOn, asHeld);
    const looks = isOnline ? [BACK[THIS], BACK[NEXT]].filter((day) => day > typedOn) : [];
    const later = [
      ...looks.map((day) => [day, { lookedAtOn: typedDay(day) }] as const),
      ...(seldom ? [] : againAndAgain(reviewed.again).map((day) => [day, { reviewedOn: typedDay(day) }] as const)),
    ].sort(([one], [other]) => one.localeCompare(other));
    return keep(member, carriedOver(held, bookOf(name, NEXT), later));
  });
  const pages = begins(websiteTab, member).flatMap((cells) => {
    const item = String(cells.item);
    const first = row(`${name}, ${item}`, bookOf(name), websiteTab, madeFor, cells);
    const there = andThen(first, typedOn, { publishedAt: page(item), lookedAtOn: typedDay(before) });
    const later = [BACK[THIS], BACK[NEXT]]
      .filter((day) => day > typedOn)
      .map((day) => [day, { lookedAtOn: typedDay(day) }] as const);
    return keep(member, carriedOver(there, bookOf(name, NEXT), later));
  });
  return [...policies, ...pages];
}

/** A few days less than a year after each other, so that none is late. */
function againAndAgain(first: string): string[] {
  return [first, plusDays(first, 357)].filter((day) => day < TO_COME);
}

export const ANSWERED = '2026-06-29';
/** There is one pack with a yearly statement. */
export const statementTab: Tab = packs.flatMap(({ statement }) => statement?.tab ?? [])[0]!;

function statements(member: Member): TypedRow[] {
  const tab = statementTab;
  return ([THIS, NEXT] as const).flatMap((startYear) => {
    const made = madeOn(member, startYear);
    if (made === null) return [];
    return begins(tab, member).map((cells) => {
      const asked = row(
        named(`${member.name} answers ${cells.clause}`, startYear),
        bookOf(member.name, startYear),
        tab,
        made,
        cells,
      );
      if (startYear === NEXT || member.left) return asked;
      const by = { answeredBy: `Head of ${member.name}`, answeredOn: typedDay(ANSWERED) };
      const isPartly = cells.clause === '10';
      return andThen(asked, ANSWERED, {
        ...{ ...by, answer: isPartly ? 'Partly' : 'Yes' },
        ...(isPartly ? { note: 'The new timetable was settled before we asked.' } : {}),
      });
    });
  });
}

function help(): TypedRow[] {
  const contacts = begins(contactsTab, null).flatMap((cells) => {
    const role = String(cells.role);
    const known = { name: 'Duty desk', organisation: 'Harrowdale Council', email: 'duty@harrowdale.example' };
    const first = andThen(row(role, ALLIANCE, contactsTab, MADE[THIS], cells), BACK[THIS], known);
    return carriedOver(first, NEXT_ALLIANCE, []);
  });
  const offer = { title: 'Training for attendance leads', forWhom: 'Attendance leads', contact: 'School attendance' };
  return [
    ...contacts,
    row('The offer of training', ALLIANCE, offersTab, BACK[THIS], {
      ...{ ...offer, from: '15/9/2025', to: '12/12/2025', link: 'https://harrowdale.example/training' },
    }),
  ];
}

/** What the annual report is to say, written at the first meeting after the year. */
function reportWords(): TypedRow[] {
  return reportParts.map(({ text }) =>
    row(text, ALLIANCE, reportWordsTab, '2026-09-24', { part: text, words: 'Attendance leads met in each term.' }),
  );
}

/** All that a member types, and that is typed of it. */
function rowsOf(member: Member): TypedRow[] {
  return [
    ...listed(member),
    ...cameTo(member),
    ...contributions(member),
    ...staffDays(member),
    ...totals(member),
    ...registers(member),
    ...statements(member),
  ];
}

const rowsByMember = new Map(members.map((member) => [member.name, rowsOf(member)]));

/** What orderly people type, each thing on the day it happens. */
export const orderlyYear: Year = {
  workbooks: [null, ...members].flatMap(workbooksOf),
  rows: [
    ...([THIS, NEXT] as const).flatMap((startYear) => [
      ...settings(startYear),
      ...calendar(startYear),
      ...meetings(startYear),
    ]),
    ...support(),
    ...help(),
    ...reportWords(),
    ...[...rowsByMember.values()].flat(),
  ],
};

/** Other members join, or those of the orderly year go otherwise: as orderly as they, in place of any of the same name. */
export function withMembers(...others: readonly Member[]): (year: Year) => Year {
  const books = members.filter(({ name }) => others.some((other) => other.name === name)).flatMap(workbooksOf);
  const instead = new Set(books.map(({ name }) => name));
  const before = new Set(others.flatMap(({ name }) => rowsByMember.get(name) ?? []));
  return ({ workbooks, rows }) => ({
    workbooks: [...workbooks.filter(({ name }) => !instead.has(name)), ...others.flatMap(workbooksOf)],
    rows: [...rows.filter((one) => !before.has(one)), ...others.flatMap(rowsOf)],
  });
}
