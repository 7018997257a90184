import { type Policy, policies, policiesTab } from '../../../../sheets-schema/tabs/policies.tab.ts';
import { longDate } from '../../../../sheets-schema/wording.ts';
import { isMembershipUnread, type School } from '../../../figures/members.ts';
import type { MadeFrom, SchoolWorkbook } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { isAgreed, isOverdue } from '../figures.ts';
import { type HeldPolicy, type PolicyRow, type SchoolRegister, schoolRegister } from '../review.ts';

/** How a report sorts a document: each of those that a school must have is one of these. */
type Standing = 'in time' | 'overdue' | 'by one reading' | 'only recommended' | 'as agreed' | 'not known' | 'to mend';

/** A document that the school must have. */
export type ReportedPolicy = HeldPolicy & { readonly standing: Standing };

/** A document of the list that has a row, and that the school need not have or of which nobody can tell. */
interface OtherPolicy {
  readonly policy: Policy;
  readonly title: string;
  readonly rows: readonly PolicyRow[];
  readonly standing: 'does not apply' | 'said not to apply' | 'to mend';
}

export interface KnownRegister extends Omit<SchoolRegister, 'held'> {
  readonly is: 'known';
  readonly situation: Situation;
  readonly held: readonly ReportedPolicy[];
  readonly others: readonly OtherPolicy[];
  /** Columns of the tab that were missing, by their ids. */
  readonly missingColumns: readonly string[];
  /** Rows of which nobody can tell which document they are about. */
  readonly rowsToMend: number;
}

/** A school's register as its records have it; or why nothing is known of it, in a sentence and in few words. */
export type KeptRegister =
  | KnownRegister
  | { readonly is: 'not known' | 'not asked'; readonly why: string; readonly inShort: string };

const NOT_ASKED: KeptRegister = {
  is: 'not asked',
  why: 'The list is one for schools: a college is asked for none of it.',
  inShort: 'not asked',
};

/** The workbook that a school's register of the year stands in. */
export function registersWorkbook({ urn }: School, { year }: Situation): SchoolWorkbook {
  return { urn, startYear: year.startYear };
}

/** The register as the rules and the standing count it. */
export function keptRegister(school: School, alliance: Situation, { keptOf }: MadeFrom): KeptRegister {
  const kept = keptOf(registersWorkbook(school, alliance));
  if (kept === null) {
    if (school.kind === 'fe') return NOT_ASKED;
    const why = `Nothing is kept of the school’s workbook of ${alliance.year.label} by ${longDate(alliance.asOf)}.`;
    return { is: 'not known', why, inShort: 'nothing sent yet' };
  }
  const { situation } = kept;
  const look = situation.look(policiesTab);
  if (look.is === 'not at hand') return { is: 'not known', why: look.why, inShort: `no tab ${policiesTab.title}` };
  const own = schoolRegister(situation);
  if (own === null) return whyNotAsked(situation.school);
  if (own.held.length === 0 && own.school.kind === 'fe') return NOT_ASKED;
  const inRegister = new Set(own.held.map(({ policy }) => policy));
  const saidNotToApply = new Set(own.saidNotToApply.map(({ policy }) => policy));
  const rows = Map.groupBy(situation.rows(policiesTab), ({ policy }) => policy);
  return {
    ...own,
    is: 'known',
    situation,
    held: own.held.map((one) => ({ ...one, standing: standingOf(one, own, situation) })),
    others: policies.flatMap(({ value: policy, text: title }) => {
      if (inRegister.has(policy)) return [];
      const ofPolicy = rows.get(policy) ?? [];
      const isUnread = ofPolicy.some(({ unread = [] }) => unread.includes('applies'));
      const notApplying = saidNotToApply.has(policy) ? 'said not to apply' : 'does not apply';
      return [{ policy, title, rows: ofPolicy, standing: isUnread ? 'to mend' : notApplying } as const];
    }),
    missingColumns: kept.missingColumns[policiesTab.id] ?? [],
    rowsToMend: situation.waiting(policiesTab),
  };
}

function whyNotAsked(school: School | null): KeptRegister {
  if (school !== null && isMembershipUnread(school)) {
    const why = 'When the school joined or left cannot be read in Schools, so that nobody can tell what is late.';
    return { is: 'not known', why, inShort: 'joining or leaving to mend' };
  }
  return { is: 'not known', why: 'Nothing was asked of the school by then.', inShort: 'nothing asked' };
}

function standingOf(one: HeldPolicy, own: SchoolRegister, situation: Situation): Standing {
  if (one.review === 'late') {
    if (!isOverdue(one)) return 'only recommended';
    return isAgreed(one.next!.clause, one, own, situation) ? 'as agreed' : 'overdue';
  }
  if (one.review === 'late by one reading') return 'by one reading';
  if (one.review === 'in time') return 'in time';
  return one.review === 'cannot be read' ? 'to mend' : 'not known';
}
