import { beforeAll, describe, expect, it } from 'vitest';
import { NotKept } from '../../../functions/documents/publish.ts';
import { referencesIn } from '../../../sheets-schema/bank/payment-reference.ts';
import { openPublishingBench, type PublishingBench } from '../../support/publishing-bench.ts';
import { ALLIANCE, ALLIANCE_TABS, allianceIdentity } from '../../support/sync-bench.ts';

const ACCOUNT = `
  | Setting            | Value                        |
  | Alliance name      | Harrowdale Learning Alliance |
  | Payee              | Harrow School, alliance fund |
  | Sort code          | 200000                       |
  | Account number     | 01234567                     |
  | Payment terms      | By bank transfer, please.    |
  | Treasurer          | The bursar of Harrow School  |
  | Treasurer’s e-mail | money@harrow.example         |`;
const rows = (...lines: string[]) => `| School | Payment or refund | Amount | Date | Reference |\n${lines.join('\n')}`;
const FIRST = '| Elm Park High School | | £1,000 | 3/11/2025 | BACS 1 |';
const REFUND = '| Elm Park High School | Refund | £200 | 5/11/2025 | |';
const BEFORE = '| Elm Park High School | Owed before | £150 | 30/11/2024 | |';
const WHOLE = "| St Aldhelm's School | | £3,000 | 10/11/2025 | BACS 2 |";
const ALL = rows(FIRST, REFUND, BEFORE, WHOLE);
const ELM_PARK = { urn: '990001' };

