import { documentFonts } from '../../functions/document-fonts.ts';
import type { PublishPorts } from '../../functions/documents/publish.ts';
import { asFolderName } from '../../functions/edges/local/file-names.ts';
import type { FolderListing } from '../../functions/edges/ports.ts';
import { schoolsFolder } from '../../functions/workbooks/schools-folder.ts';
import { lastReadFrom } from '../../functions/workbooks/workbook-places.ts';

/** What documents of an alliance's folder are made with: those addressed to a school go where its workbooks were last read. */
export function publishingPorts<Folder extends Omit<PublishPorts, 'fonts'> & { readonly listing: FolderListing }>(
  ports: Folder,
) {
  return {
    ...ports,
    fonts: documentFonts(),
    schoolsFolder: async (school: Parameters<typeof schoolsFolder>[0]) => {
      const kept = [...(await lastReadFrom(ports.store))];
      const files = new Map(kept.flatMap(([key, { file }]) => (file === null ? [] : [[key, file] as const])));
      return schoolsFolder(school, files, ports.listing, asFolderName);
    },
  };
}
