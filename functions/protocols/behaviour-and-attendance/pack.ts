import { totalsKept } from '../../../sheets-schema/adoption.ts';
import type { Pack } from '../pack.ts';
import { annualReport } from './documents/annual-report.issue.ts';
import { settings } from './settings.ts';

/** The totals that schools send and the report made from them; no clause of it is checked or answered. */
export const behaviourAndAttendance: Pack = {
  id: 'behaviour-and-attendance',
  title: 'Behaviour and attendance',
  source: 'Guidance on behaviour and attendance partnerships, 2010',
  citedAs: 'behaviour and attendance',
  adoptedBy: totalsKept,
  chapters: [],
  settings,
  statement: null,
  documents: [annualReport],
};
