import { beforeEach, describe, expect, it } from 'vitest';
import { plusDays } from '../../../functions/figures/academic-year.ts';
import { canonicalText } from '../../../functions/history/canonical.ts';
import { signed } from '../../../functions/history/signature.ts';
import { allianceKind } from '../../../functions/workbooks/kinds.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import {
  OF_THREE,
  OLDMERE,
  openReportingBench,
  type PublishingBench,
  REPORT_WORDS,
} from '../../support/publishing-bench.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  MARCH,
  schoolIdentity,
} from '../../support/sync-bench.ts';

const ABSENCE = 'Absence by term';
const EXCLUSIONS = 'Exclusions by term';
const ALDHELMS = 'St Aldhelm’s';
const AFTER_THE_YEAR = '2026-10-01';

let bench: PublishingBench;
beforeEach(async () => {
  bench = await openReportingBench();
});

type Cells = readonly RawCell[];

async function add(title: string, rows: readonly Cells[], place = ELM_PARK, asOf = MARCH) {
  bench.workbooks.edit(place, title, (all) => void all.push(...rows.map((row) => [...row])));
  await bench.sync(place, asOf);
}

async function change(place: string, title: string, work: (rows: RawCell[][]) => void, asOf = MARCH) {
  bench.workbooks.edit(place, title, work);
  await bench.sync(place, asOf);
}

/** Issued though schools are missing, which most of these tests are not about. */
const issue = (asOf = MARCH) => bench.publish('annual-report', { asOf, asItIs: true });
async function refusal(asOf = MARCH): Promise<string | null> {
  try {
    await issue(asOf);
    return null;
  } catch (error) {
    return (error as { advice: string }).advice;
  }
}

/** Figures as they are attached, which are those on the page. */
async function figuresOf([made]: Awaited<ReturnType<typeof issue>>) {
  const { text, attachments } = await bench.read(made!.entry.link);
  return { text, lines: attachments.get('figures.csv')!.split('\r\n') };
}

async function accept(place: string, where: string, asOf = MARCH) {
  const { row } = (await bench.checks(place)).find((one) => one.where === where && one.status === 'Warning')!;
  await change(
    place,
    'Checks',
    (rows) => {
      const headings = rows[0]!.map(String);
      rows[row - 1]![headings.indexOf('Reply')] = 'Looked at and right.';
      rows[row - 1]![headings.indexOf('Accept')] = 'Yes';
    },
    asOf,
  );
}

const blank = null;
/** Year, term, group, pupils, possible, authorised, unauthorised, persistent, severe. */
const absence = (...cells: RawCell[]): Cells => cells;
/** Year, term, group, pupils on roll, suspensions, days, at all, twice or more, permanent. */
const exclusions = (...cells: RawCell[]): Cells => cells;

/** What puts figures in doubt: the tab, what is typed there, which rows are said to be left out, and where the finding stands if it can be accepted. */
interface DoubtCase {
  readonly what: string;
  readonly title: string;
  readonly rows: readonly Cells[];
  readonly says: readonly string[];
  readonly at?: string;
  /** It can be right by no explanation. */
  readonly cannotBe?: true;
}
const DOUBTS: readonly DoubtCase[] = [
  {
    what: 'a row typed again with another figure',
    title: EXCLUSIONS,
    rows: [exclusions(blank, 'Whole year', 'All pupils', 905, 38, blank, blank, blank, 1)],
    says: ['Whole year, All pupils (there twice)'],
  },
  {
    what: 'more absence than there were sessions',
    title: ABSENCE,
    rows: [absence(blank, 'Whole year', 'FSM', 100, 30000, 29000, 1001)],
    says: [
      'Whole year, Free school meals, Authorised absence, Unauthorised absence, Possible sessions (does not add up)',
    ],
    at: 'Absence by term!E4',
    cannotBe: true,
  },
  {
    what: 'more persistently absent than there are',
    title: ABSENCE,
    rows: [absence(blank, 'Whole year', 'FSM', 9, 3000, 1900, 101, 10)],
    says: ['Whole year, Free school meals, Persistently absent, Pupils (does not add up)'],
    at: 'Absence by term!H4',
    cannotBe: true,
  },
  {
    what: 'a group that is more than all pupils',
    title: EXCLUSIONS,
    rows: [exclusions(blank, 'Whole year', 'FSM', 906, 3, blank, blank, blank, 0)],
    says: [
      'Whole year, All pupils, Pupils on roll (does not add up)',
      'Whole year, Free school meals, Pupils on roll (does not add up)',
    ],
    at: 'Exclusions by term!D4',
    cannotBe: true,
  },
  {
    what: 'terms that do not come to the year',
    title: EXCLUSIONS,
    rows: ['Autumn', 'Spring', 'Summer'].map((term) =>
      exclusions(blank, term, 'All pupils', 905, 12, blank, blank, blank, term === 'Autumn' ? 1 : 0),
    ),
    says: [
      'Autumn, All pupils, Suspensions (does not add up)',
      'Spring, All pupils, Suspensions (does not add up)',
      'Summer, All pupils, Suspensions (does not add up)',
      'Whole year, All pupils, Suspensions (does not add up)',
    ],
    at: 'Exclusions by term!E3',
  },
  {
    what: 'a group of which one term was sent',
    title: ABSENCE,
    rows: [absence(blank, 'Spring', 'LAC', 6, 500, 30, 11)],
    says: [
      'Autumn, Looked-after children (missing)',
      'Summer, Looked-after children (missing)',
      'Whole year, Looked-after children (missing)',
    ],
  },
  {
    what: 'a rough figure',
    title: ABSENCE,
    rows: [absence(blank, 'Whole year', 'FSM', 100, 'about 31,000', 2900, 101)],
    says: ['Whole year, Free school meals (cannot be read)'],
  },
  {
    what: 'a row typed again that cannot be read',
    title: EXCLUSIONS,
    rows: [exclusions(blank, 'Whole year', 'All pupils', 905, 'about 37', blank, blank, blank, 1)],
    says: ['Whole year, All pupils (there twice)'],
  },
  {
    what: 'a count of the year that cannot be read, in a row that can',
    title: ABSENCE,
    rows: [absence(blank, 'Whole year', 'FSM', 100, 31000, 2900, 101, 'some')],
    says: ['Whole year, Free school meals, Persistently absent (cannot be read)'],
  },
  {
    what: 'last year’s row typed again, which is compared with',
    title: EXCLUSIONS,
    rows: [exclusions('2024/25', 'Whole year', 'All pupils', 900, 49, blank, blank, blank, 9)],
    says: ['Whole year, All pupils, 2024/25 (there twice)'],
  },
];

