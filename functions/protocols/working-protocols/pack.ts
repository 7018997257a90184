import { statementTab } from '../../../sheets-schema/tabs/statement.tab.ts';
import { answeredYearly } from '../builders/answered-yearly.ts';
import { answeredClauses, type Pack } from '../pack.ts';
import { ethos } from './ethos.ts';
import { inYearAdmissions } from './in-year-admissions.ts';
import { marketingAndRecruitment } from './marketing-and-recruitment.ts';
import { operation } from './operation.ts';
import { strategy } from './strategy.ts';

const chapters = [strategy, ethos, operation, marketingAndRecruitment, inYearAdmissions];
const named = { id: 'working-protocols', citedAs: 'working protocols', adoptedBy: 'workingProtocols' } as const;
const tab = statementTab(named);

export const workingProtocols: Pack = {
  ...named,
  title: 'Working protocols',
  source: 'Bolton Learning Alliance, working protocols (48 clauses under five headings)',
  chapters,
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
};
