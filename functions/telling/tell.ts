import { z } from 'zod';
import { counted, longDate } from '../../sheets-schema/wording.ts';
import { AdvisedError, type Mailer, type MailMessage, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readAs } from '../history/stored-forms.ts';
import { countBySeverity, type Finding } from '../protocols/finding.ts';
import { Refusal } from '../refusal.ts';

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
type Told = z.infer<typeof toldForm>;

interface Recipient {
  readonly workbook: string;
  /** What the message calls the workbook. */
  readonly name: string;
  readonly to: readonly string[];
}

/**
 * One message a day at most, and only when a problem or breach is new since the last: how many and in which tabs, never what a
 * cell says. Written to the outbox once, under the day; delivering it again is harmless. Gives why a message could not be delivered,
 * or null: it stays in the outbox, and goes before any other the next time. A damaged one stands in the way of no check either, and the
 * next tells of all that stands open.
 * @param notInChecks what the message says, in whole sentences, where *Checks* does not hold what it counts.
 */
export async function tell(
  store: Store,
  mailer: Mailer,
  recipient: Recipient,
  open: readonly Finding[],
  asOf: string,
  notInChecks: string | null,
): Promise<AdvisedError | null> {
  const key = `outbox/${recipient.workbook}/${asOf}`;
  const [last] = await store.list(`outbox/${recipient.workbook}/`, { limit: 1, newestFirst: true });
  const told = last ? readAs(toldForm, last.value) : null;
  const damage = last && told === null ? damaged(recipient) : null;
  if (last && told && !told.delivered) {
    const fault = await deliver(store, mailer, last.key, last.version, told);
    if (fault !== null) return fault;
  }
  if (last && last.key >= key) return damage;
  const pressing = open.filter(({ severity }) => severity === 'problem' || severity === 'breach');
  const fresh = besides(told?.known ?? [], pressing);
  if (fresh.length === 0 || recipient.to.length === 0) return damage;
  const next: Told = {
    known: pressing.map(({ fingerprint }) => fingerprint).sort(),
    message: {
      id: key.replaceAll('/', '-'),
      to: recipient.to,
      ...words(recipient, fresh, pressing, told === null, asOf, notInChecks),
    },
    delivered: false,
  };
  const version = await store.compareAndSet(key, null, canonicalText(next));
  const undelivered = version === null ? null : await deliver(store, mailer, key, version, next);
  return undelivered ?? damage;
}

/** Findings that are not known. Where several share a fingerprint, so many as there are more of now. */
function besides(known: readonly string[], findings: readonly Finding[]): Finding[] {
  const times = new Map<string, number>();
  for (const fingerprint of known) times.set(fingerprint, (times.get(fingerprint) ?? 0) + 1);
  return findings.filter(({ fingerprint }) => {
    const left = times.get(fingerprint) ?? 0;
    times.set(fingerprint, left - 1);
    return left <= 0;
  });
}

function damaged({ name }: Recipient): Refusal {
  const advice =
    `The last message about ${name} is damaged. If it did not arrive, tell them what Checks says; to have it back, put back the ` +
    'store from a backup.';
  return new Refusal(advice, { code: 'store-damaged' });
}

/** Gives why the mailer did not take the message: a check does not end for it. */
async function deliver(
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

function words(
  { name }: Recipient,
  fresh: readonly Finding[],
  pressing: readonly Finding[],
  first: boolean,
  asOf: string,
  notInChecks: string | null,
) {
  const what = inNumbers(fresh);
  const tabs = [...new Set(fresh.map(({ tab }) => tab ?? 'the workbook'))].sort();
  return {
    subject: `${name}: ${what} new on ${longDate(asOf)}`,
    text: [
      first ? `The first check of ${name} found ${what}:` : `Since the last message ${what} came up in ${name}:`,
      ...tabs.map((tab) => `- ${tab}: ${fresh.filter((finding) => (finding.tab ?? 'the workbook') === tab).length}`),
      '',
      `In all, ${inNumbers(pressing)} ${pressing.length === 1 ? 'waits' : 'wait'} to be mended. ${notInChecks ?? 'The tab Checks says what each one is and what to do.'}`,
    ].join('\n'),
  };
}

function inNumbers(findings: readonly Finding[]): string {
  const { problem, breach } = countBySeverity(findings);
  const parts = [
    problem > 0 ? counted(problem, 'problem') : null,
    breach > 0 ? counted(breach, 'breach', 'breaches') : null,
  ];
  return parts.filter((part) => part !== null).join(' and ');
}
