import { defineDocument } from './kit/document.ts';
import { DAY_UNIT, dayCell, longDate } from './kit/money-and-dates.ts';
import type { Page } from './kit/page.ts';
import type { PolicyCounts } from './policy-review-report.document.ts';

/** How the statutory documents of all schools stand, for the alliance's board. */
export interface AlliancePolicyReviewData {
  /** Schools whose figures stand here, of all members. */
  readonly coverage: { readonly sent: number; readonly schools: number };
  /** 'YYYY-MM-DD': the day that all of it stands at. */
  readonly on: string;
  /** What to know before reading on, in a sentence; null where there is nothing. */
  readonly remark: string | null;
  readonly rows: readonly SchoolsRow[];
  /** Of the schools that sent something. */
  readonly totals: SchoolsFigures;
  /** 'YYYY-MM-DD': as far as "due next" looks ahead. */
  readonly until: string;
  readonly overdue: readonly {
    readonly school: string;
    readonly document: string;
    /** 'YYYY-MM-DD'. */
    readonly dueOn: string;
    readonly since: { readonly words: string; readonly days: number };
  }[];
  /** Late and not overdue, by school. */
  readonly late: readonly {
    readonly school: string;
    readonly document: string;
    /** 'YYYY-MM-DD'. */
    readonly dueOn: string;
    /** Why it is not overdue, in a few words. */
    readonly why: string;
  }[];
  /** The one that is overdue at most schools first. */
  readonly oftenOverdue: readonly {
    readonly document: string;
    readonly schools: number;
    /** Schools that must have it and of which its review is known. */
    readonly of: number;
  }[];
  /** The soonest first. */
  readonly dueNext: readonly {
    readonly document: string;
    readonly schools: number;
    /** 'YYYY-MM-DD'. */
    readonly firstOn: string;
  }[];
  /** Rows that wait to be mended, by school. */
  readonly rowsToMend: readonly { readonly school: string; readonly rows: number }[];
  /** What "yearly" means here, in a sentence or two. */
  readonly yearly: string;
}

/** What is due next stands apart: it is in time. */
export interface SchoolsFigures extends PolicyCounts {
  readonly dueNext: number;
}

interface SchoolsRow {
  readonly school: string;
  /** Null where the school sent nothing, `whyNothing` says why in a few words. */
  readonly figures: SchoolsFigures | null;
  readonly whyNothing: string | null;
}

const figures = (
  [inTime, overdue, overdueByOneReading, notKnown, toMend]: readonly [number, number, number, number, number],
  dueNext: number,
  [published, toBePublished]: readonly [number, number],
  saidNotToApply = 0,
): SchoolsFigures => ({
  ...{ inTime, overdue, overdueByOneReading, allowed: 0, notKnown, toMend, dueNext },
  ...{ published, toBePublished, saidNotToApply, pagesToMend: 0 },
  documents: inTime + overdue + overdueByOneReading + notKnown + toMend,
});
const sent = (school: string, ...of: Parameters<typeof figures>): SchoolsRow => ({
  school,
  figures: figures(...of),
  whyNothing: null,
});

