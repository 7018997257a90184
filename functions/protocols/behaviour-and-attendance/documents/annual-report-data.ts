import { hideCountsBelow } from '../../../../sheets-schema/core-settings.ts';
import { meetingsTab } from '../../../../sheets-schema/tabs/meetings.tab.ts';
import { pupilGroups } from '../../../../sheets-schema/tabs/pupil-groups.ts';
import { counted, yearLabel } from '../../../../sheets-schema/wording.ts';
import type { AnnualReportData, Comparison, Figure } from '../../../../templates/annual-report.document.ts';
import { persistentAbsenceIn } from '../../../figures/absence.ts';
import type { AcademicYear } from '../../../figures/academic-year.ts';
import { type Meeting, plannedMeetings } from '../../../figures/meetings.ts';
import { inNameOrder } from '../../../figures/members.ts';
import { divideHalfUp, showRate } from '../../../figures/rates.ts';
import { type Shown, UNAVAILABLE } from '../../../figures/suppression.ts';
import { namedTerms } from '../../../figures/terms-as-member.ts';
import type { StandsBehind } from '../../define-issue.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import { wordsOfReport } from '../report-words.ts';
import { annualReportRecipient } from '../settings.ts';
import { type ExactLine, type ExactReport, type Measure, measures } from './exact-figures.ts';
import { partYearBehind, termsBehind } from './report-held-back.ts';
import { type IssuedBefore, previousOf, type ShowLine, shownFigures } from './shown-figures.ts';
import { totalsTabs } from './totals-sent.ts';

interface SchoolsTotals {
  readonly exact: ExactReport;
  readonly issuedBefore: IssuedBefore;
}

/** How a figure is shown to readers outside, and whether last year's stands beside it. */
interface Showing {
  readonly show: ShowLine;
  readonly isCompared: boolean;
  /** What the page says at its head. */
  readonly coverage: { readonly sent: number; readonly schools: number };
}

/**
 * The behaviour and attendance annual report (2010 guidance, 69 to 75), as far as totals by term and group carry it. It leaves the
 * alliance, so that nobody may tell a small count from it. Last year's columns stand beside it only where the same schools stood behind
 * last year's report.
 */
export function annualReportData(situation: Situation, { exact, issuedBefore }: SchoolsTotals): AnnualReportData {
  const { settings, year } = situation;
  const words = wordsOfReport(situation);
  const notCompared = whyNotCompared(exact, issuedBefore.behindLast, year);
  const coverage = { sent: exact.sent.length, schools: exact.members.size };
  const showing = { show: howShown(situation, { exact, issuedBefore }), isCompared: notCompared === null, coverage };
  const [previous, current] = [year.startYear - 1, year.startYear];
  const compare = (label: string, measure: Measure) => shownLine(label, exact.line(measure), showing);
  const byGroup = (measure: Measure) =>
    pupilGroups.map(({ value, text }) => shownLine(text, exact.line(measure, value), showing));

  const behind = partYearBehind(exact.lines.filter((line) => showing.show(line).current.kind === 'shown'));
  const partYear = inNameOrder(situation.members.filter(({ urn }) => Object.values(behind).flat().includes(urn))).map(
    ({ urn, name }) =>
      `${name} is in them with ${namedTerms(termsBehind(behind, urn))} alone, for which it was a member.`,
  );
  const isWhole = totalsTabs.every((tab) => exact.termsOf(tab) === 'year');
  const [thenMeasure, nowMeasure] = [persistentAbsenceIn(previous), persistentAbsenceIn(current)];
  const absence = [
    compare('Overall absence', measures.overallAbsence),
    compare('Authorised', measures.authorised),
    compare('Unauthorised', measures.unauthorised),
  ];
  const persistent = [
    compare('Persistently absent pupils', measures.persistentCount),
    compare('Persistent absence rate', measures.persistentRate),
    compare('Severe absence rate', measures.severeRate),
  ];
  const exclusions = [
    compare('Suspensions', measures.suspensions),
    compare('Suspension rate', measures.suspensionRate),
    compare('Pupils suspended once or more', measures.onceOrMore),
    compare('Pupils suspended twice or more', measures.twiceOrMore),
    compare('Permanent exclusions', measures.permanent),
    compare('Permanent exclusion rate', measures.permanentRate),
  ];
  return {
    recipient: settings.held(annualReportRecipient).value,
    years: { previous: yearLabel(previous), current: yearLabel(current) },
    notCompared,
    coverage: { ...coverage, note: coverageNote(coverage.sent === coverage.schools, isWhole, partYear) },
    headlines: headlines([absence[0]!, persistent[1]!, exclusions[1]!, exclusions[5]!]),
    inShort: [absence[0]!, persistent[1]!, exclusions[1]!].map((line) => inWords(line)).filter((line) => line !== null),
    absence,
    absenceByGroup: byGroup(measures.overallAbsence),
    persistentAbsence: {
      threshold: `${nowMeasure.percent} per cent or more`,
      note:
        thenMeasure.percent === nowMeasure.percent || notCompared !== null
          ? null
          : `In ${yearLabel(previous)} the threshold was ${thenMeasure.percent} per cent, so the two years cannot be compared.`,
      totals: persistent,
      byGroup: byGroup(measures.persistentRate),
    },
    exclusions,
    suspensionsByTerm: suspensionsByTerm(exact, showing),
    suspensionsByGroup: byGroup(measures.suspensionRate),
    arrangements: [meetingsHeld(situation), ...words.arranged],
    effectiveness: words.effect,
    proposals: words.proposals,
    notYetIncluded: [
      'Behaviour judgements at inspection, bullying, managed moves and early intervention: the alliance does not keep these records yet.',
    ],
  };
}

