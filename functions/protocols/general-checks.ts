import type { Setting } from '../../sheets-schema/setting.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { calendarInOrder } from './alliance-checks/calendar-in-order.ts';
import { documentsCouldBeMade } from './alliance-checks/documents-could-be-made.ts';
import { earlierNumbers } from './alliance-checks/earlier-numbers.ts';
import { exceptionsNameAPromise } from './alliance-checks/exceptions-name-a-promise.ts';
import { newerRulesSaid } from './alliance-checks/newer-rules-said.ts';
import { nextYearFollows } from './alliance-checks/next-year-follows.ts';
import { settingsCanBeRead } from './alliance-checks/settings-can-be-read.ts';
import { workbooksInPlace } from './alliance-checks/workbooks-in-place.ts';
import type { Pack } from './pack.ts';
import type { Rule } from './rule.ts';
import { cellRule } from './tab-checks/cell-remarks.ts';
import { datesInRange } from './tab-checks/dates-in-range.ts';
import { dueAfterTerm } from './tab-checks/due-after-term.ts';
import { eventsOnSchoolDays } from './tab-checks/events-on-school-days.ts';
import { headingsInPlace } from './tab-checks/headings-in-place.ts';
import { noPupilNamed } from './tab-checks/no-pupil-named.ts';
import { referencesFound } from './tab-checks/references-found.ts';
import { rowsGone } from './tab-checks/rows-gone.ts';
import { rowsPassedOver } from './tab-checks/rows-passed-over.ts';
import { rowsToldApart, rowsTypedOnce } from './tab-checks/rows-told-apart.ts';
import { schoolsAreMembers } from './tab-checks/schools-are-members.ts';

/** Whatever was promised, what each tab holds by itself. */
export function checksOfEachTab(tabs: readonly Tab[], settings: readonly Setting[]): readonly Rule[] {
  return [
    headingsInPlace,
    rowsToldApart,
    schoolsAreMembers(tabs),
    datesInRange(tabs),
    cellRule('GEN-05', 'Every choice, yes or no, and academic year can be read', tabs),
    eventsOnSchoolDays,
    noPupilNamed,
    rowsTypedOnce,
    ...dueAfterTerm(tabs),
    cellRule('GEN-10', 'Every amount of money can be read, to the penny', tabs),
    rowsGone,
    cellRule('GEN-12', 'Every number and count of days can be read', tabs, 3),
    cellRule('GEN-13', 'Every cell that a row needs is filled in', tabs, 2),
    cellRule('GEN-14', 'Every identifier, e-mail address and link can be read', tabs),
    cellRule('GEN-15', 'Every text is short enough to keep, and every name is somebody’s', tabs, 4),
    settingsCanBeRead(settings),
    rowsPassedOver,
    cellRule('GEN-27', 'Every line of a bank statement can be read, and its balances follow', tabs, 5),
  ];
}

/** Whatever was promised, that what a tab names is there: a row of another tab, a document, a workbook, a promise; and that its days can be. */
export function checksOfWhatIsNamed(tabs: readonly Tab[], packs: readonly Pack[]): readonly Rule[] {
  return [
    ...referencesFound(tabs),
    documentsCouldBeMade,
    nextYearFollows,
    workbooksInPlace,
    calendarInOrder,
    exceptionsNameAPromise(packs),
    newerRulesSaid,
    earlierNumbers,
  ];
}
