import { z } from 'zod';
import { counted, longDate } from '../../sheets-schema/wording.ts';
import type { Mailer, MailMessage, Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readAs } from '../history/stored-forms.ts';
import { countBySeverity, type Finding } from './findings.ts';

const messageForm: z.ZodType<MailMessage> = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
});
const toldForm = z.object({
  /** Fingerprints of everything that stood open when the message was written. */
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
 * cell says. Written to the outbox once, under the day; delivering it again is harmless. Gives what is wrong with the outbox and what
 * to do, or null: a damaged message stands in the way of no check, and the next one tells of all that stands open.
 */
export async function tell(
  store: Store,
  mailer: Mailer,
  recipient: Recipient,
  open: readonly Finding[],
  asOf: string,
): Promise<string | null> {
  const key = `outbox/${recipient.workbook}/${asOf}`;
  const [last] = await store.list(`outbox/${recipient.workbook}/`, { limit: 1, newestFirst: true });
  const told = last ? readAs(toldForm, last.value) : null;
  const damage = last && told === null ? `The last message about ${recipient.name} is damaged. ${DAMAGED}` : null;
  if (last && told && !told.delivered) await deliver(store, mailer, last.key, last.version, told);
  if (last && last.key >= key) return damage;
  const pressing = open.filter(({ severity }) => severity === 'problem' || severity === 'breach');
  const known = new Set(told?.known ?? []);
  const fresh = pressing.filter(({ fingerprint }) => !known.has(fingerprint));
  if (fresh.length === 0 || recipient.to.length === 0) return damage;
  const next: Told = {
    known: pressing.map(({ fingerprint }) => fingerprint).sort(),
    message: {
      id: key.replaceAll('/', '-'),
      to: recipient.to,
      ...words(recipient, fresh, pressing, told === null, asOf),
    },
    delivered: false,
  };
  const version = await store.compareAndSet(key, null, canonicalText(next));
  if (version !== null) await deliver(store, mailer, key, version, next);
  return damage;
}

const DAMAGED = 'If it did not arrive, tell them what Checks says; to have it back, put back the store from a backup.';

async function deliver(store: Store, mailer: Mailer, key: string, version: string, told: Told): Promise<void> {
  await mailer.deliver(told.message);
  await store.compareAndSet(key, version, canonicalText({ ...told, delivered: true }));
}

function words(
  { name }: Recipient,
  fresh: readonly Finding[],
  pressing: readonly Finding[],
  first: boolean,
  asOf: string,
) {
  const what = inNumbers(fresh);
  const tabs = [...new Set(fresh.map(({ tab }) => tab ?? 'the workbook'))].sort();
  return {
    subject: `${name}: ${what} new on ${longDate(asOf)}`,
    text: [
      first ? `The first check of ${name} found ${what}:` : `Since the last message ${what} came up in ${name}:`,
      ...tabs.map((tab) => `- ${tab}: ${fresh.filter((finding) => (finding.tab ?? 'the workbook') === tab).length}`),
      '',
      `In all, ${inNumbers(pressing)} ${pressing.length === 1 ? 'waits' : 'wait'} to be mended. The tab Checks says what each one is and what to do.`,
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
