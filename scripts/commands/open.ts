import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { HISTORY_FOLDER, isFolder } from '../../functions/edges/local/alliance-folder.ts';
import { inTwoSentences, whyUnsafe } from '../../functions/edges/local/unsafe-place.ts';
import { folderFault } from '../../functions/edges/local/whole-folder.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { Refusal } from '../../functions/refusal.ts';
import { tidy } from '../../sheets-schema/cells/tidy.ts';
import { type ExitStatus, inOneLine, run } from '../console.ts';
import { openTerminal, type Terminal } from '../new-alliance/terminal.ts';
import { SAMPLE_FOLDER } from './folder-option.ts';
import { askAndMake, sayNext } from './new.ts';
import { start } from './start.ts';
import { todayInLondon } from './today.ts';

export function openCommand(): Command {
  return new Command('open')
    .description(
      'Starts with the alliance whose folder stands here, or asks for one, and shows its page in the browser. What a double-click does.',
    )
    .addHelpText('after', '\nExample:\n  npx concordat open')
    .action(() => run(open));
}

async function open(): Promise<ExitStatus> {
  const folder = await folderToOpen();
  return start(folder, { once: false, open: true, status: true, newHistory: false });
}

async function folderToOpen(): Promise<string> {
  const own = alliancesHere().filter((name) => !isSample(name));
  if (own.length === 1) return own[0]!;
  const terminal = openTerminal(process.stdin, process.stderr);
  try {
    if (own.length > 1) {
      terminal.say('There are several alliances here.');
      return own[await askNumber(terminal, own.map(inOneLine))]!;
    }
    terminal.say('Welcome to Concordat. There is no alliance here yet.');
    const sample = isFolder(SAMPLE_FOLDER)
      ? 'Open the sample alliance again.'
      : 'Look at a sample first: nine invented schools.';
    if ((await askNumber(terminal, ['Make your own: a few questions, and its workbooks are made.', sample])) === 1)
      return SAMPLE_FOLDER;
    const unsafe = inTwoSentences(whyUnsafe(resolve('.'), 'move'));
    if (unsafe !== null) throw new Refusal(unsafe);
    const made = await askAndMake(terminal, {}, todayInLondon(), faultHere);
    sayNext(made, null);
    return made.folder;
  } finally {
    terminal.close();
  }
}

/** The folders here in which there are workbooks, or were once: an alliance each. */
function alliancesHere(): string[] {
  return readdirSync('.')
    .filter((name) => !name.startsWith('.') && isFolder(name))
    .filter((name) => workbooksIn(name).length > 0 || isFolder(join(name, HISTORY_FOLDER)))
    .toSorted();
}

function isSample(name: string): boolean {
  return name.toLowerCase() === SAMPLE_FOLDER;
}

/** A new alliance is made where the next double-click finds it again. */
function faultHere(folder: string): string | null {
  if (/[\\/:]|^\./.test(folder))
    return 'Give the folder a plain name, without a place: it is made here, where Concordat finds it again.';
  if (isSample(folder)) return `${folder} is the name of the sample’s folder. Give another name.`;
  return folderFault(folder);
}

/** Asks until it is one of these, and gives which; Enter takes the first. */
async function askNumber(terminal: Terminal, choices: readonly string[]): Promise<number> {
  for (const [at, choice] of choices.entries()) terminal.say(`  ${at + 1}  ${choice}`);
  for (;;) {
    const typed = tidy(await terminal.ask('Which number? [1] '));
    const chosen = typed === '' ? 1 : Number(typed);
    if (choices[chosen - 1] !== undefined) return chosen - 1;
    terminal.say(`Type a number from 1 to ${choices.length}, or press Enter for 1.`);
  }
}
