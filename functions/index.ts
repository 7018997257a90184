import { type Config, readConfig, type Target } from './edges/config.ts';
import type { CallerCheck } from './edges/google/caller.ts';
import { isForwardedFor } from './edges/google/forwarded-caller.ts';
import { isNoticeToken } from './edges/google/notice-token.ts';
import { logTo } from './log.ts';
import { type Deployment, serveFunctions } from './serve-functions.ts';

// One of these runs one function; what it opened is kept for the calls that follow.
let config: Config | undefined;
let signed: CallerCheck | undefined;
let deployment: Promise<Deployment> | undefined;

const now = () => new Date();

function configOf(target: Target): Config {
  config ??= readConfig(target);
  return config;
}

serveFunctions({
  async isCaller(target, authorization) {
    const { functionsUrl, invoker, googleRoot } = configOf(target);
    const audience = `${functionsUrl}/${target}`;
    if (isForwardedFor(authorization, { audience, invoker }, now())) return true;
    const { callerCheck } = await import('./edges/google/caller.ts');
    signed ??= callerCheck(invoker, googleRoot === null ? undefined : `${googleRoot}/oauth2/v1/certs`);
    return signed(authorization, audience);
  },
  isNoticeToken: (given) => isNoticeToken(given, configOf('notice').noticeToken!),
  open(target) {
    deployment ??= import('./deployment.ts').then(({ openDeployment }) => openDeployment(configOf(target)));
    return deployment.catch((error) => {
      // The next call tries anew.
      deployment = undefined;
      throw error;
    });
  },
  openQueue: async () => (await import('./deployment.ts')).openQueue(configOf('notice')),
  now,
  log: logTo((line) => void process.stdout.write(line)),
});
