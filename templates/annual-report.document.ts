import type { Bar } from './kit/bar-chart.ts';
import { defineDocument } from './kit/document.ts';
import type { Page } from './kit/page.ts';
import type { Cell } from './kit/table.ts';

/**
 * A cell of the report, ready to print: the template works nothing out and hides nothing.
 * The symbols are those of official statistics: c hidden, x not available, z not applicable, low rounds to nought; few is ours: too few schools.
 */
export type Figure =
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'symbol'; readonly symbol: 'c' | 'few' | 'x' | 'z' | 'low' };

/**
 * The same measure in both years, or in the current one alone where they are not compared. A change of a rate is in percentage
 * points, a change of a count in per cent.
 */
export interface Comparison {
  readonly label: string;
  readonly previous?: Figure;
  readonly current: Figure;
  readonly change?: Figure;
}

/** The behaviour and attendance annual report of a partnership (2010 guidance, 69 to 75), as far as aggregates carry it. */
export interface AnnualReportData {
  /** To whom the report goes. */
  readonly recipient: string;
  /** Such as 2024/25 and 2025/26. */
  readonly years: { readonly previous: string; readonly current: string };
  /** Why the year before is left out, in a sentence; null where it stands beside the current one. */
  readonly notCompared: string | null;
  readonly coverage: {
    readonly sent: number;
    readonly schools: number;
    /** What is missing and what follows for the figures, or null when all is there. */
    readonly note: string | null;
  };
  readonly headlines: readonly { readonly value: string; readonly label: string }[];
  readonly inShort: readonly string[];
  /** Overall, authorised and unauthorised absence. */
  readonly absence: readonly Comparison[];
  readonly absenceByGroup: readonly Comparison[];
  readonly persistentAbsence: {
    /** The threshold of the current year, such as "10 per cent or more". */
    readonly threshold: string;
    /** What to know when the years' thresholds differ, or a second threshold is shown; or null. */
    readonly note: string | null;
    readonly totals: readonly Comparison[];
    readonly byGroup: readonly Comparison[];
  };
  readonly exclusions: readonly Comparison[];
  readonly suspensionsByTerm: readonly Comparison[];
  readonly suspensionsByGroup: readonly Comparison[];
  /** What was arranged and done, how well it worked, and what is proposed: a paragraph each. */
  readonly arrangements: readonly string[];
  readonly effectiveness: readonly string[];
  readonly proposals: readonly string[];
  readonly notYetIncluded: readonly string[];
}

const symbols = {
  c: 'hidden: a small number of pupils stands there or could be worked out from it, or an earlier issue hid it',
  few: 'not shown: fewer than three schools stand behind it',
  x: 'not available: not all of the schools that it adds up sent it, or not for both years, or it cannot be right',
  z: 'not applicable: there is nothing to measure',
  low: 'more than nought, but rounds to it',
} as const;

const figureText = (figure: Figure | undefined) =>
  figure === undefined ? '' : figure.kind === 'number' ? figure.text : figure.symbol;
/** A rise without its sign in the attached table, where a spreadsheet would take it for a formula. */
const figureCell = (figure: Figure | undefined): Cell => {
  const printed = figureText(figure);
  return { printed, attached: printed.replace(/^\+/, '') };
};
const bar = (figure: Figure | undefined): Bar => ({
  text: figureText(figure),
  value: figure?.kind === 'number' ? figure.value : null,
});

const sections = {
  inShort: 'The year in short',
  reading: 'How to read the figures',
  absence: 'Absence',
  persistentAbsence: 'Persistent absence',
  exclusions: 'Suspensions and permanent exclusions',
  arrangements: 'What we arranged and did',
  effectiveness: 'How well it worked',
  proposals: 'What we propose next',
  notYetIncluded: 'What this report does not include yet',
} as const;

const rate = (value: number): Figure => ({ kind: 'number', text: `${value.toFixed(1)}%`, value });
const count = (value: number): Figure => ({ kind: 'number', text: value.toLocaleString('en-GB'), value });
const points = (value: number): Figure => ({
  kind: 'number',
  text: `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)} points`,
  value,
});
const hidden: Figure = { kind: 'symbol', symbol: 'c' };
const notAvailable: Figure = { kind: 'symbol', symbol: 'x' };
const notApplicable: Figure = { kind: 'symbol', symbol: 'z' };
const rates = (label: string, previous: number, current: number): Comparison => ({
  label,
  previous: rate(previous),
  current: rate(current),
  change: points(current - previous),
});
const counts = (label: string, previous: number, current: number, change: string): Comparison => ({
  label,
  previous: count(previous),
  current: count(current),
  change: { kind: 'number', text: change, value: current - previous },
});

