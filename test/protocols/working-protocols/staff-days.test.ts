import { testRule } from '../../support/rule-tester.ts';

const joined = (on: string) => ({
  Schools: `| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | ${on} |`,
});
const left = (on: string) => ({
  Schools: `| URN | School | Kind of school | Left on |\n| 990001 | Elm Park | Academy | ${on} |`,
});
const decided = (...rows: string[]) => ({ Settings: ['| Setting | Value |', ...rows].join('\n') });

const headings = '| Member of staff | Date | Days |';
const fiveDays = `
  | Ms Okafor | 10/9/2025  | 1 |
  | Ms Okafor | 17/9/2025  | 1 |
  | Ms Okafor | 24/9/2025  | 1 |
  | Mr Ashby  | 8/10/2025  | 1 |
  | Mr Ashby  | 15/10/2025 | 1 |`;
const eightAndAHalfDays = `${fiveDays}
  | Mr Ashby | 12/11/2025 | 1   |
  | Mr Ashby | 14/1/2026  | 1   |
  | Ms Adair | 4/3/2026   | 1   |
  | Ms Adair | 11/3/2026  | 0.5 |`;

testRule('BLA-21', 'school', {
  passes: [
    {
      name: 'a school that left before contributions were due gives no days either',
      asOf: '2026-02-01',
      tabs: { 'Staff days': headings },
      alliance: { ...left('14/11/2025'), ...decided('| Part-year members give | By term |') },
    },
    {
      name: 'a school that joined on the last day of the summer term gives none of it',
      asOf: '2026-09-01',
      tabs: { 'Staff days': headings },
      alliance: { ...joined('17/7/2026'), ...decided('| Part-year members give | By term |') },
    },
    {
      name: 'nine days by the end of the year',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}\n| Ms Adair | 13/3/2026 | am |` },
    },
    {
      name: 'nine days, the last half of it in hours',
      asOf: '2026-09-01',
      tabs: {
        'Staff days': `${headings}${eightAndAHalfDays}\n| Ms Adair | 13/3/2026 | 1.5 hours |\n| Ms Adair | 20/3/2026 | 90 min |`,
      },
    },
    {
      name: 'the alliance asks for fewer',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      alliance: { Settings: '| Setting | Value |\n| Staff days minimum | 5 |' },
    },
    {
      name: 'as far as the year has gone: five of nine at the end of January',
      asOf: '2026-01-30',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
    },
    {
      name: 'the last school day before the autumn half-term, and nothing given: too early to remind anybody',
      asOf: '2025-10-24',
      tabs: { 'Staff days': headings },
    },
    {
      name: 'behind by less than the gap that the alliance chose',
      asOf: '2026-03-27',
      tabs: { 'Staff days': headings },
      alliance: decided('| Pace reminder gap | 7 |'),
    },
    {
      name: 'behind before the part of the year from which on the alliance wants reminders',
      asOf: '2026-04-10',
      tabs: { 'Staff days': headings },
      alliance: decided('| Pace reminders begin | Summer term |'),
    },
    {
      name: 'before the second half of the spring term, where reminders begin then',
      asOf: '2026-02-20',
      tabs: { 'Staff days': headings },
      alliance: decided('| Pace reminders begin | Second half of the spring term |'),
    },
    {
      name: 'a school that joins in the spring is asked for nothing before it does',
      asOf: '2026-02-27',
      tabs: { 'Staff days': headings },
      alliance: joined('2/3/2026'),
    },
    {
      name: 'nor reminded of its pace in its first thirty school days',
      asOf: '2026-04-24',
      tabs: { 'Staff days': headings },
      alliance: joined('2/3/2026'),
    },
    {
      name: 'a school that leaves gives no days, where the alliance so decided',
      asOf: '2026-09-01',
      tabs: { 'Staff days': headings },
      alliance: { ...left('31/1/2026'), ...decided('| Part-year members give | None |') },
    },
    {
      name: 'a school that leaves after the autumn gives a third, where the alliance so decided',
      asOf: '2026-09-01',
      tabs: {
        'Staff days': `${headings}\n| Ms Adair | 1/10/2025 | 1 |\n| Ms Adair | 8/10/2025 | 1 |\n| Ms Adair | 15/10/2025 | 1 |`,
      },
      alliance: { ...left('31/12/2025'), ...decided('| Part-year members give | By term |') },
    },
    {
      name: 'a school that joins for the summer gives a third, where the alliance so decided',
      asOf: '2026-09-01',
      tabs: {
        'Staff days': `${headings}\n| Ms Adair | 22/4/2026 | 1 |\n| Ms Adair | 29/4/2026 | 1 |\n| Ms Adair | 6/5/2026 | 1 |`,
      },
      alliance: { ...joined('13/4/2026'), ...decided('| Part-year members give | By term |') },
    },
    {
      name: 'a school that joins in the year gives none, where the alliance so decided',
      asOf: '2026-09-01',
      tabs: { 'Staff days': headings },
      alliance: { ...joined('2/9/2025'), ...decided('| Part-year members give | None |') },
    },
    {
      name: 'when it joined cannot be read, so nobody can tell what it owes',
      asOf: '2026-09-01',
      tabs: { 'Staff days': headings },
      alliance: joined('soon'),
    },
    { name: 'nothing yet on the day before term', asOf: '2025-09-02', tabs: { 'Staff days': headings } },
    {
      name: 'behind, in an alliance that wants no reminders of pace',
      asOf: '2026-03-27',
      tabs: { 'Staff days': headings },
      alliance: { Settings: '| Setting | Value |\n| Pace reminders | No |' },
    },
    {
      name: 'behind, where no calendar says how far the year has gone',
      asOf: '2026-03-27',
      tabs: { 'Staff days': headings },
      alliance: { Calendar: '| What | From | To |' },
    },
  ],
  fails: [
    {
      name: 'half a day short on the first day after the year',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}` },
      findings: [
        {
          at: 'Staff days',
          message: 'short',
          severity: 'breach',
          says: 'Elm Park High School has given 8½ of 9 days, which were due by 31 August 2026.',
        },
      ],
    },
    {
      name: 'half a day short on the last day of the year',
      asOf: '2026-08-31',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}` },
      findings: [
        { at: 'Staff days', message: 'dueSoon', severity: 'reminder', says: 'with ½ still to give by 31 August 2026' },
      ],
    },
    {
      name: 'sixty days before the end',
      asOf: '2026-07-02',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}` },
      findings: [{ at: 'Staff days', message: 'dueSoon' }],
    },
    {
      name: 'sixty-one days before the end, behind the year',
      asOf: '2026-07-01',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      findings: [
        {
          at: 'Staff days',
          message: 'behind',
          severity: 'reminder',
          says: 'has given 5 of 9 days. 181 of its 195 school days have gone, and 8 would keep pace.',
        },
      ],
    },
    {
      name: 'the first school day after the autumn half-term, and no day was given',
      asOf: '2025-11-03',
      tabs: { 'Staff days': headings },
      findings: [
        {
          at: 'Staff days',
          message: 'behind',
          severity: 'reminder',
          says: 'given 0 of 9 days. 39 of its 195 school days have gone, and 1½ would keep pace.',
        },
      ],
    },
    {
      name: 'from the first term on, by half a day, where the alliance wants to hear of any gap',
      asOf: '2025-09-17',
      tabs: { 'Staff days': headings },
      alliance: decided('| Pace reminders begin | Autumn term |', '| Pace reminder gap | 0 |'),
      findings: [{ at: 'Staff days', message: 'behind', says: '11 of its 195 school days have gone, and ½ would' }],
    },
    {
      name: 'from the second half of the spring term, where reminders begin then',
      asOf: '2026-02-23',
      tabs: { 'Staff days': headings },
      alliance: decided('| Pace reminders begin | Second half of the spring term |'),
      findings: [{ at: 'Staff days', message: 'behind' }],
    },
    {
      name: 'a school that joined in the spring, by its own part of the year, after its first thirty school days',
      asOf: '2026-04-27',
      tabs: { 'Staff days': headings },
      alliance: joined('2/3/2026'),
      findings: [
        {
          at: 'Staff days',
          message: 'behind',
          says: 'given 0 of 9 days. 31 of its 87 school days have gone, and 3 would keep pace.',
        },
      ],
    },
    {
      name: 'a school that left on the last day of the year owed the whole',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      alliance: left('31/8/2026'),
      findings: [{ at: 'Staff days', message: 'short', severity: 'breach', says: '5 of 9 days' }],
    },
    {
      name: 'a school that leaves three days before the end of term is reminded before it leaves',
      asOf: '2026-07-17',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      alliance: left('17/7/2026'),
      findings: [{ at: 'Staff days', message: 'dueSoon', says: '5 of 9 days, with 4 still to give by 17 July 2026.' }],
    },
    {
      name: 'and has not given them from the day after, which is no breach while nobody decided on a share',
      asOf: '2026-07-18',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      alliance: left('17/7/2026'),
      findings: [
        {
          at: 'Staff days',
          message: 'short',
          severity: 'warning',
          says: '5 of 9 days, which were due by 17 July 2026.',
        },
      ],
    },
    {
      name: 'a school that left for a part of the year is short of its share, by the alliance’s own word',
      asOf: '2026-03-01',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      alliance: { ...left('28/2/2026'), ...decided('| Part-year members give | By term |') },
      findings: [{ at: 'Staff days', message: 'short', severity: 'breach', says: '5 of 6 days' }],
    },
    {
      name: 'a school that has become a part of another owes the days of its own terms',
      asOf: '2026-04-01',
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      alliance: {
        Schools: `| URN | School | Joined on | Left on | Earlier URN | URN since |
          | 990001 | Elm Park High School | | 31/3/2026 | | |
          | 990002 | The Meadows | | 31/3/2026 | | |
          | 990003 | Elm Meadows | 1/4/2026 | | 990001, 990002 | 1/4/2026 |`,
      },
      findings: [{ at: 'Staff days', message: 'short', severity: 'warning', says: '5 of 6 days' }],
    },
    {
      name: 'a school that joined for two terms is short of its share, by the alliance’s own word',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}\n| Ms Adair | 22/4/2026 | 1 |` },
      alliance: { ...joined('5/1/2026'), ...decided('| Part-year members give | By term |') },
      findings: [{ at: 'Staff days', message: 'short', severity: 'breach', says: '1 of 6 days' }],
    },
    {
      name: 'planned days do not count before they come',
      asOf: '2026-07-10',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}\n| Ms Adair | 13/7/2026 | am |` },
      findings: [{ at: 'Staff days', message: 'dueSoon', says: '8½ of 9 days' }],
    },
    {
      name: 'two people for one day are one calendar day, where the alliance counts those',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}\n| Ms Okafor | 10/9/2025 | 1 |\n| Mr Ashby | 10/9/2025 | 1 |` },
      alliance: { Settings: '| Setting | Value |\n| Staff days minimum | 2 |\n| A staff day is | Calendar days |' },
      findings: [{ at: 'Staff days', message: 'short', severity: 'breach', says: '1 of 2 days' }],
    },
    {
      name: 'a row with something to mend is counted nowhere, and said to wait',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${fiveDays}\n| Ms Adair | 31/2/2026 | 1 |\n| Ms Adair | 4/3/2026 | lots |` },
      alsoFoundBy: ['GEN-04', 'GEN-12'],
      findings: [
        {
          at: 'Staff days',
          message: 'short',
          says: '5 of 9 days, which were due by 31 August 2026. 2 rows in Staff days cannot be counted',
        },
      ],
    },
    {
      name: 'all nine days in one row: one counts, and a breach is not said while the others may have been given',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}\n| Ms Adair | 4/3/2026 | 9 |` },
      findings: [
        {
          at: 'Staff days',
          message: 'short',
          severity: 'warning',
          says: '1 of 9 days, which were due by 31 August 2026. 8 more cannot be counted: nobody gives more than a day on one date, or one half of it twice.',
        },
      ],
    },
    {
      name: 'nine rows of one day for one person and date: the same',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${'\n| Ms Adair | 4/3/2026 | 1 |'.repeat(9)}` },
      findings: [{ at: 'Staff days', message: 'short', severity: 'warning', says: '1 of 9 days' }],
    },
    {
      name: 'too few, whatever the days beyond one a date were',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}\n| Ms Adair | 4/3/2026 | 5 |` },
      findings: [{ at: 'Staff days', message: 'short', severity: 'breach', says: '1 of 9 days' }],
    },
    {
      name: 'ten minutes short: hours are not rounded',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}\n| Ms Adair | 13/3/2026 | 2h50 |` },
      findings: [{ at: 'Staff days', message: 'short', severity: 'breach', says: '8.97 of 9 days' }],
    },
    {
      name: 'a placeholder is nobody, and its row waits',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}\n| TBC | 13/3/2026 | 1 |` },
      alsoFoundBy: ['GEN-15'],
      findings: [
        { at: 'Staff days', message: 'short', severity: 'warning', says: '1 row in Staff days cannot be counted' },
      ],
    },
    {
      name: 'a school that joined in the spring owes the whole only because we said so; what it gave before does not count',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${fiveDays}\n| Ms Adair | 22/4/2026 | 1 |` },
      alliance: joined('1/4/2026'),
      findings: [{ at: 'Staff days', message: 'short', severity: 'warning', says: 'Elm Park has given 1 of 9 days' }],
    },
    {
      name: 'away from the alliance, by the number of the source',
      asOf: '2026-09-01',
      alliance: null,
      tabs: { 'Staff days': `${headings}${fiveDays}` },
      findings: [{ at: 'Staff days', message: 'short', says: 'Elm Park High School has given 5 of 9 days' }],
    },
    {
      name: 'a day dated in another year may be the one that is missing; half a day is too little',
      asOf: '2026-09-01',
      tabs: { 'Staff days': `${headings}${eightAndAHalfDays}\n| Ms Adair | 13/3/2027 | ½ |` },
      findings: [
        {
          at: 'Staff days',
          message: 'short',
          severity: 'warning',
          says: 'which were due by 31 August 2026. ½ more cannot be counted: not dated in 2025/26.',
        },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Left on is called something else',
      asOf: '2026-09-01',
      tabs: { 'Staff days': headings },
      alliance: {
        Schools:
          '| URN | School | Kind of school | Joined on | Went on |\n| 990001 | Elm Park | Academy | 1/9/2020 | |',
      },
      why: 'Schools has no column called Left on in the alliance’s workbook.',
    },
    {
      name: 'the heading Days is called something else',
      asOf: '2026-09-01',
      tabs: { 'Staff days': '| Member of staff | Date | Amount |\n| Ms Okafor | 10/9/2025 | 1 |' },
      why: 'Staff days has no column called Days.',
    },
    {
      name: 'a column is missing that the rule does not count with but each row needs',
      asOf: '2026-09-01',
      tabs: { 'Staff days': '| Date | Days |\n| 10/9/2025 | 1 |' },
      why: 'Staff days has no column called Member of staff.',
    },
    {
      name: 'the tab is missing',
      asOf: '2026-09-01',
      tabs: { 'Staff days': 'missing' },
      why: 'The tab Staff days is missing.',
    },
    {
      name: 'the school is not a member',
      asOf: '2026-09-01',
      tabs: { 'Staff days': headings },
      alliance: { Schools: '| URN | School | Kind of school |\n| 990002 | St Aldhelm’s School | Academy |' },
      why: 'The school is not in the alliance’s list of schools.',
    },
  ],
});
