import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { websiteTab } from '../../../sheets-schema/tabs/website.tab.ts';
import type { School } from '../../figures/members.ts';
import { type Kind, MAINTAINED, type Phase } from './register.ts';

interface WebsiteItem {
  readonly item: string;
  readonly asked: string;
  readonly duty: 'Must' | 'Should';
  /** Schools of these phases; of all where it says none. */
  readonly phases?: readonly Phase[];
  /** Schools of these kinds; of all where it says none. */
  readonly kinds?: readonly Kind[];
}

const WITH_YOUNGER_PUPILS: readonly Phase[] = ['first', 'primary', 'middle', 'all-through'];
const WITH_KEY_STAGE_1: readonly Phase[] = ['first', 'primary', 'all-through'];
const WITH_KEY_STAGE_2_TESTS: readonly Phase[] = ['primary', 'middle', 'all-through'];
const WITH_EXAMINATIONS: readonly Phase[] = ['secondary', 'high', 'all-through'];
const WITH_YEAR_8: readonly Phase[] = ['middle', 'secondary', 'high', 'all-through'];
const OF_SCHOOL_AGE: readonly Phase[] = ['first', 'primary', 'middle', 'secondary', 'high', 'all-through'];

/**
 * What a school publishes besides the documents of *Policies*. The source only says that there is such a list, and the list changes:
 * this is a beginning, which schools alter in their own rows, so nothing rests on it but a warning.
 */
const websiteItems: readonly WebsiteItem[] = [
  {
    item: 'Contact details',
    asked: 'Name, address, telephone, whom to ask, the head, the chair, and the SEN co-ordinator.',
    duty: 'Must',
  },
  { item: 'Ofsted report', asked: 'The latest report, or a link to it.', duty: 'Must' },
  { item: 'Opening hours', asked: 'When the day begins and ends, and the hours in a week.', duty: 'Should' },
  { item: 'Values and ethos', asked: 'What the school stands for, in a statement.', duty: 'Must' },
  {
    item: 'Curriculum',
    asked: 'What is taught in each subject and year, and how to find out more.',
    duty: 'Must',
  },
  {
    item: 'Phonics and reading schemes',
    asked: 'The schemes used in key stage 1, by name.',
    duty: 'Must',
    phases: WITH_KEY_STAGE_1,
  },
  {
    item: 'Courses at key stage 4 and after',
    asked: 'The courses and qualifications on offer.',
    duty: 'Must',
    phases: [...WITH_EXAMINATIONS, '16-plus'],
  },
  {
    item: 'Key stage 2 results',
    asked: 'The latest results of the tests at the end of key stage 2.',
    duty: 'Must',
    phases: WITH_KEY_STAGE_2_TESTS,
  },
  {
    item: 'Key stage 4 results',
    asked: 'The latest results at the end of key stage 4, with progress and destinations.',
    duty: 'Must',
    phases: WITH_EXAMINATIONS,
  },
  {
    item: '16 to 18 results',
    asked: 'The latest results of students aged 16 to 18. No under Applies, where there are none.',
    duty: 'Must',
    phases: [...WITH_EXAMINATIONS, '16-plus'],
  },
  {
    item: 'Performance measures',
    asked: 'A link to the school’s page in the national service that compares schools.',
    duty: 'Must',
    phases: [...OF_SCHOOL_AGE, '16-plus'],
  },
  {
    item: 'Pupil premium',
    asked: 'The strategy statement, brought up to date by the end of December.',
    duty: 'Must',
    phases: OF_SCHOOL_AGE,
  },
  {
    item: 'PE and sport premium',
    asked: 'How much there was, what it was spent on and what came of it, by the end of July; swimming in year 6.',
    duty: 'Must',
    phases: WITH_YOUNGER_PUPILS,
  },
  {
    item: 'Music development plan',
    asked: 'A summary of the plan.',
    duty: 'Should',
    phases: OF_SCHOOL_AGE,
  },
  { item: 'Remote education', asked: 'What is offered to pupils who cannot come in.', duty: 'Should' },
  {
    item: 'Access of education and training providers',
    asked: 'How providers of technical education and apprenticeships reach pupils in years 8 to 13.',
    duty: 'Must',
    phases: WITH_YEAR_8,
  },
  {
    item: 'Governors',
    asked: 'How the board is made up, what each does, how often each came, and what interests each has declared.',
    duty: 'Must',
  },
  {
    item: 'Pay above £100,000 and benchmarking',
    asked: 'How many are paid above £100,000, by band, and a link to the school’s page in the national benchmarking.',
    duty: 'Must',
    kinds: MAINTAINED,
  },
  {
    item: 'Accounts and constitution of the trust',
    asked: 'The annual report and accounts, the articles and the funding agreement, or a link to the trust’s page.',
    duty: 'Must',
    kinds: ['academy'],
  },
  {
    item: 'Paper copies',
    asked: 'That a parent who asks gets any of this on paper, free of charge.',
    duty: 'Should',
  },
];

/** Whether a school is meant, by its phase and kind. What nobody has said rules nothing out; colleges are not schools. */
function isFor({ phases, kinds }: WebsiteItem, { kind, phase }: Pick<School, 'kind' | 'phase'>): boolean {
  if (kind === 'fe') return false;
  const known = phase ?? (kind === 'primary' ? 'primary' : null);
  return (
    (known === null || phases === undefined || phases.includes(known)) &&
    (kind === null || kinds === undefined || kinds.includes(kind))
  );
}

/** The rows that *Website* begins with. */
export function firstWebsiteItems(school: Pick<School, 'kind' | 'phase'> | null): RawCell[][] {
  return websiteItems
    .filter((one) => school === null || isFor(one, school))
    .map(({ item, asked, duty }) => {
      const typed: Readonly<Record<string, string>> = { item, says: asked, duty };
      return Object.keys(websiteTab.columns).map((column) => typed[column] ?? null);
    });
}
