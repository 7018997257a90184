import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { SECRET_FORM } from './history-secret.ts';
import { readMailServer } from './mail-server.ts';

/** The functions that are deployed. */
export const targets = ['poll', 'sync-workbook', 'publish', 'nightly', 'notice'] as const;
export type Target = (typeof targets)[number];

/** The functions that anybody may call; all others take calls of our own queue and clock alone. */
export const publicTargets: readonly Target[] = ['notice'];
export const privateTargets = targets.filter((target) => !publicTargets.includes(target));

/** The accounts the functions run as. What the world can reach has one that may do nothing but ask the queue. */
export type RunsAs = 'concordat-run' | 'concordat-notice';
export function accountOf(target: Target): RunsAs {
  return publicTargets.includes(target) ? 'concordat-notice' : 'concordat-run';
}

/** Where everything is unless told: London. */
export const USUAL_REGION = 'europe-west2';

/** Which functions get which secret: none that it does not need. */
export const secrets = {
  CONCORDAT_SIGNING_KEY: ['sync-workbook', 'publish'],
  CONCORDAT_HISTORY_SECRET: ['sync-workbook', 'publish'],
  CONCORDAT_SMTP_URL: ['poll', 'publish'],
  CONCORDAT_NOTICE_TOKEN: ['nightly', 'notice'],
} as const satisfies Readonly<Record<string, readonly Target[]>>;

/** What the secrets are called in Google's Secret Manager. */
export const secretNames: Readonly<Record<keyof typeof secrets, string>> = {
  CONCORDAT_SIGNING_KEY: 'concordat-signing-key',
  CONCORDAT_HISTORY_SECRET: 'concordat-history-secret',
  CONCORDAT_SMTP_URL: 'concordat-smtp-url',
  CONCORDAT_NOTICE_TOKEN: 'concordat-notice-token',
};
/** The list of the keys that sign or signed the history stands beside them, where no function can write. */
export const PUBLIC_KEYS = 'concordat-public-keys';

