import { describe, expect, it } from 'vitest';
import type { KnownFigures } from '../../../functions/protocols/kept-figure.ts';
import { type CountedStanding, stateSaid } from '../../../functions/protocols/standing.ts';
import { standing } from '../../../functions/protocols/working-protocols/standing.ts';
import { allianceKind } from '../../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../../functions/workbooks/new-workbook.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import type { Drawings } from '../../support/rule-tester.ts';
import { ALLIANCE_TABS, allianceIdentity, drawnRows, MARCH } from '../../support/sync-bench.ts';
import { usualSettings } from '../../support/usual-packs.ts';

/** The state as the page says it. */
function inWords(line: CountedStanding): string | null {
  const said = stateSaid(line);
  return said && `${said.word}${said.more}`;
}

interface Drawn {
  readonly asOf?: string;
  readonly known?: KnownFigures;
}

/** What a line says of Elm Park, with what is written in these tabs. */
function lineOf(line: string, drawings: Drawings, { asOf = MARCH, known = () => null }: Drawn = {}) {
  const sheets = newWorkbook(
    allianceIdentity,
    drawnRows(allianceKind, { ...ALLIANCE_TABS, ...drawings }),
    [],
    usualSettings,
  );
  const tabs = sheets.map(({ title, columns, rows }) => ({
    title,
    rows: [columns.map(({ heading }) => heading), ...(rows as RawCell[][])],
  }));
  const alliance = situationAsRead(parseWorkbook(allianceIdentity, tabs, null), null, asOf);
  const elmPark = alliance.members.find(({ urn }) => urn === '990001')!;
  return standing(alliance, elmPark, known).find(({ what }) => what === line)!;
}

const MEETINGS = `
  | Kind             | Date       |
  | Alliance meeting | 6/10/2025  |
  | Alliance meeting | 17/11/2025 |
  | Alliance meeting | 19/1/2026  |`;
const settings = (mayMiss: string) => `
  | Setting                    | Value                       |
  | Alliance name              | Harrowdale Learning Alliance |
  | Meetings a school may miss | ${mayMiss}                  |`;
const came = (...who: string[]) => `
  | Kind             | Meeting date | School             | Who came |
  | Alliance meeting | 6/10/2025  | Elm Park High School | ${who[0]} |
  | Alliance meeting | 17/11/2025 | Elm Park High School | ${who[1]} |${who[2] ? `\n  | Alliance meeting | 19/1/2026 | Elm Park High School | ${who[2]} |` : ''}`;

it.each([
  ['none was missed', '0', came('Head', 'Head', 'Head'), '3 of 3', 'kept'],
  ['as many were missed as may be', '1', came('Head', 'Nobody', 'Head'), '2 of 3, 1 may be missed', 'kept'],
  ['more were missed', '1', came('Nobody', 'Nobody', 'Head'), '1 of 3, 1 may be missed', 'not kept'],
  ['none may be missed', '0', came('Head', 'Nobody', 'Head'), '2 of 3', 'not kept'],
  ['one was not written down', '1', came('Head', 'Head'), '2 of 3, 1 not recorded', 'open'],
])('meetings where %s', (_, mayMiss, whoCame, figure, state) => {
  const said = lineOf('Alliance meetings', { Meetings: MEETINGS, Settings: settings(mayMiss), 'Who came': whoCame });
  expect(said).toMatchObject({ figure, state });
});

it.each([
  ['the first', '6/10/2025'],
  ['the last', '19/1/2026'],
])('%s meeting missed leaves the count where the alliance excused it', (_, About) => {
  const Exceptions = `
    | School               | Clause | About     | Reason        | Agreed on |
    | Elm Park High School | 31     | ${About}  | The boiler    | 20/1/2026 |`;
  const whoCame = came('Nobody', 'Head', 'Nobody');
  const missed = { Meetings: MEETINGS, Settings: settings('1'), 'Who came': whoCame };
  expect(lineOf('Alliance meetings', missed).state).toBe('not kept');
  expect(lineOf('Alliance meetings', { ...missed, Exceptions })).toMatchObject({
    figure: '1 of 2, 1 excused, 1 may be missed',
    state: 'agreed',
  });
});

it('meetings to which somebody else came are said to be such', () => {
  const whoCame = came('Someone else', 'Head', 'Someone else');
  expect(lineOf('Alliance meetings', { Meetings: MEETINGS, 'Who came': whoCame }).figure).toBe(
    '3 of 3, 2 by neither head nor deputy',
  );
});

