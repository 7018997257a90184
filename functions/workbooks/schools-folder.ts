import type { FolderListing } from '../edges/ports.ts';
import type { WorkbookKind } from './define-workbook.ts';
import { allDeclared } from './kinds.ts';
import { ownerOfKey } from './workbook-key.ts';
import { inOneCase } from './workbooks-to-make.ts';

/** The school whose folder is wanted. */
export interface FolderOfSchool {
  /** Its numbers, the present one first. */
  readonly numbers: readonly string[];
  readonly name: string;
  /** The names of the other members. */
  readonly others: readonly string[];
}

/**
 * What the folder of a school is called that only it may share: where its workbooks stand alone, so that it stays whatever the school or
 * the folder comes to be called; else by the school's name, and where that is another's too, by URN and name.
 * @param files what the file of each workbook is called in the alliance's folder, by its key
 * @param written how a folder's name is written
 */
export function schoolsFolder(
  { numbers, name, others }: FolderOfSchool,
  files: ReadonlyMap<string, string>,
  { schoolsFolderOf }: Pick<FolderListing, 'schoolsFolderOf'>,
  written: (name: string) => string,
  kinds: readonly WorkbookKind[] = allDeclared.kinds,
): string {
  const standing = [...files].flatMap(([key, file]) => {
    const [owner, folder] = [ownerOfKey(key, kinds), schoolsFolderOf(file)];
    return owner === null || folder === null ? [] : [{ owner, folder }];
  });
  const isOwn = ({ owner }: (typeof standing)[number]) => numbers.includes(owner.urn ?? '');
  const own = standing.filter(isOwn).sort((one, other) => other.owner.startYear - one.owner.startYear);
  const namesakes = others.map((other) => inOneCase(written(other)));
  const isNamedAsAnother = (folder: string) => {
    const [, number = null] = /^(\d{6}) /.exec(folder) ?? [];
    return namesakes.includes(inOneCase(folder)) || (number !== null && !numbers.includes(number));
  };
  const holdsAnothers = (folder: string) =>
    standing.some((one) => !isOwn(one) && inOneCase(one.folder) === inOneCase(folder));
  const [plain, withNumber] = [written(name), written(`${numbers[0]} ${name}`)];
  const isNamedAsItself = (folder: string) => [plain, withNumber].map(inOneCase).includes(inOneCase(folder));
  const alone = own.find(
    ({ folder }) => !holdsAnothers(folder) && (isNamedAsItself(folder) || !isNamedAsAnother(folder)),
  );
  // Another's workbook that somebody put beside its own takes no folder away from it.
  const named = own.find(({ folder }) => isNamedAsItself(folder) && !isNamedAsAnother(folder));
  const isTaken = isNamedAsAnother(plain) || holdsAnothers(plain);
  return (alone ?? named)?.folder ?? (isTaken ? withNumber : plain);
}
