import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { reportWordsTab } from '../../../sheets-schema/tabs/report-words.tab.ts';
import type { Pack } from '../pack.ts';
import { annualReport } from './documents/annual-report.issue.ts';
import { reportWordsWritten, wordsDue } from './report-words.ts';
import { settings, totalsKept } from './settings.ts';
import { absenceAddsUp, pupilCountsFit } from './totals-add-up.ts';

/** Adopted by keeping the totals that its annual report adds up. None of its clauses is written down yet. */
export const behaviourAndAttendance: Pack = {
  id: 'behaviour-and-attendance',
  title: 'Behaviour and attendance',
  source: 'Guidance of 2010 on behaviour and attendance partnerships',
  inShort: 'totals of absence and exclusions for each term',
  citedAs: 'behaviour and attendance',
  adoptedBy: totalsKept,
  needs: [absenceByTermTab, exclusionsByTermTab, reportWordsTab],
  begins: [],
  chapters: [],
  settings,
  statement: null,
  rules: [absenceAddsUp, pupilCountsFit, reportWordsWritten],
  figures: [],
  standing: () => [],
  due: wordsDue,
  yearAhead: () => ({ when: [], dates: [] }),
  documents: [annualReport],
};
