import { packs } from '../../functions/protocols/packs.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allianceKind, schoolKind, tabsOf } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { calendarOf, calendarRows, meetingRows, whoCameRows } from './calendar-and-meetings.ts';
import { contributionRows, supportRequestRows } from './contributions-and-support.ts';
import { type Mistake, makeMistakes, type PlannedMistake } from './make-mistakes.ts';
import { mistakesInSchools } from './mistakes-in-schools.ts';
import { mistakesInTheAlliance } from './mistakes-in-the-alliance.ts';
import { evaluationRows, staffDayRows, statementAnswers, statementTab } from './school-year.ts';
import {
  ALLIANCE_NAME,
  namesOfSchools,
  type SampleSchool,
  START_YEAR,
  sampleSchools,
  schoolRows,
} from './schools-and-people.ts';
import { seededNumbers } from './seeded-numbers.ts';
import { documentRows, exceptionRows, settingRows } from './settings-and-documents.ts';
import { absenceRows, exclusionRows } from './totals-by-term.ts';
import { layOut, type TypedRow, type TypedTabs } from './typed-rows.ts';

const SEED = 2025;

export interface SampleAlliance {
  readonly folderName: string;
  readonly workbooks: readonly { readonly fileName: string; readonly sheets: readonly NewSheet[] }[];
  /** What is wrong in them, on purpose, and what must be found. */
  readonly mistakes: readonly Mistake[];
}

export interface SampleOptions {
  /** False: nobody made any. */
  readonly mistakes?: boolean;
  /** False: without the mistakes over which the annual report is not issued. */
  readonly reportHeldBack?: boolean;
}

/** A made-up alliance of nine schools at the end of a year; the same to the byte each time. */
export function makeSampleAlliance({
  mistakes: any = true,
  reportHeldBack = true,
}: SampleOptions = {}): SampleAlliance {
  const isMade = ({ holdsBackReport }: PlannedMistake) => any && (reportHeldBack || holdsBackReport === undefined);
  const made = [allianceWorkbook(), ...sampleSchools.map(schoolWorkbook)].map(({ identity, tabs, planned }) => {
    const fileName = `${identity.kind.called(identity.school)} ${yearLabel(START_YEAR).replace('/', '-')}.xlsx`;
    const { mistakes, renameHeadings } = makeMistakes(fileName, identity.school, tabs, planned.filter(isMade));
    const rows = tabsOf(identity.kind, packs).map((tab) => [tab.id, layOut(tab, tabs.get(tab.id) ?? [])] as const);
    return { fileName, sheets: renameHeadings(newWorkbook(identity, new Map(rows), namesOfSchools)), mistakes };
  });
  return {
    folderName: ALLIANCE_NAME,
    workbooks: made.map(({ fileName, sheets }) => ({ fileName, sheets })),
    mistakes: made.flatMap(({ mistakes }) => mistakes),
  };
}

interface SampleWorkbook {
  readonly identity: WorkbookIdentity;
  readonly tabs: TypedTabs;
  readonly planned: readonly PlannedMistake[];
}

function allianceWorkbook(): SampleWorkbook {
  return {
    identity: { kind: allianceKind, alliance: ALLIANCE_NAME, urn: null, school: null, startYear: START_YEAR },
    tabs: ownCopies({
      schools: schoolRows(),
      settings: settingRows,
      calendar: calendarRows,
      meetings: meetingRows,
      'who-came': whoCameRows(),
      contributions: contributionRows(),
      'support-requests': supportRequestRows,
      exceptions: exceptionRows,
      documents: documentRows,
    }),
    planned: mistakesInTheAlliance,
  };
}

function schoolWorkbook(school: SampleSchool): SampleWorkbook {
  const { urn, name } = school;
  const calendar = calendarOf(urn);
  const numbers = seededNumbers(SEED + Number(urn));
  return {
    identity: { kind: schoolKind, alliance: ALLIANCE_NAME, urn, school: name, startYear: START_YEAR },
    tabs: ownCopies({
      'staff-days': staffDayRows(school, calendar, numbers),
      evaluations: evaluationRows(school, calendar, numbers),
      [statementTab.id]: statementAnswers(school, numbers),
      'absence-by-term': absenceRows(school, calendar, numbers),
      'exclusions-by-term': exclusionRows(school, numbers),
    }),
    planned: mistakesInSchools[name] ?? [],
  };
}

/** The mistakes are made in these copies, so that the rows stay what they are. */
function ownCopies(tabs: Readonly<Record<string, readonly TypedRow[]>>): TypedTabs {
  return new Map(Object.entries(tabs).map(([id, rows]) => [id, rows.map((row) => ({ ...row }))]));
}
