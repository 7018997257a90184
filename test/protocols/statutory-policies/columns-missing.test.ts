import { beforeEach, describe, expect, it } from 'vitest';
import { latestRecords } from '../../../functions/history/records.ts';
import { policies } from '../../../sheets-schema/tabs/policies.tab.ts';
import { openPublishingBench, type PublishingBench } from '../../support/publishing-bench.ts';
import { ALLIANCE, ALLIANCE_TABS, ELM_PARK } from '../../support/sync-bench.ts';

/** All in order: approved long ago, reviewed since, and on the website. */
const IN_ORDER = [
  '| Policy | Applies | Approved on | Last reviewed on | Where it is published |',
  ...policies.map(
    ({ text, value }) =>
      `| ${text} | ${value === 'governors-allowances' ? 'No' : 'Yes'} | 11/11/2019 | 1/12/2025 | https://elmpark.example/${value} |`,
  ),
].join('\n');
const MUCH = policies.length - 1;

let bench: PublishingBench;
beforeEach(async () => {
  const Settings = `${ALLIANCE_TABS['Settings']}\n | Statutory policies adopted | Yes |`;
  bench = await openPublishingBench({ Settings }, undefined, { Policies: IN_ORDER });
});

async function rename(from: string, to: string) {
  bench.workbooks.edit(ELM_PARK, 'Policies', (rows) => void rows[0]!.splice(rows[0]!.indexOf(from), 1, to));
  await bench.sync(ELM_PARK);
  await bench.sync(ALLIANCE);
}

const records = async () => (await latestRecords(bench.store, 'school-990001-2025'))!;

/** The school's cells under "Where the schools stand". */
async function standing(): Promise<unknown[]> {
  const rows = await bench.rows(ALLIANCE, 'Start here');
  const at = rows.findIndex((row) => row.includes('Policies reviewed in time'));
  return rows[at + 1]!.filter(Boolean).slice(1);
}

async function reports(): Promise<{ school: string; alliance: string }> {
  const text = async (document: string, wanted = {}) => {
    const [made] = await bench.publish(document, wanted);
    return (await bench.read(made!.entry.link)).text;
  };
  return {
    school: await text('policy-review-report', { urn: '990001' }),
    alliance: await text('policy-review-report-alliance'),
  };
}

describe('a heading of Policies that was renamed', () => {
  it('is said as it is while all stand', async () => {
    await bench.sync(ALLIANCE);
    expect((await records()).manifest).not.toHaveProperty('missingColumns');
    expect((await reports()).school).toContain(`All ${MUCH} documents were reviewed in time. 9 of 9 that must be`);
    expect(await standing()).toEqual([`Kept: ${MUCH} of ${MUCH}`, 'Kept: 9 of 9']);
  });

  it('accuses nobody of being overdue or of having no page', async () => {
    await rename('Last reviewed on', 'When we looked at it');
    await rename('Where it is published', 'Page');
    expect((await records()).missingColumns).toEqual({ policies: ['publishedAt', 'reviewedOn'] });
    expect(await standing()).toEqual([`Open: 0 of ${MUCH}, ${MUCH} to be mended`, 'Open: 0 of 9, 9 to be mended']);
    expect((await bench.checks(ELM_PARK)).filter(({ found }) => found?.includes('late'))).toEqual([]);
    const { school, alliance } = await reports();
    expect(school).not.toContain('going by');
    expect(school).toContain(`Of none of the ${MUCH} documents can it be read how it stands`);
    expect(school).toContain(
      'Policies had no column called “Last reviewed on” or “Where it is published”: what is typed there is not known, and not taken for blank.',
    );
    expect(school).toContain('Of the 9 that must be on the website it cannot be read whether they are there.');
    expect(school).toContain('No review that is known is overdue.');
    expect(school).toContain('Admission arrangements (nobody named): its address cannot be read.');
    expect(school).not.toMatch(/https|no address is typed|22 are overdue|0 of 9/);
    expect(alliance).toContain(`; ${MUCH} cannot be counted, as their rows wait to be mended`);
    expect(alliance).toContain('of 9 it cannot be read');
  });

  it('acquits nobody where it was Applies', async () => {
    await rename('Applies', 'For us');
    // What stands on the website stands there, whoever need not have it.
    expect(await standing()).toEqual([`Open: 0 of ${MUCH}, ${MUCH} to be mended`, 'Kept: 8 of 8']);
    const { school, alliance } = await reports();
    expect(school).toContain(`Of none of the ${MUCH} documents can it be read how it stands`);
    expect(school).toContain('Policies had no column called “Applies”');
    expect(school).toContain('Admission arrangements (whether it applies cannot be read)');
    expect(school).not.toMatch(/All \d|no document applies/);
    expect(alliance).toContain(`; ${MUCH} cannot be counted`);
    expect(alliance).not.toMatch(/All \d/);
  });

  it('makes one snapshot when it goes and one when it is back, and both verify', async () => {
    const before = (await records()).manifest.sequence;
    await rename('Looked after by', 'Who');
    const gone = await records();
    expect(gone.manifest).toMatchObject({ sequence: before + 1, missingColumns: { policies: ['lead'] } });
    bench.writesSince();
    await bench.sync(ELM_PARK);
    expect(bench.writesSince().store).toBe(0);
    await rename('Who', 'Looked after by');
    const back = await records();
    expect(back.manifest.sequence).toBe(before + 2);
    expect(back.manifest).not.toHaveProperty('missingColumns');
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true });
  });
});