const toldOf = async (asOf = MARCH) => {
  const [{ leftOut } = { leftOut: [] }] = await issue(asOf);
  // Neither school counts who was suspended, or most absent, in the rows that all of these tests begin with.
  return leftOut.filter((one) => !one.endsWith('(blank)'));
};

describe('the annual report', () => {
  it.each(DOUBTS)('is issued without $what, and says which row to the alliance alone', async (doubt) => {
    const { title, rows, says } = doubt;
    await add(title, rows);
    const [made] = await issue();
    const told = made!.leftOut.filter((one) => one.startsWith('Elm Park High School') && !one.endsWith('(blank)'));
    expect(told.sort()).toEqual(says.map((one) => `Elm Park High School, ${title}: ${one}`).sort());
    expect((await bench.read(made!.entry.link)).text).not.toMatch(/Elm Park|there twice|does not add up/);
  });

  it.each(DOUBTS)('has it in again once $what is mended', async ({ title, rows }) => {
    await add(title, rows);
    await change(ELM_PARK, title, (all) => void all.splice(-rows.length));
    expect(await toldOf()).toEqual([]);
  });

  it.each(DOUBTS.filter(({ at, cannotBe }) => at && !cannotBe))(
    'has $what in where that was accepted',
    async (doubt) => {
      await add(doubt.title, doubt.rows);
      await accept(ELM_PARK, doubt.at!);
      expect(await toldOf()).toEqual([]);
    },
  );

  it.each(DOUBTS.filter(({ cannotBe }) => cannotBe))(
    'is issued without $what, and says so, though that was accepted',
    async (doubt) => {
      await add(doubt.title, doubt.rows);
      await accept(ELM_PARK, doubt.at!);
      expect((await toldOf()).sort()).toEqual(
        doubt.says.map((one) => `Elm Park High School, ${doubt.title}: ${one}`).sort(),
      );
    },
  );

  it.each<readonly [string, string, readonly Cells[]]>([
    [
      'counts a row that is typed again once',
      EXCLUSIONS,
      [exclusions(blank, 'Whole year', 'All pupils', 905, 37, blank, blank, blank, 1)],
    ],
    [
      'takes the row for the whole year while a term is missing',
      EXCLUSIONS,
      [exclusions(blank, 'Spring', 'All pupils', 905, 12, blank, blank, blank, 0)],
    ],
    [
      'takes the row for the whole year where a term is impossible',
      ABSENCE,
      ['Autumn', 'Spring', 'Summer'].map((term) => absence(blank, term, 'All pupils', 905, 71000, 71001, 1100)),
    ],
    [
      'takes no row of another group for one of all',
      EXCLUSIONS,
      [exclusions(blank, 'Whole year', 'Pupil premium', 240, 31, blank, blank, blank, 1)],
    ],
    [
      'rests on no note, nor on days, nor on other years',
      EXCLUSIONS,
      [
        exclusions('2022/23', 'Whole year', 'All pupils', 90, 12, 'many', 40, blank, 1, 'Mostly Tyler Brassington'),
        exclusions('2022/23', 'Whole year', 'All pupils', 90, 13, blank, 40, blank, 1),
      ],
    ],
  ])('%s', async (_, title, rows) => {
    await add(title, rows);
    const [made] = await issue();
    expect((await figuresOf([made!])).lines).toContain('Suspensions,145,120,−17%');
    expect((await figuresOf([made!])).lines).toContain('Overall absence,6.5%,5.9%,−0.6 points');
    // Of suspensions by term it is told which are missing.
    expect((await toldOf()).filter((one) => !one.includes('missing'))).toEqual([]);
  });

  it('says of how many schools a figure is, where not all that sent stand behind it', async () => {
    const meadows = { ...schoolIdentity, urn: '990003', school: 'The Meadows' };
    await change(ALLIANCE, 'Schools', (rows) => void rows.push(['990003', 'The Meadows', 'Academy']));
    await bench.create('The Meadows', meadows, {});
    const [now, before] = [absence(blank, 'Whole year', 'All pupils', 90, 27000, 900, 300, 9), '2024/25'];
    await add(ABSENCE, [now, [before, ...now.slice(1)]], 'The Meadows');
    const { lines, text } = await figuresOf(await issue());
    expect(text).toContain('4 of 4 schools sent figures.');
    expect(lines).toContain('Suspensions (3 of 4 schools),145,120,−17%');
    expect(lines.some((line) => line.startsWith('Overall absence,'))).toBe(true);
  });

  it('does not ask for a school that joins later', async () => {
    await change(ALLIANCE, 'Schools', (rows) => {
      rows.push(['990003', 'The Meadows', 'Academy', blank, blank, blank, blank]);
      rows.at(-1)![rows[0]!.indexOf('Joined on')] = '20/4/2026';
    });
    const [made] = await bench.publish('annual-report', { asOf: MARCH });
    expect((await figuresOf([made!])).text).toContain('3 of 3 schools sent figures.');
    const later = await issue('2026-04-20');
    expect((await figuresOf(later)).text).toContain('3 of 4 schools sent figures.');
  });

  it('says of a rate that is more than nought and rounds to it that it is low, and of nought that it is nought', async () => {
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE]) {
      await change(place, ABSENCE, (rows) => {
        const at = rows[0]!.indexOf('Unauthorised absence');
        rows[1]![at] = 0;
        rows[2]![at] = 10;
      });
    }
    const { lines, text } = await figuresOf(await issue());
    expect(lines).toContain('Unauthorised,0.0%,low,0.0 points');
    expect(text).toMatch(/low\W+more than nought, but rounds to it/);
  });

  it('is of the terms that most have sent, until the year is over', async () => {
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE]) {
      await change(place, EXCLUSIONS, (rows) => {
        rows[1]!.splice(1, 1, 'Autumn');
        rows[2]!.splice(1, 1, 'Autumn');
      });
    }
    await add(EXCLUSIONS, [exclusions(blank, 'Spring', 'All pupils', 905, 12, blank, blank, blank, 0)]);
    expect((await figuresOf(await issue())).lines).toContain('Suspensions,145,120,−17%');
    for (const place of [ALDHELMS, OLDMERE])
      await add(EXCLUSIONS, [exclusions(blank, 'Spring', 'All pupils', 905, 12, blank, blank, blank, 0)], place);
    expect((await figuresOf(await issue())).lines).toContain('Suspensions,x,155,x');
  });

  it('shows terms where all behind the year sent them, and else leaves them out in a sentence', async () => {
    const terms = ['Autumn', 'Spring', 'Summer'];
    const rows = terms.map((term) => exclusions(blank, term, 'All pupils', 905, 20, blank, blank, blank, 0));
    const typeTerms = (place: string) =>
      change(place, EXCLUSIONS, (all) => void all.splice(2, 1, ...rows.map((row) => [...row])));
    for (const place of [ELM_PARK, ALDHELMS]) await typeTerms(place);
    const { text, lines } = await figuresOf(await issue());
    expect(text).toContain(
      'Suspensions by term: left out. They are shown where every school behind the number of suspensions sent each term by itself.',
    );
    expect(lines.join('\n')).not.toMatch(/^(Autumn|Spring|Summer),/m);
    await typeTerms(OLDMERE);
    const all = await figuresOf(await issue());
    expect(all.lines).toEqual(expect.arrayContaining(terms.map((term) => expect.stringMatching(`^${term},.*60`))));
  });

  it('is of nothing less than the year, once that is over', async () => {
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE])
      await change(place, EXCLUSIONS, (rows) => void rows[2]!.splice(1, 1, 'Autumn'));
    expect((await figuresOf(await issue(AFTER_THE_YEAR))).lines).toContain('Suspensions,x,x,x');
  });

  it('waits for its limit of small numbers, where that cannot be read', async () => {
    await change(ALLIANCE, 'Settings', (rows) => void rows.push(['Hide counts below', 'ten or so']));
    expect(await refusal()).toBe(
      'The report is not issued while “Hide counts below” in Settings cannot be read, as it may hide others than the alliance means.',
    );
  });

  it('says whom it leaves out beside the row of Documents', async () => {
    await add(EXCLUSIONS, [exclusions(blank, 'Whole year', 'FSM', 906, 3, blank, blank, blank, 0)]);
    await change(ALLIANCE, 'Documents', (rows) => void rows.push(['Annual report', blank, blank, blank, 'Yes']));
    const { refused, published } = await bench.publishRequested();
    expect(refused).toEqual([]);
    expect(published).toHaveLength(1);
    await bench.sync(ALLIANCE);
    const beside = (await bench.checks(ALLIANCE)).find(({ where }) => where === 'Documents!A2');
    expect(beside).toMatchObject({ status: 'Note' });
    expect(beside!.fix).toContain(`${published[0]!.entry.number} leaves schools out of figures`);
    expect(beside!.fix).toContain(
      'Elm Park High School, Exclusions by term: Whole year, All pupils, Pupils on roll (does not add up)',
    );
    expect(beside!.fix).not.toContain('906');
    await bench.publishRequested();
    await bench.sync(ALLIANCE);
    expect((await bench.checks(ALLIANCE)).find(({ where }) => where === 'Documents!A2')).toMatchObject({
      fix: beside!.fix,
    });
    await change(ELM_PARK, EXCLUSIONS, (rows) => void rows.pop());
    await change(ALLIANCE, 'Documents', (rows) => void rows.push(['Annual report', blank, '27/3/2026']));
    expect((await bench.publishRequested()).published).toMatchObject([{ made: true, leftOut: [] }]);
    await bench.sync(ALLIANCE);
    const still = (await bench.checks(ALLIANCE)).filter(({ where }) => String(where).startsWith('Documents!'));
    expect(still).toMatchObject([{ where: 'Documents!A2', status: 'Mended' }]);
  });

  it('is not issued of nobody’s figures', async () => {
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE]) {
      for (const title of [ABSENCE, EXCLUSIONS]) await change(place, title, (rows) => void rows.splice(2));
    }
    expect(await refusal()).toBe(
      'No school has sent totals of 2025/26 yet that can be used, so there is nothing to report. They are typed in Absence by term and Exclusions by term of each school’s workbook.',
    );
  });
});

