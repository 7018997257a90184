import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { uncounted } from '../builders/uncounted.ts';
import { defineRule } from '../rule.ts';
import { dayOf, inFewLines, titlesOf, withRow } from './lines.ts';
import { type HeldPolicy, monthsLater, registerReads, schoolRegister } from './review.ts';

/** A page is looked at once a year: our choice, so it only warns. */
const MONTHS_UNSEEN = 12;

export const publishedOnline = defineRule({
  id: 'NLD-07',
  title: 'Every document that must be published has the address of its page',
  since: 4,
  mendedIn: policiesTab,
  reads: [
    {
      ...registerReads,
      evenUnread: [...registerReads.evenUnread, 'lead', 'approver', 'publishedAt', 'lookedAtOn'],
    },
  ],
  messages: {
    missing: {
      severity: 'breach',
      says: '{policy} must be on the school’s website, and {cell} has no address.{uncounted}',
      fix: 'Publish it, and paste the address of its page.',
    },
    missingMany: {
      severity: 'breach',
      says: '{count} documents that must be on the school’s website have no address: {policies}.{uncounted}',
      fix: 'Publish them, and paste the addresses of their pages under Where it is published.',
    },
    missingYet: {
      severity: 'reminder',
      says: '{policy} must be on the school’s website, and {cell} has no address yet.{uncounted}',
      fix: 'Publish it, and paste the address of its page.',
    },
    missingYetMany: {
      severity: 'reminder',
      says: '{count} documents that must be on the school’s website have no address yet: {policies}.{uncounted}',
      fix: 'Publish them, and paste the addresses of their pages under Where it is published.',
    },
    unseen: {
      severity: 'warning',
      says: 'The page of {policy} was last looked at on {on}, more than a year ago.',
      fix: 'Look whether the page is there and the document the right one, and type the day.',
    },
    unseenMany: {
      severity: 'warning',
      says: '{count} pages were last looked at more than a year ago: {policies}.',
      fix: 'Look whether each page is there and the document the right one, and type the days under Page last looked at on.',
    },
  },
  check(input, report) {
    const own = schoolRegister(input);
    if (own === null || own.hasLeft) return;
    const by = { clause: '7', on: own.on, about: (one: HeldPolicy) => dayOf('7', one) };
    if (!own.isSettlingIn || own.on === input.asOf) {
      const missing = withRow(own.held).filter(({ page }) => page === 'missing');
      inFewLines(missing, input, by, {
        each: ({ title, row }, by) =>
          report({
            ...by,
            message: own.isSettlingIn ? 'missingYet' : 'missing',
            tab: policiesTab,
            row,
            column: 'publishedAt',
            data: { policy: title, uncounted: uncounted(input, policiesTab) },
          }),
        together: (all, by) =>
          report({
            ...by,
            message: own.isSettlingIn ? 'missingYetMany' : 'missingMany',
            tab: policiesTab,
            subject: 'addresses',
            data: { count: all.length, policies: titlesOf(all), uncounted: uncounted(input, policiesTab) },
          }),
      });
    }
    const unseen = withRow(own.held).flatMap(({ page, seenOn, ...one }) => {
      if (page !== 'there' || seenOn === null || own.on <= monthsLater(seenOn, MONTHS_UNSEEN)) return [];
      return [{ ...one, page, seenOn }];
    });
    inFewLines(unseen, input, by, {
      each: ({ title, row, seenOn }, by) =>
        report({
          ...by,
          message: 'unseen',
          tab: policiesTab,
          row,
          column: 'lookedAtOn',
          data: { policy: title, on: longDate(seenOn) },
        }),
      together: (all, by) =>
        report({
          ...by,
          message: 'unseenMany',
          tab: policiesTab,
          subject: `seen to ${all
            .map(({ seenOn }) => seenOn)
            .sort()
            .at(-1)}`,
          data: { count: all.length, policies: titlesOf(all) },
        }),
    });
  },
});
