import { join } from 'node:path';
import { asFolderName } from '../../functions/edges/local/file-names.ts';
import { SCHOOLS_FOLDER } from '../../functions/edges/local/workbooks-in-folder.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, type Declared, isSchools, tabsOf } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { filledSettings } from '../../functions/workbooks/settings-rows.ts';
import { settingsFor } from '../../sheets-schema/setting.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { calendarOf, everyAlliance } from './every-alliance.ts';
import { type Mistake, makeMistakes, type PlannedMistake } from './make-mistakes.ts';
import { packsInTheSample } from './packs-in-the-sample.ts';
import type { SamplePart } from './sample-part.ts';
import { ALLIANCE_NAME, namesOfSchools, type SampleSchool, START_YEAR, sampleSchools } from './schools-and-people.ts';
import { seededNumbers } from './seeded-numbers.ts';
import { layOut, rowsOf, type TypedIn, type TypedRow, type TypedTabs } from './typed-rows.ts';

const SEED = 2025;

export interface SampleAlliance {
  readonly folderName: string;
  readonly workbooks: readonly {
    readonly fileName: string;
    /** The folder it stands in, beneath the alliance's. */
    readonly home: string;
    readonly sheets: readonly NewSheet[];
  }[];
  /** What is wrong in them, on purpose, and what must be found. */
  readonly mistakes: readonly Mistake[];
}

export interface SampleOptions {
  /** False: nobody made any. */
  readonly mistakes?: boolean;
  /** False: without the mistakes in rows of which the annual report is made. */
  readonly reportInDoubt?: boolean;
}

/**
 * A made-up alliance of nine schools at the end of a year; the same to the byte each time. `parts` are those of the packs in `catalogue`.
 * @throws Error when a part has rows for a tab that the workbook has not, or a mistake in a row that is not there.
 */
export function makeSampleAlliance(
  { mistakes: any = true, reportInDoubt = true }: SampleOptions = {},
  parts: readonly SamplePart[] = packsInTheSample,
  catalogue: Declared = allDeclared,
): SampleAlliance {
  const isMade = ({ doubtsReport }: PlannedMistake) => any && (reportInDoubt || doubtsReport === undefined);
  const whose = catalogue.kinds.flatMap((kind) =>
    (isSchools(kind) ? sampleSchools : [null]).map((school) => ({ kind, school })),
  );
  const made = whose.map(({ kind, school }) => {
    const [urn, name] = school ? [school.urn, school.name] : [null, null];
    const identity: WorkbookIdentity = { kind, alliance: ALLIANCE_NAME, urn, school: name, startYear: START_YEAR };
    const fileName = `${kind.called(name)} ${yearLabel(START_YEAR).replace('/', '-')}.xlsx`;
    const inOrder = tabsOf(kind, catalogue.packs);
    const tabs = typedTabs(inOrder, parts, school);
    const decided = tabs.get(settingsTab.id);
    decided?.splice(0, decided.length, ...filledSettings(decided, START_YEAR, catalogue));
    const planned = mistakesIn(inOrder, parts, school).filter(isMade);
    const { mistakes, renameHeadings } = makeMistakes(fileName, name, tabs, planned);
    const rows = new Map(inOrder.map((tab) => [tab.id, layOut(tab, rowsOf(tabs, tab))]));
    const settings = settingsFor(
      parts.map(({ pack }) => ({ setting: pack.adoptedBy.id, value: 'Yes', fromYear: null })),
      START_YEAR,
      VERSIONS.workbooks,
    );
    return {
      fileName,
      home: name === null ? '' : join(SCHOOLS_FOLDER, asFolderName(name)),
      sheets: renameHeadings(newWorkbook(identity, rows, namesOfSchools, settings, catalogue)),
      mistakes,
    };
  });
  return {
    folderName: ALLIANCE_NAME,
    workbooks: made.map(({ fileName, home, sheets }) => ({ fileName, home, sheets })),
    mistakes: made.flatMap(({ mistakes }) => mistakes),
  };
}

/** What people typed in one workbook, the alliance's where `school` is null: copies, in which the mistakes are made. */
function typedTabs(inOrder: readonly Tab[], parts: readonly SamplePart[], school: SampleSchool | null): TypedTabs {
  const tabs = new Map(inOrder.map(({ id }): [string, TypedRow[]] => [id, []]));
  const all = [everyAlliance, ...parts];
  const typed = school ? typedBySchool(school, all) : all.flatMap(({ alliance }) => alliance);
  for (const { tab, rows } of typed) rowsOf(tabs, tab).push(...rows.map((row) => ({ ...row })));
  return tabs;
}

function typedBySchool(school: SampleSchool, parts: readonly Pick<SamplePart, 'school'>[]): TypedIn[] {
  const calendar = calendarOf(school.urn);
  const numbers = seededNumbers(SEED + Number(school.urn));
  return parts.flatMap((part) => part.school(school, calendar, numbers));
}

/** Tab by tab as they stand in the workbook. */
function mistakesIn(
  inOrder: readonly Tab[],
  parts: readonly SamplePart[],
  school: SampleSchool | null,
): PlannedMistake[] {
  return [...parts, everyAlliance]
    .flatMap(({ mistakes }) => (school ? (mistakes.schools[school.name] ?? []) : mistakes.alliance))
    .sort((one, other) => inOrder.indexOf(one.did.tab) - inOrder.indexOf(other.did.tab));
}
