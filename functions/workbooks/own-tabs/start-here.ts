import type { ParsedTab } from '../../../sheets-schema/parse-tab.ts';
import type { CellStyle, NewSheet, OwnSheet, RawTab, SheetCell } from '../../../sheets-schema/sheet.ts';
import { VERSIONS } from '../../../sheets-schema/versions.ts';
import { counted, listed, longDate, yearLabel } from '../../../sheets-schema/wording.ts';
import type { StandingsOfPack } from '../../protocols/by-pack.ts';
import { countBySeverity, type Finding } from '../../protocols/finding.ts';
import { type Severity, severities } from '../../protocols/rule.ts';
import type { Due } from '../../protocols/standing.ts';
import { CHECKS, OWN_IDS, START_HERE } from '../define-workbook.ts';
import { ABOUT, IDENTITY_LABELS, versionSaid, type WorkbookIdentity } from '../identify-workbook.ts';
import { standsAlready } from './checks.ts';
import { SEVERITY_NAMES, SEVERITY_WORDS } from './severity-words.ts';

export interface StartHereContent {
  readonly identity: WorkbookIdentity;
  /** The version of the workbooks that it was made with. */
  readonly madeWith: number;
  readonly parsed: readonly ParsedTab[];
  readonly open: readonly Finding[];
  readonly accepted: number;
  /** The names of the schools whose promises are shown: its own in a school's workbook, all members in the alliance's. */
  readonly schools: readonly string[];
  /** How they stand, a line each, by pack. */
  readonly standings: readonly StandingsOfPack[];
  /** What is to be done before the term ends. */
  readonly due: readonly Due[];
  /** What the alliance's records say about this school. */
  readonly fromAlliance: readonly { readonly severity: Severity; readonly message: string }[];
  /** How far the workbooks asked for the year after this one are made; null where none were asked for. */
  readonly nextYear: string | null;
  /** Why some checks did not run, each with how many. */
  readonly notChecked: readonly { readonly why: string; readonly rules: number }[];
  /** When the rows last changed, such as "3 November 2025, 14:32"; null before the first check. */
  readonly lastChange: string | null;
}

const WIDTHS = [30, 18, 18, 18, 18, 18];
/** More than this is read in *Checks*, but for workbooks that are gone or left alone, which are always named. */
const LINES_SHOWN = 12;
/** What stands beside a chip fits on the printed page: characters beside one in the first column, and in the second. */
const BESIDE_FIRST = 112;
const BESIDE_SECOND = 94;

/** What stands there before the first check. */
export const NOTHING_CHECKED = 'Nothing has been checked yet.';

export function newStartHereSheet(
  identity: WorkbookIdentity,
  parsed: readonly ParsedTab[],
  madeWith = VERSIONS.workbooks,
): NewSheet {
  const content = {
    identity,
    madeWith,
    parsed,
    open: [],
    accepted: 0,
    schools: [],
    standings: [],
    due: [],
    fromAlliance: [],
    nextYear: null,
    notChecked: [],
    lastChange: null,
  };
  return {
    id: OWN_IDS[START_HERE],
    title: START_HERE,
    purpose: 'own',
    columns: WIDTHS.map((width) => ({ heading: '', note: null, width, format: 'text', choices: null })),
    headings: false,
    rows: layOut(content).map((row) => row.map((cell) => cell ?? null)),
  };
}

export function planStartHere(
  current: RawTab | undefined,
  content: StartHereContent,
): { sheet: OwnSheet; changed: boolean } {
  const sheet: OwnSheet = { title: START_HERE, rows: layOut(content), peoplesColumns: [] };
  return { sheet, changed: !current || !standsAlready(current, sheet) };
}

