import { personName, text } from '../../../sheets-schema/cells/text.ts';
import type { Column } from '../../../sheets-schema/tab.ts';
import { defineRule } from '../rule.ts';
import { type LookedOverAs, pointsToAChild } from './points-to-a-child.ts';

const FREE_TEXT = text().name;

export const noPupilNamed = defineRule({
  id: 'GEN-07',
  title: 'No text names a pupil',
  since: 6,
  mendedIn: 'every tab',
  reads: [],
  messages: {
    telltale: {
      severity: 'warning',
      says: '{cell} looks as if it holds {what}.',
      fix: 'Take out anything that could point to a pupil; these notes are about totals.',
    },
    telltaleElsewhere: {
      severity: 'warning',
      says: '{cell} looks as if it holds {what}.',
      fix: 'Take it out if it could point to a pupil: no pupil is named in this workbook.',
    },
  },
  check(input, report, sources) {
    const names = input.schools.map(({ name }) => name);
    for (const { tab, rows } of sources.parsed) {
      for (const [column, definition] of Object.entries(tab.columns)) {
        const as = lookedOverAs(definition);
        if (as === null) continue;
        const tellingIn = remembering((typed) => telling(typed, as, names));
        for (const row of rows) {
          const typed = (row as unknown as Record<string, unknown>)[column];
          if (typeof typed !== 'string') continue;
          const what = tellingIn(typed);
          if (what === null) continue;
          report({ message: as === 'totals' ? 'telltale' : 'telltaleElsewhere', tab, row, column, data: { what } });
        }
      }
    }
  },
});

/** By what the column is for; null where its cells hold no words of one's own, such as choices, links and addresses. */
function lookedOverAs({ cell, aboutPupils, numbersBelong }: Column): LookedOverAs | null {
  if (cell.name === personName.name) return 'names';
  if (cell.name !== FREE_TEXT) return null;
  if (aboutPupils) return 'totals';
  return numbersBelong ? 'numbers' : 'words';
}

/** A school may be called after anybody, so that what is found is looked for again without the names of schools. */
function telling(typed: string, as: LookedOverAs, schools: readonly string[]): string | null {
  if (pointsToAChild(typed, as) === null) return null;
  return pointsToAChild(
    schools.reduce((words, name) => words.replaceAll(name, '·'), typed),
    as,
  );
}

/** Most columns say the same thing again and again. What was typed is forgotten with the check. */
function remembering(look: (typed: string) => string | null): (typed: string) => string | null {
  const seen = new Map<string, string | null>();
  return (typed) => {
    const known = seen.get(typed);
    if (known !== undefined) return known;
    const found = look(typed);
    seen.set(typed, found);
    return found;
  };
}
