import { OAuth2Client } from 'google-auth-library';
import { expect } from 'vitest';
import { type Google, openGoogle } from '../../../functions/edges/google/google-clients.ts';
import { misfits, readDescriptions } from '../../support/google/descriptions.ts';
import { openGoogle as openStandIn, type StandIn } from '../../support/google/stand-in.ts';

export interface Connected {
  readonly standIn: StandIn;
  readonly google: Google;
  /** The same, giving each request a second. */
  readonly impatient: Google;
  /** The same, asking once and never again. */
  readonly once: Google;
  /** How long was waited between attempts, in milliseconds of the test's clock. */
  readonly pauses: readonly number[];
  /** Ends the stand-in; everything that was asked of it must fit Google's own descriptions, where they are at hand. */
  end(): Promise<void>;
}

const descriptions = readDescriptions() ?? [];

/** The real clients, connected to the stand-in. Waiting passes the test's own time. */
export async function connect(options?: Parameters<typeof openStandIn>[0]): Promise<Connected> {
  const standIn = await openStandIn(options);
  const account = new OAuth2Client();
  account.setCredentials({ access_token: standIn.identity.accessToken(), expiry_date: Date.now() + 3_600_000 });
  const pauses: number[] = [];
  const { clock } = standIn;
  const sleep = async (milliseconds: number) => {
    pauses.push(milliseconds);
    clock.advance(milliseconds);
  };
  const patience = { attempts: 5, firstPause: 1000, longestPause: 64_000, deadline: 150_000, attempt: 20_000 };
  const clockwork = { now: clock.now, sleep, chance: () => 0.5 };
  const setUp = { account, rootUrl: standIn.rootUrl, clockwork };
  return {
    standIn,
    google: openGoogle({ ...setUp, patience }),
    once: openGoogle({ ...setUp, patience: { ...patience, attempts: 1 } }),
    impatient: openGoogle({ ...setUp, patience: { ...patience, attempt: 1000 } }),
    pauses,
    async end() {
      await standIn.stop();
      if (descriptions.length > 0) expect(misfits(standIn.traffic, descriptions)).toEqual([]);
    },
  };
}
