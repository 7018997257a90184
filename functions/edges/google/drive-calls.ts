/** What every list of files on a shared drive must be asked with. */
export function inDrive(driveId: string) {
  return { corpora: 'drive', driveId, includeItemsFromAllDrives: true, supportsAllDrives: true } as const;
}

/** A value between the quotes of a search. */
export function quoted(value: string): string {
  return value.replace(/[\\']/g, '\\$&');
}
