import { listed, longDate, yearLabel } from '../../sheets-schema/wording.ts';
import type { School } from '../figures/members.ts';
import { numbersOf, schoolWith } from '../figures/school-numbers.ts';

/** Whose workbook of which kind: a school's by its URN, or the alliance's (null), of the year that starts in `startYear`. */
export interface WorkbookOwner {
  readonly kind: { readonly id: string; readonly noun: string };
  readonly urn: string | null;
  readonly startYear: number;
}

/** Something wrong with where the workbook of `owner` stands. Files are named as they are in the folder. */
export type PlaceFault<Owner extends WorkbookOwner = WorkbookOwner> = { readonly owner: Owner } & (
  | { readonly what: 'copy'; readonly file: string; readonly of: string }
  /** None of them was read as this workbook before. */
  | { readonly what: 'twin'; readonly file: string; readonly others: readonly string[] }
  /** It says that it is the alliance's, in a folder that a school may reach. */
  | { readonly what: 'shared'; readonly file: string }
  /** The file was last read as the owner's, and says now that it is another workbook. */
  | { readonly what: 'changed'; readonly file: string; readonly says: Owner }
  | { readonly what: 'unread'; readonly file: string; readonly why: string; readonly since: string }
  /** It is no member's, if *Schools* has no row of its school. */
  | { readonly what: 'unlisted'; readonly file: string }
  /** `file` is what it was called, null where that is not known; `alike` may be it in a form that is not read. */
  | { readonly what: 'gone'; readonly file: string | null; readonly alike: string | null; readonly since: string }
);

/**
 * Whether a fault is one to speak of: a workbook is unlisted only where all rows of *Schools* can be read; one that is gone is not
 * missed, once its school has left, or is no member of the year.
 * @param waiting how many rows of *Schools* wait to be mended: any of them may be the school's.
 */
export function isMissed(
  { what, owner }: PlaceFault,
  schools: readonly School[],
  waiting: number,
  asOf: string,
): boolean {
  if (what === 'unlisted') return schools.length > 0 && waiting === 0 && schoolWith(schools, owner.urn) === undefined;
  if (what !== 'gone' || owner.urn === null || schools.length === 0) return true;
  const rows = schools.filter((school) => numbersOf(school).includes(owner.urn!));
  if (rows.length === 0) return waiting > 0;
  return rows.some(({ leftOn }) => leftOn === null || leftOn >= asOf);
}

/** What is said of each. `{file}` may be "this workbook", where it is said beside the file's name. */
export const placeMessages = {
  copy: {
    severity: 'problem',
    says: '{file} is a second copy of {of}, with which the history goes on. It is not read.',
    fix: 'Type into the other what only this one holds, then take this one out of the folder. If this is the right one, take the other out instead.',
  },
  twin: {
    severity: 'problem',
    says: '{file} says that it is {whose}, like {others}. None of them is read, as nothing tells which is the right one.',
    fix: 'Keep the right one and take the other out of the folder.',
  },
  shared: {
    severity: 'problem',
    says: '{file} says that it is {whose}, and stands in a school’s folder. It is not read, as what the alliance decides is read from its own folder alone.',
    fix: 'If it is the right one, move it out of Schools. If not, take it away.',
  },
  changed: {
    severity: 'problem',
    says: 'Start here of {file} says that it is {now}. The file was last read as {whose}, so it is not read.',
    fix: 'If somebody changed Start here, put back what it said. If this is another workbook, give the file a name of its own.',
  },
  unread: {
    severity: 'problem',
    says: '{file} cannot be read any more.',
    fix: '{why} The rows of {whose} count as they stood on {day} until it can be read again.',
  },
  unlisted: {
    severity: 'warning',
    says: '{file} is {whose}, and Schools has no row with that URN. No promise is checked in it.',
    fix: 'Put its row back in Schools, with the day under Left on if the school has left. If its URN has changed, type {urn} under Earlier URN in its row, and the day under URN since.',
  },
  gone: {
    severity: 'warning',
    says: '{whose} is not in the folder any more{called}. Its rows count as they stood on {day}.',
    fix: 'Put the file back, or have “concordat restore” make one from the history.{hint}',
  },
  otherForm: {
    severity: 'warning',
    says: '{whose} is not in the folder any more{called}. Its rows count as they stood on {day}. {alike} may be the same workbook, in a form that is not read.',
    fix: 'Open {alike} and save it here as an Excel workbook (.xlsx), or put the file back. “concordat restore” makes one from the history.',
  },
} as const;

export interface PlaceWords {
  readonly message: keyof typeof placeMessages;
  readonly data: Readonly<Record<string, string>>;
}

/** Which message a fault is, and what stands in its gaps; `file` is what the file is called there. */
export function placeWords(fault: PlaceFault, nameOf: (urn: string) => string, file = fault.file ?? ''): PlaceWords {
  const whose = workbookOf(fault.owner, nameOf);
  switch (fault.what) {
    case 'copy':
      return { message: 'copy', data: { file, of: fault.of } };
    case 'twin':
      return { message: 'twin', data: { file, whose, others: listed(fault.others) } };
    case 'shared':
      return { message: 'shared', data: { file, whose } };
    case 'changed':
      return { message: 'changed', data: { file, whose, now: workbookOf(fault.says, nameOf) } };
    case 'unread':
      return { message: 'unread', data: { file, whose, day: longDate(fault.since), why: fault.why } };
    case 'unlisted':
      return { message: 'unlisted', data: { file, whose, urn: fault.owner.urn ?? '' } };
    case 'gone': {
      const called = file === fault.file ? ` as ${file}` : '';
      const data = { whose, called, day: longDate(fault.since) };
      const hint = fault.owner.urn === null ? '' : ' If the school has left, give the day under Left on in Schools.';
      if (fault.alike === null) return { message: 'gone', data: { ...data, hint } };
      return { message: 'otherForm', data: { ...data, alike: fault.alike } };
    }
  }
}

/** "the workbook of Elm Park High School (URN 990001) for 2025/26" */
function workbookOf({ kind, urn, startYear }: WorkbookOwner, nameOf: (urn: string) => string): string {
  const year = yearLabel(startYear);
  if (urn === null) return `the alliance’s ${kind.noun} for ${year}`;
  const name = nameOf(urn);
  const school = name === urn ? `the school with URN ${urn}` : name.includes(urn) ? name : `${name} (URN ${urn})`;
  return `the ${kind.noun} of ${school} for ${year}`;
}
