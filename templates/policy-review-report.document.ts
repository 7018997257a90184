import { defineDocument } from './kit/document.ts';
import { DAY_UNIT, dayCell, longDate } from './kit/money-and-dates.ts';
import type { Page } from './kit/page.ts';
import type { Cell } from './kit/table.ts';

/** How one school's statutory documents stand, for its governing board: its own alone. */
export interface PolicyReviewData {
  readonly school: string;
  /** 'YYYY-MM-DD': the day that all of it stands at. */
  readonly on: string;
  /** What to know before reading on, such as that nothing was sent, in a sentence; null where there is nothing. */
  readonly remark: string | null;
  readonly counts: PolicyCounts;
  /** The longest overdue first. */
  readonly overdue: readonly OverdueDocument[];
  /** Late and not overdue, the longest first. */
  readonly late: readonly LateDocument[];
  readonly dueNext: {
    /** 'YYYY-MM-DD': as far as the list looks ahead. */
    readonly until: string;
    /** The soonest first. `words` stand in place of the day where it alone would not say enough; else null. */
    readonly documents: readonly (DueDocument & { readonly words: string | null })[];
  };
  readonly notOnWebsite: readonly {
    readonly document: string;
    readonly lookedAfterBy: string;
    readonly what: string;
  }[];
  /** Documents that must be on the website and of which nothing is typed yet. */
  readonly notBegun: readonly string[];
  /** Added to what says that nothing is typed: rows that may be it wait to be mended. Empty where none do. */
  readonly unless: string;
  readonly notKnown: readonly string[];
  /** Rows that wait to be mended, each as its owner finds it. */
  readonly notCounted: readonly string[];
  /** Documents that the school says do not apply, though by its kind and phase they do. */
  readonly saidNotToApply: readonly string[];
  /** What "yearly" means here, in a sentence or two. */
  readonly yearly: string;
  readonly register: readonly RegisterLine[];
}

/** Every document that the school must have is one of these, pages and what it says does not apply apart. */
export interface PolicyCounts {
  readonly documents: number;
  readonly inTime: number;
  readonly overdue: number;
  /** Overdue if "yearly" means twelve months, and not if it means once an academic year. */
  readonly overdueByOneReading: number;
  /** Late where the time is only recommended, or where the alliance agreed otherwise. */
  readonly allowed: number;
  readonly notKnown: number;
  /** Cannot be read, so that nothing is said of them. */
  readonly toMend: number;
  /** Said not to apply, though by kind and phase they do: in no other figure. */
  readonly saidNotToApply: number;
  readonly toBePublished: number;
  readonly published: number;
  /** Of those to be published: it cannot be read whether they are. */
  readonly pagesToMend: number;
}

interface DueDocument {
  readonly document: string;
  /** Empty where nobody is named. */
  readonly lookedAfterBy: string;
  /** 'YYYY-MM-DD'. */
  readonly dueOn: string;
}

interface OverdueDocument extends DueDocument {
  readonly since: { readonly words: string; readonly days: number };
}

interface LateDocument extends DueDocument {
  /** Why it is not overdue, in a few words. */
  readonly why: string;
}

interface RegisterLine {
  readonly document: string;
  readonly approvedBy: string;
  /** 'YYYY-MM-DD', or null where no day is known. */
  readonly reviewedOn: string | null;
  readonly dueOn: string | null;
  /** Such as "in time", "overdue", "does not apply". */
  readonly review: string;
  /** Such as "yes", "not yet", "not asked". */
  readonly website: string;
}

const kept = (
  document: string,
  approvedBy: string,
  reviewedOn: string,
  dueOn: string,
  website = 'not asked',
): RegisterLine => ({
  ...{ document, approvedBy, reviewedOn, dueOn, website },
  review: dueOn < '2026-02-13' ? 'overdue' : 'in time',
});

const blank = (document: string, review: string): RegisterLine => ({
  ...{ document, review, approvedBy: '', reviewedOn: null, dueOn: null, website: 'not asked' },
});

