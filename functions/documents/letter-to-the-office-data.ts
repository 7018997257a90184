import { coordinatorEmail } from '../../sheets-schema/core-settings.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { DueAfterTerm, Tab } from '../../sheets-schema/tab.ts';
import { counted } from '../../sheets-schema/wording.ts';
import { longDate } from '../../templates/kit/money-and-dates.ts';
import type { LetterToTheOfficeData } from '../../templates/letter-to-the-office.document.ts';
import { type AcademicYear, dayInYear } from '../figures/academic-year.ts';
import type { Membership } from '../figures/members.ts';
import { dueOnceJoined, owesWhatIsDueOn } from '../figures/obligations.ts';
import { type SchoolCalendar, schoolCalendar } from '../figures/school-calendar.ts';
import { adoptedPacks, isKept } from '../protocols/catalogue.ts';
import { dueInWords } from '../protocols/due-in-words.ts';
import { allDeclared, type Declared, isSchools, tabsOf } from '../workbooks/kinds.ts';

const ALWAYS: Membership = { joinedOn: null, leftOn: null };

/** What the office of a school is told of its workbook: the tabs that are kept, and what is due while it is a member. */
export function letterToTheOfficeData(
  school: string,
  settings: Settings,
  year: AcademicYear,
  writtenOn: string,
  { packs, kinds }: Declared = allDeclared,
  member = ALWAYS,
  calendar: SchoolCalendar = schoolCalendar([], null),
): LetterToTheOfficeData {
  const adopted = adoptedPacks(packs, settings);
  const ahead = adopted.map((pack) => pack.yearAhead(settings, year, member, calendar));
  const when = (tab: Tab): string => {
    const said = [
      ...(tab.dueAfter ? [totalsWhen(tab.dueAfter, settings)] : []),
      ...adopted.flatMap(({ statement }) =>
        statement?.tab.id === tab.id
          ? answersDue(dayInYear(year, settings.held(statement.due).value), member, year, calendar)
          : [],
      ),
      ...ahead.flatMap((one) => one.when.filter(({ tab: { id } }) => id === tab.id).map(({ says }) => says)),
    ];
    return said.length > 0 ? said.join('; ') : 'when there is something to enter';
  };
  return {
    school,
    contact: settings.held(coordinatorEmail).value,
    isShared: false,
    tabs: kinds
      .filter(isSchools)
      .flatMap((kind) => tabsOf(kind, packs))
      .filter((tab) => isKept(tab, settings, packs))
      .map((tab) => ({ title: tab.title, purpose: tab.purpose, when: when(tab) })),
    endedOn: year.to < writtenOn ? year.to : null,
    dates: ahead
      .flatMap(({ dates }) => dates)
      .map(({ by, what }) => ({ by, what, isOverdue: by !== null && by < writtenOn })),
  };
}

function totalsWhen({ schoolDays, howOften }: DueAfterTerm, settings: Settings): string {
  const end = settings.held(howOften).value === 'yearly' ? 'the summer term’s end' : 'each term’s end';
  return `within ${counted(settings.held(schoolDays).value, 'school day')} of ${end}`;
}

/** By when the yearly statement is answered, as the checks have it. */
function answersDue(day: string, member: Membership, year: AcademicYear, calendar: SchoolCalendar): string {
  const isOwed = owesWhatIsDueOn(dueOnceJoined(day, member, year, calendar), member);
  return isOwed
    ? dueInWords(day, member, year, calendar).says
    : `not asked of a school that leaves before ${longDate(day)}`;
}