/** Which figures of the report are shown outside the alliance, by its limit. */
export function howShown({ settings }: Situation, { exact, issuedBefore }: SchoolsTotals): ShowLine {
  return shownFigures(exact, settings.held(hideCountsBelow).value, issuedBefore);
}

/** Why last year's columns are left out, in a sentence that names no school; null where the years can be compared. */
function whyNotCompared(
  { lines, anyBefore }: ExactReport,
  behindLast: StandsBehind | null,
  { startYear, label }: AcademicYear,
): string | null {
  const last = yearLabel(startYear - 1);
  if (!anyBefore) return `No figures of ${last} were sent, so ${label} stands alone.`;
  if (lines.some((line) => previousOf(line, behindLast) !== null)) return null;
  return `Figures of ${last} are left out, as too few of the same schools and terms stand behind both years.`;
}

function coverageNote(isAll: boolean, isWhole: boolean, partYear: readonly string[]): string | null {
  const notes = [
    ...(isAll
      ? []
      : ['The totals leave out the schools that have not sent theirs, so they are not those of the whole alliance.']),
    ...partYear,
    ...(isWhole
      ? []
      : ['Not every school’s figures cover all three terms, so they are not yet those of a whole year.']),
  ];
  return notes.length === 0 ? null : notes.join(' ');
}

function shownLine(what: string, line: ExactLine, { show, isCompared, coverage }: Showing): Comparison {
  const { measure } = line.current;
  const { current, previous } = show(line);
  const label = current.kind === 'shown' ? what + ofHowMany(line, coverage) : what;
  if (!isCompared) return { label, current: figure(current, measure) };
  return comparison(label, measure, previous ?? UNAVAILABLE, current);
}

/** Of how many schools a figure is, where that is not what the head of the page says. */
function ofHowMany({ current: { bySchool } }: ExactLine, { sent, schools }: Showing['coverage']): string {
  return bySchool.size === sent ? '' : ` (${bySchool.size} of ${counted(schools, 'school')})`;
}

function comparison(label: string, measure: Measure, previous: Shown, current: Shown): Comparison {
  return {
    label,
    previous: figure(previous, measure),
    current: figure(current, measure),
    change: changeOf(previous, current, measure),
  };
}

