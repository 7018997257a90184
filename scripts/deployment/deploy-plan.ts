import { readFileSync } from 'node:fs';
import {
  accountOf,
  addressOf,
  deployedNames,
  functionsUrlOf,
  PUBLIC_KEYS,
  privateTargets,
  publicTargets,
  secretNames,
  secrets,
  type Target,
  targets,
} from '../../functions/edges/config.ts';

/** A program with its arguments, each as it is: nothing here goes through a shell. */
export interface Command {
  readonly program: 'gcloud' | 'npx';
  readonly args: readonly string[];
  /** What is made up and handed over as standard input, so that it stands in no list of commands. */
  readonly input?: 'signing-key' | 'history-secret' | 'public-keys' | 'notice-token';
}

export interface Step {
  readonly what: string;
  /** Answers with something where it is there already; a step without it may be repeated. */
  readonly look?: Command;
  /** A step without it takes something away: where it is gone, there is nothing to do. */
  readonly make?: Command;
  /** Brings up to date what is there already; a step without it then has nothing to do. */
  readonly update?: Command;
  /** What to do when it fails. */
  readonly advice: string;
}

export interface DeployOptions {
  readonly project: string;
  /** Google's own number for it, which stands in the addresses of the functions. */
  readonly projectNumber: string;
  readonly region: string;
  /** The id of the shared drive. */
  readonly drive: string;
  readonly mailFrom: string;
  /** A file that holds the address of the mail server, name and password included. */
  readonly smtpFile: string;
  /** The file is there, so a secret that is there already gets what it says now. */
  readonly renewSmtp: boolean;
  /** Null: no alert when the costs go beyond `budget`. */
  readonly billingAccount: string | null;
  /** In the billing account's currency, a month. */
  readonly budget: number;
  /** False: without the one function that anybody may call. */
  readonly notices: boolean;
  /** Where the bundle stands. */
  readonly source: string;
}

const firebase = JSON.parse(readFileSync(new URL('../../firebase.json', import.meta.url), 'utf8'));
const RUNTIME: string = firebase.functions[0].runtime;
const FIREBASE_TOOLS = 'firebase-tools@15.34.2';
const APIS = [
  'artifactregistry',
  'billingbudgets',
  'cloudbuild',
  'cloudfunctions',
  'cloudscheduler',
  'cloudtasks',
  'drive',
  'firebaserules',
  'firestore',
  'iam',
  'iamcredentials',
  'run',
  'secretmanager',
  'sheets',
];

/** What each function is given. A check or a set of documents has the machine to itself; the rest is cheap. */
const ROOM: Readonly<
  Record<Target, { memory: string; cpu: string; seconds: number; instances: number; calls: number }>
> = {
  poll: { memory: '512Mi', cpu: '1', seconds: 300, instances: 3, calls: 1 },
  'sync-workbook': { memory: '1Gi', cpu: '1', seconds: 300, instances: 4, calls: 1 },
  publish: { memory: '1Gi', cpu: '1', seconds: 540, instances: 2, calls: 1 },
  nightly: { memory: '512Mi', cpu: '1', seconds: 1800, instances: 1, calls: 1 },
  notice: { memory: '256Mi', cpu: '1', seconds: 10, instances: 1, calls: 4 },
};
const CLOCK: Readonly<Partial<Record<Target, { schedule: string; seconds: number; retries: number }>>> = {
  poll: { schedule: '* * * * *', seconds: 300, retries: 0 },
  nightly: { schedule: '15 2 * * *', seconds: 1800, retries: 3 },
};

