import { describe, expect, it } from 'vitest';
import { openPublishingBench } from '../../support/publishing-bench.ts';
import { testRule } from '../../support/rule-tester.ts';
import { ALLIANCE, MARCH } from '../../support/sync-bench.ts';

const SETTINGS =
  '| Setting | Value |\n| Alliance name | Harrowdale Learning Alliance |\n| Bank statements kept | Yes |';
const rows = (...lines: string[]) => `| School | For year | Payment or refund | Amount | Date |\n${lines.join('\n')}`;
const HELD = '| | | Held before | 500 | 1/9/2025 |';
const PAID = '| Elm Park High School | | | 3000 | 3/11/2025 |';
const LATE = '| The Meadows | | | 45 | 18/3/2026 |';
const SPENDING =
  '| Date | Paid to | What for | Amount | Approved by |\n| 5/1/2026 | Town Hall | Hall | 120 | Ms A. Wray |';
const closed = (by = 'R. Adair') =>
  `| Closed to | Closed from | Examined by | Examined on |\n| 28/2/2026 | | ${by} | 10/3/2026 |`;
const kept = { Settings: SETTINGS, Spending: SPENDING };

testRule('BLA-25e', 'alliance', {
  passes: [
    {
      name: 'what comes after the last day of the books changes none of them',
      tabs: { ...kept, Contributions: rows(HELD, PAID, LATE), 'Books closed': closed() },
      before: { Contributions: rows(HELD, PAID) },
    },
    {
      name: 'rows in another order, and one split in two on its day',
      tabs: {
        ...kept,
        Contributions: rows(
          '| Elm Park High School | | | 1000 | 3/11/2025 |',
          HELD,
          '| Elm Park High School | | | 2000 | 3/11/2025 |',
        ),
        'Books closed': closed(),
      },
      before: { Contributions: rows(HELD, PAID) },
    },
    {
      name: 'books that are to be examined on a day to come are not closed yet',
      asOf: '2026-03-09',
      tabs: { ...kept, Contributions: rows(HELD), 'Books closed': closed() },
      before: { Contributions: rows(HELD, PAID) },
    },
  ],
  fails: [
    {
      name: 'a payment that came to light later, and one that is another sum',
      tabs: {
        ...kept,
        Contributions: rows(HELD, PAID.replace('3000', '3100'), LATE.replace('18/3', '18/2')),
        'Books closed': closed(),
      },
      before: { Contributions: rows(HELD, PAID) },
      findings: [
        {
          at: 'Books closed!A2',
          message: 'changed',
          severity: 'warning',
          says: 'Since then these changed: Elm Park High School from £3,000 to £3,100 and The Meadows from £0 to £45.',
        },
      ],
    },
    {
      name: 'what schools owe, though no money moved',
      tabs: {
        ...kept,
        Settings: `${SETTINGS}\n| Contribution | 2900 |`,
        Contributions: rows(HELD, PAID),
        'Books closed': closed(),
      },
      before: { Settings: SETTINGS, Contributions: rows(HELD, PAID) },
      findings: [
        { at: 'Books closed!A2', message: 'changed', says: 'what Elm Park High School owes, what St Aldhelm' },
      ],
    },
    {
      name: 'an examiner who approved what was spent',
      tabs: { ...kept, Contributions: rows(HELD, PAID), 'Books closed': closed('A Wray') },
      findings: [{ at: 'Books closed!C2', message: 'ownBooks', severity: 'warning' }],
    },
  ],
});