describe('letters about payment', () => {
  let bench: PublishingBench;
  beforeAll(async () => {
    bench = await openPublishingBench({ Settings: ACCOUNT, Contributions: ALL });
  });
  const textsOf = async (document: string, from = bench, wanted = {}) => {
    const made = await from.publish(document, wanted);
    return Promise.all(made.map(async ({ entry }) => (await from.read(entry.link)).text));
  };
  const withSettings = (more: string, contributions = ALL) =>
    openPublishingBench({ Settings: `${ACCOUNT}${more}`, Contributions: contributions });

  it('ask only the school that has to pay, line by line, with an account and a reference by which the bank’s line is known', async () => {
    const [text = '', ...more] = await textsOf('payment-request');
    expect(more).toEqual([]);
    expect(text).toContain(
      'Please pay £2,350.00. It was due by 30 November 2025. Request for payment. Not a VAT invoice.',
    );
    expect(text).toMatch(
      /owed from before 30 Nov 2024 £150\.00 Contribution for 2025\/26 30 Nov 2025 £3,000\.00 Less payments, after refunds −£800\.00 To pay £2,350\.00/,
    );
    expect(text).toMatch(
      /Pay to Harrow School, alliance fund Sort code 20-00-00 Account number 01234567 Reference \S+/,
    );
    expect(text).toContain('please tell money@harrow.example');
    expect(text).toContain('The bursar of Harrow School, for Harrowdale Learning Alliance');
    const [, reference = ''] = /Reference (\S+)/.exec(text)!;
    expect(referencesIn(reference, 2025)).toEqual([{ reference, urn: '990001', startYear: 2025 }]);
  });

  it('say how VAT is treated where Settings does', async () => {
    const other = await withSettings(
      '\n| VAT treatment | VAT is not charged on contributions. |\n| VAT number | GB 999 9999 73 |',
    );
    const [text] = await textsOf('payment-request', other, ELM_PARK);
    expect(text).toContain('VAT is not charged on contributions. VAT number GB 999 9999 73.');
    expect(text).not.toContain('Not a VAT invoice');
  });

  it('thank for what was received, with what was refunded, and for no debt', async () => {
    const [elmPark, aldhelms] = await textsOf('payment-receipt');
    expect(elmPark).toContain('£800.00 has been received from Elm Park High School for 2025/26. Thank you.');
    expect(elmPark).toMatch(
      /3 Nov 2025 Payment BACS 1 £1,000\.00 5 Nov 2025 Refund −£200\.00 Received, less refunds £800\.00/,
    );
    expect(elmPark).toContain('£2,350.00 is still to pay.');
    expect(aldhelms).toContain('Nothing more is to pay.');
  });

  it('remind of what is overdue: firmly and the head, or kindly and the office, by the days that Settings says', async () => {
    const payments = rows(FIRST, WHOLE);
    const [firm] = await textsOf('payment-reminder', await withSettings('', payments));
    expect(firm).toMatch(/To: The head £2,000\.00 has been due for 117 days\./);
    const kind = '\n| Payment reminder to the head after | 200 |\n| Firm payment reminder after | 150 |';
    const [friendly] = await textsOf('payment-reminder', await withSettings(kind, payments));
    expect(friendly).toMatch(
      /To: The finance office £2,000\.00 seems not to have reached us yet\. It was due on 30 November 2025\./,
    );
  });

  it('stand in the list of what is owed, by its age, with who was last asked and reminded', async () => {
    await bench.publish('payment-request', ELM_PARK);
    await bench.publish('payment-reminder', ELM_PARK);
    const [text = ''] = await textsOf('owed-by-age');
    expect(text).toContain('£2,350.00 is overdue from 1 of 2 schools.');
    expect(text).toMatch(/Elm Park High School – – – – £2,350\.00 –/);
    expect(text).toMatch(/Elm Park High School 30 Nov 2024 27 Mar 2026 27 Mar 2026/);
    const young = await withSettings(
      '\n| Contribution due date | 1 March |',
      rows(FIRST, WHOLE.replace('3,000', '3,200')),
    );
    const [recent] = await textsOf('owed-by-age', young);
    expect(recent).toMatch(/Elm Park High School – £2,000\.00 – – – –/);
    expect(recent).toMatch(/St Aldhelm's School – – – – – £200\.00/);
    expect(recent).toContain('none this year');
  });

  it('say of a contribution paid in parts what was due by when and what is due later', async () => {
    const parts = await withSettings(
      '\n| Contribution instalments | 30 November, 31 January, 31 May |',
      rows('| Elm Park High School | | £700 | 3/11/2025 | BACS 1 |', WHOLE),
    );
    const [request] = await textsOf('payment-request', parts, ELM_PARK);
    expect(request).toContain(
      'Please pay £2,300.00. £1,300.00 was due by 31 January 2026, and £1,000.00 is due by 31 May 2026.',
    );
    expect(request).toMatch(/Contribution for 2025\/26, part 3 of 3 31 May 2026 £1,000\.00/);
    const [statement] = await textsOf('contribution-statement', parts, ELM_PARK);
    expect(statement).toContain(
      '£2,300.00 is still to pay: £1,300.00 was due by 31 January 2026, and £1,000.00 is due by 31 May 2026.',
    );
    expect(statement).toContain('to have £1,300.00 paid now, and £1,000.00 by 31 May 2026');
    const [reminder] = await textsOf('payment-reminder', parts, ELM_PARK);
    expect(reminder).toContain(
      '£1,300.00 has been due for up to 117 days. The oldest of it was due on 30 November 2025.',
    );
    const [treasurers] = await textsOf('treasurers-statement', parts);
    expect(treasurers).toContain(
      'Contributions are due in 3 parts, the first by 30 November 2025 and the last by 31 May 2026.',
    );
    expect(treasurers).not.toContain('joined in the year');
  });

  it('are made for a school that has left and still owes', async () => {
    const left = await openPublishingBench({
      Settings: ACCOUNT,
      Contributions: rows(WHOLE),
    });
    await left.create(
      'Alliance, last year',
      { ...allianceIdentity, startYear: 2024 },
      {
        ...ALLIANCE_TABS,
        Schools: `${ALLIANCE_TABS['Schools']}\n| 990003 | The Meadows | Academy | |`,
        Contributions: rows('| Elm Park High School | | £3,000 | 3/11/2024 | |', WHOLE.replace('2025', '2024')),
      },
    );
    await left.sync('Alliance, last year');
    await left.sync(ALLIANCE);
    const [reminder] = await textsOf('payment-reminder', left, { urn: '990003' });
    expect(reminder).toMatch(/Contribution for 2024\/25 30 Nov 2024 482 £3,000\.00/);
    const [statement] = await textsOf('contribution-statement', left, { urn: '990003' });
    expect(statement).toContain('£3,000.00 is still to pay from before.');
    expect(statement).not.toContain('Contribution for 2025/26');
  });

  it('of a year that is over ask for nothing once the next year’s workbook is kept, in which later payments stand', async () => {
    const over = await withSettings('', rows(FIRST, WHOLE));
    const november = { asOf: '2026-11-10', ...ELM_PARK };
    // Nothing is kept of the year after yet.
    expect(await textsOf('payment-request', over, november)).toHaveLength(1);
    await over.create(
      'Alliance, next year',
      { ...allianceIdentity, startYear: 2026 },
      { ...ALLIANCE_TABS, Contributions: rows('| Elm Park High School | | £5,000 | 3/11/2026 | |') },
    );
    await over.sync('Alliance, next year', '2026-11-10');
    for (const document of ['payment-request', 'payment-reminder', 'owed-by-age'])
      await expect(over.publish(document, november)).rejects.toThrow(
        '2025/26 is over, and what was owed has gone forward. Ask for this in the workbook of 2026/27.',
      );
    for (const document of ['contribution-statement', 'treasurers-statement'])
      await expect(over.publish(document, november)).rejects.toThrow(
        'Ask for this as of 31 August 2026, or in the workbook of 2026/27.',
      );
    const atItsEnd = { ...ELM_PARK, asOf: '2026-08-31', issuedOn: '2026-11-10' };
    const [statement] = await textsOf('contribution-statement', over, atItsEnd);
    expect(statement).toContain('£2,000.00 is still to pay');
    expect(statement).toContain('please pay by those alone');
    expect(statement).not.toMatch(/You are asked|to have £/);
    const [receipt] = await textsOf('payment-receipt', over, november);
    expect(receipt).toContain('What is still to pay or in credit stands in the books of 2026/27.');
  });

  it('are not made of what may have been paid: typed or at the bank, this year or the last', async () => {
    const bank = '\n| Bank statements kept | Yes |';
    const statement = (...lines: string[]) => `| Date | Description | Amount | Balance |\n${lines.join('\n')}`;
    const tabs = { Settings: `${ACCOUNT}${bank}`, Spending: '| Date | Paid to | What for | Amount |' };
    const refused = async (more: Readonly<Record<string, string>>, contributions = rows(WHOLE)) => {
      const doubt = await openPublishingBench({ ...tabs, Contributions: contributions, ...more });
      for (const document of ['payment-request', 'payment-reminder'])
        await expect(doubt.publish(document, ELM_PARK)).rejects.toThrow('Elm Park High School may have paid');
      const [text] = await textsOf('contribution-statement', doubt, ELM_PARK);
      expect(text).toContain('Please do not pay on this statement');
    };
    const waiting = statement(
      '| 10/11/2025 | ST ALDHELMS 1 | 3000.00 | 4000.00 |',
      '| 3/12/2025 | TRANSFER 9 | 3000.00 | 7000.00 |',
    );
    await refused({ Bank: waiting });
    // Not all of what is open, and yet its own.
    await refused({ Bank: waiting.replace('TRANSFER 9 | 3000.00 | 7000.00', 'ELM PARK HIGH | 2900.00 | 6900.00') });
    await refused({}, rows(WHOLE, '| Elm Park High School | | £20.005 | 3/11/2025 | |'));
    // A line that cannot be read may be anybody's.
    await refused({
      Bank: statement(
        '| 10/11/2025 | ST ALDHELMS 1 | 3,0x0.00 | 4000.00 |',
        '| 11/11/2025 | INTEREST | 1.00 | 4001.00 |',
      ),
    });
    // For a year without books, and ahead of a year that is open.
    const forYear = (year: string) =>
      rows(`${WHOLE} |`, `| Elm Park High School | | £3,000 | 3/11/2025 | | ${year} |`).replace(
        'Reference |',
        'Reference | For year |',
      );
    await refused({}, forYear('2023/24'));
    await refused({}, forYear('2024/25'));
    await refused({}, forYear('2026/27'));
  });

  it('are not made while a row of last year that is typed twice, or names nobody of the list, may be the payment', async () => {
    const lastYear = async (contributions: string, schools = '', now = rows(WHOLE)) => {
      const both = await withSettings('', now);
      const tabs = { ...ALLIANCE_TABS, Schools: `${ALLIANCE_TABS['Schools']}${schools}`, Contributions: contributions };
      await both.create('Alliance, last year', { ...allianceIdentity, startYear: 2024 }, tabs);
      await both.sync('Alliance, last year');
      await both.sync(ALLIANCE);
      return both;
    };
    const PAID = '| Elm Park High School | | £3,000 | 3/11/2024 | R1 |';
    const twice = await lastYear(rows(PAID, PAID, WHOLE.replace('2025', '2024')));
    await expect(twice.publish('payment-request', ELM_PARK)).rejects.toThrow('Elm Park High School may have paid');
    const left = await lastYear(
      rows(PAID, WHOLE.replace('2025', '2024')),
      '\n| 990003 | The Meadows | Academy | |',
      rows(WHOLE, '| The Meadows | | £3,000 | 3/11/2025 | |'),
    );
    await expect(left.publish('payment-reminder', { urn: '990003' })).rejects.toThrow('The Meadows may have paid');
  });

  it('thank nobody whose money went back, and count payments around a refund', async () => {
    const back = rows(
      '| Elm Park High School | | £3,000 | 5/11/2025 | |',
      '| Elm Park High School | Refund | £3,000 | 6/11/2025 | |',
    );
    const all = await withSettings('', back);
    await expect(all.publish('payment-receipt', ELM_PARK)).rejects.toThrow('Nothing has been received');
    const [text] = await textsOf('payment-request', await withSettings('', rows(REFUND, WHOLE)), ELM_PARK);
    expect(text).toMatch(/Refunded, less payments £200\.00 To pay £3,200\.00/);
  });

  it('are not made of what is not overdue, of what may have been paid, or without an account', async () => {
    const aldhelms = { urn: '990002' };
    await expect(bench.publish('payment-request', aldhelms)).rejects.toThrow("St Aldhelm's School has nothing to pay.");
    await expect(bench.publish('payment-reminder', aldhelms)).rejects.toBeInstanceOf(NotKept);
    const later = await withSettings('\n| Payment reminder after | 200 |', rows(FIRST, WHOLE));
    await expect(later.publish('payment-reminder')).rejects.toThrow('nothing to pay that a reminder could be made of');
    const doubt = await withSettings('', rows(WHOLE, '| Elm Park High School | | lots | 3/11/2025 | |'));
    await expect(doubt.publish('payment-reminder', ELM_PARK)).rejects.toThrow('Elm Park High School may have paid');
    const none = await openPublishingBench({ Contributions: ALL });
    await expect(none.publish('payment-request')).rejects.toThrow(
      'Letters about payment need an account to pay into. Type Payee, Sort code and Account number into Settings.',
    );
    const empty = await withSettings('', rows());
    await expect(empty.publish('payment-receipt')).rejects.toThrow(
      'Nothing has been received from Elm Park High School',
    );
  });
});