export const policyReviewReport = defineDocument<PolicyReviewData>({
  id: 'policy-review-report',
  title: 'Policy review report',
  audience: 'school',
  about: ({ school }) => school,
  asks: ({ counts }) =>
    counts.overdue === 0
      ? null
      : `who reviews the ${counts.overdue === 1 ? 'overdue document' : `${counts.overdue} overdue documents`}, and by when`,
  example: {
    school: 'Elm Park High School',
    counts: {
      ...{ documents: 23, inTime: 17, overdue: 3, overdueByOneReading: 1, allowed: 0, notKnown: 1, toMend: 1 },
      saidNotToApply: 0,
      ...{ toBePublished: 9, published: 7, pagesToMend: 0 },
    },
    on: '2026-02-13',
    remark: null,
    overdue: [
      {
        document: 'Equality objectives',
        lookedAfterBy: 'Deputy head',
        dueOn: '2025-05-20',
        since: { words: '8 months', days: 269 },
      },
      {
        document: 'Health and safety',
        lookedAfterBy: 'School business manager',
        dueOn: '2025-08-31',
        since: { words: '5 months', days: 166 },
      },
      { document: 'School uniform', lookedAfterBy: '', dueOn: '2025-08-31', since: { words: '5 months', days: 166 } },
    ],
    late: [
      {
        document: 'Charging and remissions',
        lookedAfterBy: 'School business manager',
        dueOn: '2026-02-04',
        why: 'in time until 31 Aug 2026 by the academic year',
      },
    ],
    dueNext: {
      until: '2026-05-13',
      documents: [
        { document: 'School complaints', lookedAfterBy: 'Governance professional', dueOn: '2026-03-02', words: null },
        { document: 'School attendance', lookedAfterBy: 'Head of year', dueOn: '2026-03-19', words: null },
      ],
    },
    notOnWebsite: [
      { document: 'Equality information', lookedAfterBy: 'Deputy head', what: 'no address is typed' },
      { document: 'School uniform', lookedAfterBy: '', what: 'the address does not begin with https' },
    ],
    unless: '',
    notBegun: [],
    notKnown: ['School emergency plan'],
    notCounted: ['Premises management (its day cannot be read)'],
    saidNotToApply: [],
    yearly:
      'The alliance has not decided whether “yearly” means within twelve months of the last review or once in each academic year. ' +
      'Until it has, a document is overdue when it is by both; what is overdue by twelve months alone is told apart.',
    register: [
      kept('Admission arrangements', 'Governing board', '2025-11-11', '2026-11-11', 'yes'),
      kept('Behaviour and statement of principles', 'Governing board', '2025-09-23', '2026-09-23', 'yes'),
      kept('School exclusions', 'Governing board', '2025-09-23', '2026-09-23'),
      kept('Careers guidance', 'Committee', '2025-10-14', '2026-10-14', 'yes'),
      { ...kept('Charging and remissions', 'Committee', '2025-02-04', '2026-02-04', 'yes'), review: 'by one reading' },
      kept('Data protection privacy notice', 'Head', '2025-09-05', '2026-09-05'),
      kept('Equality objectives', 'Governing board', '2021-05-20', '2025-05-20', 'yes'),
      kept('Equality information', 'Governing board', '2025-12-09', '2026-12-09', 'not yet'),
      kept('Governors’ allowances', 'Governing board', '2025-09-23', '2026-09-23'),
      kept('Health and safety', 'Committee', '2023-11-02', '2025-08-31'),
      { ...blank('Premises management', 'not counted'), approvedBy: 'Committee' },
      kept('Relationships, sex and health education', 'Committee', '2025-06-24', '2026-06-24', 'yes'),
      kept('Safeguarding and child protection', 'Governing board', '2025-09-23', '2026-09-23', 'yes'),
      kept('School attendance', 'Governing board', '2025-03-19', '2026-03-19'),
      kept('School complaints', 'Governing board', '2025-03-02', '2026-03-02', 'yes'),
      kept('School uniform', 'Governing board', '2024-01-30', '2025-08-31', 'no https'),
      kept('Special educational needs and disability', 'Governing board', '2025-11-11', '2026-11-11', 'yes'),
      kept('Staff behaviour and grievance', 'Committee', '2025-07-01', '2026-07-01'),
      kept('Pupils with medical conditions', 'Governing board', '2025-11-11', '2026-11-11'),
      kept('Teachers’ pay', 'Committee', '2025-11-25', '2026-11-25'),
      kept('Teachers’ performance and capability', 'Committee', '2025-11-25', '2026-11-25'),
      blank('School emergency plan', 'not known'),
      kept('Accessibility plan', 'Governing board', '2024-11-12', '2027-11-12'),
    ],
  },
  render(page, data) {
    const { counts, register, remark } = data;
    page.callout(inShort(data), `${besides(counts)}As of ${longDate(data.on)}.`);
    if (remark !== null) page.paragraph(remark);
    if (register.length === 0) return;
    page.keyFigures([
      { value: outOf(counts.inTime, counts.documents, counts.toMend), label: 'reviewed in time' },
      { value: String(counts.overdue), label: overdueLabel(counts) },
      { value: String(counts.notKnown), label: 'of which no review is known' },
      {
        value: outOf(counts.published, counts.toBePublished, counts.pagesToMend),
        label: 'on the website, of those that must be',
      },
    ]);
    writeReviews(page, data);
    writeWebsite(page, data);
    writeNotKnown(page, data);
    writeRegister(page, data);
  },
});

