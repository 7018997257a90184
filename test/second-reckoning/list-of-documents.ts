/** The source’s list (22 documents; that on equality is two, as each has a clock of its own), as a clerk would copy it out. */
interface ListedDocument {
  readonly title: string;
  /** Months between reviews; "yearly" where the source says annual. */
  readonly every: 'yearly' | 48 | 36;
  readonly onWebsite: boolean;
}

const listed = (title: string, onWebsite = false, every: ListedDocument['every'] = 'yearly'): ListedDocument => ({
  title,
  every,
  onWebsite,
});

export const DOCUMENTS: readonly ListedDocument[] = [
  listed('Admission arrangements', true),
  listed('Behaviour and statement of principles', true),
  listed('School exclusions'),
  listed('Careers guidance', true),
  listed('Charging and remissions', true),
  listed('Data protection privacy notice'),
  listed('Equality objectives', true, 48),
  listed('Equality information', true),
  listed('Governors’ allowances'),
  listed('Health and safety'),
  listed('Premises management'),
  listed('Relationships, sex and health education'),
  listed('Safeguarding and child protection'),
  listed('School attendance'),
  listed('School complaints', true),
  listed('School uniform', true),
  listed('Special educational needs and disability', true),
  listed('Staff behaviour and grievance'),
  listed('Pupils with medical conditions'),
  listed('Teachers’ pay'),
  listed('Teachers’ performance and capability'),
  listed('School emergency plan'),
  listed('Accessibility plan', false, 36),
];
