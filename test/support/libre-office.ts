import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const PUBLIC = '-//OpenOffice.org//DTD OfficeDocument 1.0//EN';

/** The modules of the library that every profile has. */
const LIBRARY = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "${PUBLIC}" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Typing"/></library:library>
`;

/** Opens a workbook, types into a cell, saves, leaves it open for a while, and closes it. */
const TYPING = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "${PUBLIC}" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">Sub TypeAndSave(file As String, tab As String, place As String, words As String, milliseconds As Long)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(file), "_blank", 0, hidden())
  document.Sheets.getByName(tab).getCellRangeByName(place).String = words
  document.store()
  Wait milliseconds
  document.close(True)
End Sub
</script:module>
`;

export interface LibreOffice {
  /** Types into a cell as a person would and saves; keeps the workbook open for `milliseconds` after that. */
  typeAndSave(file: string, tab: string, cell: string, words: string, milliseconds?: number): Promise<void>;
}

/**
 * Has the real LibreOffice write files in another form, all at once as starting it takes longest. Gives what came out by name, with the
 * new ending; `folder` keeps its profile and, below `into`, its files.
 */
export function converted(
  soffice: string,
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  to: 'xlsx' | 'pdf',
  into: string,
): (name: string) => Uint8Array {
  const names = Object.keys(files);
  for (const name of names) writeFileSync(join(folder, name), files[name]!);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const given = names.map((name) => join(folder, name));
  const args = [profile, '--headless', '--convert-to', to, '--outdir', join(folder, into), ...given];
  execFileSync(soffice, args, { stdio: 'ignore', timeout: 110_000 });
  return (name) => readFileSync(join(folder, into, name));
}

/** The real LibreOffice with a profile of its own in `folder`, which it makes on its first run. */
export function openLibreOffice(soffice: string, folder: string): LibreOffice {
  const profile = join(folder, 'profile');
  const start = [`-env:UserInstallation=${pathToFileURL(profile)}`, '--headless', '--norestore'];
  execFileSync(soffice, [...start, '--terminate_after_init'], { stdio: 'ignore', timeout: 110_000 });
  const library = join(profile, 'user', 'basic', 'Standard');
  writeFileSync(join(library, 'script.xlb'), LIBRARY);
  writeFileSync(join(library, 'Typing.xba'), TYPING);
  return {
    async typeAndSave(file, tab, cell, words, milliseconds = 0) {
      const typed = [file, tab, cell, words].map((one) => `"${one}"`).join(',');
      const macro = `macro:///Standard.Typing.TypeAndSave(${typed},${milliseconds})`;
      await promisify(execFile)(soffice, [...start, macro], { timeout: 110_000 });
    },
  };
}
