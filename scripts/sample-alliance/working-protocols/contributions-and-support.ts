import type { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import type { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { sampleSchools } from '../schools-and-people.ts';
import type { TypedRow } from '../typed-rows.ts';

const INSTALMENTS = ['2025-09-30', '2025-10-31', '2025-11-28'];

export function contributionRows(): TypedRow<typeof contributionsTab>[] {
  type Payment = TypedRow<typeof contributionsTab> & { readonly date: string };
  const rows = sampleSchools.flatMap(({ name, urn, paysInInstalments }, index): Payment[] => {
    const number = `HLA-${urn.slice(-2)}`;
    if (!paysInInstalments) {
      return [{ school: name, amount: 3000, date: `2025-11-${10 + index}`, reference: `${number}-1` }];
    }
    return INSTALMENTS.map((date, count) => ({
      school: name,
      kind: 'Payment',
      amount: '£1,000',
      date,
      reference: `${number}-${count + 1}`,
      note: `Instalment ${count + 1} of 3`,
    }));
  });
  const interest = {
    kind: 'Other income',
    amount: 11.85,
    date: '2025-12-31',
    reference: 'INTEREST',
    note: 'Bank interest',
  };
  return [...rows, interest].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

/** Each school asks for support at least once; the improvement group is asked first. */
export const supportRequestRows: readonly TypedRow<typeof supportRequestsTab>[] = [
  {
    school: 'Kellwick North School',
    need: 'Reading in Year 7',
    askedOn: '2025-09-18',
    provider: 'Orrenby High School',
    agreedOn: '2025-10-09',
    startedOn: '2025-10-13',
    endedOn: '2025-12-12',
  },
  {
    school: 'Wrackley Academy',
    need: 'Timetable for a larger Year 8',
    askedOn: '2025-09-22',
    provider: 'Marrowby School',
    agreedOn: '2025-10-09',
    startedOn: '2025-10-14',
    endedOn: '2025-11-21',
  },
  {
    school: "St Osyld's Church of England School",
    need: 'Behaviour at break times',
    askedOn: '2025-10-02',
    provider: 'Tollgarth Centre',
    agreedOn: '2025-10-09',
    startedOn: '2025-11-04',
    endedOn: '2026-01-30',
  },
  {
    school: 'Orrenby High School',
    need: 'Science practicals',
    askedOn: '2025-11-06',
    provider: 'Kellwick South Academy',
    agreedOn: '2025-11-20',
    startedOn: '2025-12-01',
    endedOn: '2026-02-12',
  },
  {
    school: 'Tollgarth Centre',
    need: 'Mathematics for small groups',
    askedOn: '2025-11-11',
    provider: "St Osyld's Church of England School",
    agreedOn: '2025-11-20',
    startedOn: '2025-12-02',
    endedOn: '2026-03-06',
  },
  {
    school: 'Dunsholt Academy',
    need: 'Attendance casework',
    askedOn: '2026-01-08',
    provider: 'Kellwick North School',
    agreedOn: '2026-01-15',
    startedOn: '2026-01-19',
    endedOn: '2026-03-20',
  },
  {
    school: 'Marrowby School',
    need: 'Modern languages, Key Stage 3',
    askedOn: '2026-01-12',
    provider: "St Bredwyn's Catholic College",
    agreedOn: '2026-01-20',
    startedOn: '2026-01-26',
    endedOn: '2026-03-13',
  },
  {
    school: 'Kellwick South Academy',
    need: 'Speech and language screening',
    askedOn: '2026-01-15',
    provider: 'Talking Matters Harrowdale',
    agreedOn: '2026-01-29',
    startedOn: '2026-02-23',
    endedOn: '2026-04-24',
    note: 'From outside the alliance, on the group’s advice',
  },
  {
    school: "St Bredwyn's Catholic College",
    need: 'New heads of year',
    askedOn: '2026-02-26',
    provider: 'Wrackley Academy',
    agreedOn: '2026-03-05',
    startedOn: '2026-03-09',
    endedOn: '2026-05-15',
  },
  {
    school: 'Kellwick North School',
    need: 'Geography schemes of work',
    askedOn: '2026-02-26',
    provider: 'Dunsholt Academy',
    agreedOn: '2026-03-10',
    startedOn: '2026-04-14',
    endedOn: '2026-05-21',
  },
  {
    school: 'Orrenby High School',
    need: 'Careers interviews',
    askedOn: '2026-05-14',
    note: 'Withdrawn in June',
  },
];
