import { columnLetters } from '../../../sheets-schema/sheet.ts';
import { defineRule } from '../rule.ts';

export const headingsInPlace = defineRule({
  id: 'GEN-01',
  title: 'Every tab has its headings, each once and by its own name',
  mendedIn: 'every tab',
  reads: [],
  messages: {
    noTab: {
      severity: 'problem',
      says: 'The tab {tab} is not in this workbook.',
      fix: 'Rename the tab back to {tab}, or ask the coordinator for a fresh copy of it.',
    },
    noHeadings: {
      severity: 'problem',
      says: 'No row of {tab} looks like its headings.',
      fix: 'Put the headings back in the first row: {headings}.',
    },
    missing: {
      severity: 'problem',
      says: '{tab} has no column called {heading}.',
      fix: 'Add the heading {heading} to the row of headings.',
    },
    renamed: {
      severity: 'problem',
      says: '{tab} has no column called {heading}; {candidate} looks like it.',
      fix: 'Change the heading {candidate} back to {heading}.',
    },
    optionalMissing: {
      severity: 'warning',
      says: '{tab} has no column called {heading}, so nothing typed there is read.',
      fix: 'Add the heading {heading} to the row of headings.',
    },
    doubled: {
      severity: 'warning',
      says: 'The heading {heading} stands twice in {tab}; column {letters} is not read.',
      fix: 'Keep one of the two columns and rename the other.',
    },
  },
  check(_, report, sources) {
    for (const { tab, found, headings } of sources.parsed) {
      const called = { tab: tab.title };
      if (!found) {
        report({ message: 'noTab', tab, data: called });
      } else if (headings.rowNumber === 0) {
        const names = Object.values(tab.columns).map(({ heading }) => heading);
        report({ message: 'noHeadings', tab, data: { ...called, headings: names.join(', ') } });
      } else {
        for (const { column, candidate } of headings.missing) {
          const { heading, required } = tab.columns[column]!;
          const place = { tab, column, data: { ...called, heading } };
          if (candidate !== null) {
            const data = { ...called, heading, candidate: candidate.trim().slice(0, 60) };
            report({ message: 'renamed', tab, column, data, suggestion: heading });
          } else if (required) report({ message: 'missing', ...place });
          else report({ message: 'optionalMissing', ...place });
        }
        for (const { column, place } of headings.doubled) {
          const { heading } = tab.columns[column]!;
          const data = { ...called, heading, letters: columnLetters(place) };
          report({ message: 'doubled', tab, column, subject: columnLetters(place), data });
        }
      }
    }
  },
});
