import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { TERMS } from '../../figures/school-calendar.ts';
import { termsAsMember } from '../../figures/terms-as-member.ts';
import { defineRule, type Found } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { type Contradiction, contradictionsIn } from './contradictions.ts';

const sessions = ['enrolments', 'possible', 'authorised', 'unauthorised', 'period', 'group'];
const events = ['headcount', 'suspensions', 'permanent', 'period', 'group'];

export const absenceAddsUp = defineRule({
  id: 'X-05',
  title: 'Sessions and days fit the pupils and the calendar, and the terms add up to the year',
  since: 6,
  mendedIn: absenceByTermTab,
  reads: [
    { tab: absenceByTermTab, columns: sessions },
    { tab: exclusionsByTermTab, columns: events },
  ],
  messages: {
    tooMuch: {
      severity: 'warning',
      says: '{absent} sessions of absence are more than the {possible} possible ones in this row.',
      fix: 'Check Possible sessions and both kinds of absence; until they fit, they are left out of figures even if accepted.',
    },
    sessionsOfNobody: {
      severity: 'warning',
      says: '{cell} says {possible}, and the row counts {pupils}.',
      fix: 'Check Pupils and Possible sessions; until they fit, they are left out of figures even if accepted.',
    },
    tooManySessions: {
      severity: 'warning',
      says: '{cell} says {possible}, and {pupils} pupils have {most} sessions in the {days} school days of Calendar.',
      fix: 'Check Pupils and Possible sessions; a school day has two.',
    },
    tooFewSessions: {
      severity: 'warning',
      says: '{cell} says {possible}, far fewer than the {most} sessions that {pupils} pupils have in the {days} school days of Calendar.',
      fix: 'Check Pupils and Possible sessions; a school day has two.',
    },
    tooFewDays: {
      severity: 'warning',
      says: '{cell} says {days}, less than half a day for each of the {suspensions} suspensions.',
      fix: 'Check Days suspended and Suspensions; until they fit, they are left out of figures even if accepted.',
    },
    tooManyDays: {
      severity: 'warning',
      says: '{cell} says {days}, more than {each} school days for each of {pupils}.',
      fix: 'Check Days suspended and how many were suspended.',
    },
    terms: {
      severity: 'warning',
      says: '{heading} for the whole year is {year}, and {named} come to {terms}.',
      fix: 'Check the row for the whole year against the terms.',
    },
    termsBeyond: {
      severity: 'warning',
      says: '{heading} for the whole year is {year}, less than the {terms} of the terms that are there.',
      fix: 'Check the row for the whole year against the terms; until they fit, they are left out of figures even if accepted.',
    },
    moreThanTerms: {
      severity: 'warning',
      says: '{heading} for the whole year is {year}, more than the {terms} that {named} come to.',
      fix: 'Check the row for the whole year against the terms; until they fit, they are left out of figures even if accepted.',
    },
    fewerThanTerm: {
      severity: 'warning',
      says: '{heading} for the whole year is {year}, fewer than the {terms} of one term.',
      fix: 'Check the row for the whole year against the terms; until they fit, they are left out of figures even if accepted.',
    },
    pupils: {
      severity: 'warning',
      says: '{heading} for the whole year is {year}, and the terms say {terms}.',
      fix: 'Check the row for the whole year against the terms.',
    },
  },
  check(input, report) {
    for (const one of foundIn(input, 'sessions and terms')) report(one as Parameters<typeof report>[0]);
  },
});

export const pupilCountsFit = defineRule({
  id: 'X-06',
  title: 'No count of pupils is more than there are, and each part is within its whole',
  since: 6,
  mendedIn: absenceByTermTab,
  // What may be blank may be unreadable: then it is held against nothing, and the rest of its row is.
  reads: [
    { tab: absenceByTermTab, columns: sessions, evenUnread: ['persistent', 'severe'] },
    { tab: exclusionsByTermTab, columns: events, evenUnread: ['onceOrMore', 'twiceOrMore'] },
  ],
  messages: {
    morePupils: {
      severity: 'warning',
      says: '{cell} says {part}, more than the {whole} under {wholeHeading}.',
      fix: 'Check both counts; until they fit, they are left out of figures even if accepted.',
    },
    noAbsence: {
      severity: 'warning',
      says: '{cell} says {part}, and all absence together is {absent} sessions, not one for each of them.',
      fix: 'Check the count and both kinds of absence; until they fit, they are left out of figures even if accepted.',
    },
    impossible: {
      severity: 'warning',
      says: '{cell} says {part}, and all absence together is too little for so many ({percent}% of a pupil’s own sessions each) by the days of Calendar.',
      fix: 'Check the count and both kinds of absence.',
    },
    tooFewSuspensions: {
      severity: 'warning',
      says: '{cell} says {suspensions}; {once} pupils suspended, {twice} of them more than once, make more.',
      fix: 'Check Suspensions and both counts of pupils; until they fit, they are left out of figures even if accepted.',
    },
    nobodyTwice: {
      severity: 'warning',
      says: '{cell} says {suspensions}, more than the {once} pupils suspended, and none of them more than once.',
      fix: 'Check Suspensions and both counts of pupils; until they fit, they are left out of figures even if accepted.',
    },
    moreThanAll: {
      severity: 'warning',
      says: '{cell} says {part} for one group, more than the {whole} for all pupils in the same time.',
      fix: 'Check both rows; until they fit, they are left out of figures even if accepted.',
    },
    togetherMoreThanAll: {
      severity: 'warning',
      says: '{heading} of SEN support and EHC plan together is {part}, more than the {whole} for all pupils, and no pupil has both.',
      fix: 'Check the three rows.',
    },
    unlikeAbsence: {
      severity: 'warning',
      says: '{cell} says {here} pupils, and {otherTab} says {there} for the same group and time.',
      fix: 'Check both counts.',
    },
  },
  check(input, report) {
    for (const one of foundIn(input, 'pupils and parts')) report(one as Parameters<typeof report>[0]);
  },
});

function foundIn(input: Situation, about: Contradiction['about']): Found[] {
  const calendar = input.calendarOf(input.school?.urn ?? null);
  const all = contradictionsIn(
    input.rows(absenceByTermTab),
    input.rows(exclusionsByTermTab),
    input.year.startYear,
    calendar,
    input.school === null ? TERMS : termsAsMember(input.school, input.year, calendar),
  );
  return all
    .filter((one) => one.about === about)
    .map(({ message, data, tab, row, column, subject, inDoubt, cannotBe }) => {
      const found = { message, data, tab, row, column, inDoubt, cannotBe };
      return subject === undefined ? found : { ...found, subject };
    });
}
