import { contactsTab } from '../../../sheets-schema/tabs/contacts.tab.ts';
import { offersTab } from '../../../sheets-schema/tabs/offers.tab.ts';
import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { websiteTab } from '../../../sheets-schema/tabs/website.tab.ts';
import { membershipIn } from '../../figures/members.ts';
import type { Pack } from '../pack.ts';
import { chapters } from './chapters.ts';
import { firstContacts, offersEnding } from './contacts-and-offers.ts';
import { policyReviewReport } from './documents/policy-review-report.issue.ts';
import { alliancePolicyReviewReport } from './documents/policy-review-report-alliance.issue.ts';
import { due } from './due.ts';
import { figures } from './figures.ts';
import { firstPolicies } from './register.ts';
import { SETTLING_IN } from './review.ts';
import { PACK, settings, statutoryPoliciesAdopted } from './settings.ts';
import { standing } from './standing.ts';
import { firstWebsiteItems } from './website-items.ts';

export const statutoryPolicies: Pack = {
  id: PACK,
  title: 'Statutory policies',
  source: 'Northumberland, alliances of schools and the 22 statutory policies',
  inShort: 'the register of policies a school must hold',
  citedAs: 'statutory policies',
  adoptedBy: statutoryPoliciesAdopted,
  needs: [policiesTab, websiteTab, contactsTab, offersTab],
  begins: [
    { tab: policiesTab, rows: firstPolicies },
    { tab: websiteTab, rows: firstWebsiteItems },
    { tab: contactsTab, rows: firstContacts },
  ],
  chapters,
  settings,
  statement: null,
  rules: [],
  figures,
  standing,
  due: (situation) => [...due(situation), ...offersEnding(situation)],
  yearAhead: (_, year, member) => {
    const joins = membershipIn(member, year).from > year.from;
    return {
      when: [
        {
          tab: policiesTab,
          says: `in the first ${SETTLING_IN} school days${joins ? ' of membership' : ''}, and whenever one is approved or reviewed`,
        },
        {
          tab: websiteTab,
          says: `in the first weeks of ${joins ? 'membership' : 'the year'}, and whenever a page moves`,
        },
      ],
      dates: [],
    };
  },
  documents: [policyReviewReport, alliancePolicyReviewReport],
};
