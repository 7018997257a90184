import type { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import type { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { type SampleSchool, sampleSchools } from '../schools-and-people.ts';
import type { TypedRow } from '../typed-rows.ts';

const MINUTES = 'https://minutes.harrowdale.example/2025-26';

export const meetingRows: readonly TypedRow<typeof meetingsTab>[] = [
  {
    date: '2025-09-25',
    kind: 'Alliance meeting',
    title: 'Autumn meeting 1',
    place: 'Orrenby High School',
    minutes: `${MINUTES}/1`,
  },
  {
    date: '2025-10-09',
    kind: 'Improvement group',
    title: 'Requests for the autumn',
    place: 'Marrowby School',
    minutes: `${MINUTES}/2`,
  },
  {
    date: '2025-11-13',
    kind: 'Alliance meeting',
    title: 'Autumn meeting 2',
    place: 'Dunsholt Academy',
    minutes: `${MINUTES}/3`,
  },
  { date: '2025-11-18', kind: 'Working group', title: 'Attendance working group', place: 'Kellwick North School' },
  { date: '2025-12-03', kind: 'Subject hub', title: 'Mathematics hub', place: 'Kellwick South Academy' },
  {
    date: '2026-01-22',
    kind: 'Alliance meeting',
    title: 'Spring meeting 1',
    place: 'Wrackley Academy',
    minutes: `${MINUTES}/4`,
  },
  { date: '2026-02-06', kind: 'Conference', title: 'Learning together', place: 'Harrowdale Guildhall' },
  {
    date: '2026-02-26',
    kind: 'Improvement group',
    title: 'Support half way',
    place: 'Marrowby School',
    minutes: `${MINUTES}/5`,
  },
  { date: '2026-03-04', kind: 'Subject hub', title: 'English hub', place: 'Orrenby High School' },
  {
    date: '2026-03-12',
    kind: 'Alliance meeting',
    title: 'Spring meeting 2',
    place: 'Tollgarth Centre',
    minutes: `${MINUTES}/6`,
  },
  { date: '2026-03-17', kind: 'Working group', title: 'Transition working group', place: 'Wrackley Academy' },
  {
    date: '2026-04-30',
    kind: 'Alliance meeting',
    title: 'Summer meeting 1',
    place: 'Marrowby School',
    minutes: `${MINUTES}/7`,
  },
  {
    date: '2026-05-14',
    kind: 'Improvement group',
    title: 'Impact of the year',
    place: 'Marrowby School',
    confidential: 'Yes',
    minutes: `${MINUTES}/8`,
  },
  { date: '2026-05-20', kind: 'Subject hub', title: 'Science hub', place: 'Kellwick North School' },
  { date: '2026-06-09', kind: 'Working group', title: 'Inclusion working group', place: 'Tollgarth Centre' },
  {
    date: '2026-06-18',
    kind: 'Alliance meeting',
    title: 'Summer meeting 2',
    place: 'Orrenby High School',
    minutes: `${MINUTES}/9`,
  },
];

/** Where it was not the head: one deputy and one meeting missed is what the alliance allows. */
const notTheHead = new Map([
  ['Kellwick North School 2026-01-22', 'Deputy'],
  ['Orrenby High School 2025-11-13', 'Deputy'],
  ["St Bredwyn's Catholic College 2026-03-12", 'Deputy'],
  ['Wrackley Academy 2025-11-13', 'Nobody'],
  ['Marrowby School 2026-04-30', 'Nobody'],
  ['Dunsholt Academy 2026-01-22', 'Nobody'],
  ['Tollgarth Centre 2026-02-06', 'Deputy'],
]);

/** Meetings at which something was put to the vote. */
const VOTES = new Set(['2025-11-13', '2026-06-18']);

export function whoCameRows(): TypedRow<typeof whoCameTab>[] {
  const recorded = meetingRows.filter(({ kind }) => kind === 'Alliance meeting' || kind === 'Conference');
  return recorded.flatMap(({ date, kind }) =>
    sampleSchools.map((school) => {
      const who = notTheHead.get(`${school.name} ${date}`) ?? 'Head';
      const voted = VOTES.has(String(date)) && who !== 'Nobody' ? 'Yes' : null;
      return { date, kind, school: school.name, who, voted, name: nameOf(school, who) } as TypedRow<typeof whoCameTab>;
    }),
  );
}

function nameOf(school: SampleSchool, who: string): string | null {
  return who === 'Head' ? school.head : who === 'Deputy' ? school.deputy : null;
}
