import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { listed, longDate } from '../../../sheets-schema/wording.ts';
import { uncounted } from '../builders/uncounted.ts';
import { defineRule } from '../rule.ts';
import { dayOf, inFewLines } from './lines.ts';
import { type PolicyRow, registerReads, type SchoolRegister, schoolRegister } from './review.ts';
import { cellOf, reminderStage, whyToMend } from './reviewed-in-time.ts';

function planIn({ held }: SchoolRegister) {
  return held.find(({ policy }) => policy === 'accessibility');
}

export const reviewedAfterChange = defineRule({
  id: 'NLD-05',
  title: 'The accessibility plan has been reviewed since the last significant change',
  since: 2,
  mendedIn: policiesTab,
  reads: [{ ...registerReads, evenUnread: [...registerReads.evenUnread, 'change', 'changedOn'] }],
  messages: {
    late: {
      severity: 'breach',
      says: 'The accessibility plan was to be reviewed by {by}, after the change of {on}.{uncounted}',
      fix: 'Review it, and type the day under Last reviewed on.',
    },
    dueSoon: {
      severity: 'reminder',
      says: 'The accessibility plan is to be reviewed by {by}, after the change of {on}.',
      fix: 'Review it, and type the day under Last reviewed on.',
    },
    mayBeLate: {
      severity: 'warning',
      says: 'The accessibility plan: {why}. Going by {last}, it was to be reviewed by {by}, after the change of {on}.',
      fix: 'Mend that day, or review the plan if nobody has.',
    },
    noDay: {
      severity: 'warning',
      says: '{cell} is blank beside What changed.',
      fix: 'Type the day of the change.',
    },
    noChange: {
      severity: 'warning',
      says: '{cell} is blank beside Changed on.',
      fix: 'Type what changed, or clear the day.',
    },
    elsewhere: {
      severity: 'note',
      says: '{cell} is about a change, which is looked at in the row of the accessibility plan alone.',
      fix: 'Move it to that row, or into Note.',
    },
    elsewhereMany: {
      severity: 'note',
      says: '{count} rows say what changed, which is looked at in the row of the accessibility plan alone.',
      fix: 'Move it to that row, or into Note.',
    },
  },
  check(input, report) {
    const own = schoolRegister(input);
    if (own === null) return;
    const place = { tab: policiesTab } as const;
    const plan = planIn(own);
    if (plan && plan.row !== null && plan.next !== null && plan.next.changedOn !== null) {
      const { row, review, next } = plan;
      const data = { by: longDate(next.dueOn), on: longDate(plan.next.changedOn) };
      const stage = reminderStage(next.dueOn, own, input);
      const at = { ...place, about: dayOf('5', plan), judgedOn: own.on, row, column: 'reviewedOn', data } as const;
      if (review === 'late') {
        const uncertain = input.waiting(policiesTab) > 0;
        const late = { ...data, uncounted: uncounted(input, policiesTab) };
        report({ message: 'late', ...at, data: late, limit: next.chosenBy, uncertain });
      } else if (stage !== null) report({ message: 'dueSoon', ...at, subject: `within ${stage} days` });
    }
    if (plan && plan.row !== null && plan.mayBeLate !== null && plan.mayBeLate.next.changedOn !== null) {
      const { last, next } = plan.mayBeLate;
      const data = { last: longDate(last), by: longDate(next.dueOn), on: longDate(plan.mayBeLate.next.changedOn) };
      const at = { ...place, about: [last], judgedOn: own.on, ...cellOf({ ...plan, row: plan.row }, own.on) };
      report({ message: 'mayBeLate', ...at, data: { ...data, why: whyToMend(plan, own) } });
    }
    // What changed and its day may stand in two rows of the plan.
    const all = plan?.rows ?? [];
    const without = (column: 'change' | 'changedOn') =>
      all.filter((row) => row[column] === null && !row.unread?.includes(column));
    const isTyped = (row: PolicyRow, column: 'change' | 'changedOn') => !without(column).includes(row);
    const noDay = without('changedOn').filter((row) => isTyped(row, 'change'));
    const noChange = without('change').filter((row) => isTyped(row, 'changedOn'));
    if (noDay.length > noChange.length)
      for (const row of noDay)
        report({ message: 'noDay', about: [], judgedOn: own.on, ...place, row, column: 'changedOn' });
    if (noChange.length > noDay.length)
      for (const row of noChange)
        report({ message: 'noChange', about: [row.changedOn!], judgedOn: own.on, ...place, row, column: 'change' });
    const strays = input
      .rows(policiesTab)
      .filter(({ policy, change }) => policy !== 'accessibility' && change !== null);
    inFewLines(
      strays.map((row) => ({ row })),
      input,
      { clause: '5', on: own.on, about: () => [] },
      {
        each: ({ row }, by) => report({ ...by, message: 'elsewhere', ...place, row, column: 'change' }),
        together: (many, by) => report({ ...by, message: 'elsewhereMany', ...place, data: { count: many.length } }),
      },
    );
  },
});

const AIMS = ['curriculum', 'building', 'information'] as const;

export const coversItsAims = defineRule({
  id: 'NLD-06',
  title: 'The accessibility plan covers the curriculum, the building and information',
  since: 2,
  mendedIn: policiesTab,
  reads: [{ ...registerReads, evenUnread: [...registerReads.evenUnread, ...AIMS] }],
  messages: {
    missing: {
      severity: 'warning',
      says: 'The accessibility plan is not said to cover {aims}.',
      fix: 'Type Yes under Aim for what the plan covers, and add to the plan what it does not.',
    },
  },
  check(input, report) {
    const own = schoolRegister(input);
    const plan = own && planIn(own);
    if (!plan || plan.row === null || plan.last === null) return;
    const { row, rows } = plan;
    const missing = AIMS.filter((aim) => rows.every((one) => one[aim] !== true && !one.unread?.includes(aim)));
    if (missing.length === 0) return;
    const names = missing.map((aim) => AIM_NAMES[aim]);
    report({
      ...{ about: dayOf('6', plan), judgedOn: own.on },
      message: 'missing',
      tab: policiesTab,
      row,
      column: missing[0]!,
      data: { aims: listed(names, 'or') },
    });
  },
});

const AIM_NAMES = { curriculum: 'the curriculum', building: 'the building', information: 'information' } as const;
