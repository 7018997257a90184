import type { SchoolCalendar } from '../../../functions/figures/school-calendar.ts';
import { firstPolicies } from '../../../functions/protocols/statutory-policies/register.ts';
import type { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import type { SampleSchool } from '../schools-and-people.ts';
import type { SeededNumbers } from '../seeded-numbers.ts';
import type { TypedRow } from '../typed-rows.ts';
import { kindAndPhase } from './kind-and-phase.ts';

type PolicyRow = TypedRow<typeof policiesTab>;

/** Whoever sees to it, by role: nobody is named in this tab. */
const LEADS: Readonly<Record<string, string>> = {
  'Admission arrangements': 'Office manager',
  'Behaviour and statement of principles': 'Deputy head',
  'Charging and remissions': 'Business manager',
  'Governors’ allowances': 'Clerk to the governors',
  'Health and safety': 'Site manager',
  'Premises management': 'Site manager',
  'Safeguarding and child protection': 'Designated safeguarding lead',
  'School attendance': 'Attendance officer',
  'Special educational needs and disability': 'SENCO',
};

/** What stands on the website, and under which address. */
const PAGES: Readonly<Record<string, string>> = {
  'Admission arrangements': 'admissions',
  'Behaviour and statement of principles': 'behaviour',
  'Careers guidance': 'careers',
  'Charging and remissions': 'charging',
  'Equality objectives': 'equality',
  'Equality information': 'equality-information',
  'School complaints': 'complaints',
  'School uniform': 'uniform',
  'Special educational needs and disability': 'sen-information-report',
};

/** Of an academy the trust approves some; the head approves what is for every day. */
const APPROVERS = ['Governing board', 'Governing board', 'Committee', 'Head'];

/** The register as the workbook began, filled in over the year. */
export function policyRows(school: SampleSchool, calendar: SchoolCalendar, numbers: SeededNumbers): PolicyRow[] {
  const site = school.officeEmail.split('@')[1]!;
  return firstPolicies(kindAndPhase(school)).map(([policy, says]) => {
    const title = String(policy);
    const reviewedOn = calendar.schoolDaysAfter('2025-09-05', numbers.between(1, 150))!;
    const page = PAGES[title];
    const isPlan = title === 'Accessibility plan';
    return {
      policy: title,
      says: says!,
      lead: LEADS[title] ?? 'Head’s PA',
      approver: school.kind === 'Academy' && numbers.between(1, 5) === 1 ? 'Trust board' : numbers.pick(APPROVERS),
      approvedOn:
        numbers.between(1, 3) === 1 ? calendar.schoolDaysAfter(reviewedOn, numbers.between(1, 12))! : reviewedOn,
      reviewedOn,
      ...(page ? { publishedAt: `https://www.${site}/policies/${page}`, lookedAtOn: '2026-07-03' } : {}),
      ...(isPlan ? { curriculum: 'Yes', building: 'Yes', information: 'Yes' } : {}),
    };
  });
}
