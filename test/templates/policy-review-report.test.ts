import { describe, expect, it } from 'vitest';
import { renderDocument } from '../../templates/kit/document.ts';
import { type PolicyReviewData, policyReviewReport } from '../../templates/policy-review-report.document.ts';
import {
  type AlliancePolicyReviewData,
  alliancePolicyReviewReport,
} from '../../templates/policy-review-report-alliance.document.ts';
import { exampleMeta } from '../support/example-documents.ts';
import { checkPdfUa, readPdfText } from '../support/pdf-ua.ts';
import { realPart } from '../support/real-parts.ts';

const withoutQpdf = realPart('qpdf') === null;

const { example } = policyReviewReport;
const none = {
  ...{ documents: 0, inTime: 0, overdue: 0, overdueByOneReading: 0, allowed: 0, notKnown: 0, toMend: 0 },
  ...{ saidNotToApply: 0, toBePublished: 0, published: 0, pagesToMend: 0 },
};
const nothingOpen = {
  overdue: [],
  late: [],
  saidNotToApply: [],
  notOnWebsite: [],
  notKnown: [],
  notCounted: [],
  remark: null,
};
const isAsked = (website: string) => website !== 'not asked';

/** The example's register with every document reviewed in time. */
const allWell: PolicyReviewData = {
  ...example,
  ...nothingOpen,
  counts: { ...none, documents: 23, inTime: 23, toBePublished: 9, published: 9 },
  dueNext: { until: '2026-05-13', documents: [] },
  yearly: 'The alliance counts a year as twelve months after the last review.',
  register: example.register.map((line) => ({
    ...line,
    approvedBy: 'Governing board',
    reviewedOn: '2025-11-11',
    dueOn: '2026-11-11',
    review: 'in time',
    website: isAsked(line.website) ? 'yes' : 'not asked',
  })),
};

const muchOverdue: PolicyReviewData = {
  ...example,
  ...nothingOpen,
  counts: { ...none, documents: 23, inTime: 1, overdue: 22, toBePublished: 9, published: 1 },
  overdue: example.register.slice(0, 22).map(({ document }) => ({
    document,
    lookedAfterBy: 'School business manager',
    dueOn: '2024-08-31',
    since: { words: '1 year 5 months', days: 531 },
  })),
  dueNext: { until: '2026-05-13', documents: [] },
  notOnWebsite: example.register
    .filter(({ website }) => isAsked(website))
    .slice(1)
    .map(({ document }) => ({ document, lookedAfterBy: '', what: 'no address is typed' })),
};

const nothingTyped: PolicyReviewData = {
  ...example,
  ...nothingOpen,
  counts: { ...none, documents: 23, notKnown: 23, toBePublished: 9 },
  dueNext: { until: '2026-05-13', documents: [] },
  notKnown: example.register.map(({ document }) => document),
  notBegun: allWell.register.filter(({ website }) => isAsked(website)).map(({ document }) => document),
  register: example.register.map(({ document, website }) => ({
    document,
    approvedBy: '',
    reviewedOn: null,
    dueOn: null,
    review: 'not known',
    website: isAsked(website) ? 'not yet' : 'not asked',
  })),
};

const firstSchool: PolicyReviewData = {
  ...allWell,
  school: 'Fernhollow Church of England First School',
  counts: { ...none, documents: 22, inTime: 22, toBePublished: 8, published: 8 },
  register: allWell.register.map((line) =>
    line.document === 'Careers guidance'
      ? {
          ...line,
          approvedBy: '',
          reviewedOn: null,
          dueOn: null,
          review: 'does not apply',
          website: 'not asked',
        }
      : line,
  ),
};

/** A plan that is late by a time that is only recommended. */
const allowed: PolicyReviewData = {
  ...allWell,
  counts: { ...allWell.counts, inTime: 22, allowed: 1 },
  late: [
    {
      document: 'Accessibility plan',
      lookedAfterBy: 'Deputy head',
      dueOn: '2025-11-12',
      why: 'this time is only recommended',
    },
  ],
};

const longNames: PolicyReviewData = {
  ...example,
  school:
    'The Blessed Margaret of Saltersley and Saint Cuthbert’s Voluntary Aided Catholic and Church of England Middle School',
  overdue: example.overdue.map((line) => ({
    ...line,
    lookedAfterBy: 'Assistant headteacher for inclusion, safeguarding and the personal development of pupils',
  })),
};

