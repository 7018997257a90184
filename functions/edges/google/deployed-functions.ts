import { EdgeError } from '../ports.ts';
import type { Google } from './google-clients.ts';

/** A function as it is deployed. */
export interface DeployedFunction {
  readonly name: string;
  /** The e-mail address of the account it runs as. */
  readonly account: string;
  /** Whether only what comes from within the project reaches it. */
  readonly isInternal: boolean;
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the settings that it is given from Secret Manager. */
  readonly secrets: readonly string[];
}

interface Answered {
  readonly functions?: readonly {
    readonly name?: string;
    readonly serviceConfig?: {
      readonly serviceAccountEmail?: string;
      readonly ingressSettings?: string;
      readonly environmentVariables?: Readonly<Record<string, string>>;
      readonly secretEnvironmentVariables?: readonly { readonly key?: string }[];
    };
  }[];
}

interface FunctionsSetUp {
  readonly google: Google;
  readonly project: string;
  readonly region: string;
}

/** The functions that are deployed in a region of a project. @throws EdgeError */
export async function readFunctions({ google, project, region }: FunctionsSetUp): Promise<DeployedFunction[]> {
  const root = google.rootUrl ?? 'https://cloudfunctions.googleapis.com/';
  const url = `${root}v2/projects/${project}/locations/${region}/functions?pageSize=100`;
  const { functions = [] } = await google.ask('functions', 'always', ({ timeout, maxContentLength }) =>
    google.account.request<Answered>({ url, retry: false, timeout, maxContentLength }),
  );
  return functions.map(({ name = '', serviceConfig = {} }) => ({
    name: name.slice(name.lastIndexOf('/') + 1),
    account: serviceConfig.serviceAccountEmail ?? '',
    isInternal: serviceConfig.ingressSettings === 'ALLOW_INTERNAL_ONLY',
    settings: serviceConfig.environmentVariables ?? {},
    secrets: (serviceConfig.secretEnvironmentVariables ?? []).flatMap(({ key }) => key ?? []),
  }));
}

/** Where the functions are reached, with * for their names: as they were told when they were deployed. @throws EdgeError */
export async function readFunctionsUrl(setUp: FunctionsSetUp): Promise<string> {
  const told = (await readFunctions(setUp)).map(({ settings }) => settings['CONCORDAT_FUNCTIONS_URL']);
  const url = told.find((one) => one?.includes('*'));
  if (url !== undefined) return url;
  const advice =
    'The functions do not say where they are reached. Deploy Concordat again; that brings them up to date.';
  throw new EdgeError('not-found', advice);
}

const KNOCK_MILLISECONDS = 10_000;

/**
 * Whether Google itself turns a call of a function away: what it lets through, the function answers, and says so by a code. A reading
 * is asked for, which no function does anything for. @throws EdgeError
 */
export async function isTurnedAway(address: string, authorization: string | null): Promise<boolean> {
  try {
    const answer = await fetch(address, {
      headers: authorization === null ? {} : { authorization },
      redirect: 'manual',
      signal: AbortSignal.timeout(KNOCK_MILLISECONDS),
    });
    const isOurs = /^\s*\{"code":/.test(await answer.text());
    return !isOurs && [401, 403, 404].includes(answer.status);
  } catch (cause) {
    const advice = 'The function could not be called from here. Check the network, and try again later.';
    throw new EdgeError('unreachable', advice, { cause, retryable: true });
  }
}