/** Everything a deployment is made of, in the order it is made. Pure but for reading which Node the functions run on. */
export function deployPlan(options: DeployOptions): Step[] {
  const { project, projectNumber, region, billingAccount } = options;
  const names = deployedNames(project);
  const of = (...args: string[]): Command => ({ program: 'gcloud', args: [...args, `--project=${project}`] });
  const account = (name: string) => `${name}@${project}.iam.gserviceaccount.com`;
  const member = (name: string) => `--member=serviceAccount:${account(name)}`;
  const [runs, invokes, builds] = ['concordat-run', 'concordat-invoker', 'concordat-build'] as const;
  const functionsUrl = functionsUrlOf(projectNumber, region);
  const deployed = targets.filter((target) => options.notices || !publicTargets.includes(target));
  const runners = [...new Set(deployed.map(accountOf))];
  const mayNot = 'Ask whoever owns the project to run this command, or to make you an owner of it.';

  const apis: Step = {
    what: 'Google services switched on',
    make: of('services', 'enable', ...APIS.map((name) => `${name}.googleapis.com`)),
    advice: `Check that the project ${project} is there, that it has a billing account, and that “gcloud auth list” shows you. ${mayNot}`,
  };

  const accounts = [
    ...runners.map((name) => [name, name === runs ? 'Concordat: runs the functions' : 'Concordat: takes notices']),
    [invokes, 'Concordat: calls the functions'],
    [builds, 'Concordat: builds the functions'],
  ].map(
    ([name = '', title = '']): Step => ({
      what: `the account ${name}`,
      look: of('iam', 'service-accounts', 'describe', account(name), '--format=value(email)'),
      make: of('iam', 'service-accounts', 'create', name, `--display-name=${title}`),
      advice: mayNot,
    }),
  );

  const rights: Step[] = [
    {
      what: `the account ${runs} may use the store`,
      make: of(
        'projects',
        'add-iam-policy-binding',
        project,
        member(runs),
        '--role=roles/datastore.user',
        '--condition=None',
        '--format=none',
      ),
      advice: mayNot,
    },
    {
      what: `the account ${runs} may see how the functions are set up`,
      make: of(
        'projects',
        'add-iam-policy-binding',
        project,
        member(runs),
        '--role=roles/cloudfunctions.viewer',
        '--condition=None',
        '--format=none',
      ),
      advice: mayNot,
    },
    {
      what: `the account ${builds} may build`,
      make: of(
        'projects',
        'add-iam-policy-binding',
        project,
        member(builds),
        '--role=roles/cloudbuild.builds.builder',
        '--condition=None',
        '--format=none',
      ),
      advice: mayNot,
    },
    ...runners.map(
      (name): Step => ({
        what: `the account ${name} may have tasks sent in the name of ${invokes}`,
        make: of(
          'iam',
          'service-accounts',
          'add-iam-policy-binding',
          account(invokes),
          member(name),
          '--role=roles/iam.serviceAccountUser',
          '--format=none',
        ),
        advice: mayNot,
      }),
    ),
  ];

  const store: Step[] = [
    {
      what: `the store, in ${region}`,
      look: of('firestore', 'databases', 'describe', '--database=(default)', '--format=value(name)'),
      make: of(
        'firestore',
        'databases',
        'create',
        '--database=(default)',
        `--location=${region}`,
        '--type=firestore-native',
        '--delete-protection',
      ),
      advice: 'A store cannot be moved: if the project has one elsewhere, use another project.',
    },
    {
      what: 'a backup of the store every day, kept for a week',
      look: of('firestore', 'backups', 'schedules', 'list', '--database=(default)', '--format=value(name)'),
      make: of(
        ...['firestore', 'backups', 'schedules', 'create', '--database=(default)'],
        ...['--recurrence=daily', '--retention=7d', '--format=none'],
      ),
      advice: mayNot,
    },
    {
      what: 'the store closed to everybody else, its indexes',
      make: {
        program: 'npx',
        args: ['--yes', FIREBASE_TOOLS, 'deploy', '--only', 'firestore', '--project', project, '--non-interactive'],
      },
      advice: `Log in with “npx ${FIREBASE_TOOLS} login”. If the project is not known to Firebase, run “npx ${FIREBASE_TOOLS} projects:addfirebase ${project}”.`,
    },
  ];

  const mayRead = (who: string, name: string): Step => ({
    what: `the account ${who} may read ${name}`,
    make: of(
      'secrets',
      'add-iam-policy-binding',
      name,
      member(who),
      '--role=roles/secretmanager.secretAccessor',
      '--format=none',
    ),
    advice: mayNot,
  });
  const made: Readonly<Record<keyof typeof secrets, Command['input'] | null>> = {
    CONCORDAT_SIGNING_KEY: 'signing-key',
    CONCORDAT_HISTORY_SECRET: 'history-secret',
    CONCORDAT_SMTP_URL: null,
    CONCORDAT_NOTICE_TOKEN: 'notice-token',
  };
  const kept = (Object.keys(secrets) as (keyof typeof secrets)[]).flatMap((setting): Step[] => {
    const name = secretNames[setting];
    const input = made[setting];
    const from = input === null ? options.smtpFile : '-';
    const make = of(
      'secrets',
      'create',
      name,
      '--replication-policy=user-managed',
      `--locations=${region}`,
      `--data-file=${from}`,
    );
    return [
      {
        what: `the secret ${name}`,
        look: of('secrets', 'describe', name, '--format=value(name)'),
        make: input ? { ...make, input } : make,
        ...(input === null &&
          options.renewSmtp && { update: of('secrets', 'versions', 'add', name, `--data-file=${from}`) }),
        advice: input
          ? mayNot
          : `Put the address of the mail server into a file, such as smtps://name:password@mail.example:465, and name it with --smtp.`,
      },
      ...runners
        .filter((one) => secrets[setting].some((target) => accountOf(target) === one))
        .map((one) => mayRead(one, name)),
    ];
  });

  const publicKeys: Step[] = [
    {
      what: `the secret ${PUBLIC_KEYS}`,
      look: of('secrets', 'describe', PUBLIC_KEYS, '--format=value(name)'),
      make: {
        ...of(
          'secrets',
          'create',
          PUBLIC_KEYS,
          '--replication-policy=user-managed',
          `--locations=${region}`,
          '--data-file=-',
        ),
        input: 'public-keys',
      },
      advice: mayNot,
    },
    mayRead(runs, PUBLIC_KEYS),
  ];

  const pace = [
    `--location=${region}`,
    '--max-dispatches-per-second=0.8',
    '--max-concurrent-dispatches=4',
    '--max-attempts=10',
    '--min-backoff=10s',
    '--max-backoff=600s',
    '--max-doublings=6',
  ];
  const queue: Step[] = [
    {
      what: 'the queue, no faster than Google Sheets allows',
      look: of('tasks', 'queues', 'describe', names.queue, `--location=${region}`, '--format=value(name)'),
      make: of('tasks', 'queues', 'create', names.queue, ...pace),
      update: of('tasks', 'queues', 'update', names.queue, ...pace),
      advice: `If ${region} is refused, the project has an App Engine elsewhere: use another project.`,
    },
    ...runners.map(
      (name): Step => ({
        what: `the account ${name} may put tasks into the queue`,
        make: of(
          'tasks',
          'queues',
          'add-iam-policy-binding',
          names.queue,
          `--location=${region}`,
          member(name),
          '--role=roles/cloudtasks.enqueuer',
          '--format=none',
        ),
        advice: mayNot,
      }),
    ),
  ];

  const settings = {
    NODE_ENV: 'production',
    NODE_OPTIONS: '--enable-source-maps',
    GOOGLE_CLOUD_PROJECT: project,
    CONCORDAT_REGION: region,
    CONCORDAT_QUEUE: names.queue,
    CONCORDAT_DRIVE: options.drive,
    CONCORDAT_FUNCTIONS_URL: functionsUrl,
    CONCORDAT_INVOKER: account(invokes),
    CONCORDAT_MAIL_FROM: options.mailFrom,
  };
  const functions = deployed.map((target): Step => {
    const { memory, cpu, seconds, instances, calls } = ROOM[target];
    const given = (Object.keys(secrets) as (keyof typeof secrets)[]).filter((name) =>
      (secrets[name] as readonly Target[]).includes(target),
    );
    return {
      what: `the function ${target}`,
      make: of(
        ...['functions', 'deploy', target, '--gen2', `--region=${region}`, `--runtime=${RUNTIME}`],
        ...[`--source=${options.source}`, `--entry-point=${target}`, '--trigger-http'],
        ...(publicTargets.includes(target)
          ? ['--allow-unauthenticated', '--ingress-settings=all']
          : ['--no-allow-unauthenticated', '--ingress-settings=internal-only']),
        `--service-account=${account(accountOf(target))}`,
        `--build-service-account=projects/${project}/serviceAccounts/${account(builds)}`,
        ...[`--memory=${memory}`, `--cpu=${cpu}`, `--timeout=${seconds}s`],
        ...[`--max-instances=${instances}`, `--concurrency=${calls}`],
        `--set-env-vars=^|^${Object.entries(settings)
          .map(([name, value]) => `${name}=${value}`)
          .join('|')}`,
        given.length === 0
          ? '--clear-secrets'
          : `--set-secrets=${given.map((name) => `${name}=${secretNames[name]}:latest`).join(',')}`,
        ...['--quiet', '--format=none'],
      ),
      advice: publicTargets.includes(target)
        ? 'If your organisation forbids functions that anybody may call, run the command again with --no-notices: changes are then found by reading the feed alone, which is done every minute.'
        : 'The log of the build says more: its address stands above.',
    };
  });

  const noNotices: Step[] = options.notices
    ? []
    : [
        {
          what: 'no function that anybody may call',
          look: of('functions', 'describe', 'notice', '--gen2', `--region=${region}`, '--format=value(name)'),
          update: of('functions', 'delete', 'notice', '--gen2', `--region=${region}`, '--quiet'),
          advice: mayNot,
        },
      ];

  const callers = privateTargets.map(
    (target): Step => ({
      what: `the account ${invokes} may call ${target}`,
      make: of(
        'run',
        'services',
        'add-iam-policy-binding',
        target,
        `--region=${region}`,
        member(invokes),
        '--role=roles/run.invoker',
        '--format=none',
      ),
      advice: mayNot,
    }),
  );

  const clock = targets.flatMap((target): Step[] => {
    const job = CLOCK[target];
    if (job === undefined) return [];
    const address = addressOf(functionsUrl, target);
    const same = [
      `--location=${region}`,
      `--schedule=${job.schedule}`,
      '--time-zone=Europe/London',
      `--uri=${address}`,
      '--http-method=POST',
      '--message-body={}',
      `--oidc-service-account-email=${account(invokes)}`,
      `--oidc-token-audience=${address}`,
      `--attempt-deadline=${job.seconds}s`,
      `--max-retry-attempts=${job.retries}`,
    ];
    return [
      {
        what: `the clock for ${target}: ${job.schedule}`,
        look: of(
          'scheduler',
          'jobs',
          'describe',
          `concordat-${target}`,
          `--location=${region}`,
          '--format=value(name)',
        ),
        make: of(
          'scheduler',
          'jobs',
          'create',
          'http',
          `concordat-${target}`,
          ...same,
          '--headers=Content-Type=application/json',
        ),
        update: of('scheduler', 'jobs', 'update', 'http', `concordat-${target}`, ...same),
        advice: mayNot,
      },
    ];
  });

  const alert: Step[] =
    billingAccount === null
      ? []
      : [
          {
            what: `a message when a month costs half of ${options.budget}, and all of it`,
            look: of(
              'billing',
              'budgets',
              'list',
              `--billing-account=${billingAccount}`,
              '--filter=displayName=Concordat',
              '--format=value(name)',
            ),
            make: of(
              ...['billing', 'budgets', 'create', `--billing-account=${billingAccount}`, '--display-name=Concordat'],
              ...[`--budget-amount=${options.budget}`, `--filter-projects=projects/${project}`],
              ...['--threshold-rule=percent=0.5', '--threshold-rule=percent=1.0'],
            ),
            advice:
              'Ask whoever looks after the billing account for the right to set budgets, or leave out --billing-account.',
          },
        ];

  return [
    apis,
    ...accounts,
    ...rights,
    ...store,
    ...kept,
    ...publicKeys,
    ...queue,
    ...functions,
    ...noNotices,
    ...callers,
    ...clock,
    ...alert,
  ];
}
