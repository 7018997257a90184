import { hideCountsBelow } from '../../../../sheets-schema/core-settings.ts';
import { absenceByTermTab } from '../../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { meetingsTab } from '../../../../sheets-schema/tabs/meetings.tab.ts';
import { pupilGroups } from '../../../../sheets-schema/tabs/pupil-groups.ts';
import { counted, yearLabel } from '../../../../sheets-schema/wording.ts';
import type { AnnualReportData, Comparison, Figure } from '../../../../templates/annual-report.document.ts';
import { type AbsenceTotals, absenceRates, absenceTotals, persistentAbsenceIn } from '../../../figures/absence.ts';
import type { AcademicYear } from '../../../figures/academic-year.ts';
import { type Coverage, coverageOf, isAlike, ofSameSchools } from '../../../figures/coverage.ts';
import { type ExclusionTotals, exclusionRates, exclusionTotals } from '../../../figures/exclusions.ts';
import { type Meeting, plannedMeetings } from '../../../figures/meetings.ts';
import { divideHalfUp, showRate } from '../../../figures/rates.ts';
import {
  isSmallGroup,
  type Shown,
  SUPPRESSED,
  suppressCount,
  suppressParts,
  suppressRate,
  UNAVAILABLE,
} from '../../../figures/suppression.ts';
import type { StandsBehind } from '../../define-issue.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import { annualReportRecipient } from '../settings.ts';
import { partOf } from './report-held-back.ts';
import { type Sender, type TotalsTab, totalsSent } from './totals-sent.ts';

type Group = (typeof pupilGroups)[number]['value'];

/** Totals of one group in one year over all schools that sent any; the measures below read from it. */
interface GroupYear {
  readonly absence: AbsenceTotals | null;
  readonly exclusions: ExclusionTotals | null;
  /** Which schools and terms stand behind each. */
  readonly covered: Readonly<Record<Subject, Coverage>>;
}
type Subject = 'absence' | 'exclusions';
const SUBJECTS = [
  ['absence', absenceByTermTab],
  ['exclusions', exclusionsByTermTab],
] as const;

interface SchoolsTotals {
  readonly members: readonly Sender[];
  /** Schools that were members last year and are not any more. */
  readonly former: readonly Sender[];
  /** Who stood behind last year's own report, where it was issued and says so. */
  readonly behindLast: StandsBehind | null;
}

/**
 * The behaviour and attendance annual report (2010 guidance, 69 to 75), as far as totals by term and group carry it. It leaves the
 * alliance, so small numbers are hidden: counts below the alliance's limit, rates that rest on them, and all that one school alone sent.
 * Last year's columns stand beside it only where the same schools and terms stand behind both years: the change would be that of the
 * set, and a total of fewer schools, taken from last year's report, would give the others away.
 */
export function annualReportData(
  situation: Situation,
  { members, former, behindLast }: SchoolsTotals,
): AnnualReportData {
  const { settings, year } = situation;
  const below = settings.held(hideCountsBelow).value;
  const [previous, current] = [year.startYear - 1, year.startYear];
  const sentIn = <T extends TotalsTab>(tab: T, startYear: number) => {
    const senders = startYear === previous ? [...members, ...former] : members;
    return new Map(
      senders.flatMap((sender) => {
        const sent = totalsSent(tab, startYear, sender);
        return sent === null ? [] : [[sender.school.urn, sent.rows] as const];
      }),
    );
  };
  const inYear = (startYear: number, group: Group): GroupYear => {
    const [absence, exclusions] = [sentIn(absenceByTermTab, startYear), sentIn(exclusionsByTermTab, startYear)];
    return {
      absence: absenceTotals([...absence.values()], group),
      exclusions: exclusionTotals([...exclusions.values()], group),
      covered: { absence: coverageOf(absence, group), exclusions: coverageOf(exclusions, group) },
    };
  };
  const both = (group: Group) => [inYear(previous, group), inYear(current, group)] as const;
  const all = both('all');
  const notCompared = whyNotCompared(all, behindLast, year);
  const isLike = ([before, now]: readonly [GroupYear, GroupYear], group: Group, subject: Subject) =>
    isAlike(before.covered[subject], now.covered[subject]) &&
    isOfLastReport(before.covered[subject], behindLast, subject, group);
  const compare = (label: string, measure: Measure, group: Group = 'all'): Comparison => {
    const years = both(group);
    const now = measure.read(years[1], below);
    if (notCompared !== null) return { label, current: figure(now, measure) };
    const before = isLike(years, group, measure.subject) ? measure.read(years[0], below) : UNAVAILABLE;
    return comparison(label, measure, before, now);
  };
  const byGroup = (measure: Measure) => pupilGroups.map(({ value, text }) => compare(text, measure, value));

  const { absence: sentAbsence, exclusions: sentExclusions } = all[1].covered;
  const sent = [...sentAbsence.keys()].filter((urn) => sentExclusions.has(urn)).length;
  const isWhole = [...sentAbsence.values(), ...sentExclusions.values()].every((part) => part === 'year');
  const [thenMeasure, nowMeasure] = [persistentAbsenceIn(previous), persistentAbsenceIn(current)];
  const absence = [
    compare('Overall absence', overallAbsence),
    compare('Authorised', authorised),
    compare('Unauthorised', unauthorised),
  ];
  const persistent = [
    compare('Persistently absent pupils', persistentCount),
    compare('Persistent absence rate', persistentRate),
    compare('Severe absence rate', severeRate),
  ];
  const exclusions = [
    compare('Suspensions', suspensionCount),
    compare('Suspension rate', suspensionRate),
    compare('Pupils suspended once or more', onceOrMore),
    compare('Pupils suspended twice or more', twiceOrMore),
    compare('Permanent exclusions', permanentCount),
    compare('Permanent exclusion rate', permanentRate),
  ];
  return {
    recipient: settings.held(annualReportRecipient).value,
    years: { previous: yearLabel(previous), current: yearLabel(current) },
    notCompared,
    coverage: { sent, schools: members.length, note: coverageNote(sent === members.length, isWhole) },
    headlines: headlines([absence[0]!, persistent[1]!, exclusions[1]!, exclusions[5]!]),
    inShort: [absence[0]!, persistent[1]!, exclusions[1]!].map((line) => inWords(line)).filter((line) => line !== null),
    absence,
    absenceByGroup: byGroup(overallAbsence),
    persistentAbsence: {
      threshold: `${nowMeasure.percent} per cent or more`,
      note:
        thenMeasure.percent === nowMeasure.percent || notCompared !== null
          ? null
          : `In ${yearLabel(previous)} the threshold was ${thenMeasure.percent} per cent, so the two years cannot be compared.`,
      totals: persistent,
      byGroup: byGroup(persistentRate),
    },
    exclusions,
    suspensionsByTerm: suspensionsByTerm(all, below, notCompared === null),
    suspensionsByGroup: byGroup(suspensionRate),
    arrangements: [meetingsHeld(situation)],
    effectiveness: [],
    proposals: [],
    notYetIncluded: [
      'Behaviour judgements at inspection, bullying, managed moves and early intervention: the alliance does not keep these records yet.',
      'How well the arrangements worked, and what is proposed next: these are for the partnership to write.',
    ],
  };
}