describe('books that were closed', () => {
  const open = () =>
    openPublishingBench({
      Settings: SETTINGS,
      Contributions: rows(HELD, PAID, LATE.replace('The Meadows', "St Aldhelm's School")),
      Spending: SPENDING,
      'Books closed': closed(),
    });
  const account = { from: '2025-09-01', to: '2026-02-28' };

  it('stand as they were: the account of their days is the one that was issued, whatever is typed later', async () => {
    const bench = await open();
    const [first] = await bench.publish('receipts-and-payments', account);
    expect(first!.made).toBe(true);
    bench.workbooks.edit(
      ALLIANCE,
      'Contributions',
      (sheet) => void sheet.push(["St Aldhelm's School", null, null, '£45', '18/2/2026']),
    );
    await bench.sync(ALLIANCE, '2026-04-02');
    const [again] = await bench.publish('receipts-and-payments', { ...account, asOf: '2026-04-02' });
    expect(again).toMatchObject({ made: false, entry: { number: first!.entry.number } });
    const checks = (await bench.rows(ALLIANCE, 'Checks')).map((row) => row.join(' ')).join('\n');
    expect(checks).toContain(
      `The books to 28 February 2026 were examined on 10 March 2026. Since then these changed: St Aldhelm's School from £0 to £45.`,
    );
    // The next account says what was known later, and what is held comes out.
    const [next] = await bench.publish('receipts-and-payments', {
      from: '2026-03-01',
      to: '2026-03-31',
      asOf: '2026-04-02',
    });
    const { text } = await bench.read(next!.entry.link);
    expect(text).toContain('Changed since the books were closed');
    expect(text).toMatch(/St Aldhelm's School\s+–\s+£45\.00\s+£45\.00/);
    expect(text).toContain('£3,470.00 was in the account on 31 March 2026.');
    expect(text).toContain('It held £3,425.00 when 1 March 2026 began');
  });

  it('stand as they were first seen, though they are changed and the account is asked for on that very day', async () => {
    const bench = await open();
    bench.workbooks.edit(
      ALLIANCE,
      'Contributions',
      (sheet) => void sheet.push(["St Aldhelm's School", null, null, '£45', '18/2/2026']),
    );
    await bench.sync(ALLIANCE);
    const [late] = await bench.publish('receipts-and-payments', account);
    expect((await bench.read(late!.entry.link)).text).toContain('£3,380.00 was in the account on 28 February 2026.');
    bench.workbooks.edit(ALLIANCE, 'Contributions', (sheet) => void sheet.pop());
    await bench.sync(ALLIANCE);
    const [again] = await bench.publish('receipts-and-payments', account);
    expect(again).toMatchObject({ made: false, entry: { number: late!.entry.number } });
    // So is what is issued anew, months later and without an issue before.
    const other = await open();
    const [months] = await other.publish('receipts-and-payments', { ...account, asOf: '2026-06-30' });
    expect(months).toMatchObject({ made: true, entry: { asOf: MARCH } });
  });

  it.each([
    ['with the year’s first day', '2025-09-01', 'It stands in the sums above.'],
    [
      'in the midst of the closed days',
      '2026-02-01',
      'What of it came or went before stands in what the account held when 1 February 2026 began, and the rest in the sums above.',
    ],
  ])('are named by a later account that begins %s', async (_, from, says) => {
    const bench = await open();
    bench.workbooks.edit(
      ALLIANCE,
      'Contributions',
      (sheet) => void sheet.push(["St Aldhelm's School", null, null, '£45', '18/2/2026']),
    );
    await bench.sync(ALLIANCE, '2026-04-02');
    const [next] = await bench.publish('receipts-and-payments', { from, to: '2026-03-31', asOf: '2026-04-02' });
    const { text } = await bench.read(next!.entry.link);
    expect(text).toContain('Changed since the books were closed');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(says);
  });

  it('name what was in the account at first, where that comes to another sum', async () => {
    const bench = await open();
    bench.workbooks.edit(ALLIANCE, 'Contributions', (sheet) => {
      sheet[1]![3] = '£450';
    });
    await bench.sync(ALLIANCE, '2026-04-02');
    const [next] = await bench.publish('receipts-and-payments', {
      ...{ from: '2026-03-01', to: '2026-03-31', asOf: '2026-04-02' },
    });
    const { text } = await bench.read(next!.entry.link);
    expect(text).toMatch(/In the account at first\s+£500\.00\s+£450\.00\s+−£50\.00/);
  });

  it('are looked at anew where the row says that somebody else examined them', async () => {
    const bench = await open();
    bench.workbooks.edit(
      ALLIANCE,
      'Contributions',
      (sheet) => void sheet.push(["St Aldhelm's School", null, null, '£45', '18/2/2026']),
    );
    bench.workbooks.edit(ALLIANCE, 'Books closed', (sheet) => {
      sheet[1]![2] = 'T. Oduya';
    });
    await bench.sync(ALLIANCE, '2026-04-02');
    const checks = (await bench.rows(ALLIANCE, 'Checks')).map((row) => row.join(' ')).join('\n');
    expect(checks).not.toContain('Since then');
  });
});
