import { yearLabel } from '../../sheets-schema/wording.ts';
import type { DocumentShelf } from '../edges/ports.ts';
import type { RegisterEntry } from './register.ts';

/** Documents of the register that are gone from where they were filed, or are others there: a sentence each, which says what to do. */
export async function faultsOnShelf(shelf: DocumentShelf, entries: readonly RegisterEntry[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { number, title, school, sha256 } of entries) {
    const folder = yearLabel(Number(number.slice(0, 4))).replace('/', '-');
    const filed = await shelf.filed({ folder, number });
    if (filed.includes(sha256)) continue;
    const which = `Document ${number} (${school === null ? title : `${title}, ${school}`})`;
    const became = filed.length === 0 ? 'is gone from the documents' : 'is not as it was issued';
    faults.push(`${which} ${became}. Put it back from a backup, or ask whoever received it.`);
  }
  return faults;
}
