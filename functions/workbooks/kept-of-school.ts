import type { Store } from '../edges/ports.ts';
import { readLatest } from '../history/read-history.ts';
import { answersIn } from '../history/records.ts';
import type { KeptOfSchool } from './answers-of-schools.ts';
import type { WorkbookKind } from './define-workbook.ts';
import { keysOfSchool } from './keys-of-school.ts';
import { isSchools } from './kinds.ts';

/** By every number that the school goes by. As the newest snapshots of a school's workbooks have it, whichever of them the rows are typed in. */
export async function keptOfSchool(
  store: Store,
  { numbers, startYear }: { readonly numbers: readonly string[]; readonly startYear: number },
  kinds: readonly WorkbookKind[],
): Promise<KeptOfSchool> {
  const keys = kinds.filter(isSchools).flatMap((kind) => keysOfSchool(kind, numbers, startYear));
  const latest = await Promise.all(keys.map((key) => readLatest(store, key)));
  const answers = await Promise.all(
    latest.map(async (one, at) => {
      const found = one === null ? [] : await answersIn(store, one.manifest);
      return found.map((answer) => ({ ...answer, workbook: keys[at]! }));
    }),
  );
  return {
    known({ id }) {
      const amounts = latest.map((one) => one?.manifest.figures[id]);
      return amounts.find((amount) => typeof amount === 'number') ?? null;
    },
    answers: answers.flat(),
  };
}