it('missed meetings are open where nobody fixed how many a school may miss', () => {
  const missed = { Meetings: MEETINGS, 'Who came': came('Nobody', 'Head', 'Nobody') };
  expect(lineOf('Alliance meetings', missed).state).toBe('open');
});

describe('the contribution', () => {
  const dueOn = (day: string) => `
    | Setting               | Value                        |
    | Alliance name         | Harrowdale Learning Alliance |
    | Contribution due date | ${day} |`;
  const paid = (amount: string) => `
    | School               | Amount    | Date     |
    | Elm Park High School | ${amount} | 3/9/2025 |`;
  const said = (drawings: Drawings, asOf: string) => {
    const line = lineOf('Contribution paid', drawings, { asOf });
    return [line.figure, inWords(line)];
  };

  it('is overdue once a day that the alliance fixed has passed, and not on it', () => {
    const owing = { Settings: dueOn('30/11'), Contributions: paid('1000') };
    expect(said(owing, '2025-11-30')).toEqual(['£1,000 of £3,000', 'open']);
    expect(said(owing, '2025-12-01')).toEqual(['£1,000 of £3,000', 'overdue, due on 30 November 2025']);
  });

  it('is open after a day that only we suggested, until the year has ended', () => {
    expect(said({}, '2026-08-31')).toEqual(['£0 of £3,000', 'open']);
    expect(said({}, '2026-09-01')).toEqual(['£0 of £3,000', 'overdue, due on 30 November 2025']);
  });

  it('is kept when it is paid, and says what is over', () => {
    expect(said({ Contributions: paid('3000') }, MARCH)).toEqual(['£3,000 of £3,000', 'kept']);
    expect(said({ Contributions: paid('6000') }, MARCH)).toEqual(['£6,000 of £3,000', 'kept, £3,000 over']);
  });

  it('is agreed where the alliance agreed otherwise, and open while a payment waits to be mended', () => {
    const Exceptions = `
      | School               | Clause | Reason    | Agreed on |
      | Elm Park High School | 25     | The flood | 20/1/2026 |`;
    expect(said({ Exceptions }, '2026-09-01')).toEqual(['£0 of £3,000', 'agreed otherwise']);
    expect(said({ Contributions: paid('about 3000?') }, '2026-09-01')).toEqual([
      '£0 of £3,000, 1 row to be mended',
      'open',
    ]);
  });
});

describe('staff days', () => {
  const said = (figures: Record<string, number>, asOf: string) => {
    const line = lineOf('Staff days given', {}, { asOf, known: ({ id }) => figures[id] ?? null });
    return [line.figure, inWords(line)];
  };
  const given = (halfDays: number) => ({ 'working-protocols/half-days-given': halfDays });

  it('are open in the year, and not kept once it has ended, unless rows wait that may make them up', () => {
    expect(said(given(13), '2026-08-31')).toEqual(['6½ of 9', 'open']);
    expect(said(given(13), '2026-09-01')).toEqual(['6½ of 9', 'not kept']);
    expect(said({ ...given(13), 'working-protocols/staff-days-waiting': 1 }, '2026-09-01')).toEqual([
      '6½ of 9, 1 row to be mended',
      'open',
    ]);
    expect(said(given(22), '2026-09-01')).toEqual(['11 of 9', 'kept, 2 over']);
  });

  it('that nobody knows yet are said to be so', () => {
    expect(said({}, '2026-09-01')).toEqual(['not yet known', null]);
  });
});

it('is one answer of staff days of which none are asked, whether there is a workbook or not', () => {
  const leaver = {
    Schools: '| URN | School | Left on |\n| 990001 | Elm Park High School | 31/1/2026 |',
    Settings: `
      | Setting                 | Value                        |
      | Alliance name           | Harrowdale Learning Alliance |
      | Part-year members give  | None                         |`,
  };
  const none: KnownFigures = ({ id }) => (id === 'working-protocols/half-days-given' ? 0 : null);
  for (const known of [none, () => null])
    expect(lineOf('Staff days given', leaver, { known })).toMatchObject({ figure: 'none asked', state: 'kept', of: 0 });
  expect(
    lineOf('Contribution paid', { ...leaver, Schools: leaver.Schools.replace('31/1/2026', '31/10/2025') }).figure,
  ).toBe('none asked');
});
