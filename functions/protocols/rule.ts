import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import type { ChosenBy } from '../../sheets-schema/setting.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { PlaceFault } from './place-faults.ts';
import type { Situation } from './situation.ts';

/** From worst to least: what it means stands in docs/architecture.md. */
export const severities = ['problem', 'breach', 'warning', 'reminder', 'note'] as const;
export type Severity = (typeof severities)[number];

export interface RuleMessage {
  readonly severity: Severity;
  /** What was found, with `{gaps}` for values; `{cell}` is the cell's name, such as D14. */
  readonly says: string;
  /** What to do, in the sheet's own headings. */
  readonly fix: string;
}

/** The columns a rule leans on. Where one of them is not there, or the tab is not at hand, the rule is skipped and says so. */
export interface Reads {
  readonly tab: Tab;
  readonly columns: readonly string[];
  /** Columns it leans on as well, though it sees the rows in which they could not be read: it looks at `unread` itself. */
  readonly evenUnread?: readonly string[];
  /** The rule counts school days, and can do nothing while the calendar names no term. */
  readonly needsTerms?: boolean;
}

/** What a few general checks go by besides the situation: how the tabs read, and what others found out. Absent: nobody looked. */
export interface Sources {
  /** The tabs of this workbook as read, for checks that hold on every tab. */
  readonly parsed: readonly ParsedTab[];
  /** Rows that stood in the last snapshot of an earlier day and are gone; null where there is none, “not kept” where it has no rows. */
  readonly gone?: RowsGone | 'not kept' | null;
  /** Why a document asked for in *Documents* could not be made when it was last tried, by the row's key. */
  readonly refused?: ReadonlyMap<string, string>;
  /** What is left out of a document that was made, in sentences, by the key of the row in *Documents* that asked for it. */
  readonly leftOut?: ReadonlyMap<string, string>;
  /** What is wrong with where the year's workbooks stand, for the alliance's own. */
  readonly misplaced?: readonly PlaceFault[];
  /** Of the numbers in rows of *Schools* that name an earlier one, those under which a school's workbook of this year is kept. */
  readonly keptNumbers?: ReadonlySet<string>;
  /** Rules that are newer than the last snapshot and find something else than it kept; null where none does. */
  readonly byNewerRules?: DifferByNewerRules | null;
}

/** How many rows of that day are gone, by tab id. */
export interface RowsGone {
  readonly since: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** Rules by their titles; `since` is the day of the last snapshot. */
export interface DifferByNewerRules {
  readonly since: string;
  readonly rowsChanged: boolean;
  readonly titles: readonly string[];
}

/** The gaps of a message whose words are known; any name where they come in from outside, as in the builders. */
type GapsIn<S extends string> = string extends S
  ? string
  : S extends `${string}{${infer Gap}}${infer Rest}`
    ? Gap | GapsIn<Rest>
    : never;
type GapsOf<M extends RuleMessage> = Exclude<GapsIn<M['says']> | GapsIn<M['fix']>, 'cell'>;

/** A row by its number, for the sheet only: sorting changes it, so the history keeps what stands in its place. */
export interface RowNumber {
  readonly row: number;
  /** "another row" */
  readonly otherwise: string;
}
export type GapValue = string | number | RowNumber;

/** One thing found. Where it stands: a cell (row and column), a tab, or nowhere yet (a row that is missing). */
export interface Found {
  readonly message: string;
  readonly data: Readonly<Record<string, GapValue>>;
  readonly tab?: Tab;
  readonly row?: { readonly rowNumber: number; readonly key: string };
  readonly column?: string;
  /** The school it is about, where that is not the workbook's own. */
  readonly school?: string;
  /** Tells findings without a cell apart: the meeting, the request. */
  readonly subject?: string;
  readonly suggestion?: string;
  /** The days an exception can name to be about it; unless told, those of the row and the subject. */
  readonly about?: readonly string[];
  /** All it is said of, where the words need not name each: an acceptance of it covers these and no others. */
  readonly covers?: readonly string[];
  /** The day it was judged on, where that stays while time goes on: exceptions that held on it answer it. */
  readonly judgedOn?: string;
  /** The words of the cell's own kind, for checks that pass on what reading the cell gave cause to say. */
  readonly wording?: RuleMessage;
  /** Rows wait to be mended that may be the answer: what would be a breach is a warning until they are. */
  readonly uncertain?: boolean;
  /** Every cell that may be the wrong one, by the tab's id and the row's key, where figures contradict one another. */
  readonly inDoubt?: readonly { readonly tab: string; readonly key: string; readonly column: string }[];
  /** Whether those cells can be right by no explanation: accepting it settles the finding and makes no figure of them. */
  readonly cannotBe?: boolean;
  /** Who fixed the limit: a breach of a limit that only we chose is a warning. */
  readonly limit?: ChosenBy;
}

type FoundIn<M extends Readonly<Record<string, RuleMessage>>> = {
  [K in keyof M & string]: Omit<Found, 'message' | 'data'> & { readonly message: K } & ([GapsOf<M[K]>] extends [never]
      ? { readonly data?: Readonly<Record<string, never>> }
      : { readonly data: Readonly<Record<GapsOf<M[K]>, GapValue>> });
}[keyof M & string];

export interface Rule {
  /** Never reused. */
  readonly id: string;
  /** The statement that holds when all is well. */
  readonly title: string;
  /** Where the row is typed that would mend it: a finding stands in the workbook that has this tab. */
  readonly mendedIn: Tab | 'every tab';
  readonly reads: readonly Reads[];
  readonly messages: Readonly<Record<string, RuleMessage>>;
  /** The version of the rules since which it finds what it finds, so that a verdict that changes with it can be told; 1 unless told. */
  readonly since?: number;
  /** Days on which the rule holds, both inclusive: law and protocols change inside a school year. */
  readonly from?: string;
  readonly until?: string;
  /** Why it cannot be checked though its tabs are at hand, in a sentence; null where it can. */
  whyNot?(sources: Sources): string | null;
  check(input: Situation, report: (found: Found) => void, sources: Sources): void;
}

/** Declares a rule; an unknown message, or one with a gap left open, does not compile. */
export function defineRule<const M extends Readonly<Record<string, RuleMessage>>>(
  rule: Omit<Rule, 'messages' | 'check'> & {
    readonly messages: M;
    check(input: Situation, report: (found: FoundIn<M>) => void, sources: Sources): void;
  },
): Rule {
  return {
    ...rule,
    reads: rule.reads.map(withRequiredColumns),
    check: (input, report, sources) => rule.check(input, (found) => report({ data: {}, ...found } as Found), sources),
  };
}

/** No row of a tab can be used while a column is missing that each row needs, so every rule leans on those too. */
function withRequiredColumns({ columns, ...reads }: Reads): Reads {
  const required = Object.keys(reads.tab.columns).filter((column) => reads.tab.columns[column]!.required);
  return { ...reads, columns: [...new Set([...columns, ...required])] };
}

/** The worst a rule can raise. */
export function severityOf(rule: Rule): Severity {
  return (
    severities.find((severity) => Object.values(rule.messages).some((message) => message.severity === severity)) ??
    'note'
  );
}
