import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { PUBLIC_KEYS, secretNames, USUAL_REGION } from '../../functions/edges/config.ts';
import { newHistorySecret } from '../../functions/edges/history-secret.ts';
import { readMailServer } from '../../functions/edges/mail-server.ts';
import { EdgeError } from '../../functions/edges/ports.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey } from '../../functions/history/public-keys.ts';
import { Refusal } from '../../functions/refusal.ts';
import { answer, type ExitStatus, inOneLine, run, say } from '../console.ts';
import { carryOut, lastLines, type Ran } from '../deployment/carry-out.ts';
import { type DeployOptions, deployPlan, type Command as Planned } from '../deployment/deploy-plan.ts';
import { listText, secretCommands } from '../deployment/google-key.ts';
import { runProgram } from '../deployment/run-program.ts';
import { driveOption, like, projectOption, regionOption } from './cloud-options.ts';
import { todayInLondon } from './today.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What stands in the printed commands where nothing was named. */
const UNNAMED = {
  project: 'my-project',
  projectNumber: 'PROJECT-NUMBER',
  drive: 'SHARED-DRIVE-ID',
  mailFrom: 'concordat@my-alliance.example',
};

const INPUTS: Readonly<Record<NonNullable<Planned['input']>, string>> = {
  'signing-key': 'a new key',
  'history-secret': 'a new secret',
  'public-keys': 'the public half of that key',
  'notice-token': 'a new one',
};

const TRY_MILLISECONDS = 20_000;
const UNTOUCHED = 'Nothing was stored.';
const UNREACHED =
  'The mail server could not be reached, or did not let Concordat in just now. Check its name and port, or try again later; where this computer may not reach mail servers and Google may, run the same with --no-try-smtp.';

interface Options {
  readonly project?: string;
  readonly drive?: string;
  readonly mailFrom?: string;
  readonly smtp: string;
  readonly trySmtp: boolean;
  readonly region: string;
  readonly billingAccount?: string;
  readonly budget: number;
  readonly notices: boolean;
  readonly dryRun: boolean;
}

export function deployCommand(): Command {
  return new Command('deploy')
    .description('Sets Concordat up in Google Cloud, or brings it up to date. docs/google.md leads through it.')
    .addOption(projectOption())
    .addOption(driveOption())
    .option(
      '--mail-from <address>',
      'the address messages come from',
      like(/^[^\s@<>|]+@[^\s@<>|]+$/, 'no e-mail address'),
    )
    .option('--smtp <file>', 'a file that holds the address of the mail server, needed the first time', 'smtp.txt')
    .option('--no-try-smtp', 'store that address also where the mail server cannot be reached from here')
    .addOption(regionOption().default(USUAL_REGION))
    .option(
      '--billing-account <id>',
      'have a message sent when the costs go beyond the budget',
      like(/^[0-9A-F-]{20}$/i, 'no billing account'),
    )
    .option('--budget <amount>', 'a month, in the currency of the billing account', asAmount, 20)
    .option('--no-notices', 'leave out the one function that anybody may call')
    .option('--dry-run', 'only print what would be run', false)
    .addHelpText('after', '\nExample:\n  npx concordat deploy --dry-run --project harrowdale-concordat')
    .action((options: Options) => run(() => deploy(options)));
}

async function deploy({ dryRun, smtp, trySmtp, ...named }: Options): Promise<ExitStatus> {
  const { project, drive, mailFrom } = named;
  if (!dryRun && (project === undefined || drive === undefined || mailFrom === undefined))
    throw new Refusal('Name --project, --drive and --mail-from. With --dry-run they may be left out.');
  const options: DeployOptions = {
    ...UNNAMED,
    ...named,
    billingAccount: named.billingAccount ?? null,
    smtpFile: dryRun ? smtp : resolve(smtp),
    renewSmtp: existsSync(smtp),
    source: 'dist',
  };
  if (dryRun) {
    print(deployPlan(options));
    return 0;
  }
  if (options.renewSmtp) await tryAddress(options, trySmtp);
  const plan = deployPlan({ ...options, projectNumber: await numberOf(options.project) });
  say('Putting together what is deployed …');
  const { bundle } = await import('../deployment/bundle.ts');
  await bundle(`${root}dist`);
  let count = 0;
  const stopped = await carryOut(plan, executeIn(options.project), ({ what, done }) => {
    count += 1;
    say(`  ${count} of ${plan.length}: ${what}, ${done}`);
  });
  if (stopped === null) {
    answer(
      `Concordat runs in ${options.project}. Next: set up the alliance with “concordat provision”, as docs/google.md says.`,
    );
    return 0;
  }
  for (const line of stopped.lines) say(`    ${inOneLine(line)}`);
  say(`Could not do this: ${stopped.step.what}.`);
  say(stopped.step.advice);
  say('Then run the same command again: what is done is not done twice.');
  return 2;
}

