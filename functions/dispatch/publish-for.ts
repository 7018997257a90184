import type { PublishPorts } from '../documents/publish.ts';
import { publishRequested } from '../documents/publish-requested.ts';
import { type DocumentShelf, EdgeError, type Signer, type Store, type TaskQueue } from '../edges/ports.ts';
import { dayInLondon } from '../figures/london-day.ts';
import { workbookKey } from '../history/workbook-key.ts';
import { allianceCalled, placeOf } from './registry.ts';
import { checkTask } from './tasks.ts';

/** Of the ten that the queue makes, within about five minutes: what has passed by then, nobody need hear of. */
const TRIES_BEFORE_TELLING = 5;

export interface PublishForPorts {
  readonly registry: Store;
  readonly storeOf: (alliance: string) => Promise<Store>;
  readonly shelfIn: (folder: string) => DocumentShelf;
  readonly signer: Signer;
  readonly fonts: PublishPorts['fonts'];
  readonly queue: TaskQueue;
}

export type PublishRound =
  | { readonly alliance: string; readonly made: number; readonly refused: number; readonly enqueued: number }
  | { readonly alliance: string; readonly trouble: 'unknown-alliance' };

/**
 * Makes the documents an alliance asked for in a year; then has its workbook checked, which brings *Issued* up to date. `tries`:
 * earlier attempts at the same task, which may have made some and been stopped before they could say so.
 * @throws EdgeError that is retryable.
 */
export async function publishFor(
  { alliance, startYear }: { readonly alliance: string; readonly startYear: number },
  { registry, storeOf, shelfIn, signer, fonts, queue }: PublishForPorts,
  now: Date,
  tries: number,
): Promise<PublishRound> {
  const known = await allianceCalled(registry, alliance);
  if (known === null) return { alliance, trouble: 'unknown-alliance' };
  const ports = { store: await storeOf(alliance), shelf: shelfIn(known.folder), signer, fonts };
  const { published, refused, refusalPasses, news } = await publishRequested(
    startYear,
    ports,
    dayInLondon(now),
    tries < TRIES_BEFORE_TELLING,
  );
  const made = published.filter((one) => one.made).length;
  const place = await placeOf(registry, alliance, workbookKey({ kind: 'alliance', urn: null, startYear }));
  const enqueued = place !== null && (news || tries > 0);
  if (enqueued) await queue.enqueue(checkTask(place, now));
  if (refusalPasses) throw new EdgeError('busy', refused.join(' '), { retryable: true });
  return { alliance, made, refused: refused.length, enqueued: Number(enqueued) };
}
