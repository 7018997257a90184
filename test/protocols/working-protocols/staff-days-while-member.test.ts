import { testRule } from '../../support/rule-tester.ts';

const member = (joinedOn: string, leftOn: string) => ({
  Schools: `
    | URN    | School   | Kind of school | Joined on   | Left on   |
    | 990001 | Elm Park | Academy        | ${joinedOn} | ${leftOn} |`,
});
const days = `
  | Member of staff | Date      | Days |
  | Ms Okafor       | 2/3/2026  | 1    |
  | Ms Okafor       | 11/3/2026 | 1    |
  | Ms Okafor       | 22/4/2026 | 1    |`;

testRule('BLA-21c', 'school', {
  passes: [
    { name: 'always a member', tabs: { 'Staff days': days } },
    {
      name: 'on the days of joining and leaving it is a member',
      tabs: { 'Staff days': days },
      alliance: member('2/3/2026', '22/4/2026'),
    },
    { name: 'when it joined cannot be read', tabs: { 'Staff days': days }, alliance: member('Easter', '') },
  ],
  skips: [
    {
      name: 'away from the alliance',
      tabs: { 'Staff days': days },
      alliance: null,
      why: 'The alliance’s workbook is not at hand.',
    },
  ],
  fails: [
    {
      name: 'days given before joining',
      tabs: { 'Staff days': days },
      alliance: member('12/3/2026', ''),
      findings: [
        {
          at: 'Staff days!B2',
          message: 'beforeJoining',
          severity: 'warning',
          says: 'B2 is a day before Elm Park joined on 12 March 2026, so it does not count.',
        },
        { at: 'Staff days!B3', message: 'beforeJoining' },
      ],
    },
    {
      name: 'a day after leaving',
      tabs: { 'Staff days': days },
      alliance: member('', '27/3/2026'),
      findings: [{ at: 'Staff days!B4', message: 'afterLeaving', severity: 'warning', says: 'left on 27 March 2026' }],
    },
  ],
});