export const annualReport = defineDocument<AnnualReportData>({
  id: 'annual-report',
  title: 'Behaviour and attendance: annual report',
  audience: 'outside',
  about: ({ years, notCompared }) =>
    `Academic year ${years.current}${notCompared === null ? `, compared with ${years.previous}` : ''}`,
  asks: ({ proposals }) => (proposals.length === 0 ? null : `what is proposed under “${sections.proposals}”`),
  example: {
    recipient: 'Local partnership lead for behaviour and attendance',
    years: { previous: '2024/25', current: '2025/26' },
    notCompared: null,
    coverage: {
      sent: 8,
      schools: 9,
      note: 'One school sent figures of neither year. Totals and rates of both years are those of the other eight, and so not of the whole alliance.',
    },
    headlines: [
      { value: '7.6%', label: 'of sessions missed, 0.5 points fewer than last year' },
      { value: '22.1%', label: 'of pupils persistently absent, 1.8 points fewer' },
      { value: '610', label: 'suspensions, 8% fewer' },
      { value: '15', label: 'permanent exclusions; 20 last year' },
    ],
    inShort: [
      'Absence fell in both halves of the year, and most for pupils eligible for free school meals.',
      'Persistent absence fell, but still touches more than one pupil in five.',
      'Suspensions fell for the first time in three years; pupils with SEN support remain more than twice as likely to be suspended as others.',
    ],
    absence: [
      rates('All absence', 8.1, 7.6),
      rates('Authorised absence', 5.4, 5.2),
      rates('Unauthorised absence', 2.7, 2.4),
    ],
    absenceByGroup: [
      rates('All pupils', 8.1, 7.6),
      rates('Girls', 8.3, 7.9),
      rates('Boys', 7.9, 7.3),
      rates('Eligible for free school meals', 12.4, 11.1),
      rates('Not eligible for free school meals', 6.7, 6.4),
      rates('SEN support', 11.3, 10.9),
      rates('Education, health and care plan', 13.0, 13.2),
      rates('No special educational needs', 7.2, 6.7),
      { label: 'Looked after by a local authority', previous: rate(9.8), current: hidden, change: hidden },
    ],
    persistentAbsence: {
      threshold: '10 per cent or more of the sessions that were possible for the pupil',
      note: 'The threshold was the same in both years, so the two can be compared.',
      totals: [
        rates('Pupils persistently absent, share of enrolments', 23.9, 22.1),
        counts('Pupils persistently absent', 2010, 1875, '−7%'),
        counts('Pupils absent for half of their sessions or more', 215, 225, '+5%'),
      ],
      byGroup: [
        rates('All pupils', 23.9, 22.1),
        rates('Eligible for free school meals', 38.2, 34.9),
        rates('Not eligible for free school meals', 19.1, 17.8),
        rates('SEN support', 33.5, 32.6),
        rates('Education, health and care plan', 36.8, 37.0),
        rates('Looked after by a local authority', 27.4, 26.1),
        { label: 'Gypsy, Roma and Traveller pupils', previous: hidden, current: hidden, change: hidden },
      ],
    },
    exclusions: [
      counts('Suspensions', 660, 610, '−8%'),
      rates('Suspension rate', 7.8, 7.2),
      counts('Pupils suspended at least once', 340, 325, '−4%'),
      counts('Pupils suspended more than once', 150, 135, '−10%'),
      counts('Permanent exclusions', 20, 15, '−25%'),
      {
        label: 'Permanent exclusion rate',
        previous: { kind: 'number', text: '0.24%', value: 0.24 },
        current: { kind: 'number', text: '0.18%', value: 0.18 },
        change: { kind: 'number', text: '−0.06 points', value: -0.06 },
      },
      { label: 'Days lost to suspension', previous: notAvailable, current: count(1285), change: notAvailable },
    ],
    suspensionsByTerm: [
      counts('Autumn', 240, 230, '−4%'),
      counts('Spring', 225, 210, '−7%'),
      counts('Summer', 190, 175, '−8%'),
    ],
    suspensionsByGroup: [
      rates('All pupils', 7.8, 7.2),
      rates('Girls', 5.6, 5.3),
      rates('Boys', 9.9, 9.0),
      rates('Eligible for free school meals', 15.7, 14.6),
      rates('SEN support', 17.2, 16.8),
      { label: 'Education, health and care plan', previous: rate(14.1), current: hidden, change: hidden },
      { label: 'Looked after by a local authority', previous: hidden, current: hidden, change: hidden },
      { label: 'Pupils in Year 12 and above', previous: notApplicable, current: notApplicable, change: notApplicable },
    ],
    arrangements: [
      'The nine schools met six times as a partnership board. All schools were represented at every meeting, once by a deputy.',
      'Attendance leads compared their figures each half term and agreed a common letter to families before the autumn break. Provision from the sixth day of a suspension is shared between four schools.',
    ],
    effectiveness: [
      'The aim of bringing persistent absence below 23 per cent was met. The aim of no more than 600 suspensions was just missed.',
      'The gap between pupils eligible for free school meals and others narrowed from 19.1 to 17.1 points in persistent absence.',
    ],
    proposals: [
      'In the coming year we will bring together early help for pupils whose absence passes 5 per cent in the first half term, and review the use of suspension for pupils with SEN support.',
    ],
    notYetIncluded: [
      'Inspection judgements of behaviour, which the schools have not yet entered.',
      'Bullying as pupils report it, managed moves, and early interventions: these need records that the alliance does not keep yet.',
      'What partners fed back about each other’s support.',
    ],
  },
  render(page, data) {
    const { years, coverage, persistentAbsence, notCompared } = data;
    const isCompared = notCompared === null;
    const beside = isCompared ? `, with every figure beside that of ${years.previous}` : '';
    if (data.headlines.length > 0) page.keyFigures(data.headlines);
    page.section(sections.inShort);
    if (data.inShort.length === 0)
      page.paragraph(notCompared ?? 'There are no figures of both years yet that can be compared.');
    else page.bullets(data.inShort);
    page.callout(`${coverage.sent} of ${coverage.schools} schools sent figures.`, coverage.note ?? undefined);
    page.paragraph(
      `This report says how the schools of the ${page.alliance} fared with attendance and behaviour in ${years.current}${beside}. ` +
        `Prepared for: ${data.recipient}.`,
    );
    const { inShort: _, ...furtherOn } = sections;
    page.contents(Object.values(furtherOn));

    page.section(sections.reading);
    page.paragraph(
      'Absence is counted in sessions; a school day has two. A rate of absence is the number of sessions missed out of every 100 that were possible. ' +
        'A suspension rate of 7.2% means 7.2 suspensions for every 100 pupils on roll in January; a pupil can be suspended more than once.',
    );
    page.paragraph(
      'Counts are rounded to the nearest five, and rates and changes are worked out from the rounded counts. Parts may therefore not add up to their total.',
    );
    page.paragraph(
      'Where a figure adds up fewer schools than sent figures, how many it adds up stands beside it: the others did not send that part, or not for both years, or it cannot be right.',
    );
    if (isCompared)
      page.paragraph(
        'A change of a rate is the difference between the two years, in percentage points: from 8.0% to 7.5% is −0.5 points. ' +
          'A change of a number is in per cent of last year’s number.',
      );
    page.facts(Object.entries(symbols), 'Some cells hold a sign in place of a figure:');

    page.section(sections.absence);
    writeComparisons(page, data, 'Sessions missed, out of every 100 possible', 'Kind of absence', data.absence);
    writeComparisons(page, data, 'All absence by group of pupils', 'Group', data.absenceByGroup);

    page.section(sections.persistentAbsence);
    page.paragraph(
      `In ${years.current} a pupil counts as persistently absent who missed ${persistentAbsence.threshold}.` +
        (persistentAbsence.note === null ? '' : ` ${persistentAbsence.note}`),
    );
    writeComparisons(page, data, 'Persistent absence in all schools', 'Measure', persistentAbsence.totals);
    if (isCompared && persistentAbsence.byGroup.length > 0) {
      page.barChart({
        title: 'Pupils persistently absent, out of every 100 in the group',
        series: [years.previous, years.current],
        groups: persistentAbsence.byGroup.map(({ label, previous, current }) => ({
          label,
          bars: [bar(previous), bar(current)],
        })),
      });
    }
    writeComparisons(page, data, 'Persistent absence by group of pupils', 'Group', persistentAbsence.byGroup);

    page.section(sections.exclusions);
    writeComparisons(page, data, 'Suspensions and permanent exclusions in all schools', 'Measure', data.exclusions);
    writeComparisons(
      page,
      data,
      'Suspensions by term',
      'Term',
      data.suspensionsByTerm,
      'left out. They are shown where every school behind the number of suspensions sent each term by itself.',
    );
    writeComparisons(page, data, 'Suspension rate by group of pupils', 'Group', data.suspensionsByGroup);

    writeText(page, sections.arrangements, data.arrangements);
    writeText(page, sections.effectiveness, data.effectiveness);
    writeText(page, sections.proposals, data.proposals);

    page.section(sections.notYetIncluded);
    if (data.notYetIncluded.length === 0) page.paragraph('Nothing that this report should contain is left out.');
    else page.bullets(data.notYetIncluded);
  },
});

function writeComparisons(
  page: Page,
  { years, notCompared }: AnnualReportData,
  caption: string,
  what: string,
  rows: readonly Comparison[],
  whenEmpty = 'no figures were sent.',
): void {
  const now = { heading: years.current, share: 1.6, align: 'right' } as const;
  const columns =
    notCompared === null
      ? [
          { heading: years.previous, share: 1.6, align: 'right' } as const,
          now,
          { heading: 'Change', share: 1.8, align: 'right' } as const,
        ]
      : [now];
  const shown = ({ previous, current, change }: Comparison) =>
    notCompared === null ? [previous, current, change] : [current];
  page.table({
    caption,
    columns: [{ heading: what, share: 5 }, ...columns],
    rows: rows.map((row) => [row.label, ...shown(row).map(figureCell)]),
    whenEmpty,
  });
}

function writeText(page: Page, title: string, paragraphs: readonly string[]): void {
  page.section(title);
  for (const paragraph of paragraphs) page.paragraph(paragraph);
}
