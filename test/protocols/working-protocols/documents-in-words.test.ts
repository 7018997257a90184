import { describe, expect, it } from 'vitest';
import { openPublishingBench } from '../../support/publishing-bench.ts';

const SETTINGS = `
    | Setting                   | Value                        |
    | Alliance name             | Harrowdale Learning Alliance |
    | Working protocols adopted | Yes                          |`;

/** A document as a reader has it: its words, and the lines of its attached tables. */
async function documentOf(typed: string, alliance: Record<string, string>, wanted: { urn?: string } = {}) {
  const bench = await openPublishingBench(alliance);
  const [made] = await bench.publish(typed, wanted);
  const { text, attachments } = await bench.read(made!.entry.link);
  return { text: text.replaceAll('\u00a0', ' '), lines: attachments.get('figures.csv')!.split('\r\n') };
}

describe('the agreement, of a school that owes nothing', () => {
  const schools = (joined: string, left: string) => `
    | URN    | School               | Kind of school    | Joined on | Left on |
    | 990001 | Elm Park High School | Academy           | ${joined} | ${left} |
    | 990002 | St Aldhelm's School  | Maintained school |           |         |`;

  it.each([
    {
      what: 'leaves before all is due',
      Schools: schools('', '10/11/2025'),
      Settings: SETTINGS,
      days: 'Staff days for the improvement group,"none, as the school is no member on 30 November 2025",21',
      pays: 'Contribution,"none, as the school is no member on 30 November 2025',
    },
    {
      what: 'joins in the year, where such members give and pay nothing',
      Schools: schools('5/1/2026', ''),
      Settings: `${SETTINGS}
    | Part-year members give | None |
    | Part-year members pay  | None |`,
      days: 'none for this part of the year',
      pays: 'Contribution,none for this part of the year',
    },
    {
      what: 'is a member all the year of an alliance that asks for nothing',
      Schools: schools('', ''),
      Settings: `${SETTINGS}
    | Staff days minimum | 0  |
    | Contribution       | £0 |`,
      days: 'Staff days for the improvement group,none,21',
      pays: 'Contribution,none',
    },
  ])('says none where it $what', async ({ Schools, Settings, days, pays }) => {
    const { lines } = await documentOf('agreement', { Schools, Settings }, { urn: '990001' });
    const all = lines.join('\n');
    expect(all).toContain(days);
    expect(all).toContain(pays);
    expect(all).not.toMatch(/\b0 days|£0/);
  });

  it.each([
    ['1', '1 day or more'],
    ['9', '9 days or more'],
  ])('says days where %s are owed', async (asked, says) => {
    const Settings = `${SETTINGS}\n    | Staff days minimum | ${asked} |`;
    const { lines } = await documentOf('agreement', { Settings }, { urn: '990001' });
    expect(lines.join('\n')).toContain(`Staff days for the improvement group,${says},21`);
  });
});

describe('a contribution statement', () => {
  const Schools = `
    | URN    | School               | Joined on | Left on   | Earlier URN | URN since |
    | 990001 | Elm Park High School |           | 31/3/2026 |             |           |
    | 990003 | Elm Meadows          | 1/4/2026  |           | 990001      | 1/4/2026  |`;

  it('opens on joining, and says where the account of a school stands that became this one', async () => {
    const { lines, text } = await documentOf('contribution-statement', { Schools }, { urn: '990003' });
    expect(lines.join('\n')).toContain('2026-04-01,"Contribution for 2025/26');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'What Elm Park High School paid and owes for 2025/26 stands in its own statement.',
    );
  });
});

describe('the treasurer’s statement', () => {
  it.each([
    ['28 March', 'Contributions are due on 28 March 2026.'],
    ['27 March', 'Contributions are due on 27 March 2026.'],
    ['26 March', 'Contributions were due on 26 March 2026.'],
  ])('of 27 March says of %s when they are due', async (day, says) => {
    const Settings = `${SETTINGS}\n    | Contribution due date | ${day} |`;
    expect((await documentOf('treasurers-statement', { Settings })).text).toContain(says);
  });

  it('names an entry that cannot be read as it was typed, and which of its cells it is', async () => {
    const Contributions = `
      | School               | For year | Payment or refund | Amount | Date      | Reference |
      | Elm Park High School |          | sort of           | £300   | 3/11/2025 | BACS 1    |
      | Elm Park High School | whenever |                   | £200   | 4/11/2025 | BACS 2    |
      | Elm Park High School |          |                   | £100   | soon      | BACS 3    |
      |                      |          | Other income      | £12.40 | soon      | INTEREST  |`;
    const { lines } = await documentOf('treasurers-statement', { Contributions });
    expect(lines.slice(lines.indexOf('Entries that cannot be read yet') + 2).slice(0, 4)).toEqual([
      '–,soon,INTEREST,Date cannot be read,£12.40',
      'Elm Park High School,soon,BACS 3,Date cannot be read,£100',
      'Elm Park High School,4/11/2025,BACS 2,For year cannot be read,£200',
      'Elm Park High School,3 November 2025,BACS 1,Payment or refund cannot be read,£300',
    ]);
  });
});