describe('the first issue of a year', () => {
  it('is asked about where a school is missing, and goes on without it where that is meant', async () => {
    await change(ALDHELMS, EXCLUSIONS, (rows) => void rows.splice(2));
    await change(ALLIANCE, 'Documents', (rows) => void rows.push(['Annual report']));
    const { refused, published } = await bench.publishRequested();
    expect(published).toEqual([]);
    expect(refused).toEqual([
      "2 of 3 schools have sent all that the report asks for. Left out of figures: St Aldhelm's School, Exclusions by term: Whole year, All pupils (not sent). The first issue of a year fixes whose totals stand behind each figure: later ones show new values of the same schools and add nobody, as the difference would be that school’s own. Have what is missing typed first or, to go on without it, say Yes under “Issue as it is” in the row of Documents, or --as-it-is on the command line.",
    ]);
    await change(ALLIANCE, 'Documents', (rows) => void rows.splice(1, 1, ['Annual report', null, null, null, 'Yes']));
    expect(await bench.publishRequested()).toMatchObject({ refused: [], published: [{ made: true }] });
    await change(ELM_PARK, ABSENCE, (rows) => void rows.splice(2));
    expect(await bench.publish('annual-report')).toMatchObject([{ made: true }]);
  });

  it('is not asked about where all have sent all', async () => {
    expect(await bench.publish('annual-report')).toMatchObject([{ made: true }]);
  });
});

