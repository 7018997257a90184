import {
  accountOf,
  publicTargets,
  secretNames,
  secrets,
  type Target,
  targets,
} from '../../../functions/edges/config.ts';
import type { StandIn } from './stand-in.ts';

const FUNCTIONS_URL = 'https://*-123456789012.europe-west2.run.app';

/** Puts the functions into a project as “concordat deploy” does: a test of the plan holds that against its commands. */
export function deployAll({ functions }: StandIn, project: string, functionsUrl = FUNCTIONS_URL): void {
  for (const target of targets)
    functions.set(target, {
      serviceAccountEmail: `${accountOf(target)}@${project}.iam.gserviceaccount.com`,
      ingressSettings: publicTargets.includes(target) ? 'ALLOW_ALL' : 'ALLOW_INTERNAL_ONLY',
      environmentVariables: { CONCORDAT_FUNCTIONS_URL: functionsUrl },
      secretEnvironmentVariables: (Object.keys(secrets) as (keyof typeof secrets)[])
        .filter((name) => (secrets[name] as readonly Target[]).includes(target))
        .map((name) => ({ key: name, secret: secretNames[name] })),
    });
}
