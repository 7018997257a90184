import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { uncounted } from '../builders/uncounted.ts';
import { defineRule } from '../rule.ts';
import { dayOf, inFewLines, titlesOf, withRow } from './lines.ts';
import { isForOthers } from './register.ts';
import { type HeldPolicy, registerReads, schoolRegister } from './review.ts';

export const heldByTheSchool = defineRule({
  id: 'NLD-01',
  title: 'Every document that applies is in the register, with the day it was approved',
  since: 4,
  mendedIn: policiesTab,
  reads: [registerReads],
  messages: {
    missing: {
      severity: 'warning',
      says: 'There is no row for {policies}.{uncounted}',
      fix: 'Add a row for each, with No under Applies, and why under Note, where the school need not hold it.',
    },
    missingYet: {
      severity: 'reminder',
      says: 'There is no row yet for {policies}.{uncounted}',
      fix: 'Add a row for each, with No under Applies, and why under Note, where the school need not hold it.',
    },
    blank: {
      severity: 'warning',
      says: '{policy}: no day of approval is typed, and none of review.',
      fix: 'Type the day under Approved on, and under Last reviewed on if it was reviewed since, or No under Applies, and why under Note, if the school need not hold it.',
    },
    blankMany: {
      severity: 'warning',
      says: '{count} documents have no day of approval and none of review: {policies}.',
      fix: 'Type the day under Approved on, and under Last reviewed on if it was reviewed since, or No under Applies, and why under Note, if the school need not hold it.',
    },
    blankYet: {
      severity: 'reminder',
      says: '{policy}: no day of approval or review is typed yet.',
      fix: 'Type the day under Approved on, and under Last reviewed on if it was reviewed since, or No under Applies, and why under Note, if the school need not hold it.',
    },
    blankYetMany: {
      severity: 'reminder',
      says: '{count} documents have no day of approval or review yet: {policies}.',
      fix: 'Type the day under Approved on, and under Last reviewed on if it was reviewed since, or No under Applies, and why under Note, if the school need not hold it.',
    },
    notApproved: {
      severity: 'warning',
      says: '{policy}: no day of approval is typed.',
      fix: 'Type under Approved on when it was last approved.',
    },
    notApprovedMany: {
      severity: 'warning',
      says: '{count} documents have no day of approval: {policies}.',
      fix: 'Type under Approved on when each was last approved.',
    },
    notApprovedYet: {
      severity: 'reminder',
      says: '{policy}: no day of approval is typed yet.',
      fix: 'Type under Approved on when it was last approved.',
    },
    notApprovedYetMany: {
      severity: 'reminder',
      says: '{count} documents have no day of approval yet: {policies}.',
      fix: 'Type under Approved on when each was last approved.',
    },
    saidNotToApply: {
      severity: 'warning',
      says: '{policy}: {cell} says No, though it applies to every school of this kind and phase. The document is not counted.',
      fix: 'Clear {cell}, or type under Note why the school need not hold it.',
    },
    saidNotToApplyMany: {
      severity: 'warning',
      says: '{count} documents are said not to apply, though they do to every school of this kind and phase: {policies}. They are not counted.',
      fix: 'Clear Applies, or type under Note why the school need not hold them.',
    },
  },
  check(input, report) {
    const own = schoolRegister(input);
    if (own === null || own.hasLeft || (own.isSettlingIn && own.on < input.asOf)) return;
    const missing = own.held.filter(({ review }) => review === 'no row');
    if (missing.length > 0) {
      report({
        message: own.isSettlingIn ? 'missingYet' : 'missing',
        tab: policiesTab,
        covers: missing.map(({ policy }) => policy),
        data: { policies: titlesOf(missing), uncounted: uncounted(input, policiesTab) },
      });
    }
    const by = { clause: '1', on: own.on, about: (one: HeldPolicy) => dayOf('1', one) };
    const held = withRow(own.held);
    const lacking = [
      {
        rows: held.filter(({ review }) => review === 'blank'),
        subject: 'days',
        one: own.isSettlingIn ? 'blankYet' : 'blank',
        many: own.isSettlingIn ? 'blankYetMany' : 'blankMany',
      },
      {
        rows: held.filter(isNotApproved),
        subject: 'approvals',
        one: own.isSettlingIn ? 'notApprovedYet' : 'notApproved',
        many: own.isSettlingIn ? 'notApprovedYetMany' : 'notApprovedMany',
      },
    ] as const;
    for (const { rows, subject, one, many } of lacking)
      inFewLines(rows, input, by, {
        each: ({ title, row }, by) =>
          report({ ...by, message: one, tab: policiesTab, row, column: 'approvedOn', data: { policy: title } }),
        together: (all, by) =>
          report({
            ...by,
            message: many,
            tab: policiesTab,
            subject,
            data: { count: all.length, policies: titlesOf(all) },
          }),
      });
    const unexplained = own.saidNotToApply.filter(({ isExplained }) => !isExplained);
    inFewLines(
      unexplained,
      input,
      { clause: '1', on: own.on, about: () => [] },
      {
        each: ({ title, row }, by) =>
          report({
            ...by,
            message: 'saidNotToApply',
            tab: policiesTab,
            row,
            column: 'applies',
            data: { policy: title },
          }),
        together: (all, by) =>
          report({
            ...by,
            message: 'saidNotToApplyMany',
            tab: policiesTab,
            // Whoever accepts that these do not apply has said nothing of another.
            subject: `not to apply: ${all.map(({ policy }) => policy).join(', ')}`,
            data: { count: all.length, policies: titlesOf(all) },
          }),
      },
    );
  },
});

/** Of two rows for one document one day is enough, and one that cannot be read may be it. */
function isNotApproved({ rows, review, doubt }: HeldPolicy): boolean {
  if (review === 'blank' || doubt === 'applies') return false;
  return rows.every(({ approvedOn, unread }) => approvedOn === null && !unread?.includes('approvedOn'));
}

export const careersForOlderPupils = defineRule({
  id: 'NLD-08',
  title: 'Careers guidance is in the register of schools with pupils in years 7 to 13 alone',
  since: 2,
  mendedIn: policiesTab,
  reads: [{ tab: policiesTab, columns: ['policy', 'applies'] }],
  messages: {
    noneSoOld: {
      severity: 'problem',
      says: '{cell} says Yes, and the alliance’s list has {school} as a school without pupils in years 7 to 13.',
      fix: 'Clear {cell} or type No, or have Phase in Schools corrected. The row is not counted.',
    },
  },
  check(input, report) {
    const { school } = input;
    if (school === null || !isForOthers('careers', school)) return;
    for (const row of input.rows(policiesTab)) {
      if (row.policy !== 'careers' || row.applies !== true) continue;
      report({ message: 'noneSoOld', tab: policiesTab, row, column: 'applies', data: { school: school.name } });
    }
  },
});