export const alliancePolicyReviewReport = defineDocument<AlliancePolicyReviewData>({
  id: 'policy-review-report-alliance',
  title: 'Policy review report of the alliance',
  audience: 'alliance',
  about: () => 'All member schools',
  asks: ({ totals }) =>
    totals.overdue === 0 ? null : 'what to ask of the schools whose documents are overdue, and how to help them',
  example: {
    coverage: { sent: 8, schools: 9 },
    on: '2026-02-13',
    remark: null,
    rows: [
      sent('Alder Brook Academy', [22, 0, 0, 0, 0], 3, [9, 9]),
      sent('Copperdale School', [20, 2, 1, 0, 0], 4, [8, 9]),
      sent('Elm Park High School', [17, 3, 1, 1, 1], 2, [7, 9]),
      sent('Fernhollow Church of England First School', [20, 1, 0, 1, 0], 5, [8, 8]),
      { school: 'Larkmoor High School', figures: null, whyNothing: 'nothing sent yet' },
      sent('Oldmere Academy', [21, 0, 0, 0, 1], 2, [9, 9]),
      sent('Saltersley High School', [0, 0, 0, 23, 0], 0, [0, 9]),
      sent('Tarnbeck Academy', [21, 1, 0, 0, 0], 6, [9, 9]),
      sent('Whinfold Pupil Referral Unit', [17, 4, 1, 0, 0], 1, [6, 9], 1),
    ],
    totals: figures([138, 11, 3, 25, 2], 23, [56, 71], 1),
    until: '2026-05-13',
    overdue: [
      ['Copperdale School', 'Equality objectives', '2025-06-17', '7 months', 241],
      ['Copperdale School', 'Health and safety', '2025-08-31', '5 months', 166],
      ['Elm Park High School', 'Equality objectives', '2025-05-20', '8 months', 269],
      ['Elm Park High School', 'Health and safety', '2025-08-31', '5 months', 166],
      ['Elm Park High School', 'School uniform', '2025-08-31', '5 months', 166],
      ['Fernhollow Church of England First School', 'Premises management', '2025-08-31', '5 months', 166],
      ['Tarnbeck Academy', 'Health and safety', '2025-08-31', '5 months', 166],
      ['Whinfold Pupil Referral Unit', 'Teachers’ pay', '2024-08-31', '1 year 5 months', 531],
      ['Whinfold Pupil Referral Unit', 'Health and safety', '2025-08-31', '5 months', 166],
      ['Whinfold Pupil Referral Unit', 'School uniform', '2025-08-31', '5 months', 166],
      ['Whinfold Pupil Referral Unit', 'School emergency plan', '2025-08-31', '5 months', 166],
    ].map(([school, document, dueOn, words, days]) => ({
      school: String(school),
      document: String(document),
      dueOn: String(dueOn),
      since: { words: String(words), days: Number(days) },
    })),
    late: [
      ['Copperdale School', 'School attendance', '2026-01-20'],
      ['Elm Park High School', 'Charging and remissions', '2026-02-04'],
      ['Whinfold Pupil Referral Unit', 'School complaints', '2025-12-02'],
    ].map(([school, document, dueOn]) => ({
      ...{ school: String(school), document: String(document), dueOn: String(dueOn) },
      why: 'in time until 31 Aug 2026 by the academic year',
    })),
    oftenOverdue: [
      { document: 'Health and safety', schools: 4, of: 7 },
      { document: 'Equality objectives', schools: 2, of: 7 },
      { document: 'School uniform', schools: 2, of: 7 },
      { document: 'Premises management', schools: 1, of: 6 },
      { document: 'School emergency plan', schools: 1, of: 6 },
      { document: 'Teachers’ pay', schools: 1, of: 7 },
    ],
    dueNext: [
      { document: 'Charging and remissions', schools: 5, firstOn: '2026-02-24' },
      { document: 'School complaints', schools: 3, firstOn: '2026-03-02' },
      { document: 'Relationships, sex and health education', schools: 7, firstOn: '2026-03-17' },
      { document: 'School attendance', schools: 6, firstOn: '2026-03-24' },
      { document: 'Governors’ allowances', schools: 2, firstOn: '2026-04-14' },
    ],
    rowsToMend: [
      { school: 'Elm Park High School', rows: 1 },
      { school: 'Oldmere Academy', rows: 1 },
    ],
    yearly:
      'The alliance has not decided whether “yearly” means within twelve months of the last review or once in each academic year. ' +
      'Until it has, a document is overdue when it is by both; what is overdue by twelve months alone is told apart.',
  },
  render(page, data) {
    const { coverage, totals } = data;
    page.callout(
      `${coverage.sent} of ${coverage.schools} ${coverage.schools === 1 ? 'school sent its' : 'schools sent their'} register. ${inShort(totals)}`,
      `This is how the schools’ records stood on ${longDate(data.on)}. Every figure is that of the schools that sent theirs.`,
    );
    if (data.remark !== null) page.paragraph(data.remark);
    const isAnyKnown = totals.documents > 0;
    if (isAnyKnown) writeKeyFigures(page, totals);
    writeSchools(page, data);
    if (!isAnyKnown) return;
    writeOverdue(page, data);
    writeDueNext(page, data);
  },
});

