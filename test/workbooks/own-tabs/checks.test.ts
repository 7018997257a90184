import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWERS, FINDINGS } from '../../../functions/history/records.ts';
import type { Manifest, RecordValue } from '../../../functions/history/snapshot.ts';
import type { AgreedException } from '../../../functions/protocols/exceptions.ts';
import { type Finding, recordOf, substanceOf } from '../../../functions/protocols/finding.ts';
import { fingerprintOf } from '../../../functions/protocols/fingerprints.ts';
import type { AsChecked } from '../../../functions/workbooks/define-workbook.ts';
import { allDeclared } from '../../../functions/workbooks/kinds.ts';
import { layoutIn, layoutOf } from '../../../functions/workbooks/own-tabs/checks/columns.ts';
import {
  type Answer,
  type ChecksPlan,
  type ListedFinding,
  planChecks,
} from '../../../functions/workbooks/own-tabs/checks/plan-checks.ts';
import { restoredChecks } from '../../../functions/workbooks/own-tabs/checks/restored-checks.ts';
import { checksTab } from '../../../functions/workbooks/own-tabs/checks.ts';
import type { RawCell, RawTab } from '../../../sheets-schema/sheet.ts';
import { VERSIONS } from '../../../sheets-schema/versions.ts';
import { makeSecret } from '../../support/made-up-secret.ts';
import { replaceContent } from '../../support/memory-workbooks.ts';
import { runs } from '../../support/property-runs.ts';
import { schoolIdentity } from '../../support/sync-bench.ts';

const secret = makeSecret();

/** As a version of the workbooks lays it out. */
const headingsOf = (madeWith: number) => layoutOf(madeWith).columns.map((column): string => column!.heading);
const headings = headingsOf(VERSIONS.workbooks);
const placeOf = (heading: string) => headings.indexOf(heading);

function finding(row: number, changes: Partial<Finding> = {}): Finding {
  const message = `B${row} says 31/2/2026, which is not a date.`;
  return {
    fingerprint: fingerprintOf(['GEN-04', 'staff-days', `row ${row}`, 'date'], secret),
    rule: 'GEN-04',
    messageId: 'notADate',
    promise: { pack: 'working-protocols', clause: '21' },
    severity: 'warning',
    tab: 'Staff days',
    cell: `B${row}`,
    place: { tab: 'staff-days', column: 'date' },
    school: null,
    about: [],
    covers: [],
    judgedOn: null,
    message,
    fix: 'Type the day as 3/2/2026.',
    suggestion: null,
    kept: { message: 'Date says 31/2/2026, which is not a date.', fix: 'Type the day as 3/2/2026.' },
    ...changes,
  };
}

const one = {
  findings: [finding(2)],
  notChecked: () => false,
  noLongerAsked: () => false,
  asOf: '2026-03-27',
  madeWith: VERSIONS.workbooks,
  secret,
  coordinators: false,
  exceptionTo: () => null,
  answersBefore: [],
};

const asSheet = (tab: RawTab, checks: ChecksPlan, madeWith = VERSIONS.workbooks) =>
  checksTab.plan(tab, { checks, madeWith } as AsChecked);

const written = (tab: RawTab, checks: ChecksPlan, madeWith = VERSIONS.workbooks): RawTab => {
  const sheet = asSheet(tab, checks, madeWith);
  return sheet === null ? tab : { title: tab.title, rows: replaceContent(tab.rows, sheet) };
};

const byFingerprint = (one: Answer, other: Answer) => (one.fingerprint < other.fingerprint ? -1 : 1);

