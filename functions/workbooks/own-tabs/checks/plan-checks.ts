import type { CellStyle, OwnSheet, RawTab, SheetCell } from '../../../../sheets-schema/sheet.ts';
import { counted, longDate } from '../../../../sheets-schema/wording.ts';
import type { Secret } from '../../../edges/ports.ts';
import { citation } from '../../../protocols/catalogue.ts';
import type { AgreedException } from '../../../protocols/exceptions.ts';
import { type Finding, inOrder, substanceOf } from '../../../protocols/finding.ts';
import type { Pack } from '../../../protocols/pack.ts';
import { packs as allPacks } from '../../../protocols/packs.ts';
import { type Severity, severities } from '../../../protocols/rule.ts';
import { SEVERITY_NAMES, SEVERITY_STYLES } from '../../../protocols/severity-words.ts';
import { asText } from '../stands-already.ts';
import { type ColumnId, HEADINGS, HIDDEN, type Layout, layoutIn, layoutOf, YOURS } from './columns.ts';

/** The colours look no further than row 5,000, and nobody reads further either. */
export const MOST_ROWS = 4990;

export const ACCEPTED = 'Accepted';
const AGREED = 'Agreed';
const MENDED = 'Mended';
const NOT_ASKED = 'Not asked';

/** What people wrote beside a finding, and whether it holds. */
export interface Answer {
  readonly fingerprint: string;
  readonly reply: string | null;
  readonly accepted: boolean;
  /** What it said when it was accepted, as *Accepted as* has it; null where nobody asked for that, or gave no reason. */
  readonly acceptedAs: string | null;
}

export interface ChecksPlan {
  /** Its rows, below the headings. */
  readonly rows: OwnSheet['rows'];
  readonly answers: readonly Answer[];
  /** Findings that still ask for something: neither accepted nor mended. */
  readonly open: readonly Finding[];
  /** Why *Checks* is left as it stands, in a sentence; null where it is not. */
  readonly left: string | null;
}

/** Whether a tab of that kind lists a finding, whatever people did to it otherwise. */
export function listsFindings(tab: RawTab): boolean {
  const layout = layoutIn(tab);
  return 'unknown' in layout ? tab.rows.length > 1 : linesIn(tab, layout).some(({ reference }) => reference !== '');
}

/** How many findings people accepted in a tab of that kind, whether or not it still holds. */
export function countAccepted(tab: RawTab): number {
  const layout = layoutIn(tab);
  return 'unknown' in layout ? 0 : linesIn(tab, layout).filter(({ cells }) => cells.acceptedAs).length;
}

/** A line of *Checks* as whoever knows which rules did not run can tell it. */
export interface ListedFinding {
  /** The fingerprint. */
  readonly reference: string;
  /** "Schools!D14", or a tab's title. */
  readonly where: string;
  readonly status: Severity | 'answered' | 'mended';
}

interface Line {
  readonly reference: string;
  readonly cells: Readonly<Partial<Record<ColumnId, string | null>>>;
  /** Somebody wrote in it, in people's columns or in one that they put in. */
  readonly isWritten: boolean;
}

interface ChecksContent {
  readonly findings: readonly Finding[];
  /** Of a line whose rule did not run this time nobody knows whether it is mended: it stays as it is. */
  notChecked(line: ListedFinding): boolean;
  /** A line whose rule is no longer among those that are checked is not said to be mended. */
  noLongerAsked(line: ListedFinding): boolean;
  readonly asOf: string;
  /** The version of the workbooks that this one was made with. */
  readonly madeWith: number;
  /** Keys what *Accepted as* says. */
  readonly secret: Secret;
  /** The workbook is the coordinator's, who may accept a breach. */
  readonly coordinators: boolean;
  /** By which promises are cited; every one there is, unless told. */
  readonly packs?: readonly Pack[];
  exceptionTo(finding: Finding): AgreedException | null;
  /** Those of the last snapshot: they hold where *Checks* cannot be read. */
  readonly answersBefore: readonly Answer[];
}

/**
 * How *Checks* should stand: a finding keeps its row, new ones take the first free rows, mended ones are marked and cleared on a
 * later day. *Reply* and *Accept* are read and never written; a row in which somebody wrote is not cleared.
 */
