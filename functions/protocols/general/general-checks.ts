import type { Setting } from '../../../sheets-schema/setting.ts';
import type { Tab } from '../../../sheets-schema/tab.ts';
import type { Rule } from '../rule.ts';
import { cellRule } from './cell-remarks.ts';
import { datesInRange } from './dates-in-range.ts';
import { documentsCouldBeMade } from './documents-could-be-made.ts';
import { eventsOnSchoolDays } from './events-on-school-days.ts';
import { figuresUpToDate } from './figures-up-to-date.ts';
import { headingsInPlace } from './headings-in-place.ts';
import { nextYearFollows } from './next-year-follows.ts';
import { noPupilNamed } from './no-pupil-named.ts';
import { registerMatchesMeetings } from './register-matches-meetings.ts';
import { rowsGone } from './rows-gone.ts';
import { rowsPassedOver } from './rows-passed-over.ts';
import { rowsToldApart, rowsTypedOnce } from './rows-told-apart.ts';
import { schoolsAreMembers } from './schools-are-members.ts';
import { settingsCanBeRead } from './settings-can-be-read.ts';
import { absenceAddsUp, pupilCountsFit } from './totals-add-up.ts';
import { workbooksInPlace } from './workbooks-in-place.ts';

/** What holds on every tab, whatever was promised. */
export function generalChecks(tabs: readonly Tab[], settings: readonly Setting[]): readonly Rule[] {
  return [
    headingsInPlace,
    rowsToldApart,
    schoolsAreMembers(tabs),
    datesInRange(tabs),
    cellRule('GEN-05', 'Every choice, yes or no, and academic year can be read', tabs),
    eventsOnSchoolDays,
    noPupilNamed,
    rowsTypedOnce,
    figuresUpToDate,
    cellRule('GEN-10', 'Every amount of money can be read, to the penny', tabs),
    rowsGone,
    cellRule('GEN-12', 'Every number and count of days can be read', tabs),
    cellRule('GEN-13', 'Every cell that a row needs is filled in', tabs),
    cellRule('GEN-14', 'Every identifier, e-mail address and link can be read', tabs),
    cellRule('GEN-15', 'Every text is short enough to keep', tabs),
    settingsCanBeRead(settings),
    rowsPassedOver,
    absenceAddsUp,
    pupilCountsFit,
    registerMatchesMeetings,
    documentsCouldBeMade,
    nextYearFollows,
    workbooksInPlace,
  ];
}