function layOut(content: StartHereContent): (SheetCell | null)[][] {
  const { identity, parsed, open, schools, standings, due, fromAlliance, nextYear, notChecked } = content;
  const rows: (SheetCell | null)[][] = [
    [text(identity.school ?? identity.alliance, 'title')],
    [text(`${yearLabel(identity.startYear)}. ${identity.kind.purpose}`, 'lead')],
    [],
    ...beside(
      [text(verdict(content), open.length === 0 ? 'good' : worst(open)), null],
      summary(content),
      BESIDE_SECOND,
    ),
    [],
  ];
  if (open.length > 0) {
    rows.push([text('What needs attention', 'section')]);
    const shown = groups(open, parsed).filter(({ ofWorkbooks }, at) => at < LINES_SHOWN || ofWorkbooks);
    for (const group of shown) {
      const link = { ...text(group.tab, 'link'), link: { tab: group.tab, cell: group.cell } };
      const count = text(SEVERITY_WORDS[group.severity](group.count), STYLES[group.severity]);
      rows.push(...beside([link, count], group.sample, BESIDE_SECOND));
    }
    rows.push([{ ...text('See them all in Checks', 'link'), link: { tab: 'Checks', cell: 'A1' } }], []);
  }
  if (due.length > 0) {
    rows.push([text('To do this term', 'section')]);
    for (const { tab, by, what } of due) {
      const here = parsed.some((one) => one.tab.title === tab);
      const place = here ? { ...text(tab, 'link'), link: { tab, cell: 'A1' } } : text(tab, 'label');
      rows.push(...beside([place, text(by === null ? 'as it happens' : longDate(by), 'words')], what, BESIDE_SECOND));
    }
    rows.push([]);
  }
  if (notChecked.length > 0) {
    rows.push([text('What could not be checked', 'section')]);
    for (const { why, rules } of notChecked)
      rows.push(...beside([text(counted(rules, 'check'), 'warning')], why, BESIDE_FIRST));
    rows.push([]);
  }
  if (fromAlliance.length > 0) {
    rows.push([text('From the alliance’s records', 'section')]);
    for (const { severity, message } of fromAlliance)
      rows.push(...beside([text(SEVERITY_NAMES[severity], STYLES[severity])], message, BESIDE_FIRST));
    rows.push([]);
  }
  for (const { named, lines } of standings)
    rows.push(...(identity.urn === null ? grid(named, schools, lines) : ownLines(named, lines)));
  if (nextYear !== null)
    rows.push(
      [text('Next year', 'section')],
      ...inLines(nextYear, BESIDE_FIRST).map((line) => [text(line, 'lead')]),
      [],
    );
  rows.push([text('What goes where', 'section')]);
  for (const { tab, found, rows: filled, unusable } of parsed) {
    rows.push([
      found ? { ...text(tab.title, 'link'), link: { tab: tab.title, cell: 'A2' } } : text(tab.title, 'label'),
      text(found ? counted(filled.length + unusable.length, 'row') : 'missing', 'words'),
      text(tab.purpose, 'words'),
    ]);
  }
  rows.push([], [text(ABOUT, 'section')]);
  const facts: [string, string | null][] = [
    [IDENTITY_LABELS.kind, identity.kind.name],
    [IDENTITY_LABELS.alliance, identity.alliance],
    [IDENTITY_LABELS.school, identity.school],
    [IDENTITY_LABELS.urn, identity.urn],
    [IDENTITY_LABELS.year, yearLabel(identity.startYear)],
    [IDENTITY_LABELS.madeWith, versionSaid(content.madeWith)],
  ];
  for (const [label, value] of facts) if (value !== null) rows.push([text(label, 'label'), text(value, 'words')]);
  const others = identity.kind.ownTabs.slice(1).toSorted();
  rows.push([
    text(`Concordat fills in ${listed(['this tab', ...others])}. It never changes a tab that you type in.`, 'lead'),
  ]);
  return rows;
}

/** How a school stands, a promise a row. */
function ownLines(named: string | null, lines: StandingsOfPack['lines']): SheetCell[][] {
  const rows = lines.flat().map(({ what, figure, kept }) => [text(what, 'label'), stands(figure, kept)]);
  return [[text(headed('Where the school stands', named), 'section')], ...rows, []];
}

/** How the schools stand, a school a row; a pack with more promises than fit beside their names goes on below. */
function grid(named: string | null, schools: readonly string[], lines: StandingsOfPack['lines']): SheetCell[][] {
  const beside = WIDTHS.length - 1;
  const rows: SheetCell[][] = [[text(headed('Where the schools stand', named), 'section')]];
  for (let from = 0; from < lines[0]!.length; from += beside) {
    const part = lines.map((line) => line.slice(from, from + beside));
    rows.push([text('School', 'heading'), ...part[0]!.map(({ what }) => text(what, 'heading'))]);
    for (const [at, line] of part.entries())
      rows.push([text(schools[at]!, 'label'), ...line.map(({ figure, kept }) => stands(figure, kept))]);
    rows.push([]);
  }
  return rows;
}