const settings = {
  GOOGLE_CLOUD_PROJECT: text(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'the id of the Google Cloud project'),
  CONCORDAT_REGION: text(/^[a-z]+-[a-z]+\d$/, 'where the functions run, such as europe-west2'),
  CONCORDAT_QUEUE: text(/^[A-Za-z0-9-]{1,100}$/, 'the name of the queue'),
  CONCORDAT_DRIVE: text(/^[A-Za-z0-9_-]{10,60}$/, 'the id of the shared drive'),
  CONCORDAT_FUNCTIONS_URL: text(
    /^https?:\/\/[^\s?#*]*\*[^\s?#*]*$/,
    'where the functions are reached, with * for their names',
  ),
  CONCORDAT_INVOKER: text(/^[^\s@]+@[^\s@]+$/, 'the address of the account that calls the functions'),
  CONCORDAT_MAIL_FROM: text(/^[^\s@<>]+@[^\s@<>]+$/, 'the e-mail address that messages come from'),
  CONCORDAT_SIGNING_KEY: text(/^-----BEGIN PRIVATE KEY-----\s[\s\S]+-----END PRIVATE KEY-----\s*$/, 'the key in PEM'),
  CONCORDAT_HISTORY_SECRET: text(SECRET_FORM, '64 hex digits'),
  CONCORDAT_SMTP_URL: mailServer(),
  CONCORDAT_NOTICE_TOKEN: text(/^[A-Za-z0-9_-]{32,256}$/, '32 to 256 letters and digits'),
  /** Tests only: a stand-in for Google on this machine. */
  CONCORDAT_GOOGLE_ROOT: text(/^http:\/\/127\.0\.0\.1:\d+$/, 'left out, except in tests'),
  /** Tests only, and read by Firestore's own client too. */
  FIRESTORE_EMULATOR_HOST: text(/^(?:127\.0\.0\.1|localhost):\d+$/, 'left out, except in tests'),
} as const;
type Name = keyof typeof settings;

function text(form: RegExp, says: string) {
  return z.string().regex(form, says);
}

function mailServer() {
  return z.string().superRefine((address, { addIssue }) => {
    const read = readMailServer(address);
    if ('fault' in read) addIssue({ code: 'custom', message: read.fault });
  });
}

/** What is wrong with the settings, all of it: names of settings and what each should be, never what they are. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join(' '));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Where the store and the secrets are in Google Cloud. */
export interface ProjectConfig {
  readonly project: string;
  readonly googleRoot: string | null;
  /** Where the store is asked over HTTP, with a stroke at the end; null for Google's own address. */
  readonly firestoreRoot: string | null;
}

/** Where everything is in Google Cloud, and as whom Concordat works there. */
export interface CloudConfig extends ProjectConfig {
  readonly region: string;
  readonly queue: string;
  readonly drive: string;
  /** Where the functions are reached, with * for their names; null: as those say themselves that are deployed. */
  readonly functionsUrl: string | null;
  readonly invoker: string;
  /** The e-mail address of the account that the private functions run as. */
  readonly account: string;
}

export interface Config extends CloudConfig {
  readonly functionsUrl: string;
  readonly mailFrom: string;
  /** Null for a function that does not sign, as for the other three. */
  readonly signingKey: string | null;
  readonly historySecret: string | null;
  readonly smtpUrl: string | null;
  /** What is wrong with the address of the mail server: nothing can be sent, and all else goes on. */
  readonly mailFault: string | null;
  readonly noticeToken: string | null;
}

/** What deploying gives names to, in a project. */
export function deployedNames(project: string) {
  const account = (name: string) => `${name}@${project}.iam.gserviceaccount.com`;
  return {
    queue: 'concordat',
    invoker: account('concordat-invoker'),
    account: account('concordat-run'),
  };
}

/**
 * Where Google has the functions of a project: at the addresses of Cloud Run, as only what Cloud Tasks and Cloud Scheduler send to those
 * is documented as coming from within the project.
 */
export function functionsUrlOf(projectNumber: string, region: string): string {
  return `https://*-${projectNumber}.${region}.run.app`;
}

/** The address of one function, which its callers' tokens are made for too. */
export function addressOf(functionsUrl: string, target: Target): string {
  return functionsUrl.replace('*', target);
}

/**
 * What one function is to know, from the environment it was started with. An address of the mail server that cannot be used stops no
 * check: it is told with the other faults, and by itself in `mailFault`. @throws ConfigError
 */
export function readConfig(target: Target, environment: NodeJS.ProcessEnv = process.env): Config {
  const { faults, optional, needed } = reader(environment);
  const secret = (name: keyof typeof secrets) =>
    (secrets[name] as readonly Target[]).includes(target) ? needed(name) : null;
  const [project, region] = [needed('GOOGLE_CLOUD_PROJECT'), needed('CONCORDAT_REGION')];
  const config = {
    project,
    region,
    queue: needed('CONCORDAT_QUEUE'),
    drive: needed('CONCORDAT_DRIVE'),
    functionsUrl: needed('CONCORDAT_FUNCTIONS_URL'),
    invoker: needed('CONCORDAT_INVOKER'),
    account: deployedNames(project).account,
    mailFrom: needed('CONCORDAT_MAIL_FROM'),
    signingKey: secret('CONCORDAT_SIGNING_KEY'),
    historySecret: secret('CONCORDAT_HISTORY_SECRET'),
    smtpUrl: secret('CONCORDAT_SMTP_URL'),
    noticeToken: secret('CONCORDAT_NOTICE_TOKEN'),
    ...standIns(optional),
  };
  const mailFault = faults.find((fault) => fault.startsWith('CONCORDAT_SMTP_URL should be')) ?? null;
  if (faults.some((fault) => fault !== mailFault)) throw new ConfigError(faults);
  return { ...config, mailFault };
}

/** Where programs of a person keep what is theirs alone on this computer: Concordat's folder there, which may not be made yet. */
export function configurationFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const { APPDATA = '', XDG_CONFIG_HOME = '' } = environment;
  if (platform === 'win32') return join(APPDATA === '' ? join(home, 'AppData', 'Roaming') : APPDATA, 'Concordat');
  // As the XDG specification asks, a path that begins nowhere is none.
  if (isAbsolute(XDG_CONFIG_HOME)) return join(XDG_CONFIG_HOME, 'concordat');
  return platform === 'darwin'
    ? join(home, 'Library', 'Application Support', 'Concordat')
    : join(home, '.config', 'concordat');
}

