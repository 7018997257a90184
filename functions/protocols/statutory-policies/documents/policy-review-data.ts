import { type Policy, policies, policiesTab } from '../../../../sheets-schema/tabs/policies.tab.ts';
import { counted, listed, longDate } from '../../../../sheets-schema/wording.ts';
import { shortDate } from '../../../../templates/kit/money-and-dates.ts';
import type { PolicyReviewData } from '../../../../templates/policy-review-report.document.ts';
import type { School } from '../../../figures/members.ts';
import type { MadeFrom } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { isAgreed } from '../figures.ts';
import type { PolicyRow } from '../review.ts';
import { type KnownRegister, keptRegister, type ReportedPolicy } from './kept-register.ts';
import { dayOf, ENDED, figuresOf, isDueNext, lateIn, overdueIn, untilOf, yearlyInWords } from './review-figures.ts';

/** One school's register for its governing board: from its own workbook alone. */
export function policyReviewData(situation: Situation, school: School, made: MadeFrom): PolicyReviewData {
  const own = keptRegister(school, situation, made);
  const yearly = yearlyInWords(situation);
  if (own.is !== 'known') return { ...nothingKnown(situation), school: school.name, remark: own.why, yearly };
  const { held, others, rowsToMend } = own;
  return {
    school: school.name,
    on: own.on,
    remark: remarkOn(own),
    counts: figuresOf(own),
    overdue: overdueIn(own).map(({ title, row, latest, since }) => ({
      ...{ document: title, lookedAfterBy: row?.lead ?? '', dueOn: latest, since },
    })),
    late: lateIn(own).map(({ title, row, dueOn, why }) => ({
      ...{ document: title, lookedAfterBy: row?.lead ?? '', dueOn, why },
    })),
    dueNext: { until: untilOf(own.on), documents: dueNextIn(own) },
    notOnWebsite: held.flatMap((one) => {
      const what = missingOnWebsite(one, own);
      return what === null ? [] : [{ document: one.title, lookedAfterBy: one.row?.lead ?? '', what }];
    }),
    unless: unlessIn(rowsToMend),
    notBegun: held.filter(({ page }) => page === 'not begun').map(({ title }) => title),
    notKnown: held.filter(({ standing }) => standing === 'not known').map(({ title }) => title),
    notCounted: [
      ...held
        .filter(({ standing }) => standing === 'to mend')
        .map((one) => `${one.title} (${whyNotCounted(one, own)})`),
      ...others.filter(({ standing }) => standing === 'to mend').map(({ title }) => `${title} (${APPLIES_UNREAD})`),
      ...(rowsToMend === 0
        ? []
        : [`${counted(rowsToMend, 'row')} whose ${policiesTab.columns.policy.heading} is not one of the list`]),
    ],
    saidNotToApply: own.saidNotToApply.map(({ title }) => title),
    yearly,
    register: linesOf(own),
  };
}

function nothingKnown({ asOf }: Situation) {
  const counts = { documents: 0, inTime: 0, overdue: 0, overdueByOneReading: 0, allowed: 0, notKnown: 0, toMend: 0 };
  return {
    on: asOf,
    counts: { ...counts, saidNotToApply: 0, toBePublished: 0, published: 0, pagesToMend: 0 },
    dueNext: { until: untilOf(asOf), documents: [] },
    ...{ overdue: [], late: [], notOnWebsite: [], unless: '', notBegun: [] },
    ...{ notKnown: [], notCounted: [], saidNotToApply: [], register: [] },
  };
}

const APPLIES_UNREAD = 'whether it applies cannot be read';

/** Rows that wait to be mended may be the answer of which the others say nothing. */
function unlessIn(rows: number): string {
  return rows === 0 ? '' : `, unless in ${counted(rows, 'row')} that ${rows === 1 ? 'waits' : 'wait'} to be mended`;
}

function whyNotCounted({ doubt, mayBeLate }: ReportedPolicy, own: KnownRegister): string {
  if (doubt === 'applies') return APPLIES_UNREAD;
  const toCome = hasEnded(own) ? `its day is after ${longDate(own.on)}` : 'its day is still to come';
  const why = doubt === 'a day is to come' ? toCome : 'its day cannot be read';
  if (mayBeLate === null) return why;
  return `${why}; going by ${longDate(mayBeLate.last)}, it was to be reviewed by ${longDate(mayBeLate.next.latest)}`;
}

