import { describe, expect, it } from 'vitest';
import { dueThisTerm } from '../../../functions/protocols/due-this-term.ts';
import { contactRoles } from '../../../functions/protocols/statutory-policies/contact-roles.ts';
import { firstContacts } from '../../../functions/protocols/statutory-policies/contacts-and-offers.ts';
import { allDeclared, tabsOf } from '../../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { rowsAtHand, situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import { policies } from '../../../sheets-schema/tabs/policies.tab.ts';
import { drawTab, testRule, USUAL_ALLIANCE } from '../../support/rule-tester.ts';
import { allianceIdentity, schoolIdentity } from '../../support/sync-bench.ts';

const Settings = `
  | Setting                    | Value |
  | Statutory policies adopted | Yes   |`;
const Contacts = `
  | Role                       | Helps with | Name      |
  | Health and safety          | Premises   |           |
  | Human resources for schools |           | Duty desk |`;

testRule('NLD-13', 'alliance', {
  passes: [
    {
      name: 'roles as they stand in Contacts, in any case, and an offer that names none',
      tabs: {
        Settings,
        Contacts,
        Offers: `
          | Offer           | From     | To       | Contact           |
          | First aid day   | 1/3/2026 | 9/3/2026 | health and safety |
          | Reading network |          |          |                   |`,
      },
    },
  ],
  fails: [
    {
      name: 'a role that nobody has',
      tabs: {
        Settings,
        Contacts,
        Offers: `
          | Offer         | From     | To       | Contact  |
          | First aid day | 1/3/2026 | 9/3/2026 | Catering |`,
      },
      findings: [
        {
          at: 'Offers!D2',
          message: 'noContact',
          severity: 'warning',
          says: 'D2 says Catering, and Contacts has no such role.',
        },
      ],
    },
  ],
});

describe('Contacts begins', () => {
  const rows = firstContacts();

  it('with every role, what it helps with, and nobody’s name', () => {
    expect(rows.map(([role]) => role)).toEqual(Object.values(contactRoles));
    expect(rows.map(([, , ...rest]) => rest.every((cell) => cell === null))).toEqual(rows.map(() => true));
  });

  it('with each document that anybody helps with once', () => {
    const helps = rows.map(([, helpsWith]) => String(helpsWith)).join('; ');
    const without = policies.filter(({ text }) => !helps.includes(text)).map(({ value }) => value);
    expect(without).toEqual(['premises', 'uniform', 'send']);
    expect(rows.at(-1)).toEqual(['Joining an alliance', 'Questions about alliances', null, null, null, null, null]);
  });
});

describe('offers that end', () => {
  const OFFERS = `
    | Offer             | From      | To        |
    | Coaching          | 1/9/2025  | 12/12/2025 |
    | Reading network   |           | 12/12/2025 |
    | First aid day     | 1/10/2025 | 14/11/2025 |
    | Not open yet      | 1/12/2025 | 15/12/2025 |
    | For ever          | 1/9/2025  |           |
    | Ends next term    |           | 20/1/2026 |
    | Over already      |           | 1/11/2025 |`;

  const lines = (of: 'school' | 'alliance') => {
    const read = (identity: typeof allianceIdentity, drawn: Readonly<Record<string, string>>, near = null as never) =>
      parseWorkbook(
        identity,
        tabsOf(identity.kind, allDeclared.packs).map((tab) => ({
          title: tab.title,
          rows: drawn[tab.title]
            ? drawTab(tab, drawn[tab.title]!)
            : [Object.values(tab.columns).map(({ heading }) => heading)],
        })),
        near,
      );
    const shared = read(allianceIdentity, { ...USUAL_ALLIANCE, Settings, Offers: OFFERS });
    const near = rowsAtHand(shared);
    const situation =
      of === 'alliance'
        ? situationAsRead(shared, null, '2025-11-10')
        : situationAsRead(read(schoolIdentity, {}, near as never), near, '2025-11-10');
    return dueThisTerm(situation, allDeclared)
      .filter(({ tab }) => tab === 'Offers')
      .map(({ by, what }) => `${by} ${what}`);
  };

  it.each(['alliance', 'school'] as const)('stand in what is to be done this term, one line a day: %s', (of) => {
    expect(lines(of)).toEqual([
      '2025-11-14 “First aid day” can be taken up until then.',
      '2025-12-12 “Coaching” and “Reading network” can be taken up until then.',
    ]);
  });
});