export function planChecks(current: RawTab | undefined, content: ChecksContent): ChecksPlan {
  const { findings, madeWith, answersBefore } = content;
  const found = current === undefined ? layoutOf(madeWith) : layoutIn(current);
  const [layout, left] = 'unknown' in found ? [layoutOf(madeWith), found.unknown] : [found, null];
  const notChecked = (line: Line) => content.notChecked(listed(line));
  const lines = current === undefined || left !== null ? answersBefore.map(lineOfAnswer) : linesIn(current, layout);
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const answers: Answer[] = [];
  const rows: (SheetCell | null)[][] = [];
  const kept = new Set<string>();

  for (const line of lines) {
    const finding = byFingerprint.get(line.reference);
    if (finding && !kept.has(finding.fingerprint)) {
      kept.add(finding.fingerprint);
      const { cells, answer } = lineOf(finding, line, content, layout);
      if (answer) answers.push(answer);
      rows.push(cells);
    } else if (line.reference === '') rows.push(besideNoFinding(line, layout));
    else if (notChecked(line)) rows.push(asItStands(line, layout));
    else rows.push(onceGone(line, content, layout));
  }
  const fresh = inOrder(findings.filter(({ fingerprint }) => !kept.has(fingerprint)));
  let free = 0;
  let written = 0;
  for (const finding of fresh) {
    const { cells, answer } = lineOf(finding, undefined, content, layout);
    if (answer) answers.push(answer);
    while (free < rows.length && !(isFree(rows[free]!) && !lines[free]?.isWritten)) free += 1;
    if (free >= MOST_ROWS) continue;
    rows[free] = cells;
    written += 1;
  }
  while (rows.length > 0 && isFree(rows.at(-1)!)) rows.pop();
  const more = fresh.length - written;
  if (more > 0) {
    const words = cell(`And ${counted(more, 'more finding')}.`, 'quiet');
    rows.push(ours(layout, (id) => (id === 'found' ? words : cell('', 'quiet'))));
  }

  const accepted = new Set(answers.flatMap((answer) => (answer.accepted ? [answer.fingerprint] : [])));
  const open = inOrder(findings.filter(({ fingerprint }) => !accepted.has(fingerprint)));
  return { rows, answers, open, left };
}

function linesIn({ rows }: RawTab, { columns, above }: Layout): Line[] {
  return rows.slice(above + 1).map((row) => {
    // A tick box that is not ticked is no answer.
    const typed = columns.map((_, place) => (row[place] === false ? null : (row[place] ?? null)));
    const said = columns.flatMap((column, place) => (column ? [[column.id, asText(typed[place])] as const] : []));
    const cells: Line['cells'] = Object.fromEntries(said);
    const isWritten = typed.some((cell, place) => {
      const id = columns[place]?.id;
      return cell !== null && (id === undefined || (YOURS.includes(id) && asText(cell) !== null));
    });
    const reference = cells.reference ?? '';
    return { reference: reference === HEADINGS.reference ? '' : reference, cells, isWritten };
  });
}

/** What people wrote beside a finding, by the answer that was kept of it. */
export function writtenOf({ reply, accepted, acceptedAs }: Omit<Answer, 'fingerprint'>) {
  // An answer without words is an Accept that still wants its reason.
  const isAsked = acceptedAs !== null || (reply === null && !accepted);
  return { reply, accept: isAsked ? 'Yes' : null, acceptedAs };
}

function lineOfAnswer(answer: Answer): Line {
  return { reference: answer.fingerprint, cells: writtenOf(answer), isWritten: true };
}

/** A row of which people's cells are left out. */
function ours({ columns }: Layout, cellOf: (id: ColumnId) => SheetCell): (SheetCell | null)[] {
  return columns.map((column) => (column === null || YOURS.includes(column.id) ? null : cellOf(column.id)));
}

function lineOf(finding: Finding, line: Line | undefined, content: ChecksContent, layout: Layout) {
  const { asOf, secret, coordinators, packs = allPacks, exceptionTo } = content;
  const reply = line?.cells.reply || null;
  const typed = line?.cells.accept ?? null;
  const asked = isYes(typed);
  const acceptedBefore = line?.cells.acceptedAs || null;
  const substance = substanceOf(finding, secret);
  const mayAccept = finding.severity !== 'problem' && (finding.severity !== 'breach' || coordinators);
  const acceptedAs = asked && mayAccept && reply !== null ? (acceptedBefore ?? substance) : null;
  const exception = exceptionTo(finding);
  const accepted = exception !== null || acceptedAs === substance;
  const answered = reply !== null || asked || exception !== null;
  const answer: Answer | null = answered ? { fingerprint: finding.fingerprint, reply, accepted, acceptedAs } : null;
  const status = exception !== null ? AGREED : accepted ? ACCEPTED : SEVERITY_NAMES[finding.severity];
  const where = finding.cell ? `${finding.tab}!${finding.cell}` : (finding.tab ?? '');
  const texts: Record<ColumnId, string> = {
    status,
    where,
    found: finding.message,
    fix:
      exception === null
        ? advise(finding, {
            asked,
            unclear: !asked && !isNo(typed),
            mayAccept,
            reply,
            lapsed: acceptedAs !== null && !accepted,
          })
        : `The alliance agreed to an exception${exception.until === null ? '' : ` until ${longDate(exception.until)}`}: ${exception.reason}`,
    suggestion: finding.suggestion ?? '',
    promise: citation(finding.promise, packs) ?? '',
    since: line && !isGone(line) ? (line.cells.since ?? longDate(asOf)) : longDate(asOf),
    reply: '',
    accept: '',
    reference: finding.fingerprint,
    acceptedAs: acceptedAs ?? '',
  };
  const cells = ours(layout, (id) => {
    if (id === 'status') return cell(status, accepted ? 'good' : SEVERITY_STYLES[finding.severity]);
    if (id === 'where' && finding.tab) {
      return { ...cell(where, 'link'), link: { tab: finding.tab, cell: finding.cell ?? 'A1' } };
    }
    return cell(texts[id], HIDDEN.includes(id) ? 'quiet' : 'text');
  });
  return { cells, answer };
}

