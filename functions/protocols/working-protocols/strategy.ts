import { answered, type Chapter, clause, notYetBuilt } from '../pack.ts';

export const strategy: Chapter = {
  title: 'Strategy',
  clauses: [
    clause(
      '1',
      'Schools support one another so that the needs of every secondary learner in the area are met.',
      answered(),
    ),
    clause(
      '2',
      'Leaders share a moral purpose: standards across the authority matter as much as those at home.',
      answered(),
    ),
    clause('3', 'Schools build the capacity to improve themselves.', answered('Training led for others')),
    clause(
      '4',
      'Together schools work towards all of them being judged good or better, and many outstanding.',
      answered('Inspection judgements and their dates'),
    ),
    clause('5', 'Each school takes an active part in developing the alliance.', answered()),
    clause(
      '6',
      'Each school actively supports the improvement group.',
      answered('Staff days (21) and contributions (25) show most of it'),
    ),
    clause(
      '7',
      'Governors or trustees, and staff, are kept up to date on the alliance and its improvement group.',
      answered('Briefings each term'),
    ),
    clause(
      '8',
      'Strategic decisions that could touch other schools are talked over first, so that nobody acts alone.',
      answered('Decisions and the schools they affect'),
    ),
    clause(
      '9',
      'Schools tell each other about their main schemes, even those that stay inside one school.',
      notYetBuilt('A scheme that has started is shared within so many days'),
    ),
    clause(
      '10',
      'Schools consult one another before deciding what may affect the others.',
      answered('Decisions with the dates of consultation'),
    ),
    clause(
      '11',
      'Professional learning is planned together, so that staff can grow across the alliance.',
      answered('Joint training and who attended'),
    ),
  ],
};
