import { workingProtocolsAdopted } from '../../../sheets-schema/adoption.ts';
import { statementTab } from '../../../sheets-schema/tabs/statement.tab.ts';
import { answeredYearly } from '../builders/answered-yearly.ts';
import { answeredClauses, type Pack } from '../pack.ts';
import { chapters } from './chapters.ts';
import { agreement } from './documents/agreement.issue.ts';
import { contributionStatement } from './documents/contribution-statement.issue.ts';
import { treasurersStatement } from './documents/treasurers-statement.issue.ts';
import { settings } from './settings.ts';

const named = {
  id: 'working-protocols',
  citedAs: 'working protocols',
  adoptedBy: workingProtocolsAdopted,
} as const;
const tab = statementTab(named);

export const workingProtocols: Pack = {
  ...named,
  title: 'Working protocols',
  source: 'Bolton Learning Alliance, working protocols (48 clauses under five headings)',
  chapters,
  settings,
  statement: {
    tab,
    rule: answeredYearly({
      id: 'BLA-00',
      title: 'Every protocol that rests on the head’s word has been answered for the year',
      tab,
      clauses: answeredClauses({ chapters }).map(({ ref }) => ref),
    }),
  },
  rules: [],
  documents: [agreement, contributionStatement, treasurersStatement],
};
