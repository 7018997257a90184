import { PROGRAM } from './start-files.ts';
import type { System } from './systems.ts';

interface Packed {
  readonly system: System;
  readonly processor: string;
  readonly concordat: string;
  readonly node: string;
}

/** What differs from system to system: what it asks the first time, and how a command is typed. */
const BY_SYSTEM: Readonly<Record<string, readonly [unpack: string, start: string, command: string, hint?: string]>> = {
  windows: [
    `Right-click the ZIP file and choose "Extract All". Choose a folder on this
   computer's own disk, such as C:\\Concordat: not one that OneDrive or another
   program keeps in step, and not a network drive.`,
    `Double-click "Start Concordat". If Windows warns that the file comes from
   the internet, choose "Run", or "More info" and "Run anyway". Where your
   school's computers allow neither, ask whoever looks after them.`,
    `open a Command Prompt in this folder and type ${PROGRAM}\\concordat instead,
such as: ${PROGRAM}\\concordat history`,
    `Do not click into the text in it: Windows then holds Concordat up until you
press Esc.
`,
  ],
  macos: [
    `Double-click the ZIP file, and move the folder that appears to a place on
   this computer's own disk: not one that iCloud or another program keeps in
   step, and not a network drive.`,
    `Double-click "Start Concordat". If macOS says that it cannot be opened, go to
   System Settings, "Privacy & Security", and choose "Open Anyway" there; this
   is asked once. Let Terminal use the folder if you are asked.`,
    `open Terminal in this folder and type ${PROGRAM}/concordat instead,
such as: ${PROGRAM}/concordat history`,
  ],
  linux: [
    `Unpack the ZIP file to a place on this computer's own disk: not one that
   another program keeps in step, and not a network drive.`,
    `Right-click "Start Concordat" and choose "Run as a Program". Where there is
   no such choice, open a terminal in this folder and type
   ./Start\\ Concordat.sh`,
    `open a terminal in this folder and type ${PROGRAM}/concordat instead,
such as: ${PROGRAM}/concordat history`,
  ],
};

/** What the coordinator reads first. Plain signs alone, as every program for text shows them. */
export function readMe({ system, processor, concordat, node }: Packed): string {
  const [unpack, start, command, hint = ''] = BY_SYSTEM[system.id]!;
  return `Concordat ${concordat} for ${system.title} (${processor})

Concordat keeps the promises that a group of schools made to one another, from
the spreadsheets that the school offices fill in. There is nothing to install,
and nothing leaves this computer.

TO START

1. ${unpack}
2. ${start}
3. A window with text opens. The first time it asks whether to make your own
   alliance or to look at a sample of nine invented schools. For your own, have
   the schools' URNs at hand: a few questions, and the workbooks are made.
4. Concordat checks the workbooks and shows its page in your browser. If the
   page does not appear, type the address that the window shows behind "Status"
   into your browser.

Leave the window open: whenever you save a workbook, it is checked. Where you
closed the page, start again in the same way, and it is shown again. Close the
window to stop. The next time, Concordat finds your alliance and asks nothing.
${hint}
WHAT IS IN THIS FOLDER

my-alliance       your alliance, once it is made: its workbook, Documents,
                  Outbox, and Schools, with a folder for each school. Only
                  these may be shared, each with its own school. You may give
                  my-alliance another name, but leave it in this folder. Back
                  it up whole: the hidden folder .concordat in it holds its
                  history. The key that signs it lies in a folder of yours
                  alone; "concordat key" says where, and
                  "concordat key export FILE" makes a copy.
sample-alliance   the sample, if you looked at it. You may delete it.
${PROGRAM}           Concordat itself. Leave it as it is.

A NEWER CONCORDAT

Unpack the newer one to a place of its own, stop the older one, and move your
alliance's folder from here to beside the newer "Start Concordat".

COMMANDS

Where a message tells you to run "concordat" or "npx concordat",
${command}

LICENCES

Concordat is under the MIT licence; that and the licences of all that it is made
of are in ${PROGRAM}/LICENCES.txt. It runs on Node ${node}, as published at
nodejs.org; its licence is ${PROGRAM}/NODE-LICENCE.txt.
`.replaceAll('\n', system.lineEnd);
}
