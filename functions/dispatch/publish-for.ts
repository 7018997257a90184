import type { PublishPorts } from '../documents/publish.ts';
import { publishRequested } from '../documents/publish-requested.ts';
import type {
  AdvisedError,
  DocumentShelf,
  EdgeCode,
  Mailer,
  Secret,
  Signer,
  Store,
  TaskQueue,
} from '../edges/ports.ts';
import { dayInLondon } from '../figures/london-day.ts';
import { takeDailyCheckpoint } from '../history/checkpoint.ts';
import { Refusal } from '../refusal.ts';
import { tellChairs } from '../telling/checkpoint-for-chairs.ts';
import { type TellingPorts, tellPeople } from '../telling/tell-people.ts';
import { type MakingPorts, makeLacking } from '../workbooks/make-lacking.ts';
import { allianceKey } from '../workbooks/workbook-key.ts';
import type { WorkbookToMake } from '../workbooks/workbooks-to-make.ts';
import { awaitDay } from './awaited-days.ts';
import { fileLetter } from './file-letter.ts';
import { patientMailer } from './post.ts';
import { presentWorkbooks } from './present-places.ts';
import { type ProvidePorts, provide } from './provide.ts';
import { allianceCalled, placeOf, workbookAt, workbooksOfYear } from './registry.ts';
import { checkTask } from './tasks.ts';

/** Of the ten that the queue makes, within about five minutes: what has passed by then, nobody need hear of. */
const TRIES_BEFORE_TELLING = 5;

export interface PublishForPorts extends ProvidePorts {
  readonly storeOf: (alliance: string) => Promise<Store>;
  readonly shelfIn: (folder: string) => DocumentShelf;
  readonly signer: Signer;
  readonly mailer: Mailer;
  readonly secret: Secret;
  readonly fonts: PublishPorts['fonts'];
  readonly queue: TaskQueue;
}

export type PublishRound =
  | {
      readonly alliance: string;
      readonly made: number;
      readonly refused: number;
      /** Workbooks that were made, of this year and the next. */
      readonly workbooks: number;
      readonly enqueued: number;
      /** Why a message could not be sent at once, by its code; only where one could not. */
      readonly mail?: EdgeCode;
    }
  | { readonly alliance: string; readonly trouble: 'unknown-alliance' };

/**
 * Makes the documents an alliance asked for in a year, the workbooks that were never made, and the next year's where it asked for
 * them; then has its workbook checked, which brings *Issued* and *Start here* up to date. In the round of the day people are told what is
 * new. `tries`: earlier attempts at the same task, which may have made some and
 * been stopped before they could say so.
 * @throws AdvisedError that is retryable.
 */
export async function publishFor(
  { alliance, startYear, round }: { readonly alliance: string; readonly startYear: number; readonly round?: 'daily' },
  ports: PublishForPorts,
  now: Date,
  tries: number,
): Promise<PublishRound> {
  const { registry, storeOf, shelfIn, signer, secret, fonts, queue } = ports;
  const known = await allianceCalled(registry, alliance);
  if (known === null) return { alliance, trouble: 'unknown-alliance' };
  const store = await storeOf(alliance);
  const publishing = { store, shelf: shelfIn(known.folder), signer, secret, fonts };
  const moment = { at: now.toISOString(), asOf: dayInLondon(now) };
  await takeDailyCheckpoint(publishing, moment);
  const { published, refused, waiting, refusalPasses, news } = await publishRequested(
    startYear,
    publishing,
    moment,
    tries < TRIES_BEFORE_TELLING,
  );
  const made = published.filter((one) => one.made).length;
  for (const { day } of waiting) await awaitDay(registry, day, { alliance, startYear });

  let enqueued = 0;
  const check = async (place: string) => {
    await queue.enqueue(checkTask(place, now));
    enqueued += 1;
  };
  const make = async (workbook: WorkbookToMake) => {
    const { place, unshared } = await provide({ ...workbook, alliance, folder: known.folder }, ports);
    await check(place);
    if (workbook.hasLetter) await fileLetter(workbook, publishing, dayInLondon(now));
    // It is ready when whose it is can open it; until then it is looked at again, and *Start here* says why.
    if (unshared !== null) throw new Refusal(unshared);
    return place;
  };
  const standing = async (year: number) =>
    new Map((await workbooksOfYear(registry, year, alliance)).map(({ place, workbook }) => [workbook, place]));
  const read: MakingPorts['read'] = (at, kind) => ports.workbooksIn(known.folder, kind).read(at);
  const making = await makeLacking(startYear, dayInLondon(now), { store, make, standing, read });
  const workbooks = making.years.flatMap((year) => year.made).length;

  const place = await placeOf(registry, alliance, allianceKey(startYear));
  if (place !== null && (news || making.news || tries > 0)) await check(place);
  let unsent: AdvisedError | null = null;
  const mailer = patientMailer(ports.mailer, registry, now, (fault) => {
    unsent = fault;
  });
  const told = round === 'daily' ? await tellAll(alliance, { ...publishing, registry, mailer }, moment.asOf) : null;
  const undelivered = unsent ?? told ?? (await tellChairs({ ...publishing, mailer: ports.mailer }, startYear, moment));
  if (refusalPasses || making.waitingPasses) throw new Refusal(refused.join(' '), { code: 'busy', retryable: true });
  return {
    alliance,
    made,
    refused: refused.length,
    workbooks,
    enqueued,
    ...(undelivered && { mail: undelivered.code }),
  };
}

/** Of the workbooks that are checked at night; where *Checks* could not be written, the last check of that workbook said why. */
async function tellAll(
  alliance: string,
  { registry, ...ports }: TellingPorts & { readonly registry: Store },
  asOf: string,
): Promise<AdvisedError | null> {
  const workbooks = (await presentWorkbooks(registry, alliance, asOf)).map(({ place, workbook }) => ({
    workbook,
    notInChecks: async () => (await workbookAt(registry, place))?.trouble?.says ?? null,
  }));
  return tellPeople(ports, workbooks, asOf);
}
