import { inForce, type Settings } from '../../sheets-schema/settings.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { evaluationsTab } from '../../sheets-schema/tabs/evaluations.tab.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { totalsOfEachTerm } from '../../sheets-schema/tabs/pupil-groups.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { counted, daysFigure, pounds } from '../../sheets-schema/wording.ts';
import { isKept } from '../../sheets-schema/workbooks.ts';
import { longDate } from '../../templates/kit/money-and-dates.ts';
import type { LetterToTheOfficeData } from '../../templates/letter-to-the-office.document.ts';
import { type AcademicYear, dayInYear } from '../figures/academic-year.ts';
import { contributionDueOn } from '../figures/contributions.ts';
import { halfDaysOwed } from '../figures/staff-days.ts';
import type { Catalogue } from '../protocols/catalogue.ts';
import { allPacks } from '../protocols/packs.ts';

/** What the office of a school is told of its workbook: the tabs that are kept, and the dates from `writtenOn` on that are known. */
export function letterToTheOfficeData(
  school: string,
  settings: Settings,
  year: AcademicYear,
  writtenOn: string,
  { packs, tabsOf }: Catalogue = allPacks,
): LetterToTheOfficeData {
  const afterTerm = `within ${counted(totalsOfEachTerm.schoolDays, 'school day')} of each term’s end`;
  const statements = packs.flatMap(({ statement }) => statement?.tab ?? []);
  const when: Readonly<Record<string, string>> = {
    [staffDaysTab.id]: `soon after each day; ${daysFigure(halfDaysOwed(settings))} days by ${longDate(year.to)}`,
    [evaluationsTab.id]: `within ${counted(inForce(settings.evaluationDue, 20), 'school day')} of its end`,
    [absenceByTermTab.id]: afterTerm,
    [exclusionsByTermTab.id]: afterTerm,
    ...Object.fromEntries(statements.map(({ id }) => [id, `by ${longDate(year.to)}`])),
  };
  const contribution = pounds(inForce(settings.contribution, 300_000));
  const dates = [
    { by: dayInYear(year, inForce(settings.agreementBy, '10-31')), what: 'the signed agreement to the protocols' },
    { by: contributionDueOn(year, settings), what: `the school’s contribution of ${contribution}` },
  ];
  return {
    school,
    contact: settings.coordinatorEmail.value,
    tabs: tabsOf.school
      .filter((tab) => isKept(tab, settings))
      .map(({ id, title, purpose }) => ({ title, purpose, when: when[id] ?? 'when there is something to enter' })),
    dates: dates.filter(({ by }) => by >= writtenOn),
  };
}