/** Why last year's columns are left out, in a sentence that names no school; null where the years can be compared. */
function whyNotCompared(
  [before, now]: readonly [GroupYear, GroupYear],
  behindLast: StandsBehind | null,
  { startYear, label }: AcademicYear,
): string | null {
  const last = yearLabel(startYear - 1);
  const subjects = SUBJECTS.map(([subject]) => [subject, before.covered[subject], now.covered[subject]] as const);
  if (subjects.every(([, then]) => then.size === 0))
    return `No figures of ${last} were sent, so ${label} stands alone.`;
  const sameSchools = subjects.every(
    ([subject, then, current]) => ofSameSchools(then, current) && isOfLastReport(then, behindLast, subject, 'all'),
  );
  if (!sameSchools) return `Figures of ${last} are left out, as not the same schools stand behind both years.`;
  return subjects.every(([, then, current]) => isAlike(then, current))
    ? null
    : `Figures of ${last} are left out, as those of ${label} do not cover the same terms.`;
}

/** Last year's total over other schools than those in last year's own report would, taken from it, give those away. */
function isOfLastReport(then: Coverage, behindLast: StandsBehind | null, subject: Subject, group: Group): boolean {
  if (behindLast === null) return true;
  const [, tab] = SUBJECTS.find(([name]) => name === subject)!;
  const behind = behindLast[partOf(tab.id, group)] ?? [];
  return behind.length === then.size && behind.every((urn) => then.has(urn));
}

function coverageNote(isAll: boolean, isWhole: boolean): string | null {
  const notes = [
    ...(isAll
      ? []
      : ['The totals leave out the schools that have not sent theirs, so they are not those of the whole alliance.']),
    ...(isWhole
      ? []
      : ['Not every school’s figures cover all three terms, so they are not yet those of a whole year.']),
  ];
  return notes.length === 0 ? null : notes.join(' ');
}

/** How one measure is read from a year's totals: what is shown, and with how many decimals if it is a rate. */
interface Measure {
  readonly subject: Subject;
  read(totals: GroupYear, below: number): Shown;
  readonly decimals: 0 | 1 | 2;
}

function absenceMeasure(part: 'overall' | 'authorised' | 'unauthorised'): Measure {
  return {
    subject: 'absence',
    decimals: 1,
    read({ absence }) {
      if (absence === null) return UNAVAILABLE;
      const rate = absenceRates(absence)[part];
      if (rate === null) return UNAVAILABLE;
      const few = absence.schools === 1 || isSmallGroup(absence.pupils);
      return few ? SUPPRESSED : { kind: 'shown', value: rate };
    },
  };
}
const overallAbsence = absenceMeasure('overall');
const authorised = absenceMeasure('authorised');
const unauthorised = absenceMeasure('unauthorised');