/** None where not one could be had, which a sentence says better than a table of signs. */
function suspensionsByTerm({ suspensionsByTerm: terms }: ExactReport, showing: Showing): Comparison[] {
  const lines = terms.map(({ term, line }) => shownLine(term.charAt(0).toUpperCase() + term.slice(1), line, showing));
  const isThere = ({ previous, current }: Comparison) =>
    [previous, current].some((cell) => cell !== undefined && !(cell.kind === 'symbol' && cell.symbol === 'x'));
  return lines.some(isThere) ? lines : [];
}

const SIGNS = { suppressed: 'c', 'few schools': 'few', unavailable: 'x' } as const;

function figure(shown: Shown, { decimals }: Measure): Figure {
  if (shown.kind !== 'shown') return { kind: 'symbol', symbol: SIGNS[shown.kind] };
  if (decimals === 0) return { kind: 'number', text: shown.value.toLocaleString('en-GB'), value: shown.value };
  if (shown.isLow) return { kind: 'symbol', symbol: 'low' };
  return { kind: 'number', text: `${showRate(shown.value, decimals)}%`, value: shown.value / 100 };
}

/** Rates differ by points, counts by per cent. A change is hidden with either of its sides, as it would give that side away. */
function changeOf(previous: Shown, current: Shown, { decimals }: Measure): Figure {
  if (previous.kind !== 'shown' || current.kind !== 'shown') {
    const kinds = [previous.kind, current.kind];
    const why = (['suppressed', 'few schools'] as const).find((kind) => kinds.includes(kind)) ?? 'unavailable';
    return { kind: 'symbol', symbol: SIGNS[why] };
  }
  const difference = current.value - previous.value;
  const sign = difference > 0 ? '+' : '';
  if (decimals !== 0) {
    return {
      kind: 'number',
      text: `${sign}${showRate(difference, decimals)} points`,
      value: difference / 100,
    };
  }
  if (previous.value === 0) return { kind: 'symbol', symbol: 'z' };
  const percent = divideHalfUp(difference * 100, previous.value);
  return { kind: 'number', text: `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent)}%`, value: percent };
}

function headlines(lines: readonly Comparison[]) {
  return lines.flatMap(({ label, current }) =>
    current.kind === 'number' ? [{ value: current.text, label: label.toLowerCase() }] : [],
  );
}

function inWords({ label, previous, current }: Comparison): string | null {
  if (previous?.kind !== 'number' || current.kind !== 'number') return null;
  const [before, now] = [previous.value, current.value];
  if (before === now) return `${label} stayed at ${current.text}.`;
  return `${label} ${now < before ? 'fell' : 'rose'} from ${previous.text} to ${current.text}.`;
}

/** In words for readers outside the alliance: no meetings is one thing, and meetings that nobody recorded is another. */
function meetingsHeld(situation: Situation): string {
  const { look, year, asOf, waiting } = seeing(situation, [
    { tab: meetingsTab, columns: ['date', 'kind', 'lastDay', 'status', 'movedTo'] },
  ]);
  const meetings = look(meetingsTab);
  if (meetings.is === 'not kept')
    return 'The alliance does not record its meetings in the workbooks that this report is made from, so they are not counted here.';
  if (meetings.is === 'not at hand')
    return 'The alliance’s record of its meetings was not at hand when this report was made, so they are not counted here.';
  const count = (kind: Meeting['kind']) =>
    plannedMeetings(kind, meetings.rows, year).filter(({ last }) => last <= asOf).length;
  const unread = waiting(meetingsTab);
  const notCounted =
    unread === 0 ? '' : ` ${counted(unread, 'row')} of its record of meetings cannot be read, and may hold more.`;
  if (meetings.rows.length === 0) return `No meeting is recorded for the year.${notCounted}`;
  return `The alliance’s record has ${counted(count('alliance'), 'meeting')} of its own and ${counted(count('conference'), 'conference')} in the year, and ${counted(count('improvement-group'), 'meeting')} of its improvement group.${notCounted}`;
}