describe('a column that may be blank', () => {
  const severe = (place: string, count: number) =>
    change(place, ABSENCE, (rows) => {
      for (const row of rows.slice(1)) row[rows[0]!.indexOf('Severely absent')] = count;
    });
  const list = 'Oldmere School, Absence by term: Whole year, All pupils, Severely absent (blank)';

  it('leaves its own figure out and no other, and is told alike before the issue and after', async () => {
    for (const place of [ELM_PARK, ALDHELMS]) await severe(place, 1);
    await expect(bench.publish('annual-report')).rejects.toThrow(
      `3 of 3 schools have sent all that the report asks for. Left out of figures: ${list}. The first issue`,
    );
    const [made] = await issue();
    expect(made!.leftOut.join('; ')).toBe(list);
    const { lines } = await figuresOf([made!]);
    expect(lines).toContain('Severe absence rate,few,few,few');
    expect(lines).toContain('Suspensions,145,120,−17%');
    expect(lines).toContain('Overall absence,6.5%,5.9%,−0.6 points');
  });

  it('is nobody’s to miss where all leave it blank', async () => {
    const [made] = await bench.publish('annual-report');
    expect(made!.leftOut).toEqual([]);
  });
});

describe('a member for part of the year', () => {
  const MEADOWS = 'The Meadows';
  const membership = { joinedOn: '5/1/2026', leftOn: blank as RawCell };
  /** Suspensions of the whole year fit the terms; 100 sessions of absence in each. */
  const sent = (terms: readonly string[], year: string | null = blank) => [
    ...[...terms, 'Whole year'].map((term) => {
      const times = term === 'Whole year' ? terms.length : 1;
      return exclusions(year, term, 'All pupils', 100, 10 * times, blank, blank, blank, 0);
    }),
  ];
  const sessions = (terms: readonly string[], year: string | null = blank) =>
    [...terms, 'Whole year'].map((term) => {
      const times = term === 'Whole year' ? terms.length : 1;
      return absence(year, term, 'All pupils', 100, 10_000 * times, 400 * times, 100 * times, 9);
    });

  async function join(terms: readonly string[], { joinedOn, leftOn } = membership) {
    await change(
      ALLIANCE,
      'Schools',
      (rows) => {
        const row: RawCell[] = rows[0]!.map(() => blank);
        const put = (heading: string, value: RawCell) => void row.splice(rows[0]!.indexOf(heading), 1, value);
        put('URN', '990003');
        put('School', MEADOWS);
        put('Kind of school', 'Academy');
        put('Joined on', joinedOn);
        put('Left on', leftOn);
        rows.push(row);
      },
      AFTER_THE_YEAR,
    );
    await bench.create(MEADOWS, { ...schoolIdentity, urn: '990003', school: MEADOWS }, {});
    await add(EXCLUSIONS, sent(terms), MEADOWS, AFTER_THE_YEAR);
    await add(ABSENCE, sessions(terms), MEADOWS, AFTER_THE_YEAR);
  }
  const standAlone = async () => {
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE]) {
      for (const title of [ABSENCE, EXCLUSIONS])
        await change(place, title, (rows) => void rows.splice(1, 1), AFTER_THE_YEAR);
    }
  };
  const asked = () => bench.publish('annual-report', { asOf: AFTER_THE_YEAR });

  it('is in with the terms that it was one for, and the report says so', async () => {
    await standAlone();
    await join(['Spring', 'Summer']);
    const [made] = await asked();
    const { lines, text } = await figuresOf([made!]);
    // 118 of the others, and 20.
    expect(lines).toContain('Suspensions,140');
    expect(lines.find((line) => line.startsWith('Suspension rate,'))).toMatch(/%$/);
    expect(text).toContain('4 of 4 schools sent figures.');
    expect(text).toContain('The Meadows is in them with the spring and summer terms alone, for which it was a member.');
    expect(made!.leftOut).toEqual([]);
    expect(made!.entry.schools).toMatchObject({
      'terms/spring+summer': ['990003'],
      'exclusions-by-term/all/suspensions': ['990001', '990002', '990003', '990004'],
    });
  });

  it('keeps the terms of the first issue, whatever day of joining is typed later', async () => {
    await standAlone();
    await join(['Spring', 'Summer']);
    await asked();
    await change(
      ALLIANCE,
      'Schools',
      (rows) => void rows.at(-1)!.splice(rows[0]!.indexOf('Joined on'), 1, blank),
      AFTER_THE_YEAR,
    );
    await change(
      MEADOWS,
      EXCLUSIONS,
      (rows) => {
        rows.splice(1, Infinity, ...sent(['Autumn', 'Spring', 'Summer']).map((row) => [...row]));
      },
      AFTER_THE_YEAR,
    );
    expect((await figuresOf(await asked())).lines).toContain('Suspensions,140');
  });

  it('is in neither of two years that are compared where it sent one alone', async () => {
    await join(['Spring', 'Summer']);
    const without = await figuresOf(await asked());
    expect(without.lines).toContain('Suspensions (3 of 4 schools),145,120,−17%');
    expect(without.text).not.toContain('The Meadows');
  });

  it('stands in both years where it sent the same terms of both', async () => {
    await join(['Spring', 'Summer']);
    await add(EXCLUSIONS, sent(['Autumn', 'Spring', 'Summer'], '2024/25'), MEADOWS, AFTER_THE_YEAR);
    const { lines } = await figuresOf(await asked());
    // 147 and 20 before, 118 and 20 now.
    expect(lines).toContain('Suspensions,165,140,−15%');
    // Its pupils of last year are those of three terms.
    expect(lines.find((line) => line.startsWith('Suspension rate,'))).toMatch(/^Suspension rate,x/);
  });

  it.each([
    ['is compared by its row for all of last year, of whose terms it was a member for each', '16/10/2024', true, null],
    // 57 of the 108 days that this year's autumn term has, a year before.
    ['is not, where that row is of two terms', '25/10/2024', true, MEADOWS],
    ['is not, where nobody knows of which terms that row is', '16/10/2024', false, MEADOWS],
    ['is, without last year’s calendar, where it was a member for all of that', '1/9/2024', false, null],
  ])('%s', async (_, joinedOn, isAtHand, leftOut) => {
    if (isAtHand) {
      const last = { ...allianceIdentity, startYear: 2024 };
      const Calendar = `
        | What        | From      | To         |
        | Autumn term | 2/9/2024  | 13/12/2024 |
        | Spring term | 6/1/2025  | 4/4/2025   |
        | Summer term | 22/4/2025 | 22/7/2025  |`;
      await bench.create('Alliance, last year', last, { ...ALLIANCE_TABS, Calendar });
      await bench.sync('Alliance, last year', AFTER_THE_YEAR);
    }
    await join(['Autumn', 'Spring', 'Summer'], { joinedOn, leftOn: blank });
    const before = exclusions('2024/25', 'Whole year', 'All pupils', 100, 20, blank, blank, blank, 0);
    await add(EXCLUSIONS, [before], MEADOWS, AFTER_THE_YEAR);
    const [made] = await asked();
    const { lines } = await figuresOf([made!]);
    expect(lines).toContain(leftOut === null ? 'Suspensions,165,150,−9%' : 'Suspensions (3 of 4 schools),145,120,−17%');
    expect(made!.entry.snapshots.some(({ workbook }) => workbook === 'alliance-2024')).toBe(isAtHand);
  });

  it('has all the year where it left days before the end of it', async () => {
    await standAlone();
    await join(['Autumn', 'Spring', 'Summer'], { joinedOn: '1/9/2018', leftOn: '17/7/2026' });
    const { lines, text } = await figuresOf(await asked());
    expect(lines).toContain('Suspensions,150');
    expect(text).not.toContain('The Meadows');
  });

  it('is left out by the terms that it was one for and did not send', async () => {
    await standAlone();
    await join(['Spring', 'Summer']);
    await change(MEADOWS, ABSENCE, (rows) => void rows.splice(2), AFTER_THE_YEAR);
    await expect(asked()).rejects.toThrow(
      'Left out of figures: The Meadows, Absence by term: Summer, All pupils (missing); The Meadows, Absence by term: Whole year, All pupils (missing).',
    );
  });

  it('has no part in it with less than half of a term', async () => {
    await join(['Summer'], { joinedOn: '20/6/2026', leftOn: blank });
    const [made] = await asked();
    expect((await figuresOf([made!])).text).toContain('3 of 3 schools sent figures.');
    expect(made!.leftOut).toEqual([]);
  });
});