/** *Checks* as it goes from one run to the next, with people writing into it in between. */
function openChecks(coordinators = false, madeWith = VERSIONS.workbooks) {
  const headings = headingsOf(madeWith);
  const placeOf = (heading: string) => headings.indexOf(heading);
  let tab: RawTab = { title: 'Checks', rows: [headings] };
  return {
    run(
      findings: readonly Finding[],
      asOf = '2026-03-27',
      notChecked: ReadonlySet<string> = new Set(),
      exceptionTo: (finding: Finding) => AgreedException | null = () => null,
      over: ReadonlySet<string> = new Set(),
    ): ChecksPlan {
      const isNotChecked = ({ reference }: ListedFinding) => notChecked.has(reference);
      const content = {
        findings,
        notChecked: isNotChecked,
        noLongerAsked: ({ reference }: ListedFinding) => over.has(reference),
        asOf,
        madeWith,
        secret,
        coordinators,
        exceptionTo,
        answersBefore: [],
      };
      const plan = planChecks(tab, content);
      const typed = this.typed();
      tab = written(tab, plan, madeWith);
      expect(this.typed()).toEqual(typed);
      expect(asSheet(tab, planChecks(tab, content), madeWith)).toBeNull();
      return plan;
    },
    write(row: number, heading: 'Reply' | 'Accept', words: RawCell) {
      const rows = tab.rows.map((one) => [...one]);
      while (rows.length < row) rows.push([]);
      const cells = rows[row - 1]!;
      while (cells.length < headings.length) cells.push(null);
      cells[placeOf(heading)] = words;
      tab = { title: 'Checks', rows };
    },
    /** Everything in the columns that belong to people. */
    typed: () =>
      tab.rows.flatMap((row, at) =>
        ['Reply', 'Accept'].flatMap((heading) => {
          const cell = row[placeOf(heading)] ?? null;
          return at === 0 || cell === null ? [] : [`${heading} ${at + 1}: ${String(cell)}`];
        }),
      ),
    column: (heading: string) => tab.rows.slice(1).map((row) => row[placeOf(heading)] ?? null),
    said: (row: number, heading: string) => tab.rows[row - 1]?.[placeOf(heading)] ?? null,
    rows: () => tab.rows.length,
    insertAbove: () => {
      tab = { title: 'Checks', rows: [[], ...tab.rows] };
    },
  };
}