/** What Google itself calls the project: a number. @throws Refusal where it does not say */
async function numberOf(project: string): Promise<string> {
  const args = ['projects', 'describe', project, '--format=value(projectNumber)'];
  const { status, out, err } = await runProgram({ program: 'gcloud', args });
  const number = out.trim();
  if (status === 0 && /^\d+$/.test(number)) return number;
  for (const line of lastLines({ status, out, err })) say(`    ${inOneLine(line)}`);
  throw new Refusal(
    `Google does not show the project ${project}. Check its id, and that “gcloud auth list” shows you.`,
  );
}

/** Whether what would be stored can send mail: asked before anything is made or stored. @throws Refusal where it cannot */
async function tryAddress({ smtpFile, mailFrom }: DeployOptions, reach: boolean): Promise<void> {
  const address = textOf(smtpFile);
  const read = readMailServer(address);
  if ('fault' in read)
    throw new Refusal(`The address of the mail server in ${smtpFile} should be ${read.fault}. ${UNTOUCHED}`);
  if (!reach) return;
  say(`Trying the mail server ${read.host} …`);
  const { tryMailServer } = await import('../../functions/edges/google/smtp-mailer.ts');
  try {
    await tryMailServer(address, TRY_MILLISECONDS, mailFrom);
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    const advice = error.code === 'unreachable' ? UNREACHED : error.advice;
    throw new Refusal(`${advice} ${UNTOUCHED}`, { cause: error });
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Refusal(`${file} cannot be read. Check that it is a file you may open.`, { cause });
  }
}

/** In the order they are run; each could be copied into a terminal. */
function print(plan: ReturnType<typeof deployPlan>): void {
  plan.forEach(({ what, look, make, update }, i) => {
    answer(`${i + 1}. ${what[0]!.toUpperCase()}${what.slice(1)}`);
    if (look) answer(`     there?   ${inShell(look)}`);
    const from = make?.input ? `   # ${INPUTS[make.input]}, from standard input` : '';
    if (make) answer(`     ${look ? 'if not   ' : ''}${inShell(make)}${from}`);
    if (update) answer(`     if so    ${inShell(update)}`);
  });
}

function inShell({ program, args }: Planned): string {
  return [program, ...args]
    .map((one) => (/^[\w./:=@,+-]+$/.test(one) ? one : `'${one.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

/** Keys and tokens are made here, go to Google's keeping and stay nowhere else. */
function executeIn(project: string): (command: Planned) => Promise<Ran> {
  return async (command) => {
    switch (command.input) {
      case 'notice-token':
        return runProgram(command, randomBytes(32).toString('base64url'));
      case 'history-secret':
        return runProgram(command, newHistorySecret());
      case 'signing-key':
        return giveKey(command, project);
      case 'public-keys': {
        const key = await runProgram(secretCommands(project).read(secretNames.CONCORDAT_SIGNING_KEY));
        const signer = signerOf(key.out);
        if (signer === null) return { ...key, status: 1 };
        return runProgram(command, listText([firstKey(signer, todayInLondon())]));
      }
      default:
        return runProgram(command);
    }
  };
}

async function giveKey(command: Planned, project: string): Promise<Ran> {
  const secret = newSigningKey();
  const ran = await runProgram(command, secret);
  if (ran.status === 0) {
    const { keyId, publicKey } = signerOf(secret)!;
    say(`    The history will be signed by the key ${keyId}.`);
    say(`    Keep its public half with the alliance’s papers: ${publicKey}`);
    const listed = await runProgram(secretCommands(project).read(PUBLIC_KEYS));
    if (listed.status === 0)
      say('    An earlier key was lost. Run “concordat key --lost” for this project next: it lists the new one.');
  }
  return ran;
}

function asAmount(typed: string): number {
  if (/^[1-9]\d{0,5}$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError('is no whole amount.');
}