function persistentMeasure(part: 'persistent' | 'severe'): Measure {
  return {
    subject: 'absence',
    decimals: 1,
    read({ absence }, below) {
      if (absence === null) return UNAVAILABLE;
      const shown = suppressRate(absenceRates(absence)[part], absence[part], absence.enrolments, below);
      return ofSeveral(absence.schools, shown);
    },
  };
}
const persistentRate = persistentMeasure('persistent');
const severeRate = persistentMeasure('severe');
const persistentCount: Measure = {
  subject: 'absence',
  decimals: 0,
  read: ({ absence }, below) =>
    absence === null ? UNAVAILABLE : ofSeveral(absence.schools, suppressCount(absence.persistent, below)),
};

type ExclusionPart = 'suspensions' | 'permanent' | 'onceOrMore' | 'twiceOrMore';

function exclusionCount(part: ExclusionPart): Measure {
  return {
    subject: 'exclusions',
    decimals: 0,
    read: ({ exclusions }, below) =>
      exclusions === null ? UNAVAILABLE : ofSeveral(exclusions.schools, suppressCount(exclusions[part], below)),
  };
}
function exclusionRate(part: ExclusionPart, decimals: 1 | 2): Measure {
  return {
    subject: 'exclusions',
    decimals,
    read({ exclusions }, below) {
      if (exclusions === null) return UNAVAILABLE;
      const shown = suppressRate(exclusionRates(exclusions)[part], exclusions[part], exclusions.headcount, below);
      return ofSeveral(exclusions.schools, shown);
    },
  };
}
const suspensionCount = exclusionCount('suspensions');
const onceOrMore = exclusionCount('onceOrMore');
const twiceOrMore = exclusionCount('twiceOrMore');
const permanentCount = exclusionCount('permanent');
const suspensionRate = exclusionRate('suspensions', 2);
const permanentRate = exclusionRate('permanent', 2);

/** A total to which one school alone contributes is that school's own figure. */
function ofSeveral(schools: number, shown: Shown): Shown {
  return schools === 1 && shown.kind === 'shown' ? SUPPRESSED : shown;
}

function comparison(label: string, measure: Measure, previous: Shown, current: Shown): Comparison {
  return {
    label,
    previous: figure(previous, measure),
    current: figure(current, measure),
    change: changeOf(previous, current, measure),
  };
}

/** The terms add up to the year's total, which is printed too: a term hidden alone is hidden together with a second one. */
function suspensionsByTerm(
  [before, now]: readonly [GroupYear, GroupYear],
  below: number,
  isCompared: boolean,
): Comparison[] {
  const parts = ({ exclusions }: GroupYear): readonly Shown[] => {
    if (exclusions === null) return [UNAVAILABLE, UNAVAILABLE, UNAVAILABLE];
    return suppressParts(exclusions.byTerm, below).map((shown) => ofSeveral(exclusions.schools, shown));
  };
  const [previous, current] = [parts(before), parts(now)];
  return ['Autumn', 'Spring', 'Summer'].map((label, at) =>
    isCompared
      ? comparison(label, suspensionCount, previous[at]!, current[at]!)
      : { label, current: figure(current[at]!, suspensionCount) },
  );
}

function figure(shown: Shown, { decimals }: Measure): Figure {
  if (shown.kind !== 'shown') return { kind: 'symbol', symbol: shown.kind === 'suppressed' ? 'c' : 'x' };
  if (decimals === 0) return { kind: 'number', text: shown.value.toLocaleString('en-GB'), value: shown.value };
  const text = showRate(shown.value, decimals);
  if (shown.value === 0 || Number(text) !== 0) return { kind: 'number', text: `${text}%`, value: shown.value / 100 };
  return { kind: 'symbol', symbol: 'low' };
}

/** Rates differ by points, counts by per cent. A change is hidden with either of its sides, as it would give that side away. */
function changeOf(previous: Shown, current: Shown, { decimals }: Measure): Figure {
  if (previous.kind !== 'shown' || current.kind !== 'shown') {
    const hidden = previous.kind === 'suppressed' || current.kind === 'suppressed';
    return { kind: 'symbol', symbol: hidden ? 'c' : 'x' };
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
  const { look, year, asOf } = seeing(situation, [
    { tab: meetingsTab, columns: ['date', 'kind', 'lastDay', 'status', 'movedTo'] },
  ]);
  const meetings = look(meetingsTab);
  if (meetings.is === 'not kept')
    return 'The alliance does not record its meetings in the workbooks that this report is made from, so they are not counted here.';
  if (meetings.is === 'not at hand')
    return 'The alliance’s record of its meetings was not at hand when this report was made, so they are not counted here.';
  const count = (kind: Meeting['kind']) =>
    plannedMeetings(kind, meetings.rows, year).filter(({ last }) => last <= asOf).length;
  return `The alliance held ${counted(count('alliance'), 'meeting')} of its own and ${counted(count('conference'), 'conference')} in the year; its improvement group ${times(count('improvement-group'))}.`;
}

function times(count: number): string {
  return ['did not meet', 'met once', 'met twice'][count] ?? `met ${count} times`;
}
