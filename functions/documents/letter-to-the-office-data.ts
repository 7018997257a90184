import { workingProtocolsAdopted } from '../../sheets-schema/adoption.ts';
import { coordinatorEmail } from '../../sheets-schema/core-settings.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { evaluationsTab } from '../../sheets-schema/tabs/evaluations.tab.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { totalsOfEachTerm } from '../../sheets-schema/tabs/pupil-groups.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { counted, daysFigure, pounds } from '../../sheets-schema/wording.ts';
import { longDate } from '../../templates/kit/money-and-dates.ts';
import type { LetterToTheOfficeData } from '../../templates/letter-to-the-office.document.ts';
import { type AcademicYear, dayInYear } from '../figures/academic-year.ts';
import { contributionDueOn } from '../figures/contributions.ts';
import { isKept } from '../protocols/catalogue.ts';
import { agreementSignedBy, evaluationDue, yearlyContribution } from '../protocols/working-protocols/settings.ts';
import { contributionTerms, halfDaysOwed } from '../protocols/working-protocols/terms.ts';
import { allDeclared, type Declared, isSchools, tabsOf } from '../workbooks/kinds.ts';

/** What the office of a school is told of its workbook: the tabs that are kept, and the dates from `writtenOn` on that are known. */
export function letterToTheOfficeData(
  school: string,
  settings: Settings,
  year: AcademicYear,
  writtenOn: string,
  { packs, kinds }: Declared = allDeclared,
): LetterToTheOfficeData {
  const afterTerm = `within ${counted(totalsOfEachTerm.schoolDays, 'school day')} of each term’s end`;
  const statements = packs.flatMap(({ statement }) => statement?.tab ?? []);
  const when: Readonly<Record<string, string>> = {
    [staffDaysTab.id]: `soon after each day; ${daysFigure(halfDaysOwed(settings))} days by ${longDate(year.to)}`,
    [evaluationsTab.id]: `within ${counted(settings.held(evaluationDue).value, 'school day')} of its end`,
    [absenceByTermTab.id]: afterTerm,
    [exclusionsByTermTab.id]: afterTerm,
    ...Object.fromEntries(statements.map(({ id }) => [id, `by ${longDate(year.to)}`])),
  };
  const contribution = pounds(settings.held(yearlyContribution).value);
  const agreementBy = dayInYear(year, settings.held(agreementSignedBy).value);
  const contributionBy = contributionDueOn(year, contributionTerms(settings));
  // Nobody is asked for what the alliance has not adopted.
  const dates = [
    ...(settings.held(workingProtocolsAdopted).value
      ? [{ by: agreementBy, what: 'the signed agreement to the protocols' }]
      : []),
    ...(isKept(contributionsTab, settings)
      ? [{ by: contributionBy, what: `the school’s contribution of ${contribution}` }]
      : []),
  ];
  return {
    school,
    contact: settings.held(coordinatorEmail).value,
    tabs: kinds
      .filter(isSchools)
      .flatMap((kind) => tabsOf(kind, packs))
      .filter((tab) => isKept(tab, settings, packs))
      .map(({ id, title, purpose }) => ({ title, purpose, when: when[id] ?? 'when there is something to enter' })),
    dates: dates.filter(({ by }) => by >= writtenOn),
  };
}
