import { counted, inTurn } from '../../../../sheets-schema/wording.ts';
import { isOfFewSchools } from '../../../figures/suppression.ts';
import type { StandsBehind } from '../../define-issue.ts';
import type { ExactFigure, ExactLine, ExactReport } from './exact-figures.ts';
import { behindIn, partYearBehind, schoolsBehind, whatIsMissing, whoIsLeftOut } from './report-held-back.ts';

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

/** Whose totals a report tells something of, by figure, and told before: whoever once stood behind a figure does so for good, with its terms. */
export function schoolsFixed(report: ExactReport, issued: StandsBehind | null): StandsBehind {
  const told = Object.entries(schoolsBehind(report)).filter(([, urns]) => !isOfFewSchools(urns.length));
  const fixed = { ...Object.fromEntries(told), ...issued };
  const isIn = new Set(Object.values(fixed).flat());
  const partYear = Object.entries(partYearBehind(report.lines)).map(([key, urns]) => {
    const all = new Set([...(issued?.[key] ?? []), ...urns.filter((urn) => isIn.has(urn))]);
    return [key, [...all].sort()] as const;
  });
  return { ...fixed, ...Object.fromEntries(partYear.filter(([, urns]) => urns.length > 0)) };
}

/** What is said before the first issue where it would leave members out for good; null where all have sent what the others have. */
export function whoIsMissing(report: ExactReport, nameOf: (urn: string) => string): string | null {
  const missing = whatIsMissing(report);
  if (missing.length === 0) return null;
  const { members } = report;
  // A column that may be blank leaves the school out of its own figure and no other.
  const sent = members.size - new Set(missing.filter(({ mayBe }) => !mayBe).map(({ urn }) => urn)).size;
  return `${sent} of ${counted(members.size, 'school')} ${sent === 1 ? 'has' : 'have'} sent all that the report asks for. Left out of figures: ${inTurn(whoIsLeftOut(report, nameOf))}. The first issue of a year fixes whose totals stand behind each figure: later ones show new values of the same schools and add nobody, as the difference would be that school’s own.`;
}
