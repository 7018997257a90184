import { counted } from '../../../../sheets-schema/wording.ts';
import { isOfFewSchools } from '../../../figures/suppression.ts';
import type { StandsBehind } from '../../define-issue.ts';
import type { ExactFigure, ExactLine, ExactReport } from './exact-figures.ts';
import { behindIn, schoolsBehind } from './report-held-back.ts';

/** More than a handful nobody reads in one sentence. */
const NAMED = 5;

/**
 * A report over the schools that stood behind each of its figures when it was first issued: with a school more or less, the difference
 * between the two would be that school's own. A figure of which one of them has nothing sound any more is withdrawn.
 */
export function withSameSchools(report: ExactReport, issued: StandsBehind | null): ExactReport {
  if (issued === null) return report;
  const lines = new Map(report.lines.map((line) => [line, lineOver(line, behindIn(issued, line.current))]));
  const of = (line: ExactLine) => lines.get(line)!;
  return {
    ...report,
    line: (measure, group) => of(report.line(measure, group)),
    suspensionsByTerm: report.suspensionsByTerm.map(({ term, line }) => ({ term, line: of(line) })),
    lines: [...lines.values()],
    sent: report.sent.filter((urn) => [...lines.values()].some(({ current }) => current.bySchool.has(urn))),
  };
}

/** A figure that is new has the schools that it has. */
function lineOver(line: ExactLine, urns: readonly string[]): ExactLine {
  if (urns.length === 0) return line;
  const { previous, whole } = line;
  const now = over(whole, urns);
  const then = previous === null ? null : over(previous, urns);
  return {
    ...line,
    current: now,
    previous: now.bySchool.size > 0 && then !== null && then.bySchool.size > 0 ? then : null,
  };
}

function over(figure: ExactFigure, urns: readonly string[]): ExactFigure {
  const isWhole = urns.every((urn) => figure.bySchool.has(urn));
  return { ...figure, bySchool: new Map([...figure.bySchool].filter(([urn]) => isWhole && urns.includes(urn))) };
}

/** Whose totals a report tells something of, by figure, and told before: whoever once stood behind a figure does so for good. */
export function schoolsFixed(report: ExactReport, issued: StandsBehind | null): StandsBehind {
  const told = Object.entries(schoolsBehind(report)).filter(([, urns]) => !isOfFewSchools(urns.length));
  return { ...Object.fromEntries(told), ...issued };
}

/** What is said before the first issue where it would leave members out for good; null where all have sent what the others have. */
export function whoIsMissing(
  { lines, suspensionsByTerm }: ExactReport,
  members: readonly { readonly urn: string; readonly name: string }[],
): string | null {
  // A school may send the year alone, and have nobody of a group.
  const asked = lines.filter(
    (line) =>
      line.current.group === 'all' &&
      line.whole.bySchool.size > 0 &&
      !suspensionsByTerm.some((one) => one.line === line),
  );
  const missing = asked.flatMap(({ whole }) => whole.leftOut);
  if (missing.length === 0) return null;
  const names = new Map(members.map(({ urn, name }) => [urn, name]));
  const rows = [...new Set(missing.map(({ urn, tab, row, why }) => `${names.get(urn)}, ${tab}: ${row} (${why})`))];
  const more = rows.length - NAMED;
  const named = `${rows.slice(0, NAMED).join('; ')}${more > 0 ? `; and ${more.toLocaleString('en-GB')} more` : ''}`;
  const sent = members.length - new Set(missing.map(({ urn }) => urn)).size;
  return `${sent} of ${counted(members.length, 'school')} ${sent === 1 ? 'has' : 'have'} sent all that the report adds up. Left out: ${named}. The first issue of a year fixes whose totals stand behind each figure: later ones show new values of the same schools and add nobody, as the difference would be that school’s own.`;
}
