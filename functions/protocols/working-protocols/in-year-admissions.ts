import { answered, type Chapter, clause, notYetBuilt } from '../pack.ts';

export const inYearAdmissions: Chapter = {
  title: 'In-year admissions',
  clauses: [
    clause('46', 'Schools cooperate fully with in-year admissions.', answered('Days from referral to answer')),
    clause(
      '47',
      'The protocols called Keeping on Track are followed.',
      answered('Their text is the alliance’s to supply'),
    ),
    clause(
      '48',
      'Schools accept what the in-year fair access panel recommends.',
      notYetBuilt('No recommendation to a school is declined, and each pupil starts within 20 school days'),
    ),
  ],
};
