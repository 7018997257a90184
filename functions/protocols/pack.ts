import type { Setting, Settings } from '../../sheets-schema/setting.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { StatementTab } from '../../sheets-schema/tabs/statement.tab.ts';
import type { AcademicYear } from '../figures/academic-year.ts';
import type { Membership, School } from '../figures/members.ts';
import type { SchoolCalendar } from '../figures/school-calendar.ts';
import type { Issue } from './define-issue.ts';
import type { CarriedFigure, KeptFigure, KnownFigures } from './kept-figure.ts';
import type { Rule } from './rule.ts';
import type { Situation } from './situation.ts';
import type { CountedStanding, Due } from './standing.ts';

/**
 * How a clause is kept: checked from rows, answered by the head in the yearly statement (`how` names evidence that may later
 * stand beside the answer), informational, or not yet built (`how` says what will check it).
 */
export type Keeping =
  | { readonly kept: 'checked'; readonly rules: readonly Rule[] }
  | { readonly kept: 'answered yearly'; readonly how: string | null }
  | { readonly kept: 'informational' | 'not yet built'; readonly how: string };

export interface Clause {
  /** As the source writes it: "21", "A4", "1.4". */
  readonly ref: string;
  /** In our words; the alliance's own adopted wording is what an agreement prints where there is one. */
  readonly paraphrase: string;
  readonly keeping: Keeping;
}

export interface Chapter {
  readonly title: string;
  readonly clauses: readonly Clause[];
}

/** A promise by name: another pack's clause of the same reference is another promise. `clause` is null for all that a pack's statement asks. */
export interface PromiseRef {
  readonly pack: string;
  readonly clause: string | null;
}

/** What a school's office is told of a pack when the year's workbook comes. */
export interface YearAhead {
  /** When rows are typed into a tab, of those that do not say so themselves. */
  readonly when: readonly { readonly tab: Tab; readonly says: string }[];
  /** What else is due, and on which day ('YYYY-MM-DD'); null where that day came before the school joined. */
  readonly dates: readonly { readonly by: string | null; readonly what: string }[];
}

/** What a tab begins with, as a person would have typed it. */
export interface FirstRows {
  readonly tab: Tab;
  rows(school: Pick<School, 'kind' | 'phase'> | null): readonly (readonly RawCell[])[];
}

/** A tab that is read as any other, and that Concordat fills in but for the columns that belong to people. */
export interface FilledTab {
  readonly tab: Tab;
  /** The columns that are never written: what stands there is people's. */
  readonly peoples: readonly string[];
  /** How it should stand below its headings, by what stands there now; a row that people answered stays where it is. */
  rows(situation: Situation, standing: readonly FilledRow[]): readonly FilledRow[];
}

/** What its cells say, by column; null for a blank row. People's own are passed over when it is written. */
export type FilledRow = Readonly<Record<string, string | null>> | null;

/** A source of promises, read in the source's own order. */
export interface Pack {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** What it is about, in a short line, for whoever chooses what the schools signed. */
  readonly inShort: string;
  /** None where nothing of it is a promise by itself. */
  readonly chapters: readonly Chapter[];
  /** What it lets an alliance decide, the setting that adopts it among them; each id begins with the pack's. */
  readonly settings: readonly Setting[];
  /** The setting, yes or no, by which an alliance adopts it. */
  readonly adoptedBy: Setting<boolean>;
  /** The tabs that it cannot do without, besides those that every alliance has: they are kept where it is adopted. */
  readonly needs: readonly Tab[];
  /** Tabs that are kept only where it is adopted and a setting of it, yes or no, says so; none unless told. */
  readonly needsWhere?: readonly { readonly tab: Tab; readonly where: Setting<boolean> }[];
  /** Tabs of it that Concordat fills in beside what people answer there; none unless told. */
  readonly fills?: readonly FilledTab[];
  /** Rows that tabs of it begin with in a new workbook: a school's, or with null the alliance's. Its yearly statement has its own. */
  readonly begins: readonly FirstRows[];
  /** Before the reference when a clause is cited: "working protocols 21". Short, as the tab of its statement is named after it. */
  readonly citedAs: string;
  /** Where the clauses kept by an answer are answered, the setting that says by which day and month, and the rule that sees to it; null where no clause is. */
  readonly statement: { readonly tab: StatementTab; readonly due: Setting<string>; readonly rule: Rule } | null;
  /** What keeps its tabs in order and speaks for none of its clauses. */
  readonly rules: readonly Rule[];
  /** What its snapshots keep for whoever wants a figure of a school's workbook without the rows. */
  readonly figures: readonly KeptFigure[];
  /** What a year of the alliance's leaves to the next; nothing unless told. */
  readonly carries?: readonly CarriedFigure[];
  /** How far a school keeps what is counted: the same promises for every school, in one order, whether or not they are known yet. */
  standing(situation: Situation, school: School, known: KnownFigures): readonly CountedStanding[];
  /** What is to be done, besides its yearly statement and what its tabs have each term: by a school, or in the alliance's own workbook. */
  due(situation: Situation): readonly Due[];
  /** What the office of a school that is a member then is told besides the same. */
  yearAhead(settings: Settings, year: AcademicYear, member: Membership, calendar: SchoolCalendar): YearAhead;
  /** In the order in which several are made. */
  readonly documents: readonly Issue[];
}

export function clause(ref: string, paraphrase: string, keeping: Keeping): Clause {
  return { ref, paraphrase, keeping };
}

export function checked(...rules: readonly Rule[]): Keeping {
  return { kept: 'checked', rules };
}

/** `evidence` names rows that could stand beside the head's answer once the alliance keeps them. */
export function answered(evidence: string | null = null): Keeping {
  return { kept: 'answered yearly', how: evidence };
}

export function informational(how: string): Keeping {
  return { kept: 'informational', how };
}

export function notYetBuilt(how: string): Keeping {
  return { kept: 'not yet built', how };
}

/** Those that promise something: one that only keeps tabs can neither be cited nor excepted from. */
export function promising(packs: readonly Pack[]): readonly Pack[] {
  return packs.filter((pack) => clausesOf(pack).length > 0);
}

export function clausesOf(pack: Pick<Pack, 'chapters'>): Clause[] {
  return pack.chapters.flatMap((chapter) => chapter.clauses);
}

/** The clauses that the head answers for. */
export function answeredClauses(pack: Pick<Pack, 'chapters'>): Clause[] {
  return clausesOf(pack).filter(({ keeping }) => keeping.kept === 'answered yearly');
}

/** The rules that speak for a clause. */
export function rulesFor(pack: Pack, { keeping }: Clause): readonly Rule[] {
  if (keeping.kept === 'checked') return keeping.rules;
  return keeping.kept === 'answered yearly' && pack.statement ? [pack.statement.rule] : [];
}
