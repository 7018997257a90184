import { schoolNames } from '../../sheets-schema/cells/school-names.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import type { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import type { TypedRow } from './typed-rows.ts';

/** Made up from end to end: no such place, school, person, register number or authority exists. */
export const ALLIANCE_NAME = 'Harrowdale Learning Alliance';
export const START_YEAR = 2025;

export interface SampleSchool {
  readonly urn: string;
  readonly name: string;
  readonly kind: 'Maintained school' | 'Academy' | 'Pupil referral unit';
  readonly phase: 'Primary' | 'Secondary' | 'High';
  readonly laestab: string;
  readonly joinedOn: string;
  readonly head: string;
  readonly deputy: string;
  readonly chair: string;
  readonly officeEmail: string;
  readonly staff: readonly string[];
  readonly pupils: number;
  /** The school's own training day, and how its office types half a day: people differ. */
  readonly insetDay: string;
  readonly halfDay: RawCell;
  /** Whole staff days beyond ten. */
  readonly extraStaffDays: number;
  readonly paysInInstalments: boolean;
}

export const sampleSchools: readonly SampleSchool[] = [
  {
    urn: '900101',
    name: 'Kellwick North School',
    kind: 'Maintained school',
    phase: 'Secondary',
    laestab: '999/4001',
    joinedOn: '2018-09-01',
    head: 'Imogen Thrackley',
    deputy: 'Pradeep Vallance',
    chair: 'Corin Ashplant',
    officeEmail: 'office@kellwicknorth.example',
    staff: ['Nadia Brockhole', 'Owen Tarrish', 'Lucy Penhurdle', 'Samir Quenby'],
    pupils: 1180,
    insetDay: '2025-11-28',
    halfDay: 0.5,
    extraStaffDays: 0,
    paysInInstalments: true,
  },
  {
    urn: '900102',
    name: 'Kellwick South Academy',
    kind: 'Academy',
    phase: 'Secondary',
    laestab: '999/4002',
    joinedOn: '2018-09-01',
    head: 'Desmond Okurra',
    deputy: 'Philippa Strake',
    chair: 'Margot Ellinthorpe',
    officeEmail: 'admin@kellwicksouth.example',
    staff: ['Tamsin Arkwell', 'Joel Windrush', 'Mina Dastoori', 'Callum Frith-Bray'],
    pupils: 1340,
    insetDay: '2025-11-28',
    halfDay: 'am',
    extraStaffDays: 0,
    paysInInstalments: false,
  },
  {
    urn: '900103',
    name: 'Orrenby High School',
    kind: 'Maintained school',
    phase: 'High',
    laestab: '999/4003',
    joinedOn: '2018-09-01',
    head: 'Harriet Coldmoor',
    deputy: 'Anil Sethwick',
    chair: 'Barnaby Oxlow',
    officeEmail: 'office@orrenbyhigh.example',
    staff: ['Grace Umbleby', 'Tomasz Wrenkow', 'Ella Marchbank-Lowe', 'Dev Patterdale'],
    pupils: 905,
    insetDay: '2026-06-26',
    halfDay: '½',
    extraStaffDays: 1,
    paysInInstalments: true,
  },
  {
    urn: '900104',
    name: 'Wrackley Academy',
    kind: 'Academy',
    phase: 'Secondary',
    laestab: '999/4004',
    joinedOn: '2025-09-01',
    head: 'Simon Gathercold',
    deputy: 'Yasmin Holloran',
    chair: 'Celia Dunmarsh',
    officeEmail: 'reception@wrackley.example',
    staff: ['Beth Ormathwaite', 'Idris Fenlock', 'Carys Tollemade', 'Victor Sallowby'],
    pupils: 760,
    insetDay: '2026-02-13',
    halfDay: 0.5,
    extraStaffDays: 0,
    paysInInstalments: false,
  },
  {
    urn: '900105',
    name: "St Osyld's Church of England School",
    kind: 'Maintained school',
    phase: 'Secondary',
    laestab: '999/4601',
    joinedOn: '2018-09-01',
    head: 'Miriam Pelloway',
    deputy: 'George Tranter-Hume',
    chair: 'Canon Ruth Averling',
    officeEmail: 'office@stosyld.example',
    staff: ['Felix Brandreth-Moy', 'Shazia Linwell', 'Hugh Castleby', 'Oona McTarvish'],
    pupils: 1020,
    insetDay: '2026-06-26',
    halfDay: 0.5,
    extraStaffDays: 0,
    paysInInstalments: false,
  },
  {
    urn: '900106',
    name: "St Bredwyn's Catholic College",
    kind: 'Academy',
    phase: 'Secondary',
    laestab: '999/4602',
    joinedOn: '2019-09-01',
    head: 'Declan Morrowgate',
    deputy: 'Agnes Wiltoft',
    chair: 'Teresa Kinvarra',
    officeEmail: 'office@stbredwyn.example',
    staff: ['Lorna Fairgrieve-Cope', 'Emeka Stanhaugh', 'Kate Rillington-Ash', 'Piers Dovelock'],
    pupils: 1110,
    insetDay: '2025-11-28',
    halfDay: '0.5 days',
    extraStaffDays: 2,
    paysInInstalments: true,
  },
  {
    urn: '900107',
    name: 'Marrowby School',
    kind: 'Maintained school',
    phase: 'Secondary',
    laestab: '999/4005',
    joinedOn: '2018-09-01',
    head: 'Janet Scarrowhill',
    deputy: 'Bilal Turnpenny',
    chair: 'Edmund Larkstoke',
    officeEmail: 'office@marrowby.example',
    staff: ['Freya Holbeam', 'Matthew Oddlestone', 'Priti Chandwick', 'Rob Ellerpeck'],
    pupils: 640,
    insetDay: '2026-02-13',
    halfDay: 0.5,
    extraStaffDays: 0,
    paysInInstalments: false,
  },
  {
    urn: '900108',
    name: 'Dunsholt Academy',
    kind: 'Academy',
    phase: 'Secondary',
    laestab: '999/4006',
    joinedOn: '2022-09-01',
    head: 'Andrew Pellisker',
    deputy: 'Naomi Garthside',
    chair: 'Winston Adleigh',
    officeEmail: 'enquiries@dunsholt.example',
    staff: ['Leah Cragholme', 'Stefan Zelnik-Orr', 'Ruby Thornleigh-Ames', 'Aidan Moscrop-Vale'],
    pupils: 870,
    insetDay: '2026-06-26',
    halfDay: 'half',
    extraStaffDays: 1,
    paysInInstalments: false,
  },
  {
    urn: '900109',
    name: 'Tollgarth Centre',
    kind: 'Pupil referral unit',
    phase: 'Primary',
    laestab: '999/1101',
    joinedOn: '2025-09-01',
    head: 'Sonia Blakeholme',
    deputy: 'Martin Quillfeather',
    chair: 'Dorothy Esk-Rowan',
    officeEmail: 'office@tollgarth.example',
    staff: ['Jude Hartwhistle', 'Amara Bexwith', 'Colin Thrupp-Wade', 'Meera Sandlebury'],
    pupils: 68,
    insetDay: '2026-02-13',
    halfDay: 'pm',
    extraStaffDays: 1,
    paysInInstalments: false,
  },
];

export const namesOfSchools = sampleSchools.map(({ name }) => name);
export const knownSchools = schoolNames(sampleSchools);

/** Left before the year began, and is kept in the list for the sake of earlier years. */
const formerMember: TypedRow<typeof schoolsTab> = {
  urn: '900110',
  name: 'Fennick Road School',
  kind: 'Maintained school',
  laestab: '999/4007',
  joinedOn: '2018-09-01',
  leftOn: '2024-08-31',
  officeEmail: 'office@fennickroad.example',
};

export function schoolRows(): TypedRow<typeof schoolsTab>[] {
  const members = sampleSchools.map(({ urn, name, kind, phase, laestab, joinedOn, head, chair, officeEmail }) => {
    return { urn, name, kind, phase, laestab, joinedOn, head, chair, officeEmail };
  });
  return [...members, formerMember];
}
