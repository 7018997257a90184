import { expect, it } from 'vitest';
import { standing } from '../../../functions/protocols/working-protocols/standing.ts';
import { allianceKind } from '../../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../../functions/workbooks/new-workbook.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import type { Drawings } from '../../support/rule-tester.ts';
import { ALLIANCE_TABS, allianceIdentity, drawnRows, MARCH } from '../../support/sync-bench.ts';
import { usualSettings } from '../../support/usual-packs.ts';

/** What *Alliance meetings* says of Elm Park, with what is written in these tabs. */
function meetingsOf(drawings: Drawings) {
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
  const alliance = situationAsRead(parseWorkbook(allianceIdentity, tabs, null), null, MARCH);
  const elmPark = alliance.members.find(({ urn }) => urn === '990001')!;
  return standing(alliance, elmPark, () => null).find(({ what }) => what === 'Alliance meetings');
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
  ['none was missed', '0', came('Head', 'Head', 'Head'), '3 of 3', true],
  ['as many were missed as may be', '1', came('Head', 'Nobody', 'Head'), '2 of 3', true],
  ['more were missed', '1', came('Nobody', 'Nobody', 'Head'), '1 of 3', false],
  ['none may be missed', '0', came('Head', 'Nobody', 'Head'), '2 of 3', false],
  ['one was not written down', '1', came('Head', 'Head'), '2 of 3, 1 not recorded', false],
])('meetings where %s', (_, mayMiss, whoCame, figure, kept) => {
  const said = meetingsOf({ Meetings: MEETINGS, Settings: settings(mayMiss), 'Who came': whoCame });
  expect(said).toMatchObject({ figure, kept });
});
