import { inForce, settingsFor } from '../../sheets-schema/settings.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { pupilGroups } from '../../sheets-schema/tabs/pupil-groups.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { counted, yearLabel } from '../../sheets-schema/wording.ts';
import type { AnnualReportData, Comparison, Figure } from '../../templates/annual-report.document.ts';
import { type AbsenceTotals, absenceRates, absenceTotals, persistentAbsenceIn } from '../figures/absence.ts';
import { type AcademicYear, isWithin } from '../figures/academic-year.ts';
import { type ExclusionTotals, exclusionRates, exclusionTotals } from '../figures/exclusions.ts';
import { membersIn } from '../figures/members.ts';
import { divideHalfUp, showRate } from '../figures/rates.ts';
import {
  type Shown,
  SUPPRESSED,
  suppressCount,
  suppressParts,
  suppressRate,
  UNAVAILABLE,
} from '../figures/suppression.ts';
import { type RowsByTab, rowsOf } from '../history/records.ts';

type Group = (typeof pupilGroups)[number]['value'];

/** Totals of one group in one year over all schools that sent any; the measures below read from it. */
interface GroupYear {
  readonly absence: AbsenceTotals | null;
  readonly exclusions: ExclusionTotals | null;
}

/**
 * The behaviour and attendance annual report (2010 guidance, 69 to 75), as far as totals by term and group carry it. It leaves the
 * alliance, so small numbers are hidden: counts below the alliance's limit, rates that rest on them, and all that one school alone sent.
 * `schools` are the rows of this year's workbooks by URN, `lastYears` those of last year's: where this year's repeat last year's totals,
 * they are the ones that count.
 */
export function annualReportData(
  alliance: RowsByTab,
  schools: ReadonlyMap<string, RowsByTab>,
  lastYears: ReadonlyMap<string, RowsByTab>,
  year: AcademicYear,
  asOf: string,
): AnnualReportData {
  const settings = settingsFor(rowsOf(alliance, settingsTab), year.startYear);
  const below = inForce(settings.suppressBelow, 6);
  const members = membersIn(rowsOf(alliance, schoolsTab), year);
  const [previous, current] = [year.startYear - 1, year.startYear];
  const inYear = (startYear: number, group: Group): GroupYear => {
    const bySchool = <T extends typeof absenceByTermTab | typeof exclusionsByTermTab>(tab: T) =>
      members.map(({ urn }) => {
        const ofYear = (workbooks: ReadonlyMap<string, RowsByTab>, usual: number) =>
          rowsOf(workbooks.get(urn) ?? new Map(), tab).filter((row) => (row.year ?? usual) === startYear);
        const typed = ofYear(schools, current);
        return typed.length > 0 ? typed : ofYear(lastYears, previous);
      });
    return {
      absence: absenceTotals(bySchool(absenceByTermTab), group),
      exclusions: exclusionTotals(bySchool(exclusionsByTermTab), group),
    };
  };
  const both = (group: Group) => [inYear(previous, group), inYear(current, group)] as const;
  const all = both('all');
  const compare = (label: string, measure: Measure, [before, now] = all): Comparison =>
    comparison(label, measure, before, now, below);
  const byGroup = (measure: Measure) => pupilGroups.map(({ value, text }) => compare(text, measure, both(value)));

  const sent = Math.min(all[1].absence?.schools ?? 0, all[1].exclusions?.schools ?? 0);
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
    recipient: inForce(settings.reportRecipient, 'Local partnership lead for behaviour and attendance'),
    years: { previous: yearLabel(previous), current: yearLabel(current) },
    coverage: {
      sent,
      schools: members.length,
      note:
        sent === members.length
          ? null
          : 'The totals leave out the schools that have not sent theirs, so they are not those of the whole alliance.',
    },
    headlines: headlines([absence[0]!, persistent[1]!, exclusions[1]!, exclusions[5]!]),
    inShort: [absence[0]!, persistent[1]!, exclusions[1]!].map((line) => inWords(line)).filter((line) => line !== null),
    absence,
    absenceByGroup: byGroup(overallAbsence),
    persistentAbsence: {
      threshold: `${nowMeasure.percent} per cent or more`,
      note:
        thenMeasure.percent === nowMeasure.percent
          ? null
          : `In ${yearLabel(previous)} the threshold was ${thenMeasure.percent} per cent, so the two years cannot be compared.`,
      totals: persistent,
      byGroup: byGroup(persistentRate),
    },
    exclusions,
    suspensionsByTerm: suspensionsByTerm(all, below),
    suspensionsByGroup: byGroup(suspensionRate),
    arrangements: [meetingsHeld(alliance, year, asOf)],
    effectiveness: [],
    proposals: [],
    notYetIncluded: [
      'Behaviour judgements at inspection, bullying, managed moves and early intervention: the alliance does not keep these records yet.',
      'How well the arrangements worked, and what is proposed next: these are for the partnership to write.',
    ],
  };
}

