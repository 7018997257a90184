import { addressOf, type Config, readConfig, type Target } from '../edges/config.ts';
import type { CallerCheck } from '../edges/google/caller.ts';
import { isForwardedFor } from '../edges/google/forwarded-caller.ts';
import { isNoticeToken } from '../edges/google/notice-token.ts';
import type { TaskQueue } from '../edges/ports.ts';
import type { Outside } from './deployment.ts';
import { logTo } from './log.ts';
import type { Deployment, Surroundings } from './serve-functions.ts';

interface Process extends Outside {
  /** The process's own unless told. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Takes a line of the log. */
  readonly write: (line: string) => void;
}

/** A function with the world outside behind it, as Google runs it: what it opened is kept for the calls that follow. */
export function surroundings({ environment, clockwork, write, ...outside }: Process): Surroundings {
  let config: Config | undefined;
  let signed: CallerCheck | undefined;
  let deployment: Promise<Deployment> | undefined;
  let queue: Promise<TaskQueue> | undefined;
  const now = () => new Date(clockwork.now());
  const log = logTo(write);
  const configOf = (target: Target): Config => {
    if (config === undefined) {
      config = readConfig(target, environment);
      if (config.mailFault !== null) log('ERROR', target, { code: 'not-configured', faults: [config.mailFault] });
    }
    return config;
  };
  return {
    async isCaller(target, authorization) {
      const { functionsUrl, invoker, googleRoot } = configOf(target);
      const audience = addressOf(functionsUrl, target);
      if (isForwardedFor(authorization, { audience, invoker }, now())) return true;
      const { callerCheck } = await import('../edges/google/caller.ts');
      signed ??= callerCheck(invoker, googleRoot === null ? undefined : `${googleRoot}/oauth2/v1/certs`);
      return signed(authorization, audience);
    },
    isNoticeToken: (given) => isNoticeToken(given, configOf('notice').noticeToken!),
    open(target) {
      deployment ??= import('./deployment.ts').then(({ openDeployment }) =>
        openDeployment(configOf(target), { clockwork, ...outside }),
      );
      return deployment.catch((error) => {
        // The next call tries anew.
        deployment = undefined;
        throw error;
      });
    },
    openQueue() {
      queue ??= import('./deployment.ts').then(({ openQueue }) =>
        openQueue(configOf('notice'), { clockwork, ...outside }),
      );
      return queue;
    },
    now,
    log,
  };
}
