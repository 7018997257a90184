import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../functions/history/diff-snapshots.ts';
import { readLatest } from '../../functions/history/read-history.ts';
import { latestRecords } from '../../functions/history/records.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { text } from '../../sheets-schema/cells/text.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import { optional, required } from '../../sheets-schema/tab.ts';
import { meetingKind, meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { ALLIANCE, ALLIANCE_TABS, allianceIdentity, openSyncBench, type SyncBench } from '../support/sync-bench.ts';

const WORKBOOK = workbookKey(allianceIdentity);
const HEADING = 'Chaired by';
const TABS = {
  ...ALLIANCE_TABS,
  Meetings: `
    | Date       | Kind             |
    | 12/11/2025 | Alliance meeting |
    | 12/2/2026  | Conference       |
    | 11/3/2026  | Alliance meeting |`,
  'Who came': `
    | Meeting date | Kind             | School               | Who came |
    | 12/11/2025   | Alliance meeting | Elm Park High School | Nobody   |
    | 12/11/2025   | Alliance meeting | St Aldhelm's School  | Head     |
    | 12/2/2026    | Conference       | Elm Park High School | Head     |
    | 12/2/2026    | Conference       | St Aldhelm's School  | Nobody   |
    | 11/3/2026    | Alliance meeting | Elm Park High School | Nobody   |
    | 11/3/2026    | Alliance meeting | St Aldhelm's School  | Head     |`,
};
const ABSENCES = ['BLA-28', 'BLA-31'];

const rules = allDeclared.rules.flatMap(({ rule }) =>
  ABSENCES.includes(rule.id) ? [{ rule, reads: rule.reads }] : [],
);

const NOW = VERSIONS.workbooks;

/** Begins a version of the workbooks in which *Meetings* has one more column, on which the rules of absences lean. */
function nextVersion() {
  const drawn = optional(HEADING, text({ longest: 200 }), 'Who was in the chair.', { since: NOW + 1 });
  Object.assign(meetingsTab.columns, { drawn });
  Object.assign(VERSIONS, { workbooks: NOW + 1 });
  for (const { rule, reads } of rules)
    Object.assign(rule, { reads: [...reads, { tab: meetingsTab, columns: ['drawn'] }] });
}
afterEach(() => {
  Reflect.deleteProperty(meetingsTab.columns, 'drawn');
  Object.assign(VERSIONS, { workbooks: NOW });
  for (const { rule, reads } of rules) Object.assign(rule, { reads });
});

let bench: SyncBench;
beforeEach(() => {
  bench = openSyncBench();
});
const check = async () => {
  const { findings, outcomes } = await bench.sync(ALLIANCE);
  return {
    absent: findings
      .filter(({ rule, messageId }) => ABSENCES.includes(rule) && ['missed', 'noNumber'].includes(messageId))
      .map(({ rule, school }) => `${rule} ${school}`),
    said: findings.filter(({ message }) => message.includes(HEADING)).map(({ rule, message }) => `${rule} ${message}`),
    whyNot: outcomes.flatMap(({ id, why }) => (ABSENCES.includes(id) ? [why] : [])),
  };
};
const made = () => bench.create(ALLIANCE, allianceIdentity, TABS);
const aboutIt = async () => (await bench.rows(ALLIANCE, 'Start here')).find(([label]) => label === 'Made with')?.[1];
const headings = async () => (await bench.rows(ALLIANCE, 'Meetings'))[0];

describe('a column that came after a workbook was made', () => {
  it('is blank for every row: nobody is asked to add it, and the rules that lean on it find what they found', async () => {
    await made();
    const before = await check();
    expect(before.absent).toEqual(['BLA-28 990002', 'BLA-31 990001']);
    nextVersion();
    expect(await headings()).not.toContain(HEADING);
    expect(await check()).toEqual({ ...before, said: [], whyNot: [null, null] });
    expect(await aboutIt()).toBe(`version ${NOW} of the workbooks`);
  });

  it('changes nothing that is kept or written, and is blank in what was kept before', async () => {
    await made();
    await check();
    const before = await readLatest(bench.store, WORKBOOK);
    nextVersion();
    expect(await bench.sync(ALLIANCE)).toMatchObject({ committed: false, written: false });
    const rows = rowsOf((await latestRecords(bench.store, WORKBOOK))!.rows, meetingsTab);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toMatchObject({ drawn: null });

    bench.workbooks.edit(ALLIANCE, 'Meetings', (cells) => void cells[0]!.push(HEADING));
    expect(await bench.sync(ALLIANCE)).toMatchObject({ committed: true });
    const after = await readLatest(bench.store, WORKBOOK);
    expect(await diffSnapshots(bench.store, before!.manifest, after!.manifest)).toEqual([]);
  });

  it('is read where somebody added it', async () => {
    await made();
    nextVersion();
    bench.workbooks.edit(ALLIANCE, 'Meetings', (rows) => {
      rows[0]!.push(HEADING);
      rows[1]![rows[0]!.length - 1] = 'x'.repeat(201);
    });
    expect(await check()).toMatchObject({ whyNot: [null, null] });
    expect((await bench.checks(ALLIANCE)).map(({ where }) => where)).toContain('Meetings!J2');
  });

  it('is missed in a workbook that was made with it, which goes on saying so', async () => {
    nextVersion();
    await made();
    expect(await headings()).toContain(HEADING);
    expect(await check()).toMatchObject({ said: [], whyNot: [null, null] });
    expect(await aboutIt()).toBe(`version ${NOW + 1} of the workbooks`);
    bench.workbooks.edit(ALLIANCE, 'Meetings', (rows) => {
      for (const row of rows) row.splice(rows[0]!.indexOf(HEADING), 1);
    });
    const { said, whyNot } = await check();
    expect(said).toEqual([`GEN-01 Meetings has no column called ${HEADING}, so nothing typed there is read.`]);
    expect(whyNot).toEqual([`Meetings has no column called ${HEADING}.`, `Meetings has no column called ${HEADING}.`]);
    expect(await aboutIt()).toBe(`version ${NOW + 1} of the workbooks`);
  });

  it('may be left blank: one that every row needs does not compile', () => {
    // @ts-expect-error -- a workbook that stands could not be read.
    expect(required('Kind', meetingKind, 'Pick the kind.', { since: NOW + 1 }).since).toBe(1);
  });
});