describe('a later issue of the annual report', () => {
  const meadows = { ...schoolIdentity, urn: '990003', school: 'The Meadows' };

  it('has new figures of the same schools', async () => {
    const [first] = await issue();
    expect(first!.entry.schools).toMatchObject({
      'absence-by-term/all/persistent-rate': ['990001', '990002', '990004'],
      'exclusions-by-term/all/suspensions': ['990001', '990002', '990004'],
    });
    expect(first!.entry.schools).not.toHaveProperty(['exclusions-by-term/all/once-or-more']);
    await change(ELM_PARK, EXCLUSIONS, (rows) => void rows[2]!.splice(4, 1, 49));
    const again = await issue();
    expect(again).toMatchObject([{ made: true, entry: { replaces: first!.entry.number } }]);
    expect((await figuresOf(again)).lines).toContain('Suspensions,145,130,−10%');
  });

  it('has no school more, which the difference would give away', async () => {
    const [first] = await issue();
    await change(ALLIANCE, 'Schools', (rows) => void rows.push(['990003', 'The Meadows', 'Academy']));
    await bench.create('The Meadows', meadows, {});
    const theirs = exclusions(blank, 'Whole year', 'All pupils', 60, 55, blank, blank, blank, 2);
    await add(EXCLUSIONS, [theirs, exclusions('2024/25', ...theirs.slice(1))], 'The Meadows');
    const again = await issue();
    const { lines, text } = await figuresOf(again);
    expect(lines).toContain('Suspensions,145,120,−17%');
    expect(text).toContain('3 of 4 schools sent figures.');
    expect(again[0]!.entry.schools).toEqual(first!.entry.schools);
  });

  it('may have a school more in a figure that was of too few to be shown', async () => {
    const theirs: RawCell[][] = [];
    await change(OLDMERE, EXCLUSIONS, (rows) => void theirs.push(...rows.splice(1)));
    const [first] = await issue();
    expect((await figuresOf([first!])).lines).toContain('Suspensions,few,few,few');
    expect(first!.entry.schools).not.toHaveProperty(['exclusions-by-term/all/suspensions']);
    await add(EXCLUSIONS, theirs, OLDMERE);
    expect((await figuresOf(await issue())).lines).toContain('Suspensions,145,120,−17%');
  });

  /** Suspensions of the year, as a school corrects its own. */
  const correct = (place: string, suspensions: number) =>
    change(place, EXCLUSIONS, (rows) => void rows[2]!.splice(4, 1, suspensions));
  const suspensionsIn = async (made: Awaited<ReturnType<typeof issue>>) =>
    (await figuresOf(made)).lines.find((line) => line.startsWith('Suspensions,'));

  it('shows nothing that an earlier one hid, which a correction of one’s own row would tell too much by', async () => {
    for (const place of [ALDHELMS, OLDMERE]) await correct(place, 2);
    const [first] = await issue();
    expect(await suspensionsIn([first!])).toBe('Suspensions,145,c,c');
    const hidden = '2025/exclusions-by-term/all/suspensions';
    expect(first!.entry.hidden).toContain(hidden);
    expect(first!.entry.hidden).not.toContain('2024/exclusions-by-term/all/suspensions');
    for (const place of [ALDHELMS, OLDMERE]) await correct(place, 40);
    await correct(ELM_PARK, 49);
    const again = await issue();
    expect(await suspensionsIn(again)).toBe('Suspensions,145,c,c');
    expect(again).toMatchObject([{ made: false }]);
  });

  it('hides for good what has become small', async () => {
    expect(await suspensionsIn(await issue())).toBe('Suspensions,145,120,−17%');
    for (const place of [ALDHELMS, OLDMERE]) await correct(place, 2);
    const without = await issue();
    expect(await suspensionsIn(without)).toBe('Suspensions,145,c,c');
    for (const place of [ALDHELMS, OLDMERE]) await correct(place, 40);
    expect(await suspensionsIn(await issue())).toBe('Suspensions,145,c,c');
  });

  it.each([
    ['shows a lower count where the others have enough to be shown without it', 12, 'Suspensions,145,85,−41%'],
    ['hides for good, whatever it comes to, where they have not', 11, 'Suspensions,145,c,c'],
  ] as const)('%s', async (_, theirs, shown) => {
    await correct(ALDHELMS, theirs);
    expect(await suspensionsIn(await issue())).toBe('Suspensions,145,90,−38%');
    await correct(ELM_PARK, 34);
    expect(await suspensionsIn(await issue())).toBe(shown);
    if (theirs === 12) return;
    await correct(ELM_PARK, 60);
    expect(await suspensionsIn(await issue())).toBe(shown);
  });

  it('goes by what the issue was made from, where the row was corrected again on its day', async () => {
    await correct(ALDHELMS, 11);
    await issue();
    // Nobody issues what stands in between.
    await correct(ELM_PARK, 30);
    await correct(ELM_PARK, 36);
    expect(await suspensionsIn(await issue())).toBe('Suspensions,145,c,c');
  });

  it('shows none of the figures of one that does not say what it hid', async () => {
    const { store } = bench.ports;
    const { compareAndSet } = store;
    // As an older program writes its entry.
    store.compareAndSet = (key, expected, value) => {
      if (!key.startsWith('issued/')) return compareAndSet(key, expected, value);
      const { keyId: _by, signature: _was, hidden: _unsaid, ...older } = JSON.parse(value);
      return compareAndSet(key, expected, canonicalText(signed('concordat-issue-v1', older, bench.signer)));
    };
    const [first] = await issue();
    store.compareAndSet = compareAndSet;
    await correct(ELM_PARK, 49);
    const again = await issue();
    expect(again).toMatchObject([{ made: true, entry: { replaces: first!.entry.number } }]);
    expect((await figuresOf(again)).lines.join('\n')).not.toMatch(/,[0-9]+[,%]/);
  });

  it('withdraws a figure that lacks a school, and shows it again with that school', async () => {
    const group = exclusions(blank, 'Whole year', 'FSM', 90, 12, blank, blank, blank, 1);
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE]) await add(EXCLUSIONS, [group], place);
    const [first] = await issue();
    const shown = 'Free school meals,x,12.96%,x';
    expect((await figuresOf([first!])).lines).toContain(shown);
    await change(ELM_PARK, EXCLUSIONS, (rows) => void rows.pop());
    const without = await issue();
    const { lines } = await figuresOf(without);
    expect(lines.filter((line) => line.startsWith('Free school meals,'))).not.toContain(shown);
    expect(lines).toContain('Suspensions,145,120,−17%');
    expect(without[0]!.entry.schools).toEqual(first!.entry.schools);
    await add(EXCLUSIONS, [group, exclusions(blank, 'Whole year', 'LAC', 9, 0, blank, blank, blank, 0)]);
    expect((await figuresOf(await issue())).lines).toContain(shown);
    await change(ALLIANCE, 'Schools', (rows) => void rows.splice(2, 1));
    expect((await figuresOf(await issue())).lines).toContain('Suspensions,x');
  });
});

