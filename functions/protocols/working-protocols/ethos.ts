import { answered, type Chapter, clause, informational } from '../pack.ts';

export const ethos: Chapter = {
  title: 'Ethos',
  clauses: [
    clause('12', 'Colleagues are shown respect, always.', answered()),
    clause('13', 'Other people’s opinions are tolerated.', answered()),
    clause('14', 'Each school’s own status, structure and character is respected.', answered()),
    clause('15', 'Schools are sensitive to the needs of colleagues elsewhere.', answered()),
    clause(
      '16',
      'When an issue arises, schools resolve it together.',
      answered('Issues with the days they were raised and resolved'),
    ),
    clause('17', 'No school seeks an advantage that another would pay for.', answered()),
    clause(
      '18',
      'No school compares itself directly with another.',
      answered('Published items that name another school'),
    ),
    clause(
      '19',
      'In public and in marketing, a school speaks of itself or of the whole alliance, and not of another school.',
      answered('Events and advertisements that name another school'),
    ),
    clause(
      '20',
      'An agreement that is signed binds the school professionally.',
      informational('Shown in the agreement each school signs'),
    ),
  ],
};
