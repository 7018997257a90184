import { z } from 'zod';
import { AdvisedError, type Mailer, type MailMessage, type Signer, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { isSigned, keysNamedBy, signed } from '../history/signature.ts';
import { readAs } from '../history/stored-forms.ts';

export interface OutboxPorts {
  readonly store: Store;
  readonly signer: Signer;
  readonly mailer: Mailer;
}

/** One line each, so that nothing in them is taken for another line of a letter's head, or for another place in a folder. */
const line = z.string().regex(/^\P{Cc}*$/u);
const messageForm: z.ZodType<MailMessage> = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]+$/),
  to: z.array(line),
  subject: line,
  text: z.string(),
  called: line.exactOptional(),
});
const toldForm = z.object({
  /** Fingerprints of everything that stood open when the message was written, each as often as it stood. */
  known: z.array(z.string()),
  message: messageForm,
});
/** One day's message, and what is known by it. */
export type Told = z.infer<typeof toldForm>;
/** Signed when it is written, so that nobody who may write in the store alone has anything sent by us. */
const keptForm = toldForm.extend({ keyId: z.string(), signature: z.string(), delivered: z.boolean() });
type Kept = z.infer<typeof keptForm>;
/** As they were kept before they were signed: what such a one says is not believed. */
const olderForm = z.strictObject({ ...toldForm.shape, delivered: z.boolean() });

/** Where a message of a day is kept: one a workbook and day. */
export function outboxKey(workbook: string, asOf: string): string {
  return `outbox/${workbook}/${asOf}`;
}

/**
 * The newest message about a workbook of a day or one before it: a clock that was ahead once leaves some of days to come. `told` is null
 * where it is damaged, where no listed key signed it, and where it was written before messages were signed, as `isOlder` says.
 */
export async function lastIn({ store, signer }: OutboxPorts, workbook: string, asOf: string) {
  const until = outboxKey(workbook, asOf);
  const newest = (limit?: number) =>
    store.list(outboxKey(workbook, ''), { ...(limit && { limit }), newestFirst: true });
  const [first] = await newest(1);
  const last = first !== undefined && first.key > until ? (await newest()).find(({ key }) => key <= until) : first;
  if (last === undefined) return null;
  const told = await keptIn(signer, last.key, last.value);
  return { ...last, told, isOlder: told === null && readAs(olderForm, last.value) !== null };
}

/** What a stored text says of a message; null where it is damaged, and where no listed key signed it for this place. */
export async function keptIn(signer: Signer, key: string, text: string): Promise<Kept | null> {
  const kept = readAs(keptForm, text);
  if (kept === null) return null;
  const { delivered: _, ...record } = kept;
  return isSigned('concordat-message-v1', withKey(record, key), await keysNamedBy([record], signer)) ? kept : null;
}

/** What is signed names the place, so that a message is never taken for that of another day. */
function withKey<T extends object>(record: T, key: string) {
  return { ...record, key };
}

/** Keeps a message under a key, to be delivered; null where another run was first. `damaged`: the version of one there that cannot be read. */
export async function keep({ store, signer }: OutboxPorts, key: string, told: Told, damaged: string | null = null) {
  const { key: _, ...record } = signed('concordat-message-v1', withKey(told, key), signer);
  const kept: Kept = { ...record, delivered: false };
  const version = await store.compareAndSet(key, damaged, canonicalText(kept));
  return version === null ? null : { key, version, kept };
}

/** Gives why the mailer did not take the message: a check does not end for it. Delivering it again is harmless. */
export async function deliver(
  { store, mailer }: OutboxPorts,
  { key, version, kept }: { readonly key: string; readonly version: string; readonly kept: Kept },
): Promise<AdvisedError | null> {
  try {
    await mailer.deliver(kept.message);
  } catch (error) {
    if (error instanceof AdvisedError) return error;
    throw error;
  }
  await store.compareAndSet(key, version, canonicalText({ ...kept, delivered: true }));
  return null;
}

/**
 * The same message with its words changed, as one that was erased from is kept: signed anew where a listed key had signed it. Whom it went
 * to is changed only once it was delivered.
 */
export function messageWith(
  changed: (text: string) => string,
  { key, value }: { readonly key: string; readonly value: string },
  signer: Signer,
  keys: ReadonlyMap<string, string>,
): string {
  const kept = readAs(keptForm, value);
  if (kept === null) return changed(value);
  const { delivered, message, ...rest } = kept;
  const next = {
    ...message,
    to: delivered ? message.to.map(changed) : message.to,
    subject: changed(message.subject),
    text: changed(message.text),
    ...(message.called !== undefined && { called: changed(message.called) }),
  };
  if (canonicalText(next) === canonicalText(message)) return value;
  const { keyId, signature, known } = rest;
  if (!isSigned('concordat-message-v1', withKey({ known, message, keyId, signature }, key), keys))
    return canonicalText({ ...rest, message: next, delivered });
  const { key: _, ...record } = signed('concordat-message-v1', withKey({ known, message: next }, key), signer);
  return canonicalText({ ...record, delivered });
}
