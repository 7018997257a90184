import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { isMissed, type PlaceFault, placeMessages, placeWords } from '../place-faults.ts';
import { defineRule, type Found } from '../rule.ts';

export const workbooksInPlace = defineRule({
  id: 'GEN-21',
  title: 'Every workbook is there, once and as itself',
  since: 2,
  mendedIn: schoolsTab,
  reads: [],
  messages: placeMessages,
  check(input, report, sources) {
    for (const fault of sources.misplaced ?? []) {
      if (!isMissed(fault, input.schools, input.waiting(schoolsTab), input.asOf)) continue;
      const words = placeWords(fault, (urn) => input.nameOf(urn));
      (report as (found: Found) => void)({ ...words, subject: subjectOf(fault) });
    }
  },
});

/** A file that is refused is known by its name, a workbook that is lacking by whose it is. */
function subjectOf({ what, file, owner }: PlaceFault): string {
  return what === 'gone' ? `${owner.kind.id} ${owner.urn} ${owner.startYear}` : file;
}