describe('last year’s columns', () => {
  it('stand beside this year’s where the same schools sent both', async () => {
    const { lines, text } = await figuresOf(await issue());
    expect(lines).toContain('Suspensions,145,120,−17%');
    expect(text).toContain('with every figure beside that of 2024/25');
  });

  it('are of the schools that sent both years, and the page names none', async () => {
    await change(ALDHELMS, EXCLUSIONS, (rows) => void rows.splice(2));
    const { lines, text } = await figuresOf(await issue());
    expect(lines).toContain('Kind of absence,2024/25,2025/26,Change');
    expect(lines).toContain('Suspensions,few,few,few');
    expect(lines.join('\n')).not.toMatch(/\b(9[0-9]|145|48)\b/);
    expect(text).not.toMatch(/Elm Park|Aldhelm/);
  });

  it('are left out where this year has fewer terms', async () => {
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE]) {
      for (const title of [EXCLUSIONS, ABSENCE])
        await change(place, title, (rows) => void rows[2]!.splice(1, 1, 'Autumn'));
    }
    const { lines, text } = await figuresOf(await issue());
    expect(lines).toContain('Suspensions,120');
    expect(lines.join('\n')).not.toMatch(/2024\/25|Change|145|−/);
    expect(text).toContain(
      'Figures of 2024/25 are left out, as too few of the same schools and terms stand behind both years.',
    );
    expect(text).toContain(
      'Not every school’s figures cover all three terms, so they are not yet those of a whole year.',
    );
  });

  it('are left out where nobody sent them', async () => {
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE]) {
      for (const title of [ABSENCE, EXCLUSIONS]) await change(place, title, (rows) => void rows.splice(1, 1));
    }
    const { text } = await figuresOf(await issue());
    expect(text).toContain('No figures of 2024/25 were sent, so 2025/26 stands alone.');
  });

  it('take three terms for a year, as they take a row for the whole year', async () => {
    await change(ELM_PARK, EXCLUSIONS, (rows) => {
      rows.push(
        ...['Autumn', 'Spring', 'Summer'].map((term): RawCell[] => [
          ...exclusions(blank, term, 'All pupils', 905, term === 'Autumn' ? 17 : 10, blank, blank, blank, 0),
        ]),
      );
      rows[2]![8] = 0;
    });
    expect((await figuresOf(await issue())).lines).toContain('Suspensions,145,120,−17%');
  });

  it('have a sign in place of a group that not the same schools sent', async () => {
    await add(EXCLUSIONS, [
      exclusions('2024/25', 'Whole year', 'FSM', 90, 13, blank, blank, blank, 1),
      exclusions(blank, 'Whole year', 'FSM', 90, 12, blank, blank, blank, 1),
    ]);
    await add(EXCLUSIONS, [exclusions(blank, 'Whole year', 'FSM', 80, 11, blank, blank, blank, 1)], ALDHELMS);
    await add(EXCLUSIONS, [exclusions(blank, 'Whole year', 'FSM', 85, 10, blank, blank, blank, 1)], OLDMERE);
    const { lines } = await figuresOf(await issue());
    expect(lines).toContain('Free school meals,x,13.73%,x');
    expect(lines).toContain('Suspensions,145,120,−17%');
  });

  it.each([
    ['have no row that is in doubt there, whatever this year’s Calendar says', 14, 6, []],
    [
      'lack a row that is in doubt there, whatever this year’s Calendar says',
      6,
      14,
      [
        'Elm Park High School, Absence by term: Whole year, All pupils, 2024/25, Possible sessions, Pupils (does not add up)',
      ],
    ],
  ] as const)('go by last year’s workbooks: they %s', async (_, weeksThen, weeksNow, leftOut) => {
    const calendar = (year: number, weeks: number) =>
      [
        ['Autumn term', `${year}-09-01`],
        ['Spring term', `${year + 1}-01-05`],
        ['Summer term', `${year + 1}-04-20`],
      ].map(([what, from]) => [what!, from!, plusDays(from!, 7 * weeks - 1), 'Elm Park High School']);
    const identity = { ...schoolIdentity, startYear: 2024 };
    const [place, alliances] = ['Elm Park 2024-25', 'Alliance 2024-25'];
    await bench.create(
      alliances,
      { ...identity, kind: allianceKind, urn: null, school: null },
      { ...ALLIANCE_TABS, Schools: OF_THREE },
    );
    await add('Calendar', calendar(2024, weeksThen), alliances);
    await bench.create(place, identity, {});
    // A hundred and fifty days of two sessions for each pupil.
    await add(ABSENCE, [absence(blank, 'Whole year', 'All pupils', 900, 270_000, 14_000, 3_500, 60)], place);
    await add('Calendar', calendar(2025, weeksNow), ALLIANCE);
    await change(ELM_PARK, ABSENCE, (rows) => {
      rows.splice(1, 1);
      rows[1]!.splice(4, 1, 905 * 2 * 5 * 3 * weeksNow);
    });
    const [report] = await issue();
    expect(report!.leftOut).toEqual(leftOut);
    expect(report!.entry.snapshots.map(({ workbook }) => workbook)).toContain('alliance-2024');
    expect(
      (await bench.checks(place)).some(({ status, where }) => status === 'Warning' && /^Absence/.test(String(where))),
    ).toBe(leftOut.length > 0);
  });

  it.each([
    ['stand where last year’s report showed them too', [], 'Suspensions,120,120,0%'],
    ['are hidden where last year’s report hid them', [ALDHELMS, OLDMERE], 'Suspensions,c,120,c'],
  ] as const)('%s', async (_, small, wanted) => {
    for (const place of small) await change(place, EXCLUSIONS, (rows) => void rows[2]!.splice(4, 1, 2));
    await issue();
    const asOf = '2027-09-30';
    const identity = { ...schoolIdentity, startYear: 2026 };
    const members = [
      ['990001', 'Elm Park High School'],
      ['990002', "St Aldhelm's School"],
      ['990004', 'Oldmere School'],
    ].map(([urn, name]) => `| ${urn} | ${name} | Academy |`);
    await bench.create(
      'Alliance 2026-27',
      { ...identity, kind: allianceKind, urn: null, school: null },
      {
        Schools: ['| URN | School | Kind of school |', ...members].join('\n'),
        Settings: '| Setting | Value |\n| Alliance name | Harrowdale Learning Alliance |',
        'Report words': REPORT_WORDS,
      },
    );
    await bench.sync('Alliance 2026-27', asOf);
    for (const urn of ['990001', '990002', '990004']) {
      await bench.create(`${urn} 2026-27`, { ...identity, urn, school: urn }, {});
      const row = (year: string | null) =>
        exclusions(year, 'Whole year', 'All pupils', 900, 40, blank, blank, blank, 9);
      await add(EXCLUSIONS, [row(blank), row('2025/26')], `${urn} 2026-27`, asOf);
    }
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE])
      await change(place, EXCLUSIONS, (rows) => void rows.splice(2), asOf);
    const { lines } = await figuresOf(await bench.publish('annual-report', { startYear: 2026, asOf, asItIs: true }));
    expect(lines).toContain(wanted);
  });

  it.each([
    ['left, whose figures last year’s report holds', "| 990002 | St Aldhelm's School | Academy | | 31/8/2026 |", []],
    [
      'joined, whose figures last year’s report does not hold',
      "| 990002 | St Aldhelm's School | Academy | | |",
      ['990002'],
    ],
  ] as const)('are left out where a member %s', async (_, aldhelms, further) => {
    await issue();
    const asOf = '2027-09-30';
    const identity = { ...schoolIdentity, startYear: 2026 };
    await bench.create(
      'Alliance 2026-27',
      { ...identity, kind: allianceKind, urn: null, school: null },
      {
        Schools: `
        | URN    | School               | Kind of school | Joined on | Left on |
        | 990001 | Elm Park High School | Academy        |           |         |
        | 990003 | The Meadows          | Academy        | 1/9/2026  |         |
        | 990004 | Oldmere School       | Academy        |           |         |
        ${aldhelms}`,
        Settings: '| Setting | Value |\n| Alliance name | Harrowdale Learning Alliance |',
        'Report words': REPORT_WORDS,
      },
    );
    await bench.sync('Alliance 2026-27', asOf);
    const row = (year: string | null, suspensions: number) =>
      exclusions(year, 'Whole year', 'All pupils', 900, suspensions, blank, blank, blank, 9);
    // Each says last year's figures too, so that by this year's workbooks the same schools stand behind both years.
    for (const urn of ['990001', '990003', '990004', ...further]) {
      await bench.create(`${urn} 2026-27`, { ...identity, urn, school: urn }, {});
      await add(EXCLUSIONS, [row(blank, 30), row('2025/26', 50)], `${urn} 2026-27`, asOf);
    }
    // Last year's absence is that of the schools in last year's workbooks, and this year nobody sent any.
    for (const place of [ELM_PARK, ALDHELMS, OLDMERE])
      await change(place, ABSENCE, (rows) => void rows.splice(1), asOf);
    const made = await bench.publish('annual-report', { startYear: 2026, asOf });
    const { text, lines } = await figuresOf(made);
    expect(lines).toContain(`Suspensions,${90 + 30 * further.length}`);
    expect(text).toContain(
      'Figures of 2025/26 are left out, as too few of the same schools and terms stand behind both years',
    );
  });
});

describe('a small group', () => {
  it('is hidden where the whole-year row that counts it is missing', async () => {
    for (const [place, pupils] of [
      [ELM_PARK, 3],
      [ALDHELMS, 4],
      [OLDMERE, 4],
    ] as const) {
      await add(
        ABSENCE,
        ['All pupils', 'LAC'].map((group) => {
          const all = group === 'All pupils' ? 100 : 1;
          return absence(blank, 'Autumn', group, pupils * all, 400 * all, 20 * all, 11 * all);
        }),
        place,
      );
      await change(place, ABSENCE, (rows) => void rows.splice(2, 1));
    }
    const { lines } = await figuresOf(await issue());
    const from = lines.indexOf('All absence by group of pupils');
    expect(lines.slice(from, from + 7)).toContain('Looked-after children,x,c,c');
    expect(lines.slice(from, from + 7)).toContain('All pupils,x,7.8%,x');
  });
});
