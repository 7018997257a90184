import { addBarChart, type BarChart } from './bar-chart.ts';
import { addCallout } from './callout.ts';
import { addContents } from './contents.ts';
import { addKeyFigures, type KeyFigure } from './key-figures.ts';
import { addHeading, addList, addParagraph, type ListItem, type PageFlow } from './page-flow.ts';
import { addSignatures, type Signatory } from './signatures.ts';
import { styles } from './style.ts';
import { addFacts, addTable, type Fact, type Table } from './table.ts';
import type { Bookmark } from './tagged-pdf.ts';

/** What a template writes on, from top to bottom; pages turn by themselves. Any text is printable: see text.ts. */
export interface Page {
  readonly alliance: string;
  readonly academicYear: string;
  /** The day on which the records stood as printed. */
  readonly asOf: string;
  section(title: string): void;
  subsection(title: string): void;
  /** The one or two sentences that say it all. */
  lead(text: string): void;
  paragraph(text: string): void;
  note(text: string): void;
  bullets(items: readonly string[]): void;
  /** A list with its own numbers, such as clauses. */
  numbered(items: readonly ListItem[]): void;
  /** A name and what belongs to it, a line each; `intro` stands over them on the same page. */
  facts(facts: readonly Fact[], intro?: string): void;
  callout(title: string, text?: string): void;
  keyFigures(figures: readonly KeyFigure[]): void;
  table(table: Table): void;
  barChart(chart: BarChart): void;
  /** A sentence and room to sign it, one block for each who is to sign. */
  signatures(sentence: string, signatories: readonly Signatory[]): void;
  /** A linked list of sections; every title must be drawn later by `section`. */
  contents(titles: readonly string[]): void;
}

export type ContentsList = (bookmarks: readonly Bookmark[]) => void;

/** A page on the flow. Contents lists and tables are told to the caller, who fills in the ones and attaches the others. */
export function createPage(
  flow: PageFlow,
  contentsLists: ContentsList[],
  tables: Table[],
  issue: Pick<Page, 'alliance' | 'academicYear' | 'asOf'>,
): Page {
  return {
    ...issue,
    section: (title) => addHeading(flow, 1, title),
    subsection: (title) => addHeading(flow, 2, title),
    lead: (text) => addParagraph(flow, text, styles.lead),
    paragraph: (text) => addParagraph(flow, text, styles.body),
    note: (text) => addParagraph(flow, text, styles.note),
    bullets: (items) =>
      addList(
        flow,
        items.map((text) => ({ label: '•', text })),
        'Disc',
      ),
    numbered: (items) => addList(flow, items, 'Decimal'),
    facts: (facts, intro) => addFacts(flow, facts, intro),
    callout: (title, text) => addCallout(flow, title, text ?? null),
    keyFigures: (figures) => addKeyFigures(flow, figures),
    table(table) {
      tables.push(table);
      addTable(flow, table);
    },
    barChart: (chart) => addBarChart(flow, chart),
    signatures: (sentence, signatories) => addSignatures(flow, sentence, signatories),
    contents: (titles) => void contentsLists.push(addContents(flow, titles)),
  };
}
