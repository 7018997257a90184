import type { Span } from './days.ts';

/** A cell that was typed so that nobody can read it. */
export const UNREAD = 'unread';
export type Unread = typeof UNREAD;

/**
 * A row as it was typed, by heading, and what it means to whoever reads it. Rows are numbered as in the sheet. In a drawing a plain number
 * is kept as a number, and a day as "2026-02-13" as a date of the spreadsheet’s own; everything else is text.
 */
export interface TypedRow<Meant> {
  readonly cells: Readonly<Record<string, string>>;
  readonly meant: Meant;
}

export type KindOfSchool = 'academy' | 'maintained' | 'special' | 'pru' | 'primary' | 'fe' | null;
export type Phase = 'first' | 'primary' | 'middle' | 'secondary' | 'high' | null;

export interface Member {
  readonly urn: string;
  readonly name: string;
  readonly kind: KindOfSchool;
  readonly phase: Phase;
  readonly joinedOn: string | null;
  readonly leftOn: string | null;
  /** Members with rows of their own, until they became this one. */
  readonly tookOver: readonly string[];
}

export interface Payment {
  /** Null where the school is not one of the alliance, or none is named. */
  readonly urn: string | null;
  /** Null: not said, so that of the workbook. */
  readonly forYear: number | null | Unread;
  readonly kind: 'payment' | 'refund' | 'other income' | 'waiver' | 'owed before' | Unread;
  readonly pence: number | Unread;
  readonly day: string | Unread;
  readonly reference: string;
  readonly note: string;
}

export interface SchoolPolicy {
  /** By the title that the list gives it; null where the list has no such document. */
  readonly title: string | null;
  readonly applies: boolean | null | Unread;
  readonly lead: string;
  readonly approver: string;
  readonly approvedOn: string | null | Unread;
  readonly reviewedOn: string | null | Unread;
  readonly isPublished: boolean | Unread;
  readonly change: string;
  readonly changedOn: string | null;
}

export type Period = 'Autumn' | 'Spring' | 'Summer' | 'Whole year';
export const GROUPS = ['All pupils', 'SEN support', 'EHC plan', 'Free school meals', 'Looked-after children'] as const;
export type Group = (typeof GROUPS)[number];

/** One row of totals; a count that is blank is null. */
export interface Totals {
  readonly year: number;
  readonly period: Period;
  readonly group: Group;
  readonly counts: Readonly<Record<string, number | null | Unread>>;
}

export interface CalendarEntry extends Span {
  readonly what: 'Autumn term' | 'Spring term' | 'Summer term' | 'Holiday' | 'INSET day';
  /** Null: the same for every school. */
  readonly urn: string | null;
}

export interface Decided {
  /** Day and month: "09-01". */
  readonly yearBegins: string;
  readonly contribution: number;
  readonly contributionYear: 'academic' | 'financial';
  readonly dueDate: string;
  readonly partYearPay: 'full' | 'by-term' | 'none';
  readonly staffDays: number;
  readonly partYearGive: 'full' | 'by-term' | 'none';
  readonly evaluationDue: number;
  readonly mayMiss: number | null;
  readonly deputies: number;
  readonly signedBy: string;
  readonly yearlyReview: 'months' | 'academic-year' | null;
  readonly afterChange: number;
  readonly hideBelow: number;
  /** Titles of what the alliance decided itself; the rest holds unless it does. */
  readonly itself: ReadonlySet<string>;
}

export interface Exception {
  readonly urn: string;
  readonly clause: string;
  readonly until: string | null;
  readonly agreedOn: string;
}

export interface SchoolsBook {
  readonly urn: string;
  readonly startYear: number;
  /** Whether the school wrote in Checks that figures which contradict one another are right. */
  readonly areDoubtsAccepted: boolean;
  readonly policies: readonly TypedRow<SchoolPolicy>[];
  readonly absence: readonly TypedRow<Totals>[];
  readonly exclusions: readonly TypedRow<Totals>[];
}

export interface AlliancesBook {
  readonly startYear: number;
  readonly payments: readonly TypedRow<Payment>[];
  readonly calendar: readonly TypedRow<CalendarEntry>[];
  readonly exceptions: readonly TypedRow<Exception>[];
}

/** An alliance as it was drawn: what stands in its workbooks, and what that means. */
export interface Alliance {
  readonly seed: number;
  readonly startYear: number;
  /** The day the documents are made, and their figures stand at. */
  readonly asOf: string;
  readonly members: readonly TypedRow<Member>[];
  readonly settings: readonly TypedRow<null>[];
  readonly decided: Decided;
  /** This year's, and perhaps last year's. */
  readonly books: readonly AlliancesBook[];
  readonly schoolsBooks: readonly SchoolsBook[];
}