/** The counts in one sentence. */
function inShort({ documents, inTime, notKnown, ...others }: SchoolsFigures): string {
  if (documents === 0 && others.saidNotToApply > 0)
    return 'By what is said of them, no document applies to any school.';
  if (documents === 0) return 'Nothing is known of any document yet.';
  if (notKnown === documents) return 'Of no document is a review known yet.';
  if (inTime === documents) return `All ${documents} documents were reviewed in time.`;
  const { overdue, overdueByOneReading, allowed, toMend } = others;
  const are = (count: number) => `${count} ${count === 1 ? 'is' : 'are'}`;
  const parts = [
    `${inTime} of ${documents} documents ${inTime === 1 ? 'was' : 'were'} reviewed in time`,
    ...(overdue > 0 ? [`${are(overdue)} overdue`] : []),
    ...(overdueByOneReading > 0 ? [`${are(overdueByOneReading)} overdue by one reading of “yearly”`] : []),
    ...(allowed > 0 ? [`${are(allowed)} late by what is only recommended or was agreed otherwise`] : []),
    ...(notKnown > 0 ? [`of ${notKnown} no review is known`] : []),
    ...(toMend > 0
      ? [`${toMend} cannot be counted, as ${toMend === 1 ? 'its row waits' : 'their rows wait'} to be mended`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

function writeKeyFigures(page: Page, totals: SchoolsFigures): void {
  page.keyFigures([
    { value: `${totals.inTime} of ${totals.documents}`, label: 'documents reviewed in time' },
    {
      value: String(totals.overdue),
      label:
        totals.overdueByOneReading === 0 ? 'overdue' : `overdue; ${totals.overdueByOneReading} more by one reading`,
    },
    { value: String(totals.notKnown), label: 'of which no review is known' },
    {
      value: onWebsite(totals),
      label: `on the website, of those that must be${totals.pagesToMend === 0 ? '' : `; of ${totals.pagesToMend} it cannot be read`}`,
    },
  ]);
}

function writeSchools(page: Page, data: AlliancePolicyReviewData): void {
  const { rows, totals, until, rowsToMend, yearly, coverage } = data;
  const columns = figureColumns(totals);
  const cells = (figures: SchoolsFigures) => columns.map(({ figure }) => figure(figures));
  const onOneLine = (text: string) => text.replaceAll(' ', '\u00a0');
  page.section('School by school');
  page.table({
    caption: 'Statutory documents, by school',
    columns: [
      { heading: 'School', share: 4 },
      ...columns.map(({ heading, share }) => ({ heading, share, align: 'right' as const })),
    ],
    rows: rows.map(({ school, figures, whyNothing }) =>
      figures === null
        ? [`${school}: ${whyNothing}`, ...columns.map(() => 'x')]
        : [school, ...cells(figures).map((text) => ({ printed: onOneLine(text), attached: text }))],
    ),
    ...(totals.documents === 0
      ? {}
      : { totals: [`${coverage.sent} of ${coverage.schools} schools`, ...cells(totals).map(onOneLine)] }),
    key:
      'Documents: those that apply to the school. Not known: no day of a review is typed, which is not the same as overdue. ' +
      `Due next: reviewed in time, and due again by ${longDate(until)}. x: not available.` +
      (totals.allowed === 0 ? '' : ' Allowed: late by what is only recommended, or as the alliance agreed.'),
    whenEmpty: 'no schools are listed.',
  });
  page.note(yearly);
  if (rowsToMend.length > 0)
    page.paragraph(
      'Rows that wait to be mended, so that no other figure holds them: ' +
        `${rowsToMend.map(({ school, rows }) => `${school} ${rows}`).join('; ')}.`,
    );
  if (totals.saidNotToApply > 0) page.paragraph(saidNotToApplyIn(rows, totals));
}

function saidNotToApplyIn(rows: readonly SchoolsRow[], { saidNotToApply }: SchoolsFigures): string {
  const bySchool = rows.flatMap(({ school, figures }) =>
    figures === null || figures.saidNotToApply === 0 ? [] : [`${school} ${figures.saidNotToApply}`],
  );
  return (
    `${saidNotToApply} ${saidNotToApply === 1 ? 'document is' : 'documents are'} said not to apply, though by the school’s kind and phase ` +
    `${saidNotToApply === 1 ? 'it does' : 'they do'}, so that no other figure holds ${saidNotToApply === 1 ? 'it' : 'them'}: ` +
    `${bySchool.join('; ')}.`
  );
}

/** What is seldom has a column where there is any. */
function figureColumns({ overdueByOneReading, allowed, toMend }: SchoolsFigures) {
  const column = (heading: string, share: number, figure: (figures: SchoolsFigures) => string) => ({
    heading,
    share,
    figure,
  });
  return [
    column('Documents', 1.75, ({ documents }) => String(documents)),
    column('In time', 1, ({ inTime }) => String(inTime)),
    column('Overdue', 1.4, ({ overdue }) => String(overdue)),
    ...(overdueByOneReading > 0 ? [column('By one reading', 1.35, (one) => String(one.overdueByOneReading))] : []),
    ...(allowed > 0 ? [column('Allowed', 1.4, (one) => String(one.allowed))] : []),
    column('Not known', 1.15, ({ notKnown }) => String(notKnown)),
    ...(toMend > 0 ? [column('To mend', 1.05, (one) => String(one.toMend))] : []),
    column('Due next', 0.9, ({ dueNext }) => String(dueNext)),
    column('On the website', 1.4, onWebsite),
  ];
}

function onWebsite({ published, toBePublished, pagesToMend }: SchoolsFigures): string {
  return pagesToMend === toBePublished && toBePublished > 0 ? 'not known' : `${published} of ${toBePublished}`;
}

function writeOverdue(page: Page, data: AlliancePolicyReviewData): void {
  page.section('Overdue');
  if (data.overdue.length === 0) page.paragraph(`${anyReview(data.totals)} is overdue.`);
  else writeOverdueTables(page, data);
  if (data.late.length === 0) return;
  page.table({
    caption: 'Late, and not counted as overdue, by school',
    columns: [
      { heading: 'School', share: 3.2 },
      { heading: 'Document', share: 3.2 },
      { heading: 'Was due on', unit: DAY_UNIT, share: 1.7 },
      { heading: 'Why not overdue', share: 3.4 },
    ],
    rows: data.late.map(({ school, document, dueOn, why }) => [school, document, dayCell(dueOn), why]),
    whenEmpty: 'none.',
  });
}

function writeOverdueTables(page: Page, { overdue, oftenOverdue }: AlliancePolicyReviewData): void {
  page.table({
    caption: 'Most often overdue',
    columns: [
      { heading: 'Document', share: 5 },
      { heading: 'Schools where overdue', share: 2, align: 'right' },
      { heading: 'Schools where known', share: 2, align: 'right' },
    ],
    rows: oftenOverdue.map(({ document, schools, of }) => [document, String(schools), String(of)]),
    whenEmpty: 'none.',
  });
  page.table({
    caption: 'Overdue, by school',
    columns: [
      { heading: 'School', share: 3.6 },
      { heading: 'Document', share: 3.6 },
      { heading: 'Was due on', unit: DAY_UNIT, share: 1.9 },
      { heading: 'Overdue by', unit: 'days', share: 1.9 },
    ],
    rows: overdue.map(({ school, document, dueOn, since }) => [
      school,
      document,
      dayCell(dueOn),
      { printed: since.words, attached: String(since.days) },
    ]),
    whenEmpty: 'none.',
  });
}

function writeDueNext(page: Page, { dueNext, until, totals }: AlliancePolicyReviewData): void {
  page.section('Due next');
  if (dueNext.length === 0) {
    page.paragraph(`${anyReview(totals)} falls due by ${longDate(until)}.`);
    return;
  }
  page.table({
    caption: `Reviews that fall due by ${longDate(until)}, the soonest first`,
    columns: [
      { heading: 'Document', share: 5 },
      { heading: 'The first on', unit: DAY_UNIT, share: 2.6 },
      { heading: 'Schools', share: 1.4, align: 'right' },
    ],
    rows: dueNext.map(({ document, schools, firstOn }) => [document, dayCell(firstOn), String(schools)]),
    whenEmpty: 'none.',
  });
}

const anyReview = ({ notKnown, toMend }: SchoolsFigures) =>
  notKnown + toMend === 0 ? 'No review' : 'No review that is known';
