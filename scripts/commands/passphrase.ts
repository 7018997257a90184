import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Refusal } from '../../functions/refusal.ts';
import { Stopped } from '../console.ts';

/** Long enough that guessing costs more than it brings. */
const SHORTEST = 12;

/** Asks for a new passphrase, twice where a person types it. @throws Refusal for a short one or two that differ */
export async function askNewPassphrase(): Promise<string> {
  const typed = await ask([`A passphrase of ${SHORTEST} letters or more: `, 'The same once more: ']);
  const [passphrase = '', again = passphrase] = typed;
  if ([...passphrase].length < SHORTEST)
    throw new Refusal(`The passphrase is too short. Take one of ${SHORTEST} letters or more, such as four words.`);
  if (again !== passphrase) throw new Refusal('The two passphrases differ. Start again.');
  return passphrase;
}

export async function askPassphrase(): Promise<string> {
  return (await ask(['The passphrase: ']))[0] ?? '';
}

/** Puts questions to a person, and shows nothing of what is typed; from a pipe, the first line answers them all. */
async function ask(questions: readonly string[]): Promise<string[]> {
  const { stdin, stderr } = process;
  const isPerson = stdin.isTTY === true;
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: unseen, terminal: isPerson });
  const typed = lines[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const question of isPerson ? questions : questions.slice(0, 1)) {
      stderr.write(question);
      const next = await typed.next();
      stderr.write('\n');
      if (next.done) throw new Stopped('Stopped. Nothing was changed.');
      answers.push(next.value);
    }
    return answers;
  } finally {
    lines.close();
  }
}