describe('rows in Checks', () => {
  it('stand worst first when they are new', () => {
    const checks = openChecks();
    checks.run([finding(2, { severity: 'note' }), finding(3, { severity: 'problem' }), finding(4)]);
    expect(checks.column('Status')).toEqual(['Problem', 'Warning', 'Note']);
    expect(checks.column('Where')).toEqual(['Staff days!B3', 'Staff days!B4', 'Staff days!B2']);
    expect(checks.column('Since')).toEqual(Array(3).fill('27 March 2026'));
    expect(checks.column('Promise')).toEqual(Array(3).fill('working protocols 21'));
  });

  it('are kept by their findings, whatever order those come in, and new ones go below', () => {
    const checks = openChecks();
    checks.run([finding(2), finding(3)]);
    checks.run([finding(9, { severity: 'problem' }), finding(3), finding(2)], '2026-03-28');
    expect(checks.column('Where')).toEqual(['Staff days!B2', 'Staff days!B3', 'Staff days!B9']);
    expect(checks.column('Since')).toEqual(['27 March 2026', '27 March 2026', '28 March 2026']);
  });

  it('say where the finding went when its row moved', () => {
    const checks = openChecks();
    checks.run([finding(2)]);
    const moved = { ...finding(2), cell: 'B14', message: 'B14 says 31/2/2026, which is not a date.' };
    const plan = checks.run([moved]);
    expect(checks.column('Where')).toEqual(['Staff days!B14']);
    expect(checks.said(2, 'What was found')).toContain('B14');
    expect(plan.rows[0]![placeOf('Where')]?.link).toEqual({ tab: 'Staff days', cell: 'B14' });
  });

  it('hold the finding’s tab where there is no cell, and nothing where there is no tab', () => {
    const checks = openChecks();
    checks.run([finding(2, { cell: null }), finding(3, { cell: null, tab: null })]);
    expect(checks.column('Where')).toEqual(['Staff days', null]);
  });

  it('are marked on the day they are mended and cleared on a later one', () => {
    const checks = openChecks();
    checks.run([finding(2), finding(3)]);
    checks.run([finding(3)], '2026-03-28');
    expect(checks.column('Status')).toEqual(['Mended', 'Warning']);
    expect(checks.said(2, 'Since')).toBe('mended 28 March 2026');
    checks.run([finding(3)], '2026-03-29');
    expect(checks.column('Status')).toEqual([null, 'Warning']);
    expect(checks.said(3, 'Where')).toBe('Staff days!B3');
  });

  it('take the place of cleared ones', () => {
    const checks = openChecks();
    checks.run([finding(2), finding(3)]);
    checks.run([finding(3)], '2026-03-28');
    checks.run([finding(3), finding(4)], '2026-03-29');
    expect(checks.column('Where')).toEqual(['Staff days!B4', 'Staff days!B3']);
  });

  it('are not cleared while somebody’s words stand in them, and no other finding gets those words', () => {
    const checks = openChecks();
    checks.run([finding(2), finding(3)]);
    checks.write(2, 'Reply', 'The bank closed early.');
    checks.run([finding(3)], '2026-03-28');
    checks.run([finding(3), finding(4)], '2026-03-30');
    expect(checks.column('Status')).toEqual(['Mended', 'Warning', 'Warning']);
    expect(checks.said(2, 'Since')).toBe('mended 28 March 2026');
    expect(checks.said(2, 'Reply')).toBe('The bank closed early.');
    checks.write(2, 'Reply', null);
    checks.run([finding(3), finding(4)], '2026-03-31');
    expect(checks.column('Status')).toEqual([null, 'Warning', 'Warning']);
  });

  it('take no tick box for words that is not ticked: they are cleared, and others take their place', () => {
    const checks = openChecks();
    checks.run([finding(2), finding(3)]);
    for (let row = 2; row <= 50; row += 1) checks.write(row, 'Accept', false);
    expect(checks.run([finding(2), finding(3)]).answers).toEqual([]);
    checks.run([finding(3)]);
    checks.run([finding(3)], '2026-03-28');
    expect(checks.said(2, 'Status')).toBeNull();
    checks.run([finding(3), finding(4), finding(5)], '2026-03-28');
    expect([2, 3, 4, 5].map((row) => checks.said(row, 'Where'))).toEqual([
      'Staff days!B4',
      'Staff days!B3',
      'Staff days!B5',
      null,
    ]);
  });

  it('leave alone what somebody wrote where no finding stands', () => {
    const checks = openChecks();
    checks.write(2, 'Reply', 'Nothing to say yet.');
    checks.write(4, 'Accept', 'Yes');
    checks.run([finding(2), finding(3), finding(4)]);
    expect(checks.column('Where')).toEqual([null, 'Staff days!B2', null, 'Staff days!B3', 'Staff days!B4']);
  });

  it('say of words beside no finding that they answer none, until those are cleared', () => {
    const checks = openChecks();
    checks.run([finding(2)]);
    checks.write(4, 'Reply', 'The bank closed early.');
    checks.run([finding(2)], '2026-03-27', new Set(['']));
    expect(checks.column('What was found')).toEqual([
      finding(2).message,
      null,
      'There is no finding in this row, so what is written in it answers none.',
    ]);
    expect(checks.said(4, 'What to do')).toBe('Write it in the row of the finding it is about, or clear it.');
    expect(checks.said(4, 'Status')).toBeNull();
    checks.write(4, 'Reply', null);
    checks.run([finding(2)]);
    expect(checks.rows()).toBe(2);
  });

  it('are opened again by a finding that comes back, as new', () => {
    const checks = openChecks();
    checks.run([finding(2)]);
    checks.run([], '2026-03-28');
    checks.run([finding(2)], '2026-03-28');
    expect(checks.column('Status')).toEqual(['Warning']);
    expect(checks.column('Since')).toEqual(['28 March 2026']);
  });

  it('are given one to a finding, even where somebody copied a row', () => {
    const rows = [[...headings], [], []] as RawCell[][];
    const { reference } = { reference: finding(2).fingerprint };
    for (const row of rows.slice(1)) {
      for (let place = 0; place < headings.length; place += 1) row.push(null);
      row[placeOf('Reference')] = reference;
    }
    const plan = planChecks({ title: 'Checks', rows }, one);
    expect(plan.rows.map((row) => row[placeOf('Status')]?.value)).toEqual(['Warning', 'Mended']);
  });

  it('end with how many more there are', () => {
    const checks = openChecks();
    const many = Array.from({ length: 5_003 }, (_, at) => finding(at + 2));
    const plan = checks.run(many);
    expect(plan.open).toHaveLength(5_003);
    expect(checks.rows()).toBe(1 + 4_990 + 1);
    expect(checks.column('What was found').at(-1)).toBe('And 13 more findings.');
    checks.run(many.slice(0, 4_991));
    expect(checks.column('What was found').at(-1)).toBe('And 1 more finding.');
    checks.run(many.slice(0, 4_990));
    expect(checks.rows()).toBe(1 + 4_990);
  });
});