/** The counts in one sentence. */
function inShort({ counts, register }: PolicyReviewData): string {
  const { documents, inTime, notKnown, toMend } = counts;
  if (register.length === 0) return 'Nothing is known of the school’s documents.';
  if (documents > 0 && notKnown === documents) return `Of none of the ${documents} documents is a review known yet.`;
  if (documents === 0) return 'By what the school says, no document applies to it.';
  if (inTime === documents) return `All ${documents} documents were reviewed in time.`;
  if (toMend === documents)
    return `Of none of the ${documents} documents can it be read how it stands; their rows wait to be mended.`;
  return `${inTime} of ${documents} documents ${inTime === 1 ? 'was' : 'were'} reviewed in time; ${otherwise(counts).join('; ')}.`;
}

/** The documents of which more is to be said than that they were reviewed in time. */
function otherwise({ overdue, overdueByOneReading, allowed, notKnown, toMend }: PolicyCounts): string[] {
  const are = (count: number) => `${count} ${count === 1 ? 'is' : 'are'}`;
  return [
    ...(overdue > 0 ? [`${are(overdue)} overdue`] : []),
    ...(overdueByOneReading > 0 ? [`${are(overdueByOneReading)} overdue by one reading of “yearly”`] : []),
    ...(allowed > 0 ? [`${are(allowed)} late by what is only recommended or was agreed otherwise`] : []),
    ...(notKnown > 0 ? [`of ${notKnown} no review is known`] : []),
    ...(toMend > 0
      ? [`${toMend} cannot be counted, as ${toMend === 1 ? 'its row waits' : 'their rows wait'} to be mended`]
      : []),
  ];
}

function besides(counts: PolicyCounts): string {
  const { saidNotToApply } = counts;
  const letOff =
    saidNotToApply === 0
      ? ''
      : `${saidNotToApply} more ${saidNotToApply === 1 ? 'is' : 'are'} said not to apply, and not counted. `;
  return letOff + onWebsite(counts);
}

function onWebsite({ published, toBePublished, pagesToMend }: PolicyCounts): string {
  if (toBePublished === 0) return '';
  if (pagesToMend === toBePublished)
    return `Of the ${toBePublished} that must be on the website it cannot be read whether they are there. `;
  const others = pagesToMend === 0 ? '' : `; of ${pagesToMend} it cannot be read`;
  return `${published} of ${toBePublished} that must be on the website are there${others}. `;
}

const overdueLabel = ({ overdueByOneReading }: PolicyCounts) =>
  overdueByOneReading === 0 ? 'overdue' : `overdue; ${overdueByOneReading} more by one reading`;

