import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { type Policy, policies, policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import type { School } from '../../figures/members.ts';
import { type ContactRole, contactRoles } from './contact-roles.ts';

/** How often a document is reviewed: every year, or so many months after the last time. `recommended`: the source only advises it. */
export type Cycle = 'yearly' | { readonly months: number; readonly recommended: boolean };

/** Whether a document must be on the school's website. Where the source leaves it open, nothing is asked. */
export type Publishing = 'required' | 'not stated';

/** What there is to write it from: `by design` where the source says that each school's own culture makes it. */
export type Model =
  | 'local authority'
  | 'service agreement'
  | 'national guidance'
  | 'regional guidance'
  | 'none'
  | 'none by design';

/** What the source says of a document. */
export interface PolicyTerms {
  readonly cycle: Cycle;
  readonly publishing: Publishing;
  /** Who can be asked about it; null where the source names nobody. */
  readonly contact: ContactRole | null;
  readonly model: Model;
  /** The guidance it rests on. */
  readonly guidance: string | null;
}

export type Kind = NonNullable<School['kind']>;
export type Phase = NonNullable<School['phase']>;

const yearly = { cycle: 'yearly', publishing: 'not stated' } as const;
const yearlyOnline = { cycle: 'yearly', publishing: 'required' } as const;

/** By the document, in the source's order. */
export const register: Readonly<Record<Policy, PolicyTerms>> = {
  admissions: {
    ...yearlyOnline,
    contact: 'admissions',
    model: 'local authority',
    guidance: 'School admissions code',
  },
  behaviour: {
    ...yearlyOnline,
    contact: 'admissions',
    model: 'none by design',
    guidance: 'Behaviour in schools: guidance for governing bodies',
  },
  exclusions: { ...yearly, contact: 'admissions', model: 'none by design', guidance: 'School exclusion' },
  careers: {
    ...yearlyOnline,
    contact: 'careers',
    model: 'regional guidance',
    guidance: 'Careers guidance for young people in schools',
  },
  charging: {
    ...yearlyOnline,
    contact: 'governance',
    model: 'national guidance',
    guidance: 'Charging for school activities',
  },
  'privacy-notice': {
    ...yearly,
    contact: 'governance',
    model: 'service agreement',
    guidance: 'Data protection and privacy notices',
  },
  'equality-objectives': {
    cycle: { months: 48, recommended: false },
    publishing: 'required',
    contact: 'equality',
    model: 'service agreement',
    guidance: 'Equality Act 2010: advice for schools',
  },
  'equality-information': {
    ...yearlyOnline,
    contact: 'equality',
    model: 'service agreement',
    guidance: 'Equality Act 2010: advice for schools',
  },
  'governors-allowances': {
    ...yearly,
    contact: 'governance',
    model: 'service agreement',
    guidance: 'School governance regulations 2013, part 6',
  },
  'health-and-safety': {
    ...yearly,
    contact: 'health-and-safety',
    model: 'service agreement',
    guidance: 'Health and safety: advice for schools',
  },
  premises: { ...yearly, contact: null, model: 'none', guidance: 'Good estate management for schools' },
  'relationships-education': {
    ...yearly,
    contact: 'equality',
    model: 'none',
    guidance: 'Relationships, sex and health education',
  },
  safeguarding: {
    ...yearly,
    contact: 'safeguarding',
    model: 'local authority',
    guidance: 'Keeping children safe in education',
  },
  attendance: {
    ...yearly,
    contact: 'attendance',
    model: 'local authority',
    guidance: 'Working together to improve school attendance',
  },
  complaints: { ...yearlyOnline, contact: 'governance', model: 'service agreement', guidance: null },
  uniform: { ...yearlyOnline, contact: null, model: 'none', guidance: 'School uniforms' },
  send: { ...yearlyOnline, contact: null, model: 'none', guidance: 'SEND code of practice: 0 to 25 years' },
  'staff-behaviour': {
    ...yearly,
    contact: 'staffing',
    model: 'local authority',
    guidance: 'Staffing and employment: advice for schools',
  },
  'medical-conditions': {
    ...yearly,
    contact: 'health-and-safety',
    model: 'service agreement',
    guidance: 'Supporting children with medical conditions',
  },
  'teachers-pay': {
    ...yearly,
    contact: 'staffing',
    model: 'local authority',
    guidance: 'School teachers’ pay and conditions',
  },
  'teachers-performance': {
    ...yearly,
    contact: 'staffing',
    model: 'local authority',
    guidance: 'Teacher appraisal and capability: model policy',
  },
  'emergency-plan': {
    ...yearly,
    contact: 'health-and-safety',
    model: 'service agreement',
    guidance: 'Emergency planning and response for education',
  },
  accessibility: {
    cycle: { months: 36, recommended: true },
    publishing: 'not stated',
    contact: 'equality',
    model: 'none',
    guidance: 'Equality Act 2010, schedule 10',
  },
};

/** Schools with pupils in years 7 to 13, to whom the duty to publish careers guidance belongs. */
const WITH_OLDER_PUPILS: readonly Phase[] = ['middle', 'secondary', 'high', 'all-through', '16-plus'];
/** Run by a governing body with a local authority, which the regulations on allowances are about. */
export const MAINTAINED: readonly Kind[] = ['maintained', 'special', 'pru', 'primary'];

/** Whether a school has to hold a document, by its phase and kind; null where nobody has said what it hangs on. */
export function appliesTo(policy: Policy, school: Pick<School, 'kind' | 'phase'>): boolean | null {
  const { kind } = school;
  // The list is one for schools.
  if (kind === 'fe') return false;
  if (policy === 'careers') return hasOlderPupils(school);
  if (policy === 'governors-allowances') return kind && MAINTAINED.includes(kind);
  return true;
}

function hasOlderPupils({ kind, phase }: Pick<School, 'kind' | 'phase'>): boolean | null {
  const known = phase ?? (kind === 'primary' ? 'primary' : null);
  return known && WITH_OLDER_PUPILS.includes(known);
}

/** Whether a document is of no concern to a school whatever is typed: careers guidance, where nobody is old enough for it. */
export function isForOthers(policy: Policy, school: Pick<School, 'kind' | 'phase'>): boolean {
  return policy === 'careers' && hasOlderPupils(school) === false;
}

export function policiesOf(school: Pick<School, 'kind' | 'phase'> | null): readonly (typeof policies)[number][] {
  return policies.filter(({ value }) => school === null || appliesTo(value, school) !== false);
}

/** What is asked of a document, and which role in *Contacts* helps with it, in a few words. */
export function asked(policy: Policy): string {
  const { cycle, publishing, model, contact } = register[policy];
  const review =
    cycle === 'yearly'
      ? 'Reviewed every year'
      : cycle.recommended
        ? `Reviewed every ${cycle.months / 12} years, as recommended`
        : `Reviewed every ${cycle.months / 12} years`;
  const online = publishing === 'required' ? ' and published on the website' : '';
  const help = contact === null ? '' : ` Help: ${contactRoles[contact]}.`;
  return `${review}${online}. ${MODEL_IN_WORDS[model]}${help}`;
}

const MODEL_IN_WORDS: Readonly<Record<Model, string>> = {
  'local authority': 'The local authority has a model.',
  'service agreement': 'A model comes with a service agreement.',
  'national guidance': 'National guidance is followed.',
  'regional guidance': 'There is regional guidance.',
  none: 'No model is provided.',
  'none by design': 'No model: it is the school’s own.',
};

/** The rows that *Policies* begins with. */
export function firstPolicies(school: Pick<School, 'kind' | 'phase'> | null): RawCell[][] {
  return policiesOf(school).map(({ value, text }) =>
    Object.keys(policiesTab.columns).map((column) =>
      column === 'policy' ? text : column === 'says' ? asked(value) : null,
    ),
  );
}