interface Named {
  readonly project?: string;
  readonly drive?: string;
  readonly region?: string;
}

/** What reading a history is to know: what was named, or else what the environment says. @throws ConfigError */
export function readProjectConfig(named: Named, environment: NodeJS.ProcessEnv = process.env): ProjectConfig {
  const { faults, optional, option } = namedReader(named, environment);
  const config = { project: option('GOOGLE_CLOUD_PROJECT', '--project'), ...standIns(optional) };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

/** The same for setting up: what is neither named nor in the environment is as deploying leaves it. @throws ConfigError */
export function readCloudConfig(named: Named, environment: NodeJS.ProcessEnv = process.env): CloudConfig {
  const { faults, optional, option } = namedReader(named, environment);
  const project = option('GOOGLE_CLOUD_PROJECT', '--project');
  const region = optional('CONCORDAT_REGION') ?? USUAL_REGION;
  const names = deployedNames(project);
  const config = {
    project,
    region,
    queue: optional('CONCORDAT_QUEUE') ?? names.queue,
    drive: option('CONCORDAT_DRIVE', '--drive'),
    functionsUrl: optional('CONCORDAT_FUNCTIONS_URL'),
    invoker: optional('CONCORDAT_INVOKER') ?? names.invoker,
    account: names.account,
    ...standIns(optional),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

function standIns(optional: (name: Name) => string | null) {
  const emulator = optional('FIRESTORE_EMULATOR_HOST');
  return {
    googleRoot: optional('CONCORDAT_GOOGLE_ROOT'),
    firestoreRoot: emulator === null ? null : `http://${emulator}/`,
  };
}

/** Whether a command is about a set-up on Google: a project was named, by an option or by the environment. */
export function isInCloud(
  { project }: { readonly project?: string },
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  return project !== undefined || (environment['GOOGLE_CLOUD_PROJECT'] ?? '') !== '';
}

/** Whether the shared drive was named, by an option or by the environment. */
export function isDriveNamed(
  { drive }: { readonly drive?: string },
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  return drive !== undefined || (environment['CONCORDAT_DRIVE'] ?? '') !== '';
}

/** Reads what was named before what the environment says. */
function namedReader(named: Named, environment: NodeJS.ProcessEnv) {
  const { faults, optional } = reader({
    ...environment,
    ...(named.project !== undefined && { GOOGLE_CLOUD_PROJECT: named.project }),
    ...(named.drive !== undefined && { CONCORDAT_DRIVE: named.drive }),
    ...(named.region !== undefined && { CONCORDAT_REGION: named.region }),
  });
  const option = (name: Name, flag: string): string => {
    const value = optional(name);
    if (value === null) faults.push(`Say ${flag}, or set ${name}.`);
    return value ?? '';
  };
  return { faults, optional, option };
}

/** Reads settings by name and gathers what is wrong with them. */
function reader(environment: NodeJS.ProcessEnv) {
  const faults: string[] = [];
  const optional = (name: Name): string | null => {
    // A secret that comes from a file ends with the file's last line break.
    const value = environment[name]?.trim();
    if (value === undefined || value === '') return null;
    const read = settings[name].safeParse(value);
    if (!read.success) faults.push(`${name} should be ${read.error.issues[0]!.message}.`);
    return value;
  };
  const needed = (name: Name): string => {
    const value = optional(name);
    if (value === null) faults.push(`${name} is missing.`);
    return value ?? '';
  };
  return { faults, optional, needed };
}
