import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  accountOf,
  addressOf,
  functionsUrlOf,
  PUBLIC_KEYS,
  publicTargets,
  readConfig,
  secretNames,
  secrets,
  type Target,
  targets,
} from '../../../functions/edges/config.ts';
import { secretOf } from '../../../functions/edges/history-secret.ts';
import { readKeyList } from '../../../functions/history/public-keys.ts';
import { carryOut, type Execute } from '../../../scripts/deployment/carry-out.ts';
import { type Command, type DeployOptions, deployPlan } from '../../../scripts/deployment/deploy-plan.ts';
import { secretCommands } from '../../../scripts/deployment/google-key.ts';
import { deployAll } from '../../support/google/deploy-all.ts';
import { openGoogle } from '../../support/google/stand-in.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';
import { realPart } from '../../support/real-parts.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'concordat-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS: DeployOptions = {
  project: 'harrowdale-concordat',
  projectNumber: '123456789012',
  region: 'europe-west2',
  drive: '0AHarrowdaleDrive',
  mailFrom: 'concordat@harrowdale.example',
  smtpFile: 'smtp.txt',
  renewSmtp: false,
  billingAccount: '0X0X0X-0X0X0X-0X0X0X'.replaceAll('X', 'A'),
  budget: 20,
  notices: true,
  source: 'dist',
};
const plan = deployPlan(OPTIONS);
const commands = plan.flatMap(({ look, make, update }) => [look, make, update].filter((one) => one !== undefined));
const lines = commands.map(({ program, args }) => [program, ...args].join(' '));
const deploying = (target: Target) => commands.find(({ args }) => args[1] === 'deploy' && args[2] === target)!.args;