function writeReviews(page: Page, data: PolicyReviewData): void {
  const { overdue, late, dueNext, yearly, counts, unless } = data;
  const anyReview = counts.notKnown + counts.toMend === 0 ? 'No review' : 'No review that is known';
  const { until, documents } = dueNext;
  page.section('Reviews');
  if (overdue.length === 0) page.paragraph(`${anyReview} is overdue.`);
  else
    page.table({
      caption: 'Overdue, the longest first',
      columns: [
        ...dueColumns,
        { heading: 'Was due on', unit: DAY_UNIT, share: 2 },
        { heading: 'Overdue by', unit: 'days', share: 2 },
      ],
      rows: overdue.map(({ since, ...document }) => [
        ...dueRow(document),
        { printed: since.words, attached: String(since.days) },
      ]),
      whenEmpty: 'none.',
    });
  if (overdue.length > 0 && unless !== '') page.note(`No later review of these is typed${unless}.`);
  if (late.length > 0)
    page.table({
      caption: 'Late, and not counted as overdue',
      columns: [
        { heading: 'Document', share: 3.4 },
        { heading: 'Looked after by', share: 3 },
        { heading: 'Was due on', unit: DAY_UNIT, share: 1.9 },
        { heading: 'Why not overdue', share: 3.6 },
      ],
      rows: late.map(({ why, ...document }) => [...dueRow(document), why]),
      whenEmpty: 'none.',
    });
  if (documents.length === 0) page.paragraph(`${anyReview} falls due by ${longDate(until)}.`);
  else
    page.table({
      caption: `Due next, by ${longDate(until)}`,
      columns: [...dueColumns, { heading: 'Due on', unit: DAY_UNIT, share: 4 }],
      rows: documents.map(({ words, ...document }) => {
        const [name, by, day] = dueRow(document);
        return [name, by, words === null ? day : { printed: words, attached: document.dueOn }];
      }),
      whenEmpty: 'none.',
    });
  page.note(yearly);
}

function writeWebsite(page: Page, { notOnWebsite, notBegun, unless, counts }: PolicyReviewData): void {
  page.section('To be put on the website');
  if (counts.toBePublished === 0) {
    page.paragraph('Nothing that the school holds must be there.');
    return;
  }
  if (notOnWebsite.length + notBegun.length === 0) {
    page.paragraph('The address of every document that must be there is typed.');
    return;
  }
  page.bullets([
    ...notOnWebsite.map(({ document, lookedAfterBy, what }) => `${document} (${lookedAfterBy || NOBODY}): ${what}.`),
    ...(notBegun.length === 0 ? [] : [`Nothing is typed yet of ${notBegun.join('; ')}${unless}.`]),
  ]);
}

function writeNotKnown(page: Page, { notKnown, notCounted, saidNotToApply, unless, counts }: PolicyReviewData): void {
  if (notKnown.length + notCounted.length + saidNotToApply.length === 0) return;
  page.section('Not known and not counted');
  if (notKnown.length > 0) {
    const about = notKnown.length === counts.documents ? 'any document' : notKnown.join('; ');
    page.paragraph(`No day of a review is typed for ${about}${unless}. Not known is not the same as overdue.`);
  }
  if (notCounted.length > 0) page.paragraph(`Not counted, as the row waits to be mended: ${notCounted.join('; ')}.`);
  if (saidNotToApply.length > 0)
    page.paragraph(
      `Not counted, as the school says that ${saidNotToApply.length === 1 ? 'it does' : 'they do'} not apply, though by its kind and ` +
        `phase ${saidNotToApply.length === 1 ? 'it does' : 'they do'}: ${saidNotToApply.join('; ')}.`,
    );
}

function writeRegister(page: Page, { school, register }: PolicyReviewData): void {
  page.section('The whole register');
  page.table({
    caption: `Statutory documents of ${school}`,
    columns: [
      { heading: 'Document', share: 3.5 },
      { heading: 'Approved by', share: 2.05 },
      { heading: 'Last reviewed', unit: DAY_UNIT, share: 1.8 },
      { heading: 'Next due', unit: DAY_UNIT, share: 1.8 },
      { heading: 'Review', share: 1.85 },
      { heading: 'On the website', share: 1.35 },
    ],
    rows: register.map(({ document, approvedBy, reviewedOn, dueOn, review, website }) => [
      document,
      approvedBy,
      dayOrBlank(reviewedOn),
      dayOrBlank(dueOn),
      review,
      website,
    ]),
    together: true,
    whenEmpty: 'none.',
  });
}

const NOBODY = 'nobody named';
const dueColumns = [
  { heading: 'Document', share: 4.2 },
  { heading: 'Looked after by', share: 3 },
];
const dueRow = ({ document, lookedAfterBy, dueOn }: DueDocument): [Cell, Cell, Cell] => [
  document,
  lookedAfterBy || NOBODY,
  dayCell(dueOn),
];

/** Where none of them can be read, nothing is known. */
const outOf = (some: number, all: number, unread: number) =>
  all > 0 && unread === all ? 'not known' : `${some} of ${all}`;
const dayOrBlank = (day: string | null): Cell => (day === null ? '' : dayCell(day));
