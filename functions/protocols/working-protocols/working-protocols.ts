import { answeredYearly } from '../builders/answered-yearly.ts';
import { clausesOf, type Pack } from '../pack.ts';
import { ethos } from './ethos.ts';
import { inYearAdmissions } from './in-year-admissions.ts';
import { marketingAndRecruitment } from './marketing-and-recruitment.ts';
import { operation } from './operation.ts';
import { strategy } from './strategy.ts';

const chapters = [strategy, ethos, operation, marketingAndRecruitment, inYearAdmissions];

export const workingProtocols: Pack = {
  id: 'working-protocols',
  title: 'Working protocols',
  source: 'Bolton Learning Alliance, working protocols (48 clauses under five headings)',
  adoptedBy: 'workingProtocols',
  citedAs: 'working protocols',
  chapters,
  statementRule: answeredYearly({
    id: 'BLA-00',
    title: 'Every protocol that rests on the head’s word has been answered for the year',
    clauses: clausesOf({ chapters })
      .filter(({ keeping }) => keeping.kept === 'answered yearly')
      .map(({ number }) => number),
  }),
};