describe('accepting', () => {
  const accepting = (found: Finding, { reply = 'Agreed in March.', coordinators = false, yes = 'Yes' } = {}) => {
    const checks = openChecks(coordinators);
    checks.run([found]);
    checks.write(2, 'Accept', yes);
    if (reply) checks.write(2, 'Reply', reply);
    return { checks, plan: checks.run([found]) };
  };

  it('a warning, with the reason: it no longer counts', () => {
    const { checks, plan } = accepting(finding(2));
    expect(checks.column('Status')).toEqual(['Accepted']);
    expect(plan.open).toEqual([]);
    expect(plan.answers).toEqual([
      {
        fingerprint: finding(2).fingerprint,
        reply: 'Agreed in March.',
        accepted: true,
        acceptedAs: substanceOf(finding(2), secret),
      },
    ]);
  });

  it.each(['Y', 'yes', ' Yes ', 'x', '✓', '✔', 'OK', 'accepted', 'Yes.'])('is said by %j', (yes) => {
    expect(accepting(finding(2), { yes }).plan.open).toEqual([]);
  });

  it.each(['No', 'n', 'not yet', 'yesterday', 'Year', '?'])('is not said by %j', (yes) => {
    expect(accepting(finding(2), { yes }).plan.open).toHaveLength(1);
  });

  it.each(['maybe', 'not yet', 'see Reply', '?', 'No idea'])('is asked for again where Accept says %j', (words) => {
    const hint = 'Pick Yes under Accept, with the reason under Reply, or clear the cell. Type the day as 3/2/2026.';
    const { checks } = accepting(finding(2), { yes: words });
    expect(checks.said(2, 'What to do')).toBe(hint);
    const { checks: withoutReason } = accepting(finding(2), { yes: words, reply: '' });
    expect(withoutReason.said(2, 'What to do')).toBe(hint);
    checks.write(2, 'Accept', null);
    checks.run([finding(2)]);
    expect(checks.said(2, 'What to do')).toBe('Type the day as 3/2/2026.');
    const problem = accepting(finding(2, { severity: 'problem' }), { yes: words });
    expect(problem.checks.said(2, 'What to do')).toContain('only mended');
  });

  it.each(['No', 'n', 'no.', '-', ' '])('is asked for by nobody where Accept says %j', (words) => {
    expect(accepting(finding(2), { yes: words }).checks.said(2, 'What to do')).toBe('Type the day as 3/2/2026.');
  });

  it('needs the reason, and says so', () => {
    const { checks, plan } = accepting(finding(2), { reply: '' });
    expect(plan.open).toHaveLength(1);
    expect(checks.column('Status')).toEqual(['Warning']);
    expect(checks.said(2, 'What to do')).toBe('Write the reason under Reply to accept this. Type the day as 3/2/2026.');
  });

  it('a problem cannot be had, only mending', () => {
    const { checks, plan } = accepting(finding(2, { severity: 'problem' }), { coordinators: true });
    expect(plan.open).toHaveLength(1);
    expect(checks.column('Status')).toEqual(['Problem']);
    expect(checks.said(2, 'What to do')).toContain('only mended');
  });

  it('a breach is for the coordinator', () => {
    const breach = finding(2, { severity: 'breach' });
    const bySchool = accepting(breach);
    expect(bySchool.plan.open).toHaveLength(1);
    expect(bySchool.checks.said(2, 'What to do')).toContain('ask the coordinator');
    const byCoordinator = accepting(breach, { coordinators: true });
    expect(byCoordinator.plan.open).toEqual([]);
    expect(byCoordinator.checks.column('Status')).toEqual(['Accepted']);
  });

  it('lapses when what was accepted changes, and holds again once it is filled in anew', () => {
    const { checks } = accepting(finding(2));
    const changed = finding(2, { kept: { message: 'Date says 30/2/2026, which is not a date.', fix: '' } });
    expect(checks.run([changed]).open).toHaveLength(1);
    expect(checks.column('Status')).toEqual(['Warning']);
    expect(checks.said(2, 'What to do')).toMatch(/^This has changed since it was accepted\./);
    checks.write(2, 'Accept', null);
    checks.run([changed]);
    expect(checks.said(2, 'What to do')).toBe('Type the day as 3/2/2026.');
    checks.write(2, 'Accept', 'Yes');
    expect(checks.run([changed]).open).toEqual([]);
    expect(checks.column('Status')).toEqual(['Accepted']);
  });

  it('does not lapse when only the row moves', () => {
    const { checks } = accepting(finding(2));
    expect(checks.run([finding(2, { cell: 'B9', message: 'B9 says 31/2/2026.' })], '2026-04-30').open).toEqual([]);
    expect(checks.column('Since')).toEqual(['27 March 2026']);
  });

  it('lapses when a warning becomes a breach', () => {
    const { checks } = accepting(finding(2), { coordinators: true });
    expect(checks.run([finding(2, { severity: 'breach' })]).open).toHaveLength(1);
  });

  it('is over when Accept is cleared', () => {
    const { checks } = accepting(finding(2));
    checks.write(2, 'Accept', null);
    expect(checks.run([finding(2)]).open).toHaveLength(1);
    expect(checks.column('Status')).toEqual(['Warning']);
  });

  it('holds when the finding goes and comes back the same', () => {
    const { checks } = accepting(finding(2));
    checks.run([], '2026-03-28');
    checks.run([], '2026-03-29');
    expect(checks.column('Status')).toEqual(['Mended']);
    expect(checks.run([finding(2)], '2026-03-30').open).toEqual([]);
  });
});

