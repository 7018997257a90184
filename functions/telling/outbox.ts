import { z } from 'zod';
import { AdvisedError, type Mailer, type MailMessage, type Secret, type Signer, type Store } from '../edges/ports.ts';
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
  attached: z.array(z.object({ link: line, sha256: line })).exactOptional(),
});
const toldForm = z.object({
  /** Marks of everything that stood when the message was written, each as often as it stood. */
  known: z.array(z.string()),
  message: messageForm,
});
/** One day's message, and what is known by it. */
export type Told = z.infer<typeof toldForm>;
/** Signed when it is written, so that nobody who may write in the store alone has anything sent by us. */
const keptForm = toldForm.extend({ keyId: z.string(), signature: z.string(), delivered: z.boolean() });
type Kept = z.infer<typeof keptForm>;

/** Where a message of a day is kept: one a person and day. It does not say who that is. */
export function outboxKey(person: string, asOf: string): string {
  return `outbox/${person}/${asOf}`;
}

/** A person by the keyed hash of their address, however it is typed, so that no key, file name or log has the address itself. */
export function personAt(address: string, secret: Secret): string {
  return `person-${secret.keyed('person', address.trim().toLowerCase()).slice(0, 16)}`;
}

/** What is kept of earlier messages. */
export interface Earlier {
  /** The one of this very day. */
  readonly today: KeptMessage | null;
  /** The newest that was delivered: one that was not is made anew, without what was mended meanwhile. */
  readonly delivered: KeptMessage | null;
  /** The newest is damaged, or was signed by nobody whom we know. */
  readonly isDamaged: boolean;
}

interface KeptMessage {
  readonly key: string;
  readonly day: string;
  readonly version: string;
  /** Null where it is damaged, and where no listed key signed it. */
  readonly kept: Kept | null;
}

/** The messages under a name up to a day: a clock that was ahead once leaves some of days to come. */
export async function earlierIn({ store, signer }: OutboxPorts, name: string, asOf: string): Promise<Earlier> {
  const until = outboxKey(name, asOf);
  const list = async (limit?: number) => {
    const found = await store.list(outboxKey(name, ''), { ...(limit && { limit }), newestFirst: true });
    const messages: KeptMessage[] = [];
    for (const { key, value, version } of found) {
      const day = key.slice(outboxKey(name, '').length);
      messages.push({ key, day, version, kept: await keptIn(signer, key, value) });
    }
    return messages;
  };
  const [newest] = await list(1);
  if (newest === undefined) return { today: null, delivered: null, isDamaged: false };
  const isEnough = newest.key <= until && newest.kept?.delivered === true;
  const messages = isEnough ? [newest] : (await list()).filter(({ key }) => key <= until);
  return {
    today: messages.find(({ key }) => key === until) ?? null,
    delivered: messages.find(({ kept }) => kept?.delivered === true) ?? null,
    isDamaged: messages[0] !== undefined && messages[0].kept === null,
  };
}

/** What a stored text says of a message; null where it is damaged, and where no listed key signed it for this place. */
export async function keptIn(signer: Signer, key: string, text: string): Promise<Kept | null> {
  const kept = readAs(keptForm, text);
  if (kept === null) return null;
  const { delivered: _, ...record } = kept;
  return isSigned('concordat-message-v1', withKey(record, key), await keysNamedBy([record], signer)) ? kept : null;
}

/** What a message that is kept is called: the day, and whom it is about; null where it does not say. */
export function calledIn(text: string): string | null {
  return readAs(keptForm, text)?.message.called ?? null;
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