function hasEnded({ on, situation }: KnownRegister): boolean {
  return on < situation.asOf;
}

/** What the school has before it. */
function dueNextIn(own: KnownRegister): PolicyReviewData['dueNext']['documents'] {
  const next = own.held.flatMap((one) => {
    if (one.next === null || !isDueNext(one, own)) return [];
    const { dueOn, changedOn } = one.next;
    const words = changedOn === null ? null : `${shortDate(dueOn)}, after the change of ${shortDate(changedOn)}`;
    return [{ document: one.title, lookedAfterBy: one.row?.lead ?? '', dueOn, words }];
  });
  return next.sort((one, other) => one.dueOn.localeCompare(other.dueOn));
}

function missingOnWebsite(one: ReportedPolicy, own: KnownRegister): string | null {
  const { situation, missingColumns } = own;
  const agreed = isAgreed('7', one, own, situation) ? ', as the alliance agreed' : '';
  if (one.page === 'missing') return `no address is typed${unlessIn(own.rowsToMend)}${agreed}`;
  if (one.doubt === 'applies') return null;
  if (one.page !== 'cannot be read') return null;
  const isMissing = missingColumns.includes('publishedAt');
  return isMissing ? 'its address cannot be read' : 'its address cannot be read; it must begin with https';
}

function linesOf({ held, others, situation }: KnownRegister): PolicyReviewData['register'] {
  const lines = new Map<Policy, PolicyReviewData['register'][number]>([
    ...held.map((one) => [one.policy, heldLine(one, situation)] as const),
    ...others.map(({ policy, title, rows, standing }) => {
      const website = isAnyThere(rows) ? WEBSITE_IN_WORDS.there : WEBSITE_IN_WORDS['not asked'];
      const review = REVIEW_IN_WORDS[standing];
      return [policy, { document: title, approvedBy: '', reviewedOn: null, dueOn: null, review, website }] as const;
    }),
  ]);
  return policies.flatMap(({ value }) => lines.get(value) ?? []);
}

function heldLine({ title, rows, row, last, next, standing, page }: ReportedPolicy, situation: Situation) {
  const { cell } = policiesTab.columns.approver;
  const context = { academicYear: situation.year.startYear, schools: null };
  const website = page === 'not asked' && isAnyThere(rows) ? 'there' : page;
  return {
    document: title,
    approvedBy: row === null || row.approver === null ? '' : cell.show(row.approver, context),
    reviewedOn: last,
    dueOn: next === null ? null : dayOf(standing, next),
    review: REVIEW_IN_WORDS[standing],
    website: WEBSITE_IN_WORDS[website],
  };
}

/** Of a document with two rows one address is enough, whichever stands first. */
function isAnyThere(rows: readonly PolicyRow[]): boolean {
  return rows.some(({ publishedAt }) => publishedAt !== null);
}

const REVIEW_IN_WORDS = {
  'in time': 'in time',
  overdue: 'overdue',
  'by one reading': 'by one reading',
  'only recommended': 'late, only advised',
  'as agreed': 'late, as agreed',
  'not known': 'not known',
  'to mend': 'not counted',
  'does not apply': 'does not apply',
  'said not to apply': 'said not to apply',
} as const;

const WEBSITE_IN_WORDS = {
  there: 'yes',
  missing: 'not yet',
  'not begun': 'not yet',
  'cannot be read': 'to mend',
  'not asked': 'not asked',
} as const;

function remarkOn(own: KnownRegister): string | null {
  const remarks = [whatIsMissing(own.missingColumns), whenItStands(own)].filter((remark) => remark !== null);
  return remarks.length === 0 ? null : remarks.join(' ');
}

function whatIsMissing(columns: readonly string[]): string | null {
  const missing = Object.entries(policiesTab.columns).filter(([id]) => columns.includes(id));
  if (missing.length === 0) return null;
  const headings = missing.map(([, { heading }]) => `“${heading}”`);
  return `${policiesTab.title} had no column called ${listed(headings, 'or')}: what is typed there is not known, and not taken for blank.`;
}

function whenItStands(own: KnownRegister): string | null {
  if (hasEnded(own)) return ENDED;
  const isBlank = own.held.some(({ standing }) => standing === 'not known');
  return own.isSettlingIn && isBlank
    ? 'The year, or the school’s membership, has only begun: what is not typed yet has time.'
    : null;
}
