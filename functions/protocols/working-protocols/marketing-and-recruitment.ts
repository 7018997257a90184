import { answered, type Chapter, clause, informational, notYetBuilt } from '../pack.ts';

export const marketingAndRecruitment: Chapter = {
  title: 'Marketing and recruitment',
  clauses: [
    clause(
      '36',
      'Vacancies are advertised openly across the area.',
      answered('Vacancies and where they were advertised'),
    ),
    clause(
      '37',
      'Nobody poaches staff from another member or offers an inducement to move.',
      answered('Appointments from other members'),
    ),
    clause(
      '38',
      'Prospectuses and brochures describe the school’s own successes and ethos honestly.',
      answered('Who checked each prospectus'),
    ),
    clause(
      '39',
      'Families of pupils joining in Year 7 or Year 12 are offered open evenings, tours and the like.',
      notYetBuilt('An event for each entry year the school has'),
    ),
    clause('40', 'Advertising is legal, decent, honest and true.', answered()),
    clause('41', 'The website is as honest and open as anything in print.', answered()),
    clause(
      '42',
      'Where it is needed, schools advertise so that the community hears of their events.',
      answered('Events and their advertisements'),
    ),
    clause('43', 'No school approaches individual students of another to win them over.', answered()),
    clause('44', 'Admissions follow the local framework, with the authority’s forms and processes.', answered()),
    clause(
      '45',
      'Voluntary aided and controlled schools may add a form of their own for places on grounds of faith.',
      informational('Shown in the agreement each school signs'),
    ),
  ],
};