describe('what is open', () => {
  it('is in the order of the findings, wherever their rows stand', () => {
    const checks = openChecks();
    checks.run([finding(3), finding(2)]);
    const { open } = checks.run([finding(2), finding(3), finding(1, { severity: 'problem' })]);
    expect(open.map(({ cell }) => cell)).toEqual(['B1', 'B2', 'B3']);
  });
});

describe('a finding whose rule did not run this time', () => {
  it('stands as it was, and is mended only once the rule has run again', () => {
    const checks = openChecks();
    checks.run([finding(1), finding(2)]);
    const { rows } = checks.run([finding(2)], '2026-03-28', new Set([finding(1).fingerprint]));
    const statuses = () => checks.run([finding(2)], '2026-03-29').rows.map((row) => row[placeOf('Status')]?.value);
    expect(rows.map((row) => row[placeOf('Status')]?.value)).toEqual(['Warning', 'Warning']);
    expect(statuses()).toEqual(['Mended', 'Warning']);
  });
});

describe('a finding whose rule is no longer asked', () => {
  it('is said to be that, and not mended; what people wrote stays, and without words it is cleared on a later day', () => {
    const checks = openChecks();
    const none = () => null;
    checks.run([finding(1), finding(2), finding(3)]);
    checks.write(2, 'Reply', 'The bank closed early.');
    const over = new Set([finding(1).fingerprint, finding(2).fingerprint]);
    for (const now of [over, new Set<string>()]) {
      checks.run([], '2026-03-28', new Set(), none, now);
      expect(checks.column('Status')).toEqual(['Not asked', 'Not asked', 'Mended']);
      expect(checks.column('Since').slice(0, 2)).toEqual(Array(2).fill('no longer asked, 28 March 2026'));
    }
    checks.run([], '2026-03-29');
    expect(checks.column('Status')).toEqual(['Not asked']);
    expect(checks.said(2, 'Reply')).toBe('The bank closed early.');
    checks.run([finding(1)], '2026-03-30');
    expect(checks.column('Status')).toEqual(['Warning']);
    expect(checks.said(2, 'Since')).toBe('30 March 2026');
  });
});

describe('Checks from a snapshot', () => {
  const found = finding(2);
  const restoredWith = (answer: Pick<Answer, 'reply' | 'accepted' | 'acceptedAs'>) => {
    const content = new Map([
      [FINDINGS, new Map<string, RecordValue>([[found.fingerprint, recordOf(found)]])],
      [ANSWERS, new Map([[found.fingerprint, { ...answer }]])],
    ]);
    const [line] = restoredChecks({
      content,
      manifest: { asOf: '2026-03-28', madeWith: VERSIONS.workbooks } as Manifest,
      packs: allDeclared.packs,
    });
    return (heading: string) => line![placeOf(heading)];
  };
  const substance = substanceOf(found, secret);

  it('says what was accepted, and as what', () => {
    const cell = restoredWith({ reply: 'Agreed.', accepted: true, acceptedAs: substance });
    expect([cell('Status'), cell('Reply'), cell('Accept'), cell('Accepted as')]).toEqual([
      'Accepted',
      'Agreed.',
      'Yes',
      substance, // biome-ignore format: one line
    ]);
  });

  it('keeps an acceptance that has lapsed as one that has', () => {
    const cell = restoredWith({ reply: 'Agreed.', accepted: false, acceptedAs: 'as-it-was' });
    expect([cell('Status'), cell('Accept'), cell('Accepted as')]).toEqual(['Warning', 'Yes', 'as-it-was']);
  });

  it('never makes an acceptance of an exception, or of a reply', () => {
    for (const accepted of [true, false]) {
      const cell = restoredWith({ reply: 'We talked.', accepted, acceptedAs: null });
      expect([cell('Reply'), cell('Accept'), cell('Accepted as')]).toEqual(['We talked.', null, null]);
    }
  });
});

