import { z } from 'zod';
import { AdvisedError, type Mailer, type MailMessage, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readAs } from '../history/stored-forms.ts';

const messageForm: z.ZodType<MailMessage> = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
});
const toldForm = z.object({
  /** Fingerprints of everything that stood open when the message was written, each as often as it stood. */
  known: z.array(z.string()),
  message: messageForm,
  delivered: z.boolean(),
});
/** One day's message, and what is known by it. */
export type Told = z.infer<typeof toldForm>;

/** Where a message of a day is kept: one a workbook and day. */
export function outboxKey(workbook: string, asOf: string): string {
  return `outbox/${workbook}/${asOf}`;
}

/** The newest message about a workbook; `told` is null where it is damaged. */
export async function lastIn(store: Store, workbook: string) {
  const [last] = await store.list(outboxKey(workbook, ''), { limit: 1, newestFirst: true });
  return last === undefined ? null : { ...last, told: toldIn(last.value) };
}

/** What a stored text says of a message; null where it is damaged. */
export function toldIn(text: string): Told | null {
  return readAs(toldForm, text);
}

/** Keeps a message, and gives the version; null where another run was first. `damaged`: the version of one in its place that cannot be read. */
export function keep(store: Store, key: string, told: Told, damaged?: string): Promise<string | null> {
  return store.compareAndSet(key, damaged ?? null, canonicalText(told));
}

/** Gives why the mailer did not take the message: a check does not end for it. Delivering it again is harmless. */
export async function deliver(
  store: Store,
  mailer: Mailer,
  key: string,
  version: string,
  told: Told,
): Promise<AdvisedError | null> {
  try {
    await mailer.deliver(told.message);
  } catch (error) {
    if (error instanceof AdvisedError) return error;
    throw error;
  }
  await store.compareAndSet(key, version, canonicalText({ ...told, delivered: true }));
  return null;
}