const ofSchools: readonly { what: string; data: PolicyReviewData; says: readonly string[] }[] = [
  {
    what: 'something of everything',
    data: example,
    says: [
      '17 of 23 documents were reviewed in time; 3 are overdue; 1 is overdue by one reading of “yearly”; of 1 no review is known; 1 cannot be counted, as its row waits to be mended.',
      '7 of 9 that must be on the website are there. As of 13 February 2026.',
      'Equality objectives Deputy head 20 May 2025 8 months',
      'Late, and not counted as overdue Document Looked after by Was due on Why not overdue Charging and remissions School business manager 4 Feb 2026 in time until 31 Aug 2026 by the academic year',
      'Equality information (Deputy head): no address is typed.',
      'School uniform (nobody named): the address does not begin with https.',
      'No day of a review is typed for School emergency plan. Not known is not the same as overdue.',
      'Not counted, as the row waits to be mended: Premises management (its day cannot be read).',
    ],
  },
  {
    what: 'a school where all is well',
    data: allWell,
    says: [
      'All 23 documents were reviewed in time.',
      'No review is overdue.',
      'No review falls due by 13 May 2026.',
      'The address of every document that must be there is typed.',
      'The alliance counts a year as twelve months after the last review.',
    ],
  },
  {
    what: 'a school with much that is overdue',
    data: muchOverdue,
    says: ['1 of 23 documents was reviewed in time; 22 are overdue.', '1 of 9 that must be on the website are there.'],
  },
  {
    what: 'a school that typed nothing yet',
    data: nothingTyped,
    says: [
      'Of none of the 23 documents is a review known yet.',
      'Nothing is typed yet of Admission arrangements; Behaviour and statement of principles; Careers guidance;',
      'No day of a review is typed for any document. Not known is not the same as overdue.',
      'No review that is known is overdue.',
    ],
  },
  {
    what: 'a first school',
    data: firstSchool,
    says: ['All 22 documents were reviewed in time.', 'Careers guidance does not apply not asked'],
  },
  {
    what: 'a school late by what is only recommended',
    data: allowed,
    says: [
      '22 of 23 documents were reviewed in time; 1 is late by what is only recommended or was agreed otherwise.',
      'No review is overdue.',
      'Accessibility plan Deputy head 12 Nov 2025 this time is only recommended No review falls due by 13 May 2026.',
    ],
  },
  {
    what: 'a school that says of two documents that they do not apply',
    data: {
      ...allWell,
      counts: { ...allWell.counts, documents: 21, inTime: 21, saidNotToApply: 2 },
      saidNotToApply: ['School exclusions', 'School uniform'],
    },
    says: [
      'All 21 documents were reviewed in time.',
      '2 more are said not to apply, and not counted.',
      'Not counted, as the school says that they do not apply, though by its kind and phase they do: School exclusions; School uniform.',
    ],
  },
  {
    what: 'a school to which no document applies, as it says',
    data: { ...allWell, counts: { ...none, saidNotToApply: 22 } },
    says: ['By what the school says, no document applies to it.'],
  },
  { what: 'long names', data: longNames, says: ['inclusion, safeguarding and the personal development of pupils'] },
  {
    what: 'a school that sent nothing',
    data: {
      ...nothingTyped,
      counts: none,
      notKnown: [],
      register: [],
      remark: 'No records of the school’s workbook are kept for that day, so nothing can be said of its documents.',
    },
    says: [
      'Nothing is known of the school’s documents. As of 13 February 2026.',
      'No records of the school’s workbook are kept for that day, so nothing can be said of its documents. Document ASA-2026-0014',
    ],
  },
];

const inOneLine = (pages: readonly string[]) => pages.join('\n').replace(/\s+/g, ' ');