describe('Checks of a restored workbook', () => {
  const found = [finding(2), finding(3), finding(4), finding(5)];
  const substance = substanceOf(finding(2), secret);
  const answers: Answer[] = [
    { fingerprint: finding(2).fingerprint, reply: 'Agreed in March.', accepted: true, acceptedAs: substance },
    { fingerprint: finding(3).fingerprint, reply: 'The bank closed early.', accepted: false, acceptedAs: null },
    { fingerprint: finding(4).fingerprint, reply: null, accepted: false, acceptedAs: null },
  ];

  it.each([1, 2])('stands under the headings that version %i has, and every answer holds', (madeWith) => {
    const made = checksTab.make({ identity: schoolIdentity, madeWith, parsed: [] });
    const content = new Map([
      [FINDINGS, new Map<string, RecordValue>(found.map((one) => [one.fingerprint, recordOf(one)]))],
      [ANSWERS, new Map(answers.map(({ fingerprint, ...answer }) => [fingerprint, answer]))],
    ]);
    // Nothing is said of the first version where there was one only.
    const manifest = { asOf: '2026-03-26', ...(madeWith > 1 && { madeWith }) } as Manifest;
    const { columns, rows } = checksTab.restore(made, { content, manifest, packs: allDeclared.packs });
    const tab: RawTab = { title: 'Checks', rows: [columns.map(({ heading }) => heading), ...(rows as RawCell[][])] };
    const under = (heading: string) => rows.map((row) => row[columns.findIndex((one) => one.heading === heading)]);
    expect(under('Reply')).toContain('Agreed in March.');
    expect(under('Promise')).toEqual(Array(4).fill('working protocols 21'));

    const checks = planChecks(tab, { ...one, findings: found, madeWith });
    expect(checks.answers.toSorted(byFingerprint)).toEqual(answers.toSorted(byFingerprint));
    expect(checks.open).toHaveLength(3);
    const after = written(tab, checks, madeWith).rows;
    expect(after.map((row) => row[columns.findIndex(({ heading }) => heading === 'Reply')] ?? null).slice(1)).toEqual(under('Reply')); // biome-ignore format: one line
  });
});

describe('a Checks tab that is missing or was tampered with', () => {
  it('is planned anew', () => {
    expect(planChecks(undefined, one).rows).toHaveLength(1);
  });

  it('is left as it is where no heading tells what is whose', () => {
    const rows: RawCell[][] = [['Mine now'], [{ error: '#REF!' }, true, 7, { date: 46_000 }], []];
    const tab = { title: 'Checks', rows };
    const checks = planChecks(tab, one);
    expect(checks.open).toHaveLength(1);
    expect(checks.left).toContain(
      'Checks lacks the headings Reply, Accept, Reference, Accepted as, Status and Where: put them back above',
    );
    expect(asSheet(tab, checks)).toBeNull();
  });

  it('is put right below its headings', () => {
    const tab: RawTab = { title: 'Checks', rows: [headings, [{ error: '#REF!' }, true, 7, { date: 46_000 }], []] };
    const { rows } = written(tab, planChecks(tab, one));
    expect(rows[1]![placeOf('Where')]).toBe('Staff days!B2');
  });
});

