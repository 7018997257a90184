import { parse } from 'csv-parse/sync';
import type { Group } from './drawn-series.ts';

/** A number or a sign that was published, of which count or share it says something, and whose schools it adds up. */
export interface Cell {
  readonly issue: number;
  readonly year: number;
  readonly tab: 'absence-by-term' | 'exclusions-by-term';
  readonly group: Group;
  /** By which the register says who stands behind it. */
  readonly figure: string;
  /** The counts that are added up. */
  readonly part: readonly string[];
  /** Of which that is a share; null for a count. */
  readonly of: string | null;
  readonly decimals: number;
  readonly text: string;
  readonly urns: readonly string[];
}

type What = Pick<Cell, 'tab' | 'figure' | 'part' | 'of' | 'decimals'>;

const absence = (figure: string, ...part: string[]): What => ({
  tab: 'absence-by-term',
  figure,
  part,
  of: 'possible',
  decimals: 1,
});
const persistent = (figure: string, part: string, of: string | null = 'enrolments'): What => ({
  tab: 'absence-by-term',
  figure,
  part: [part],
  of,
  decimals: 1,
});
const exclusions = (figure: string, part: string, of: string | null = null): What => ({
  tab: 'exclusions-by-term',
  figure,
  part: [part],
  of,
  decimals: 2,
});

const overall = absence('overall', 'authorised', 'unauthorised');
const ofAll: Readonly<Record<string, Readonly<Record<string, What>>>> = {
  'Sessions missed, out of every 100 possible': {
    'Overall absence': overall,
    Authorised: absence('authorised', 'authorised'),
    Unauthorised: absence('unauthorised', 'unauthorised'),
  },
  'Persistent absence in all schools': {
    'Persistently absent pupils': persistent('persistent', 'persistent', null),
    'Persistent absence rate': persistent('persistent-rate', 'persistent'),
    'Severe absence rate': persistent('severe-rate', 'severe'),
  },
  'Suspensions and permanent exclusions in all schools': {
    Suspensions: exclusions('suspensions', 'suspensions'),
    'Suspension rate': exclusions('suspension-rate', 'suspensions', 'headcount'),
    'Pupils suspended once or more': exclusions('once-or-more', 'onceOrMore'),
    'Pupils suspended twice or more': exclusions('twice-or-more', 'twiceOrMore'),
    'Permanent exclusions': exclusions('permanent', 'permanent'),
    'Permanent exclusion rate': exclusions('permanent-rate', 'permanent', 'headcount'),
  },
  'Suspensions by term': {
    Autumn: exclusions('suspensions/autumn', 'autumn'),
    Spring: exclusions('suspensions/spring', 'spring'),
    Summer: exclusions('suspensions/summer', 'summer'),
  },
};
const byGroup: Readonly<Record<string, What>> = {
  'All absence by group of pupils': overall,
  'Persistent absence by group of pupils': persistent('persistent-rate', 'persistent'),
  'Suspension rate by group of pupils': exclusions('suspension-rate', 'suspensions', 'headcount'),
};
const groups: Readonly<Record<string, Group>> = {
  'All pupils': 'all',
  'SEN support': 'sen-support',
  'EHC plan': 'ehc-plan',
  'Free school meals': 'fsm',
  'Looked-after children': 'looked-after',
};

/** The cells of a report, by what is attached to it; a line of another kind is not known to the attacker, which is an error. */
export function cellsOf(
  figures: string,
  issue: number,
  startYear: number,
  behind: (what: What, group: Group, year: number) => readonly string[],
): Cell[] {
  const lines: string[][] = parse(figures, { relax_column_count: true, skip_empty_lines: false });
  const cells: Cell[] = [];
  let caption = '';
  let isCompared = false;
  for (const [typed = '', ...texts] of lines) {
    // Of how many schools it is, the register says by name.
    const label = typed.replace(/ \(\d+ of \d+ schools\)$/, '');
    if (label === '') continue;
    if (texts.every((text) => text === '')) caption = label;
    else if (/^20\d\d\/\d\d$/.test(texts[0]!)) isCompared = /^20\d\d\/\d\d$/.test(texts[1] ?? '');
    else {
      const group = caption in byGroup ? groups[label] : 'all';
      const what = byGroup[caption] ?? ofAll[caption]?.[label];
      if (what === undefined || group === undefined)
        throw new Error(`Nobody told the attacker of “${caption}: ${label}”.`);
      const years = isCompared ? [startYear - 1, startYear] : [startYear];
      for (const [at, year] of years.entries())
        cells.push({ ...what, issue, year, group, text: texts[at]!, urns: behind(what, group, year) });
    }
  }
  return cells;
}
