import type { AdvisedError } from '../edges/ports.ts';
import { Refusal } from '../refusal.ts';
import { message } from './message.ts';
import { besides, type News, pressingOf } from './news.ts';
import { deliver, keep, lastIn, type OutboxPorts, outboxKey, type Told } from './outbox.ts';
import type { Recipient } from './recipient.ts';

/**
 * Step 7: one message a day at most, and only when a problem or breach is new since the last. Written to the outbox once, under the day.
 * Gives why a message could not be delivered, or null: it stays in the outbox, and goes before any other the next time. A damaged one
 * stands in the way of no check either, and the next tells of all that stands open.
 * @throws EdgeError where the store cannot be used
 */
export async function tell(ports: OutboxPorts, news: News): Promise<AdvisedError | null> {
  const { recipient, asOf } = news;
  const key = outboxKey(recipient.workbook, asOf);
  const last = await lastIn(ports, recipient.workbook, asOf);
  const told = last?.told ?? null;
  const damage = last && told === null && !last.isOlder ? damaged(recipient) : null;
  if (last && told && !told.delivered) {
    const fault = await deliver(ports, { ...last, kept: told });
    if (fault !== null) return fault;
  }
  if (last && last.key === key && !last.isOlder) return damage;
  const pressing = pressingOf(news);
  const fresh = besides(told?.known ?? [], pressing);
  if (fresh.length === 0 || recipient.to.length === 0) return damage;
  const next: Told = {
    known: pressing.map(({ fingerprint }) => fingerprint).sort(),
    message: { id: key.replaceAll('/', '-'), to: recipient.to, ...message(news, fresh, pressing, told === null) },
  };
  const kept = await keep(ports, key, next, last?.key === key ? last.version : null);
  const undelivered = kept && (await deliver(ports, kept));
  return undelivered ?? damage;
}

function damaged({ name }: Recipient): Refusal {
  const advice =
    `The last message about ${name} is damaged. If it did not arrive, tell them what Checks says; to have it back, put back the ` +
    'store from a backup.';
  return new Refusal(advice, { code: 'store-damaged' });
}