describe('an exception the alliance agreed to', () => {
  const agreed = { until: '2026-07-21', reason: 'The hall was being rebuilt.' };

  it('answers the finding, which stays listed with the reason and the last day', () => {
    const checks = openChecks();
    const breach = finding(2, { severity: 'breach' });
    const plan = checks.run([breach], '2026-03-27', new Set(), () => agreed);
    expect(checks.column('Status')).toEqual(['Agreed']);
    expect(checks.said(2, 'What to do')).toBe(
      'The alliance agreed to an exception until 21 July 2026: The hall was being rebuilt.',
    );
    expect(plan.open).toEqual([]);
    expect(plan.answers).toEqual([{ fingerprint: breach.fingerprint, reply: null, accepted: true, acceptedAs: null }]);
  });

  it('leaves the finding open again once it no longer holds', () => {
    const checks = openChecks();
    const breach = finding(2, { severity: 'breach' });
    checks.run([breach], '2026-03-27', new Set(), () => agreed);
    const plan = checks.run([breach], '2026-07-22');
    expect(checks.column('Status')).toEqual(['Breach']);
    expect(plan.open).toEqual([breach]);
  });
});

describe('the layout of Checks', () => {
  it.each([1, 2])('holds what people wrote where they wrote it, in a workbook of version %i', (madeWith) => {
    const checks = openChecks(false, madeWith);
    checks.run([finding(2), finding(3)]);
    checks.write(2, 'Reply', 'Agreed in March.');
    checks.write(2, 'Accept', 'Yes');
    checks.write(3, 'Reply', 'The bank closed early.');
    const { answers } = checks.run([finding(2), finding(3)]);
    expect(answers.map(({ reply, accepted }) => [reply, accepted])).toEqual([
      ['Agreed in March.', true],
      ['The bank closed early.', false],
    ]);
    expect(checks.column('Status')).toEqual(['Accepted', 'Warning']);
    expect(checks.column('Promise')).toEqual(Array(2).fill('working protocols 21'));
    checks.insertAbove();
    expect(checks.run([finding(2), finding(3)]).answers).toEqual(answers);
  });

  it('has Reply and Accept beside what was found and what to do, and the colours’ columns first in every version', () => {
    expect(headingsOf(2).slice(0, 6)).toEqual([
      'Status',
      'Where',
      'What was found',
      'What to do',
      'Reply',
      'Accept', // biome-ignore format: as they stand
    ]);
    expect(headingsOf(1).slice(7, 9)).toEqual(['Reply', 'Accept']);
    for (const version of [1, 2]) expect(headingsOf(version).slice(0, 2)).toEqual(['Status', 'Where']);
  });

  it.each([
    ['all headings', (row: string[]) => row],
    ['those of people', (row: string[]) => row.map((heading) => (/Reply|Accept$/.test(heading) ? heading : ''))],
  ])('is known by %s, wherever the row of them stands', (_, left) => {
    for (const version of [1, 2]) {
      const tab = { title: 'Checks', rows: [[], [null, 'x'], left(headingsOf(version)), ['Warning']] };
      expect(layoutIn(tab)).toEqual({ ...layoutOf(version), above: 2 });
    }
  });

  it.each([
    [
      'lacks the heading Reply: put it back above its column.',
      (row: string[]) => row.map((one) => (one === 'Reply' ? 'Our reply' : one)),
    ],
    [
      'lacks the headings Reply and Accept:',
      (row: string[]) => row.filter((one) => !['Reply', 'Accept'].includes(one)),
    ],
    ['lacks the heading Where', (row: string[]) => row.filter((one) => one !== 'Where')],
    ['lacks the headings', (row: string[]) => row.map(() => null)],
    ['has the heading Accept twice', (row: string[]) => ['accept', ...row]],
    ['has the heading Status twice', (row: string[]) => [...row, ' STATUS ']],
  ] as const)('is not known where it %s: all is left, that is said, and the last answers hold', (says, change) => {
    for (const version of [1, 2]) {
      const reply = headingsOf(version).map((heading) => (heading === 'Reply' ? 'We talked.' : 'as it was'));
      const tab: RawTab = { title: 'Checks', rows: [change(headingsOf(version)), reply] };
      const last: Answer = {
        fingerprint: finding(2).fingerprint,
        reply: 'Agreed in March.',
        accepted: true,
        acceptedAs: substanceOf(finding(2), secret),
      };
      const asked: Answer = { fingerprint: finding(3).fingerprint, reply: null, accepted: false, acceptedAs: null };
      const gone: Answer = { ...last, fingerprint: finding(9).fingerprint };
      const content = { ...one, findings: [finding(2), finding(3), finding(4)], madeWith: version };
      const checks = planChecks(tab, { ...content, answersBefore: [last, asked, gone] });
      expect(checks.left).toContain(`Checks ${says}`);
      expect(asSheet(tab, checks, version)).toBeNull();
      expect(checks.answers).toEqual([last, asked]);
      expect(checks.open.map(({ cell }) => cell)).toEqual(['B3', 'B4']);
      const made = checksTab.make({ identity: schoolIdentity, madeWith: version, parsed: [] });
      expect(() => checksTab.takeOver(made, tab, version)).toThrow(`Checks ${says}`);
    }
  });

  it('is not known where rows of findings stand above the headings', () => {
    const tab = { title: 'Checks', rows: [headings.map(() => finding(2).fingerprint), headings] };
    expect(planChecks(tab, one).left).toContain('findings above its headings');
  });

  it('does without a column that only tells', () => {
    const without = headings.filter((heading) => !['Likely value', 'Since', 'What to do'].includes(heading));
    const tab = { title: 'Checks', rows: [without] };
    const { rows } = written(tab, planChecks(tab, one));
    expect(rows[0]).toEqual(without);
    expect(rows[1]![without.indexOf('Where')]).toBe('Staff days!B2');
  });

  it('is the order in which people put the columns, theirs among them: every word stays and every answer holds', () => {
    const columns = fc.shuffledSubarray([...headings, 'Ours', null, 'Who'], { minLength: 14, maxLength: 14 });
    const above = fc.array(fc.array(fc.constantFrom<RawCell>(null, 'Our checks', 7)), { maxLength: 3 });
    fc.assert(
      fc.property(columns, above, fc.constantFrom(1, 2), (order, title, madeWith) => {
        const place = (heading: string) => order.indexOf(heading);
        const people = [...order.keys()].filter((at) => !headings.includes(order[at]!) || /^(Reply|Accept)$/.test(order[at]!)); // biome-ignore format: one line
        const findings = [finding(2), finding(3), finding(4)];
        const content = { ...one, findings, madeWith };
        let tab: RawTab = { title: 'Checks', rows: [...title, order] };
        tab = written(tab, planChecks(tab, content), madeWith);
        const rows = tab.rows.map((row) => [...row]);
        const write = (at: number, column: number, words: RawCell) => {
          const row = rows[title.length + 1 + at]!;
          while (row.length < order.length) row.push(null);
          row[column] = words;
        };
        write(0, place('Reply'), 'Agreed in March.');
        write(0, place('Accept'), 'Yes');
        write(1, place('Reply'), 'The bank closed early.');
        for (const at of [0, 1, 2]) for (const own of people) if (!headings.includes(order[own]!)) write(at, own, at + own); // biome-ignore format: one line
        const theirs = () => tab.rows.map((row, at) => (at < title.length ? row : people.map((own) => row[own] ?? null))); // biome-ignore format: one line
        tab = { title: 'Checks', rows };
        const before = theirs();
        for (const found of [findings, findings.slice(2), findings.slice(2), [...findings, finding(5)]]) {
          const checks = planChecks(tab, { ...content, findings: found });
          expect(checks.left).toBeNull();
          tab = written(tab, checks, madeWith);
          expect(theirs().slice(0, before.length)).toEqual(before);
          expect(asSheet(tab, planChecks(tab, { ...content, findings: found }), madeWith)).toBeNull();
        }
        const { answers, open } = planChecks(tab, { ...content, findings: [...findings, finding(5)] });
        expect(answers.map(({ reply, accepted }) => [reply, accepted])).toEqual([
          ['Agreed in March.', true],
          ['The bank closed early.', false],
        ]);
        expect(open.map(({ cell }) => cell)).toEqual(['B3', 'B4', 'B5']);
        const where = tab.rows.slice(title.length + 1).map((row) => row[place('Where')]);
        expect(where).toEqual(['Staff days!B2', 'Staff days!B3', 'Staff days!B4', 'Staff days!B5']);
      }),
      runs(100),
    );
  });

  it('is taken over into the layout of the workbook it goes to, words and all', () => {
    const from = (version: number) => {
      const row = headingsOf(version).map((heading) => `as ${heading}`);
      return { title: 'Checks', rows: [headingsOf(version), row] };
    };
    for (const version of [1, 2]) {
      const made = checksTab.make({ identity: schoolIdentity, madeWith: version, parsed: [] });
      for (const other of [1, 2])
        expect(checksTab.takeOver(made, from(other), other).rows).toEqual(from(version).rows.slice(1));
    }
  });
});
