import { firstWebsiteItems } from '../../../functions/protocols/statutory-policies/website-items.ts';
import type { websiteTab } from '../../../sheets-schema/tabs/website.tab.ts';
import type { SampleSchool } from '../schools-and-people.ts';
import type { TypedRow } from '../typed-rows.ts';
import { kindAndPhase } from './kind-and-phase.ts';

/** The pages that a school looked for in autumn, each under an address of its own. */
export function websiteRows(school: SampleSchool): TypedRow<typeof websiteTab>[] {
  const site = school.officeEmail.split('@')[1]!;
  return firstWebsiteItems(kindAndPhase(school)).map(([item, says, duty]) => ({
    item: item!,
    says: says!,
    duty: duty!,
    publishedAt: `https://www.${site}/${String(item)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')}`,
    lookedAtOn: '2025-10-03',
  }));
}