describe('the plan', () => {
  it('gives each function all its settings, the secrets it needs and no other', () => {
    for (const target of targets) {
      const args = deploying(target);
      const variables = args.find((one) => one.startsWith('--set-env-vars='))!.slice('--set-env-vars=^|^'.length);
      const environment = Object.fromEntries(variables.split('|').map((one) => one.split(/=(.*)/s).slice(0, 2)));
      expect(environment['NODE_ENV']).toBe('production');
      const given =
        args
          .find((one) => one.startsWith('--set-secrets='))
          ?.slice('--set-secrets='.length)
          .split(',') ?? [];
      const names = given.map((one) => one.split('=')[0]!);
      expect(names).toEqual(
        Object.entries(secrets).flatMap(([name, users]) =>
          (users as readonly Target[]).includes(target) ? [name] : [],
        ),
      );
      const values: Record<string, string> = {
        CONCORDAT_SIGNING_KEY: '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----',
        CONCORDAT_HISTORY_SECRET: '0123456789abcdef'.repeat(4),
        CONCORDAT_SMTP_URL: 'smtps://mail.example:465',
        CONCORDAT_NOTICE_TOKEN: 'n'.repeat(40),
      };
      const withSecrets = Object.fromEntries(names.map((name) => [name, values[name]!]));
      expect(readConfig(target, { ...environment, ...withSecrets })).toMatchObject({ project: OPTIONS.project });
    }
  });

  it('lets everybody call the one function that takes notices, and Concordat’s own account the others', () => {
    const open = targets.filter((target) => deploying(target).includes('--allow-unauthenticated'));
    expect(open).toEqual(['notice']);
    for (const target of targets)
      if (target !== 'notice') expect(deploying(target)).toContain('--no-allow-unauthenticated');
    const callers = commands.filter(({ args }) => args.includes('--role=roles/run.invoker')).map(({ args }) => args[3]);
    expect(callers).toEqual(targets.filter((target) => target !== 'notice'));
    expect(lines.filter((line) => line.includes('allUsers'))).toEqual([]);
    const without = deployPlan({ ...OPTIONS, notices: false });
    expect(without.map(({ what }) => what)).not.toContain('the function notice');
    expect(without.map(({ update }) => update?.args.slice(0, 3))).toContainEqual(['functions', 'delete', 'notice']);
  });

  it('lets only what comes from within the project reach the private functions, by the addresses for which Google says so', () => {
    for (const target of targets) {
      const wall = deploying(target).filter((one) => one.startsWith('--ingress-settings='));
      expect(wall).toEqual([`--ingress-settings=${publicTargets.includes(target) ? 'all' : 'internal-only'}`]);
    }
    const asked = lines.flatMap((line) =>
      [...line.matchAll(/--uri=(\S+)/g)].map(([, address]) => new URL(address!).host),
    );
    expect(asked.filter((host) => !/^[a-z-]+-123456789012\.europe-west2\.run\.app$/.test(host))).toEqual([]);
    expect(lines.join()).not.toContain('cloudfunctions.net');
  });

  it('has the function that anybody may call run as an account that may only ask the queue, and read its token', () => {
    const rights = commands.filter(({ args }) => args.some((one) => one.includes('serviceAccount:concordat-notice@')));
    expect(rights.map(({ args }) => [args[0], args.find((one) => one.startsWith('--role='))])).toEqual([
      ['iam', '--role=roles/iam.serviceAccountUser'],
      ['secrets', '--role=roles/secretmanager.secretAccessor'],
      ['tasks', '--role=roles/cloudtasks.enqueuer'],
    ]);
    expect(rights[1]!.args[2]).toBe('concordat-notice-token');
    for (const target of targets)
      expect(deploying(target)).toContain(
        `--service-account=${accountOf(target)}@harrowdale-concordat.iam.gserviceaccount.com`,
      );
    expect(targets.filter((target) => accountOf(target) === 'concordat-notice')).toEqual(['notice']);
    const without = deployPlan({ ...OPTIONS, notices: false }).flatMap(({ make }) => make?.args ?? []);
    expect(without.join()).not.toContain('concordat-notice@');
  });

  it('is what the tests take for deployed', async () => {
    const standIn = await openGoogle();
    deployAll(standIn, OPTIONS.project);
    for (const [target, there] of standIn.functions) {
      const args = deploying(target as Target);
      expect(args).toContain(`--service-account=${there.serviceAccountEmail}`);
      expect(args.includes('--ingress-settings=internal-only')).toBe(there.ingressSettings === 'ALLOW_INTERNAL_ONLY');
      const given = there.secretEnvironmentVariables.map(({ key, secret }) => `${key}=${secret}:latest`).join(',');
      expect(args).toContain(`--set-secrets=${given}`);
      const url = there.environmentVariables['CONCORDAT_FUNCTIONS_URL'];
      expect(args.find((one) => one.startsWith('--set-env-vars='))).toContain(`|CONCORDAT_FUNCTIONS_URL=${url}|`);
    }
    await standIn.stop();
  });

  it('takes over another address of the mail server where its file is there, and touches no other secret', () => {
    const renewed = deployPlan({ ...OPTIONS, renewSmtp: true }).filter(({ update }) => update?.args[0] === 'secrets');
    expect(renewed.map(({ update }) => update!.args.slice(0, 4))).toEqual([
      ['secrets', 'versions', 'add', 'concordat-smtp-url'],
    ]);
  });

  it('gives no more rights than these', () => {
    const rights = commands.flatMap(({ args }) => {
      const role = args.find((one) => one.startsWith('--role='))?.slice('--role=roles/'.length);
      const who = args.find((one) => one.startsWith('--member='))?.match(/serviceAccount:(concordat-\w+)@/)?.[1];
      return role === undefined ? [] : [`${who} ${role}`];
    });
    expect([...new Set(rights)].sort()).toEqual([
      'concordat-build cloudbuild.builds.builder',
      'concordat-invoker run.invoker',
      'concordat-notice cloudtasks.enqueuer',
      'concordat-notice iam.serviceAccountUser',
      'concordat-notice secretmanager.secretAccessor',
      'concordat-run cloudfunctions.viewer',
      'concordat-run cloudtasks.enqueuer',
      'concordat-run datastore.user',
      'concordat-run iam.serviceAccountUser',
      'concordat-run secretmanager.secretAccessor',
    ]);
  });

  it('stays below the pace that Google Sheets allows, and keeps everything in London', () => {
    const [queue] = commands.filter(({ args }) => args[0] === 'tasks' && args[2] === 'create');
    const pace = Number(queue!.args.find((one) => one.startsWith('--max-dispatches-per-second='))!.split('=')[1]);
    expect(pace * 60).toBeLessThan(60);
    const places = lines.flatMap((line) =>
      [...line.matchAll(/--(?:location|locations|region)=(\S+)/g)].map(([, place]) => place),
    );
    expect(new Set(places)).toEqual(new Set(['europe-west2']));
  });

  it('calls by the clock what it deploys, with a token for that address', () => {
    const jobs = commands.filter(({ args }) => args[0] === 'scheduler' && args[2] === 'create');
    for (const { args } of jobs) {
      const value = (flag: string) => args.find((one) => one.startsWith(`--${flag}=`))!.slice(flag.length + 3);
      expect(value('oidc-token-audience')).toBe(value('uri'));
      expect(value('oidc-service-account-email')).toBe(
        'concordat-invoker@harrowdale-concordat.iam.gserviceaccount.com',
      );
      const called = targets.map((target) => addressOf(functionsUrlOf('123456789012', 'europe-west2'), target));
      expect(called).toContain(value('uri'));
    }
    expect(jobs.map(({ args }) => args[4])).toEqual(['concordat-poll', 'concordat-nightly']);
  });

  it('names the version of Node in one place of the project', () => {
    const tracked = execFileSync('git', ['grep', '-l', `node${'js24'}`], { cwd: root, encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(tracked.filter((path) => /\.(?:ts|mjs|json)$/.test(path))).toEqual(['firebase.json']);
    expect(deploying('poll')).toContain(`--runtime=node${'js24'}`);
  });
});

/** A cloud that remembers what was made there, and refuses to make anything twice. */
function openMadeUpCloud(fails: (command: Command) => boolean = () => false) {
  const there = new Set<string>();
  const ran: Command[] = [];
  const subject = ({ args }: Command) =>
    args
      .filter((one) => !one.startsWith('-') && !/^(?:create|describe|list|update|http)$/.test(one))
      .map((one) => one.split('@')[0])
      .join(' ');
  const execute: Execute = async (command) => {
    ran.push(command);
    const [action] = command.args.filter((one) => /^(?:create|describe|list|update)$/.test(one));
    if (fails(command)) return { status: 1, out: '', err: 'line 1\n\nERROR: no\n' };
    const known = there.has(subject(command));
    if (action === 'describe')
      return known ? { status: 0, out: 'name\n', err: '' } : { status: 1, out: '', err: 'NOT_FOUND' };
    if (action === 'list') return { status: 0, out: known ? 'name\n' : '', err: '' };
    if (action === 'create' && known) return { status: 1, out: '', err: 'ALREADY_EXISTS' };
    there.add(subject(command));
    return { status: 0, out: '', err: '' };
  };
  return { execute, ran };
}

describe('carrying it out', () => {
  it('makes everything, and the second time nothing', async () => {
    const { execute, ran } = openMadeUpCloud();
    const told: string[] = [];
    expect(await carryOut(plan, execute, ({ done }) => void told.push(done))).toBeNull();
    expect(told).toEqual(plan.map(() => 'made'));
    const made = (command: Command) => command.args.includes('create');
    expect(ran.filter(made)).toEqual(commands.filter(made));
    ran.length = 0;
    told.length = 0;
    expect(await carryOut(plan, execute, ({ done }) => void told.push(done))).toBeNull();
    expect(ran.filter(made)).toEqual([]);
    expect(told.filter((done) => done === 'brought up to date')).toHaveLength(3);
    expect(told.filter((done) => done === 'there already')).toHaveLength(12);
  });

  it('stops where something fails, says so, and goes on from there the next time', async () => {
    let broken = true;
    const { execute, ran } = openMadeUpCloud(({ args }) => broken && args[0] === 'tasks' && args[2] === 'create');
    const stopped = await carryOut(plan, execute, () => {});
    expect(stopped).toMatchObject({
      step: { what: 'the queue, no faster than Google Sheets allows' },
      lines: ['line 1', 'ERROR: no'],
    });
    expect(ran.some(({ args }) => args[0] === 'functions')).toBe(false);
    broken = false;
    expect(await carryOut(plan, execute, () => {})).toBeNull();
  });
});

describe('concordat deploy', () => {
  const bin = join(folder, 'bin');
  const record = join(folder, 'ran.txt');
  const concordat = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'scripts/concordat.mjs'), 'deploy', ...args], {
      encoding: 'utf8',
      env: { PATH: `${bin}:/usr/bin:/bin`, RECORD: record, INPUTS: folder },
    });
  const named = [
    '--project',
    'harrowdale-concordat',
    '--drive',
    '0AHarrowdaleDrive',
    '--mail-from',
    'c@harrowdale.example',
  ];
  /** Programs that write down how they were called; nothing is there before. */
  const standIn = (more = '') => {
    mkdirSync(bin, { recursive: true });
    rmSync(record, { force: true });
    const script = `#!/bin/sh\nprintf '%s\\n' "$(basename "$0") $*" >> "$RECORD"\n${more}\ncase "$*" in "projects describe"*) echo 123456789012;; *describe*|*list*) exit 1;; *access*) cat "$INPUTS/concordat-signing-key.secret";; *--data-file=-*) cat > "$INPUTS/$3.secret";; esac\n`;
    for (const name of ['gcloud', 'npx']) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o755);
    }
  };

  it('prints every command in order, and runs none', () => {
    standIn();
    const { stdout, status } = concordat('--dry-run', '--project', 'harrowdale-concordat');
    expect(status).toBe(0);
    const printed = stdout.split('\n').filter((line) => /^ {5}/.test(line));
    expect(printed).toHaveLength(commands.filter(({ args }) => args[0] !== 'billing').length);
    expect(stdout).toMatch(/^1\. Google services switched on$/m);
    expect(readdirSync(folder)).not.toContain('ran.txt');
  });

  it('runs them, makes the key and the token, and keeps neither', () => {
    standIn();
    const { stdout, stderr, status } = concordat(...named);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('Concordat runs in harrowdale-concordat.');
    const ran = readFileSync(record, 'utf8').trim().split('\n');
    expect(ran.filter((line) => line.includes('functions deploy'))).toHaveLength(5);
    const key = readFileSync(join(folder, 'concordat-signing-key.secret'), 'utf8');
    expect(createPrivateKey(key).asymmetricKeyType).toBe('ed25519');
    const token = readFileSync(join(folder, 'concordat-notice-token.secret'), 'utf8');
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const history = readFileSync(join(folder, 'concordat-history-secret.secret'), 'utf8');
    expect(secretOf(history)).not.toBeNull();
    for (const secret of [key.split('\n')[1]!, history, token]) {
      expect(`${stdout}${stderr}${ran.join()}`).not.toContain(secret);
      expect(spawnSync('grep', ['-rqF', '--', secret, join(root, 'dist')]).status).toBe(1);
    }
    const [, keyId] = /signed by the key ([0-9a-f]{16})\./.exec(stderr)!;
    const listed = readKeyList(readFileSync(join(folder, `${PUBLIC_KEYS}.secret`), 'utf8'));
    expect(listed).toMatchObject([{ keyId, introduction: null }]);
    expect(readFileSync(join(root, 'dist/package.json'), 'utf8')).toContain('functions-framework');
  });

  it('says what failed, what to do, and that it may be run again', () => {
    standIn('case "$*" in *"firestore databases create"*) echo "ERROR: (gcloud) no" >&2; exit 1;; esac');
    const { stderr, status } = concordat(...named);
    expect(status).toBe(2);
    expect(stderr).toContain('    ERROR: (gcloud) no');
    expect(stderr).toContain('Could not do this: the store, in europe-west2.\nA store cannot be moved');
    expect(stderr).toContain('what is done is not done twice');
  });

  it('refuses what it cannot use, before it runs anything', () => {
    standIn();
    for (const args of [
      [],
      ['--project', 'A'],
      [...named, '--region', 'the moon'],
      [...named, '--mail-from', 'x|y@z.example'],
    ])
      expect(concordat(...args)).toMatchObject({ status: 2, stdout: '' });
    expect(readdirSync(folder)).not.toContain('ran.txt');
  });

  describe('the address of the mail server', () => {
    const smtp = join(folder, 'smtp.txt');
    const secret = 'hunter2';
    let server: MailServer;
    let logins: (string | null | undefined)[];
    let isLetIn: boolean;
    beforeEach(async () => {
      standIn();
      logins = [];
      isLetIn = true;
      server = await openMailServer({
        secure: true,
        authOptional: false,
        onAuth({ password }, _session, done) {
          logins.push(password);
          if (isLetIn) done(null, { user: 'x' });
          else done(Object.assign(new Error(`not ${secret}`), { responseCode: 535 }));
        },
      });
    });
    afterEach(async () => {
      await server.close();
      rmSync(smtp, { force: true });
    });
    const address = (password = secret) =>
      server.url.replace('smtp://', `smtps://post@harrowdale.example:${password}@`);
    /** The test's own server answers meanwhile; its certificate is signed by nobody. */
    const deploy = (text: string, ...args: string[]) => {
      writeFileSync(smtp, text);
      const env = { PATH: `${bin}:/usr/bin:/bin`, RECORD: record, INPUTS: folder, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
      const typed = [join(root, 'scripts/concordat.mjs'), 'deploy', ...named, '--smtp', smtp, ...args];
      return new Promise<{ status: number; out: string; err: string }>((done) => {
        execFile(process.execPath, typed, { env }, (error, out, err) =>
          done({ status: Number(error?.code ?? 0), out, err }),
        );
      });
    };
    const stored = () => readdirSync(folder).includes('ran.txt') && readFileSync(record, 'utf8').includes(smtp);

    it('is tried before it is stored', async () => {
      const { status, out, err } = await deploy(`${address()}\n`);
      expect(status, err).toBe(0);
      expect(logins).toEqual([secret]);
      expect(server.received).toEqual([]);
      expect(stored()).toBe(true);
      expect(`${out}${err}`).not.toContain(secret);
      expect(err).toContain('Trying the mail server 127.0.0.1 …');
    });

    it.each<[string, () => string, RegExp]>([
      [
        'has a % that is none',
        () => address(`50%${secret}`),
        /smtp\.txt should be written with %25 in place of each %/,
      ],
      ['is none', () => 'mail.example, I think', /should be in one line, such as smtps:/],
      [
        'is not let in',
        () => {
          isLetIn = false;
          return address();
        },
        /does not accept the name and password/,
      ],
      ['cannot be reached', () => 'smtp://127.0.0.1:1', /could not be reached.* with --no-try-smtp\./],
    ])('that %s is refused, and nothing is made or stored', async (_, text, says) => {
      const { status, out, err } = await deploy(text());
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toMatch(says);
      expect(err).toContain('Nothing was stored.');
      expect(err).not.toContain(secret);
      expect(readdirSync(folder)).not.toContain('ran.txt');
    });

    it('is stored untried where whoever deploys says so, and never where nobody could use it', async () => {
      expect(await deploy('smtp://127.0.0.1:1', '--no-try-smtp')).toMatchObject({ status: 0 });
      expect(stored()).toBe(true);
      standIn();
      expect(await deploy(address('50%off'), '--no-try-smtp')).toMatchObject({ status: 2 });
      expect(await deploy(address(), '--dry-run')).toMatchObject({ status: 0 });
      expect(stored()).toBe(false);
      expect(logins).toEqual([]);
    });
  });

  it('says that gcloud is not installed', () => {
    rmSync(bin, { recursive: true, force: true });
    mkdirSync(bin);
    const { stderr, status } = spawnSync(process.execPath, [join(root, 'scripts/concordat.mjs'), 'deploy', ...named], {
      encoding: 'utf8',
      env: { PATH: bin },
    });
    expect({ stderr, status }).toMatchObject({ status: 2, stderr: expect.stringContaining('gcloud is not installed') });
  });
});

