import type { Store } from '../edges/ports.ts';
import { readLatest } from '../history/read-history.ts';
import type { KnownFigures } from '../protocols/kept-figure.ts';
import type { WorkbookKind } from './define-workbook.ts';
import { isSchools } from './kinds.ts';
import { workbookKey } from './workbook-key.ts';

/** What the newest snapshots of a school's workbooks keep of its figures, whichever of them the rows are typed in. */
export async function figuresKeptOf(
  store: Store,
  { urn, startYear }: { readonly urn: string; readonly startYear: number },
  kinds: readonly WorkbookKind[],
): Promise<KnownFigures> {
  const latest = await Promise.all(
    kinds.filter(isSchools).map((kind) => readLatest(store, workbookKey({ kind, urn, startYear }))),
  );
  return ({ id }) => {
    const amounts = latest.map((one) => one?.manifest.figures[id]);
    return amounts.find((amount) => typeof amount === 'number') ?? null;
  };
}
