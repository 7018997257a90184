import { statutoryPolicies } from '../../../functions/protocols/statutory-policies/pack.ts';
import { contactsTab } from '../../../sheets-schema/tabs/contacts.tab.ts';
import { documentsTab } from '../../../sheets-schema/tabs/documents.tab.ts';
import { offersTab } from '../../../sheets-schema/tabs/offers.tab.ts';
import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { websiteTab } from '../../../sheets-schema/tabs/website.tab.ts';
import { added, leftOut, type PlannedMistake, typedAgain, typedOver } from '../make-mistakes.ts';
import type { SamplePart } from '../sample-part.ts';
import { typedIn } from '../typed-rows.ts';
import { contactRows, offerRows } from './contacts-and-offers.ts';
import { policyRows } from './register-rows.ts';
import { websiteRows } from './website-rows.ts';

const mistakesInSchools: Readonly<Record<string, readonly PlannedMistake[]>> = {
  'Kellwick North School': [
    {
      what: 'Let more than three years go by.',
      did: typedOver(
        policiesTab,
        { policy: 'Accessibility plan' },
        { approvedOn: '2023-05-11', reviewedOn: '2023-05-11' },
      ),
      raises: { rule: 'NLD-04', at: 'reviewedOn' },
    },
    {
      what: 'Nobody remembers when it was approved.',
      did: typedOver(policiesTab, { policy: 'School emergency plan' }, { approvedOn: null, reviewedOn: null }),
      raises: { rule: 'NLD-01', at: 'approvedOn' },
    },
    {
      what: 'Called the document what the staff call it.',
      did: typedOver(policiesTab, { policy: 'Health and safety' }, { policy: 'Keeping safe' }),
      raises: { rule: 'GEN-05', at: 'policy' },
      also: [{ rule: 'NLD-01', at: null }],
    },
  ],
  'Kellwick South Academy': [
    {
      what: 'Last reviewed the year before last.',
      did: typedOver(
        policiesTab,
        { policy: 'School attendance' },
        { approvedOn: '2024-06-27', reviewedOn: '2024-06-27' },
      ),
      raises: { rule: 'NLD-02', at: 'reviewedOn' },
    },
  ],
  'Orrenby High School': [
    {
      what: 'Set four years ago in spring, and not since.',
      did: typedOver(
        policiesTab,
        { policy: 'Equality objectives' },
        { approvedOn: '2022-03-17', reviewedOn: '2022-03-10' },
      ),
      raises: { rule: 'NLD-03', at: 'reviewedOn' },
    },
    {
      what: 'Pasted the address without its s.',
      did: typedOver(
        policiesTab,
        { policy: 'School uniform' },
        { publishedAt: 'http://www.orrenbyhigh.example/policies/uniform' },
      ),
      raises: { rule: 'GEN-14', at: 'publishedAt' },
    },
  ],
  'Wrackley Academy': [
    {
      what: 'The page went when the website was made anew.',
      did: typedOver(websiteTab, { item: 'Curriculum' }, { publishedAt: null, lookedAtOn: null }),
      raises: { rule: 'NLD-11', at: 'publishedAt' },
    },
    {
      what: 'The plan says nothing yet of information.',
      did: typedOver(policiesTab, { policy: 'Accessibility plan' }, { information: 'No' }),
      raises: { rule: 'NLD-06', at: 'information' },
    },
  ],
  "St Osyld's Church of England School": [
    {
      what: 'Did not say when the building changed.',
      did: typedOver(policiesTab, { policy: 'Accessibility plan' }, { change: 'Lift to the first floor' }),
      raises: { rule: 'NLD-05', at: 'changedOn' },
    },
  ],
  "St Bredwyn's Catholic College": [
    {
      what: 'Moved into the new science block, and left the plan as it was.',
      did: typedOver(
        policiesTab,
        { policy: 'Accessibility plan' },
        { approvedOn: '2025-10-09', reviewedOn: '2025-10-09', change: 'New science block', changedOn: '2026-02-23' },
      ),
      raises: { rule: 'NLD-05', at: 'reviewedOn' },
    },
  ],
  'Marrowby School': [
    {
      what: 'Took the old page down, and the new one is not up.',
      did: typedOver(policiesTab, { policy: 'Charging and remissions' }, { publishedAt: null, lookedAtOn: null }),
      raises: { rule: 'NLD-07', at: 'publishedAt' },
    },
    {
      what: 'Never began a row.',
      did: leftOut(policiesTab, { policy: 'Premises management' }),
      raises: { rule: 'NLD-01', at: null },
    },
  ],
  'Dunsholt Academy': [
    {
      what: 'Typed the review as a further row.',
      did: typedAgain(policiesTab, { policy: 'Teachers’ pay' }, { reviewedOn: '2026-07-09' }),
      raises: { rule: 'GEN-02', at: 'policy' },
    },
  ],
  'Tollgarth Centre': [
    {
      what: 'Added what only schools with older pupils have to hold.',
      did: added(policiesTab, { policy: 'Careers guidance', applies: 'Yes' }),
      raises: { rule: 'NLD-08', at: 'applies' },
    },
    {
      what: 'Looked ahead with the year: the review was a year before.',
      did: typedOver(policiesTab, { policy: 'School complaints' }, { reviewedOn: '2027-03-12' }),
      raises: { rule: 'GEN-04', at: 'reviewedOn' },
    },
  ],
};

const mistakesInTheAlliance: readonly PlannedMistake[] = [
  {
    what: 'Typed two addresses where one is written to.',
    did: typedOver(
      contactsTab,
      { role: 'School attendance' },
      { email: 'attendance@county.example, registers@county.example' },
    ),
    raises: { rule: 'GEN-14', at: 'email' },
  },
  {
    what: 'Named whom everybody knows and nobody finds in Contacts.',
    did: typedOver(offersTab, { title: 'Walk round the site with the safety desk' }, { contact: 'The safety people' }),
    raises: { rule: 'NLD-13', at: 'contact' },
  },
];

export const statutoryPoliciesPart: SamplePart = {
  pack: statutoryPolicies,
  alliance: [
    typedIn(settingsTab, [
      { setting: 'Statutory policies adopted', value: 'Yes', fromYear: '2025/26', note: 'Summer meeting, June 2025' },
      { setting: 'Yearly review of a policy', value: 'Once an academic year', fromYear: '2025/26' },
      { setting: 'Accessibility plan reviewed after a change', value: 60, fromYear: '2025/26' },
    ]),
    typedIn(documentsTab, [
      { document: 'Policy review report', school: 'Kellwick North School', note: 'For its governing board' },
      { document: 'Policy review report of the alliance', note: 'For the autumn meeting' },
    ]),
    typedIn(contactsTab, contactRows()),
    typedIn(offersTab, offerRows),
  ],
  school: (school, calendar, numbers) => [
    typedIn(policiesTab, policyRows(school, calendar, numbers)),
    typedIn(websiteTab, websiteRows(school)),
  ],
  mistakes: { alliance: mistakesInTheAlliance, schools: mistakesInSchools },
};