describe.skipIf(realPart('gcloud') === null)('the real gcloud', () => {
  /** Has gcloud read commands without running them, and without a network. */
  function faultsOf(wanted: readonly Command[]): string[] {
    const quoted = (one: string) => (/^[\w./:=@,+-]+$/.test(one) ? one : `'${one}'`);
    const list = wanted.map(({ args }) => ({ command_string: ['gcloud', ...args.map(quoted)].join(' ') }));
    const file = join(folder, 'commands.json');
    writeFileSync(file, JSON.stringify(list));
    const out = execFileSync('gcloud', ['meta', 'lint-gcloud-commands', `--commands-file=${file}`], {
      encoding: 'utf8',
      timeout: 280_000,
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        CLOUDSDK_CONFIG: join(folder, 'gcloud'),
        CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
        CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
        HTTPS_PROXY: 'http://127.0.0.1:9',
      },
    });
    const read = JSON.parse(out) as { command_string: string; success: boolean; error_message: string | null }[];
    expect(read).toHaveLength(new Set(list.map((one) => one.command_string)).size);
    return read.filter((one) => !one.success).map((one) => `${one.command_string}: ${one.error_message}`);
  }

  it('understands every command, and would say so if it did not', { timeout: 300_000 }, () => {
    const { read, list, add, destroy } = secretCommands(OPTIONS.project);
    const key = secretNames.CONCORDAT_SIGNING_KEY;
    const others = [
      { ...OPTIONS, notices: false },
      { ...OPTIONS, renewSmtp: true },
    ].flatMap(deployPlan);
    const ours = [
      ...others
        .flatMap(({ look, update }) => [look, update].filter((one) => one?.program === 'gcloud'))
        .map((one) => one!),
      ...commands.filter(({ program }) => program === 'gcloud'),
      ...[read(key), read(key, '2'), list(key), add(key), destroy(key, '1')],
    ];
    const wrong: Command = { program: 'gcloud', args: [...deploying('poll'), '--no-such-flag'] };
    expect(faultsOf([...ours, wrong])).toEqual([expect.stringMatching(/unrecognized arguments: --no-such-flag/)]);
  });
});