/** How one measure is read from a year's totals: what is shown, and with how many decimals if it is a rate. */
interface Measure {
  read(totals: GroupYear, below: number): Shown;
  readonly decimals: 0 | 1 | 2;
}

function absenceMeasure(part: 'overall' | 'authorised' | 'unauthorised'): Measure {
  return {
    decimals: 1,
    read({ absence }) {
      if (absence === null) return UNAVAILABLE;
      const rate = absenceRates(absence)[part];
      if (rate === null) return UNAVAILABLE;
      const few = absence.schools === 1 || (absence.enrolments !== null && absence.enrolments < 10);
      return few ? SUPPRESSED : { kind: 'shown', value: rate };
    },
  };
}
const overallAbsence = absenceMeasure('overall');
const authorised = absenceMeasure('authorised');
const unauthorised = absenceMeasure('unauthorised');

function persistentMeasure(part: 'persistent' | 'severe'): Measure {
  return {
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
  decimals: 0,
  read: ({ absence }, below) =>
    absence === null ? UNAVAILABLE : ofSeveral(absence.schools, suppressCount(absence.persistent, below)),
};

type ExclusionPart = 'suspensions' | 'permanent' | 'onceOrMore' | 'twiceOrMore';

function exclusionCount(part: ExclusionPart): Measure {
  return {
    decimals: 0,
    read: ({ exclusions }, below) =>
      exclusions === null ? UNAVAILABLE : ofSeveral(exclusions.schools, suppressCount(exclusions[part], below)),
  };
}
function exclusionRate(part: ExclusionPart, decimals: 1 | 2): Measure {
  return {
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

function comparison(label: string, measure: Measure, before: GroupYear, now: GroupYear, below: number): Comparison {
  const [previous, current] = [measure.read(before, below), measure.read(now, below)];
  return {
    label,
    previous: figure(previous, measure),
    current: figure(current, measure),
    change: changeOf(previous, current, measure),
  };
}

/** The terms add up to the year's total, which is printed too: a term hidden alone is hidden together with a second one. */
function suspensionsByTerm([before, now]: readonly [GroupYear, GroupYear], below: number): Comparison[] {
  const parts = ({ exclusions }: GroupYear): readonly Shown[] => {
    if (exclusions === null) return [UNAVAILABLE, UNAVAILABLE, UNAVAILABLE];
    return suppressParts(exclusions.byTerm, below).map((shown) => ofSeveral(exclusions.schools, shown));
  };
  const [previous, current] = [parts(before), parts(now)];
  return ['Autumn', 'Spring', 'Summer'].map((label, at) => ({
    label,
    previous: figure(previous[at]!, suspensionCount),
    current: figure(current[at]!, suspensionCount),
    change: changeOf(previous[at]!, current[at]!, suspensionCount),
  }));
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
  if (previous.kind !== 'number' || current.kind !== 'number') return null;
  const [before, now] = [previous.value, current.value];
  if (before === now) return `${label} stayed at ${current.text}.`;
  return `${label} ${now < before ? 'fell' : 'rose'} from ${previous.text} to ${current.text}.`;
}

function meetingsHeld(alliance: RowsByTab, year: AcademicYear, asOf: string): string {
  const held = rowsOf(alliance, meetingsTab).filter(({ date }) => isWithin(date, year) && date <= asOf);
  const count = (kind: string) => held.filter((meeting) => meeting.kind === kind).length;
  return `The alliance held ${counted(count('alliance'), 'meeting')} of its own and ${counted(count('conference'), 'conference')} in the year; its improvement group ${times(count('improvement-group'))}.`;
}

function times(count: number): string {
  return ['did not meet', 'met once', 'met twice'][count] ?? `met ${count} times`;
}