interface Asking {
  readonly asked: boolean;
  /** Something stands under Accept that says neither yes nor no. */
  readonly unclear: boolean;
  readonly mayAccept: boolean;
  readonly reply: string | null;
  readonly lapsed: boolean;
}

/** Says why an acceptance does not hold, or how one is made, before what to do. */
function advise(finding: Finding, { asked, unclear, mayAccept, reply, lapsed }: Asking): string {
  if (!asked && !unclear) return finding.fix;
  if (lapsed)
    return `This has changed since it was accepted. Clear Accept and fill it in again if it still holds. ${finding.fix}`;
  if (!mayAccept) {
    const who =
      finding.severity === 'problem'
        ? 'This cannot be accepted, only mended.'
        : 'An exception is the alliance’s to agree; ask the coordinator.';
    return `${who} ${finding.fix}`;
  }
  if (unclear) return `Pick Yes under Accept, with the reason under Reply, or clear the cell. ${finding.fix}`;
  return reply === null ? `Write the reason under Reply to accept this. ${finding.fix}` : finding.fix;
}

function listed(line: Line): ListedFinding {
  const status = severityOf(line) ?? (isGone(line) ? 'mended' : 'answered');
  return { reference: line.reference, where: line.cells.where ?? '', status };
}

function severityOf({ cells }: Line): Severity | null {
  return severities.find((one) => SEVERITY_NAMES[one] === cells.status) ?? null;
}

/** Words and answers stay; the style is that of the status it had. */
function asItStands(line: Line, layout: Layout): (SheetCell | null)[] {
  const { cells } = line;
  const status = severityOf(line);
  return ours(layout, (id) =>
    cell(cells[id] ?? '', id === 'status' ? (status ? SEVERITY_STYLES[status] : 'good') : 'text'),
  );
}

/**
 * A row of no finding is blank; words that people wrote there stay, and are told that they answer nothing. Of a copy of the headings
 * those of people's columns stand in such a row too.
 */
function besideNoFinding({ cells }: Line, layout: Layout): (SheetCell | null)[] {
  const isWritten = (id: ColumnId) => cells[id] && cells[id] !== HEADINGS[id];
  if (!YOURS.some(isWritten)) return [];
  const texts: Partial<Record<ColumnId, string>> = {
    found: 'There is no finding in this row, so what is written in it answers none.',
    fix: 'Write it in the row of the finding it is about, or clear it.',
  };
  return ours(layout, (id) => cell(texts[id] ?? '', 'quiet'));
}

function isGone({ cells }: Line): boolean {
  return cells.status === MENDED || cells.status === NOT_ASKED;
}

/** A row whose finding is gone: marked today, cleared on a later day unless somebody wrote beside it. */
function onceGone(line: Line, { asOf, noLongerAsked }: ChecksContent, layout: Layout): (SheetCell | null)[] {
  const { cells, isWritten } = line;
  const already = isGone(line);
  const status = already ? cells.status! : noLongerAsked(listed(line)) ? NOT_ASKED : MENDED;
  const since = status === MENDED ? `mended ${longDate(asOf)}` : `no longer asked, ${longDate(asOf)}`;
  if (already && cells.since !== since && !isWritten) return [];
  return ours(layout, (id) => {
    if (id === 'status') return cell(status, 'good');
    if (id === 'since') return cell(already ? (cells.since ?? '') : since, 'quiet');
    return cell(cells[id] ?? '', 'quiet');
  });
}

function isFree(row: readonly (SheetCell | null)[]): boolean {
  return row.length === 0;
}

function cell(value: string, style: CellStyle): SheetCell {
  return { value: value === '' ? null : value, style };
}

function isYes(text: string | null): boolean {
  return text !== null && /^(y|yes|x|true|1|✓|✔|ok|accept(ed)?)(?![\p{L}\p{N}])/iu.test(text.trim());
}

/** What declines, or says nothing. */
function isNo(text: string | null): boolean {
  return text === null || /^(n|no|nope|false|0|[-–—✗✘])?[.!]?$/iu.test(text.trim());
}
