import { type Chapter, checked, clause, informational, notYetBuilt } from '../pack.ts';
import { websitePages } from './website-pages.ts';

const LATER = notYetBuilt('The tab Policies.');

/** The source does not number what it asks: the numbers are ours, in its order. */
export const chapters: readonly Chapter[] = [
  {
    title: 'The register',
    clauses: [
      clause('1', 'Each school holds the 22 documents that apply to it, and says who approved each and when.', LATER),
      clause('8', 'Careers guidance is for schools with pupils in years 7 to 13.', LATER),
      clause(
        '9',
        'For some documents there is a model, which may come only with a service agreement.',
        informational('What each document was written from stands in Policies.'),
      ),
      clause(
        '10',
        'Behaviour and exclusions have no model: they are each school’s own.',
        informational('What each document was written from stands in Policies.'),
      ),
    ],
  },
  {
    title: 'Reviews',
    clauses: [
      clause('2', 'Each document is reviewed every year, unless another time is set for it.', LATER),
      clause(
        '3',
        'Equality objectives are set every four years, and information on equality is renewed every year.',
        LATER,
      ),
      clause('4', 'The accessibility plan is reviewed at least every three years, as recommended.', LATER),
      clause('5', 'The accessibility plan is brought up to date after a significant change.', LATER),
      clause('6', 'The accessibility plan covers the curriculum, the building and information.', LATER),
    ],
  },
  {
    title: 'The website',
    clauses: [
      clause('7', 'Documents that must be published stand on the school’s website.', LATER),
      clause(
        '11',
        'Particular information is published on the website besides these documents.',
        checked(websitePages),
      ),
    ],
  },
  {
    title: 'Help',
    clauses: [
      clause(
        '13',
        'Opportunities are arranged for schools that belong to an alliance.',
        informational('What is on offer, and until when, stands in Offers.'),
      ),
      clause(
        '14',
        'Schools know whom to ask about each document, and about joining an alliance.',
        informational('Who that is stands in Contacts, by role.'),
      ),
    ],
  },
];