function stands(figure: string, kept: boolean): SheetCell {
  return text(figure, kept ? 'good' : 'words');
}

function headed(heading: string, named: string | null): string {
  return named === null ? heading : `${heading} (${named})`;
}

function verdict({ open, lastChange }: StartHereContent): string {
  if (lastChange === null) return 'Not yet checked';
  if (open.length === 0) return 'In order';
  const counts = countBySeverity(open);
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => SEVERITY_WORDS[severity](counts[severity]));
  return listed(parts.slice(0, 2));
}

function summary({ parsed, open, accepted, lastChange }: StartHereContent): string {
  const rows = parsed.reduce((total, tab) => total + tab.rows.length + tab.unusable.length, 0);
  const when = lastChange === null ? '' : ` (last change checked ${lastChange})`;
  const alsoAccepted = accepted === 0 ? '' : ` ${counted(accepted, 'finding is', 'findings are')} accepted.`;
  if (lastChange === null) return NOTHING_CHECKED;
  if (open.length === 0) {
    const order =
      rows === 0
        ? 'No rows have been typed yet'
        : rows === 1
          ? 'The one row is in order'
          : `All ${rows.toLocaleString('en-GB')} rows are in order`;
    return `${order}${when}.${alsoAccepted}`;
  }
  const counts = countBySeverity(open);
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => SEVERITY_WORDS[severity](counts[severity]));
  return `${listed(parts)} in ${counted(rows, 'row')}${when}.${alsoAccepted}`;
}

const STYLES: Readonly<Record<Severity, CellStyle>> = {
  problem: 'problem',
  breach: 'breach',
  warning: 'warning',
  reminder: 'reminder',
  note: 'quiet',
};

function worst(open: readonly Finding[]): CellStyle {
  return STYLES[severities.find((severity) => open.some((finding) => finding.severity === severity)) ?? 'note'];
}

interface Group {
  readonly tab: string;
  readonly severity: Severity;
  readonly count: number;
  readonly cell: string;
  readonly sample: string;
  /** About no tab, but about where the workbooks stand. */
  readonly ofWorkbooks: boolean;
}

/** Findings by severity and tab, worst first and then as the tabs stand, each with the first one as a sample. One of no tab stands alone. */
function groups(open: readonly Finding[], parsed: readonly ParsedTab[]): Group[] {
  const place = (title: string | null) => parsed.findIndex(({ tab }) => tab.title === title);
  const found = Map.groupBy(open, ({ severity, tab, fingerprint }) => `${severity} ${tab ?? fingerprint}`);
  return [...found.values()]
    .map((list) => ({ list, first: list[0]! }))
    .sort(
      ({ first: one }, { first: other }) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) || place(one.tab) - place(other.tab),
    )
    .map(({ list, first }) => {
      const more = list.length > 1 ? ` And ${counted(list.length - 1, 'more', 'more')}.` : '';
      return {
        tab: first.tab ?? CHECKS,
        severity: first.severity,
        count: list.length,
        cell: first.cell ?? 'A1',
        sample: `${first.message}${more}`,
        ofWorkbooks: first.tab === null,
      };
    });
}

/** "3 November 2025, 14:32" in London, from the instant a snapshot was taken. */
export function moment(at: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
  return `${longDate(day.format(new Date(at)))}, ${time.format(new Date(at))}`;
}

/** Words beside what leads a row, on as many rows as they need to stay on the page. */
function beside(lead: readonly (SheetCell | null)[], words: string, characters: number): (SheetCell | null)[][] {
  const [first = '', ...more] = inLines(words, characters);
  const below = more.map((line) => [...lead.map(() => null), text(line, 'words')]);
  return [[...lead, text(first, 'words')], ...below];
}

function inLines(words: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function text(value: string, style: CellStyle): SheetCell {
  return { value, style };
}
