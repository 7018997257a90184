/** Whom the source names for help, by what they see to: the people are the alliance's to type. */
export const contactRoles = {
  admissions: 'School admissions, places and appeals',
  careers: 'Careers facilitator for primary schools, combined authority',
  governance: 'School governance and data protection',
  equality: 'Equality, relationships education and accessibility, school improvement',
  'health-and-safety': 'Health and safety',
  safeguarding: 'Virtual school and safeguarding',
  attendance: 'School attendance',
  staffing: 'Human resources for schools',
  alliances: 'Joining an alliance',
} as const;

export type ContactRole = keyof typeof contactRoles;
