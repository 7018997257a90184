import { testRule } from '../../support/rule-tester.ts';

const headings = '| Protocol | Answer | Note |';
const answeredOnes = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 10, 11],
  ...[12, 13, 14, 15, 16, 17, 18, 19],
  ...[22, 23, 24, 29, 34, 35],
  ...[36, 37, 38, 40, 41, 42, 43, 44],
  ...[46, 47],
];
const yesToAllBut = (...others: number[]) =>
  answeredOnes
    .filter((number) => !others.includes(number))
    .map((number) => `\n| ${number} | Yes | |`)
    .join('');

/** What holds in an alliance whose workbook is new, decided by one that is drawn without its age. */
const JULY = { Settings: '| Setting | Value |\n| Yearly statement due | 15 July |' };
const members = (joined: string, left: string) =>
  `| URN | School | Kind of school | Joined on | Left on |\n| 990001 | Elm Park High School | Academy | ${joined} | ${left} |`;

testRule('BLA-00', 'school', {
  passes: [
    {
      name: 'all answered',
      asOf: '2026-09-01',
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut()}` },
    },
    {
      name: 'partly and no, each with its reason',
      asOf: '2026-09-01',
      tabs: {
        'Statement (working protocols)': `${headings}${yesToAllBut(5, 7)}
          | 5 | Partly | One school still to visit |
          | 7 | No     | Governors meet in October |`,
      },
    },
    {
      name: 'sixty-one days before nobody is hurried',
      asOf: '2026-07-01',
      tabs: { 'Statement (working protocols)': `${headings}\n| 1 | | |` },
    },
    {
      name: 'a school that left the day before answers nothing, not even once the year has ended',
      asOf: '2026-09-01',
      alliance: { ...JULY, Schools: members('', '14/7/2026') },
      tabs: { 'Statement (working protocols)': `${headings}\n| 1 | | |` },
    },
    {
      name: 'answered in one of two rows',
      asOf: '2026-09-01',
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut()}\n| 47 | | To be seen |` },
    },
  ],
  fails: [
    {
      name: 'sixty days before, most are open: the year’s end in an alliance of before the setting',
      asOf: '2026-07-02',
      tabs: { 'Statement (working protocols)': `${headings}\n| 1 | Yes | |\n| 2 | | |` },
      findings: [
        {
          at: 'Statement (working protocols)',
          message: 'open',
          severity: 'reminder',
          says: 'by 31 August 2026: 33 of 34 protocols (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13 and 22 more).',
        },
      ],
    },
    {
      name: 'on that last day two are open',
      asOf: '2026-08-31',
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut(4, 47)}` },
      findings: [{ at: 'Statement (working protocols)', message: 'open', says: '2 of 34 protocols (4 and 47)' }],
    },
    {
      name: 'on the day after it',
      asOf: '2026-09-01',
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut(4)}` },
      findings: [
        {
          at: 'Statement (working protocols)',
          message: 'unanswered',
          severity: 'warning',
          says: 'Not yet answered, and due by 31 August 2026: 1 of 34 protocols (4)',
        },
      ],
    },
    {
      name: 'on the day that the alliance chose',
      asOf: '2026-07-15',
      alliance: JULY,
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut(4)}` },
      findings: [
        {
          at: 'Statement (working protocols)',
          message: 'open',
          severity: 'reminder',
          says: 'by 15 July 2026: 1 of 34',
        },
      ],
    },
    {
      name: 'the day after that, before the year has ended',
      asOf: '2026-07-16',
      alliance: JULY,
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut(4)}` },
      findings: [{ at: 'Statement (working protocols)', message: 'unanswered', severity: 'warning', says: '15 July' }],
    },
    {
      name: 'who joined in the summer answers by the end of the year, as no term reaches so far',
      asOf: '2026-07-16',
      alliance: { ...JULY, Schools: members('15/6/2026', '') },
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut(4)}` },
      findings: [
        { at: 'Statement (working protocols)', message: 'open', severity: 'reminder', says: 'by 31 August 2026' },
      ],
    },
    {
      name: 'a school that stays to the day answers',
      asOf: '2026-07-16',
      alliance: { ...JULY, Schools: members('', '15/7/2026') },
      tabs: { 'Statement (working protocols)': `${headings}${yesToAllBut(4)}` },
      findings: [{ at: 'Statement (working protocols)', message: 'unanswered' }],
    },
    {
      name: 'no reason given, and protocols that are shown by rows or are none',
      asOf: '2026-03-27',
      tabs: {
        'Statement (working protocols)': `
          | Protocol | Answer | Note |
          | 5        | Partly |      |
          | 7        | No     |      |
          | 21       | Yes    |      |
          | 48       | No     |      |`,
      },
      findings: [
        {
          at: 'Statement (working protocols)!C2',
          message: 'why',
          severity: 'warning',
          says: 'Protocol 5 is answered Partly',
        },
        {
          at: 'Statement (working protocols)!C3',
          message: 'why',
          says: 'Protocol 7 is answered No, and C3 does not say why.',
        },
        {
          at: 'Statement (working protocols)!A4',
          message: 'unknown',
          severity: 'warning',
          says: 'A4 names protocol 21',
        },
        { at: 'Statement (working protocols)!A5', message: 'unknown' },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Answer was changed',
      asOf: '2026-09-01',
      tabs: { 'Statement (working protocols)': '| Protocol | Reply | Note |\n| 1 | Yes | |' },
      why: 'Statement (working protocols) has no column called Answer.',
    },
    {
      name: 'no column to give a reason in',
      asOf: '2026-09-01',
      tabs: { 'Statement (working protocols)': '| Protocol | Answer |\n| 1 | No |' },
      why: 'Statement (working protocols) has no column called Note.',
    },
  ],
});
