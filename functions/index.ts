import { type Config, readConfig, type Target } from './edges/config.ts';
import { isForwardedFor } from './edges/google/forwarded-caller.ts';
import { isNoticeToken } from './edges/google/notice-token.ts';
import { logTo } from './log.ts';
import { type Deployment, serveFunctions } from './serve-functions.ts';

// One of these runs one function; what it opened is kept for the calls that follow.
let config: Config | undefined;
let deployment: Promise<Deployment> | undefined;

const now = () => new Date();

function configOf(target: Target): Config {
  config ??= readConfig(target);
  return config;
}

serveFunctions({
  async isCaller(target, authorization) {
    const { functionsUrl, invoker } = configOf(target);
    return isForwardedFor(authorization, { audience: `${functionsUrl}/${target}`, invoker }, now());
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
