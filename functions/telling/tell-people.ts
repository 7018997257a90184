import type { AdvisedError, Secret } from '../edges/ports.ts';
import { Refusal } from '../refusal.ts';
import { allDeclared, type Declared } from '../workbooks/kinds.ts';
import { gatherNews } from './gather-news.ts';
import { message } from './message.ts';
import { besides, marksOf, type News } from './news.ts';
import { deliver, type Earlier, earlierIn, keep, type OutboxPorts, outboxKey, personAt } from './outbox.ts';

export interface TellingPorts extends OutboxPorts {
  readonly secret: Secret;
  readonly catalogue?: Declared;
}

/** A workbook that people are told of, by its key, and what to say where its *Checks* does not hold what was found in it. */
export interface ToldOf {
  readonly workbook: string;
  notInChecks(): Promise<string | null>;
}

/**
 * The round of a day, after the checks: everybody whose workbooks these are is written one message at most, and only of what is new since
 * the last that they were sent. What was mended meanwhile is not in it, as it is made from the newest snapshots. Two rounds at once, and
 * one that was stopped and is done again, send one. Gives why a message could not be delivered, or null: the next round makes it anew. A
 * damaged one stands in the way of nothing.
 * @throws EdgeError where the store cannot be used
 */
export async function tellPeople(
  ports: TellingPorts,
  workbooks: readonly ToldOf[],
  asOf: string,
): Promise<AdvisedError | null> {
  const { store, secret, catalogue = allDeclared } = ports;
  const keys = workbooks.map(({ workbook }) => workbook);
  const gathered = (await gatherNews(store, keys, asOf, catalogue)) ?? [];
  let fault: AdvisedError | null = null;
  for (const [person, found] of Map.groupBy(gathered, ({ address }) => personAt(address, secret))) {
    const news = found.map((one) => one.news);
    const trouble = await tellPerson(ports, { person, address: found[0]!.address, news, workbooks, asOf });
    fault ??= trouble;
  }
  return fault;
}

interface Person {
  readonly person: string;
  readonly address: string;
  /** Of each workbook that is theirs. */
  readonly news: readonly News[];
  readonly workbooks: readonly ToldOf[];
  readonly asOf: string;
}

async function tellPerson(
  ports: TellingPorts,
  { person, address, news, workbooks, asOf }: Person,
): Promise<AdvisedError | null> {
  const key = outboxKey(person, asOf);
  const { today, delivered, isDamaged } = await earlierIn(ports, person, asOf);
  const damage = isDamaged ? damaged(news) : null;
  if (today !== null)
    return today.kept === null || today.kept.delivered ? damage : deliver(ports, { ...today, kept: today.kept });
  const before =
    delivered === null
      ? await knownBefore(ports, address, news, asOf)
      : { known: delivered.kept!.known, day: delivered.day };
  if (before.day === asOf) return damage;
  const fresh = news
    .map((all) => ({ all, fresh: besides(before.known, all) }))
    .filter((one) => one.fresh.items.length > 0);
  if (fresh.length === 0) return damage;
  const parts = await Promise.all(
    fresh.map(async (one) => {
      const of = workbooks.find(({ workbook }) => workbook === one.all.workbook)!;
      return { ...one, notInChecks: await of.notInChecks() };
    }),
  );
  // Of a workbook that could not be looked at today, what is known stays known.
  const elsewhere = before.known.filter((mark) => !news.some(({ workbook }) => mark.startsWith(`${workbook} `)));
  const next = {
    known: [...elsewhere, ...news.flatMap(marksOf)].sort(),
    message: { id: key.replaceAll('/', '-'), to: [address], ...message(parts, asOf, before.day) },
  };
  const kept = await keep(ports, key, next);
  const undelivered = kept && (await deliver(ports, kept));
  return undelivered ?? damage;
}

/**
 * What somebody knows who was never sent a message of this kind: before there were any, one was sent for each workbook, by which they
 * are not told everything again.
 */
async function knownBefore(
  ports: TellingPorts,
  address: string,
  news: readonly News[],
  asOf: string,
): Promise<{ readonly known: readonly string[]; readonly day: string | null }> {
  const known: string[] = [];
  let day: string | null = null;
  for (const { workbook } of news) {
    const { delivered }: Earlier = await earlierIn(ports, workbook, asOf);
    if (!delivered?.kept?.message.to.some((to) => samePerson(to, address))) continue;
    known.push(...delivered.kept.known.map((fingerprint) => `${workbook} ${fingerprint}`));
    if (day === null || delivered.day > day) day = delivered.day;
  }
  return { known, day };

  function samePerson(one: string, other: string): boolean {
    return personAt(one, ports.secret) === personAt(other, ports.secret);
  }
}

function damaged(news: readonly News[]): Refusal {
  const advice =
    `The last message about ${news[0]!.name} is damaged. If it did not arrive, tell them what Checks says; to have it back, put back ` +
    'the store from a backup.';
  return new Refusal(advice, { code: 'store-damaged' });
}
