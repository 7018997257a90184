import { z } from 'zod';
import { type EdgeCode, EdgeError, type Mailer, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readAs } from '../history/stored-forms.ts';
import { Refusal } from '../refusal.ts';

/** One short list for the whole deployment, so that a minute in which nothing waits costs one read. */
const WAITING = 'mail-waiting';
const waitingForm = z.array(
  z.object({
    message: z.object({ id: z.string(), to: z.array(z.string()), subject: z.string(), text: z.string() }),
    tries: z.number(),
    /** Not to be tried before: UTC with milliseconds. */
    next: z.string(),
  }),
);
type Waiting = z.infer<typeof waitingForm>;

/** More would not fit in one document of the store; what comes then stays in the outbox, and is made anew in the next round. */
const MOST_WAITING = 400;
/** A run is over well before the next begins. */
const MOST_AT_ONCE = 20;
/** Tried after 1, 2, 4 … 60 minutes and then hourly: for about three days. */
const MOST_TRIES = 78;
const LONGEST_WAIT_MINUTES = 60;
const MINUTE = 60_000;

/**
 * A mailer that keeps what cannot be sent now and has it sent later: a check does not wait for the mail server. `note` gets why it
 * could not be sent.
 */
export function patientMailer(mailer: Mailer, registry: Store, now: Date, note: (fault: EdgeError) => void): Mailer {
  return {
    async deliver(message) {
      try {
        await mailer.deliver(message);
      } catch (error) {
        if (!(error instanceof EdgeError)) throw error;
        note(error);
        const entry = { message: { ...message, to: [...message.to] }, tries: 1, next: later(now, 1) };
        const kept = await change(registry, (waiting) =>
          waiting.some((one) => one.message.id === message.id) || waiting.length >= MOST_WAITING
            ? waiting
            : [...waiting, entry],
        );
        if (!kept.some((one) => one.message.id === message.id)) throw error;
      }
    },
  };
}

export interface PostRound {
  readonly sent: number;
  readonly waiting: number;
  /** Ids of messages that nobody would take in three days. */
  readonly givenUp: readonly string[];
  /** Why a message could not be sent, by its code; null where each was that was due. */
  readonly mail: EdgeCode | null;
}

/** Sends what waits and is due, a bounded number at a time. Sending a message twice is harmless, losing one is not. */
export async function sendWaiting(mailer: Mailer, registry: Store, now: Date): Promise<PostRound> {
  const { waiting } = await listed(registry);
  const due = waiting.filter(({ next }) => next <= now.toISOString()).slice(0, MOST_AT_ONCE);
  if (due.length === 0) return { sent: 0, waiting: waiting.length, givenUp: [], mail: null };
  const sent = new Set<string>();
  const failed = new Map<string, EdgeError>();
  for (const { message } of due) {
    try {
      await mailer.deliver(message);
      sent.add(message.id);
    } catch (error) {
      if (!(error instanceof EdgeError)) throw error;
      failed.set(message.id, error);
    }
  }
  const givenUp = due.filter(({ message, tries }) => failed.has(message.id) && tries + 1 >= MOST_TRIES);
  const over = new Set([...sent, ...givenUp.map(({ message }) => message.id)]);
  const left = await change(registry, (all) =>
    all
      .filter(({ message }) => !over.has(message.id))
      .map((one) =>
        failed.has(one.message.id) ? { ...one, tries: one.tries + 1, next: later(now, one.tries + 1) } : one,
      ),
  );
  return {
    sent: sent.size,
    waiting: left.length,
    givenUp: givenUp.map(({ message }) => message.id),
    mail: gravest([...failed.values()]),
  };
}

/** What does not pass by itself before what does. */
function gravest(faults: readonly EdgeError[]): EdgeCode | null {
  return (faults.find(({ retryable }) => !retryable) ?? faults[0])?.code ?? null;
}

function later(now: Date, tries: number): string {
  const minutes = Math.min(2 ** (tries - 1), LONGEST_WAIT_MINUTES);
  return new Date(now.getTime() + minutes * MINUTE).toISOString();
}

async function listed(registry: Store): Promise<{ waiting: Waiting; version: string | null }> {
  const document = await registry.getDocument(WAITING);
  if (document === null) return { waiting: [], version: null };
  const waiting = readAs(waitingForm, document.value);
  if (waiting !== null) return { waiting, version: document.version };
  const advice = 'The list of messages that wait was altered. Put back the store from a backup.';
  throw new Refusal(advice, { code: 'store-damaged' });
}

/** Several functions may change the list at once: whoever comes second starts again. */
async function change(registry: Store, by: (waiting: Waiting) => Waiting): Promise<Waiting> {
  for (;;) {
    const { waiting, version } = await listed(registry);
    const next = by(waiting);
    if (next === waiting) return waiting;
    if ((await registry.compareAndSet(WAITING, version, canonicalText(next))) !== null) return next;
  }
}