describe('the policy review report of a school', () => {
  it.each(ofSchools)('says of $what what its board must know', async ({ data, says }) => {
    const bytes = await renderDocument(policyReviewReport, data, exampleMeta);
    const text = inOneLine(await readPdfText(bytes));
    for (const sentence of says) expect(text).toContain(sentence);
    if (!withoutQpdf) expect(await checkPdfUa(bytes)).toEqual([]);
  });

  it('has what is to be done first on page 1, and after it what is not known and the whole register', async () => {
    const pages = await readPdfText(await renderDocument(policyReviewReport, example, exampleMeta));
    expect(pages).toHaveLength(3);
    expect(pages[0]).toContain('who reviews the 3 overdue documents, and by when');
    expect(pages[0]).toContain('To be put on the website');
    expect(pages[1]).toContain('Not known and not counted');
    expect(pages[1]).toContain('The whole register');
    for (const { document } of example.register) expect(inOneLine(pages.slice(1))).toContain(document);
  });

  it('says nothing of documents not known where every one is', async () => {
    const text = inOneLine(await readPdfText(await renderDocument(policyReviewReport, allWell, exampleMeta)));
    expect(text).not.toMatch(/Not known|not counted|by one reading/);
  });
});

const { example: all } = alliancePolicyReviewReport;
const figures = { ...none, dueNext: 0 };

const ofAlliances: readonly { what: string; data: AlliancePolicyReviewData; says: readonly string[] }[] = [
  {
    what: 'something of everything',
    data: all,
    says: [
      '8 of 9 schools sent their register. 138 of 179 documents were reviewed in time; 11 are overdue; 3 are overdue by one reading of “yearly”; of 25 no review is known; 2 cannot be counted, as their rows wait to be mended.',
      'Larkmoor High School: nothing sent yet x x x x x x x x',
      'Saltersley High School 23 0 0 0 23 0 0 0 of 9',
      '8 of 9 schools 179 138 11 3 25 2 23 56 of 71',
      'Health and safety 4 7',
      'Elm Park High School Charging and remissions 4 Feb 2026 in time until 31 Aug 2026 by the academic year',
      '1 document is said not to apply, though by the school’s kind and phase it does, so that no other figure holds it: Whinfold Pupil Referral Unit 1.',
      'Rows that wait to be mended, so that no other figure holds them: Elm Park High School 1; Oldmere Academy 1.',
    ],
  },
  {
    what: 'schools where all is well',
    data: {
      ...all,
      coverage: { sent: 1, schools: 1 },
      rows: [{ school: 'Alder Brook Academy', figures: { ...figures, documents: 22, inTime: 22 }, whyNothing: null }],
      totals: { ...figures, documents: 22, inTime: 22 },
      overdue: [],
      late: [],
      oftenOverdue: [],
      dueNext: [],
      rowsToMend: [],
    },
    says: [
      '1 of 1 school sent its register. All 22 documents were reviewed in time.',
      'No review is overdue.',
      'No review falls due by 13 May 2026.',
      'Alder Brook Academy 22 22 0 0 0 0 of 0',
    ],
  },
  {
    what: 'schools that sent nothing',
    data: {
      ...all,
      coverage: { sent: 0, schools: 2 },
      rows: [
        { school: 'Alder Brook Academy', figures: null, whyNothing: 'nothing sent yet' },
        { school: 'Oldmere Academy', figures: null, whyNothing: 'nothing sent yet' },
      ],
      totals: figures,
      overdue: [],
      late: [],
      oftenOverdue: [],
      dueNext: [],
      rowsToMend: [],
    },
    says: [
      '0 of 2 schools sent their register. Nothing is known of any document yet.',
      'Oldmere Academy: nothing sent yet x x x x x x Documents: those',
    ],
  },
];

describe('the policy review report of the alliance', () => {
  it.each(ofAlliances)('says of $what what its board must know', async ({ data, says }) => {
    const bytes = await renderDocument(alliancePolicyReviewReport, data, exampleMeta);
    const text = inOneLine(await readPdfText(bytes));
    for (const sentence of says) expect(text).toContain(sentence);
    if (!withoutQpdf) expect(await checkPdfUa(bytes)).toEqual([]);
  });

  it('has no column for what is seldom where there is none', async () => {
    const data = { ...all, totals: { ...all.totals, overdueByOneReading: 0, toMend: 0 } };
    const text = inOneLine(await readPdfText(await renderDocument(alliancePolicyReviewReport, data, exampleMeta)));
    expect(text).not.toMatch(/By one reading|To mend|Allowed/);
  });

  it('runs over pages with forty schools, each with its row', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({ ...all.rows[0]!, school: `School ${at + 1}` }));
    const data = { ...all, rows };
    const text = inOneLine(await readPdfText(await renderDocument(alliancePolicyReviewReport, data, exampleMeta)));
    for (const { school } of rows) expect(text).toContain(`${school} 22 22 0 0 0 0 3 9 of 9`);
  });
});
