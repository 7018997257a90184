import { afterEach, describe, expect, it, vi } from 'vitest';
import { latestRecords } from '../../functions/history/records.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { ALLIANCE, ELM_PARK, openUsualBench } from '../support/sync-bench.ts';

afterEach(() => vi.restoreAllMocks());

function ruleNamed(id: string) {
  return allDeclared.rules.find(({ rule }) => rule.id === id)!.rule;
}

describe('a rule that throws', () => {
  it('is told from one that found nothing, and the others go on', async () => {
    const bench = await openUsualBench();
    await bench.sync(ALLIANCE);
    const whole = await bench.sync(ELM_PARK);
    vi.spyOn(ruleNamed('GEN-12'), 'check').mockImplementation((input) => {
      throw new TypeError(`no ${input.asOf}`);
    });

    const { findings, outcomes } = await bench.sync(ELM_PARK);
    expect(outcomes.filter(({ outcome }) => outcome === 'crashed')).toEqual([
      { id: 'GEN-12', outcome: 'crashed', why: 'TypeError' },
    ]);
    expect(outcomes.map(({ id }) => id)).toEqual(whole.outcomes.map(({ id }) => id));
    expect(findings).toEqual(whole.findings.filter(({ rule }) => rule !== 'GEN-12'));
    expect(findings.length).toBeLessThan(whole.findings.length);

    const kept = (await latestRecords(bench.store, 'school-990001-2025'))!.manifest.outcomes;
    expect(kept['GEN-12']).toBe('crashed: TypeError');
    expect(kept['GEN-13']).toBe('ran');
  });

  it('reports nothing of what it found before it threw', async () => {
    const bench = await openUsualBench();
    const { check } = ruleNamed('GEN-12');
    vi.spyOn(ruleNamed('GEN-12'), 'check').mockImplementation((...asked) => {
      check(...asked);
      throw new Error('half-way');
    });
    const { findings } = await bench.sync(ELM_PARK);
    expect(findings.filter(({ rule }) => rule === 'GEN-12')).toEqual([]);
  });
});

describe('a rule that cannot be checked', () => {
  it('is skipped, and says which column or tab it would need', async () => {
    const bench = await openUsualBench();
    await bench.sync(ALLIANCE);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[0]![2] = 'How long';
    });
    bench.workbooks.delete(ELM_PARK, 'Evaluations');
    const { outcomes } = await bench.sync(ELM_PARK);
    const reasons = outcomes.filter(({ outcome }) => outcome === 'skipped').map(({ why }) => why);
    expect(reasons).toContain('Staff days has no column called Days.');
    const kept = (await latestRecords(bench.store, 'school-990001-2025'))!.manifest.outcomes;
    expect(Object.values(kept)).toContain('skipped: Staff days has no column called Days.');
  });

  it('is left out where the alliance has not adopted it', async () => {
    const bench = await openUsualBench();
    bench.decide('Working protocols adopted', 'No');
    await bench.sync(ALLIANCE);
    const { outcomes } = await bench.sync(ELM_PARK);
    expect(outcomes.map(({ id }) => id).filter((id) => id.startsWith('BLA'))).toEqual([]);
  });
});
