import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { AdvisedError, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { latestRecords } from '../history/records.ts';
import { allDeclared } from '../workbooks/kinds.ts';
import { allianceKey } from '../workbooks/workbook-key.ts';
import { leftOutOf, type Published, type PublishPorts, publish } from './publish.ts';
import { keepLeftOut, keepRefused } from './refused-requests.ts';
import { inOneRun, type RunOfDocuments } from './run-of-documents.ts';

export interface Requested {
  readonly published: readonly Published[];
  /** Requests that could not be met, each in a sentence. */
  readonly refused: readonly string[];
  /** Requests as of a day to come, which are met on it. */
  readonly waiting: readonly { readonly document: string; readonly day: string }[];
  /** One of the reasons passes by itself. */
  readonly refusalPasses: boolean;
  /** Whether the alliance's workbook has something new to say of documents: one was made, or the refusals are others than before. */
  readonly news: boolean;
}

/**
 * Answers the rows of *Documents*. A row is its own key: it is answered once, and asking again takes a new row. One for a day to come
 * is left until then, even where it would say today what an earlier issue says. One that cannot be met is tried again at the next
 * check; why it could not is kept for the check to say beside the row. `patient`: a reason that passes
 * by itself is not kept, as the same is tried again soon.
 */
export async function publishRequested(
  startYear: number,
  ports: PublishPorts,
  moment: { readonly at: string; readonly asOf: string },
  patient = false,
): Promise<Requested> {
  return inOneRun(startYear, ports, moment, (run) => answerRows(startYear, ports, moment.asOf, patient, run));
}

async function answerRows(
  startYear: number,
  ports: PublishPorts,
  today: string,
  patient: boolean,
  run: RunOfDocuments,
): Promise<Requested> {
  const { documents } = ports.catalogue ?? allDeclared;
  const alliance = await latestRecords(ports.store, allianceKey(startYear));
  const published: Published[] = [];
  const refused: string[] = [];
  const waiting: { document: string; day: string }[] = [];
  const kept = new Map<string, string>();
  const leftOut = new Map<string, string>();
  const answered = new Set<string>();
  let refusalPasses = false;
  const rows = rowsOf(alliance?.rows ?? new Map(), documentsTab);
  // Records kept in the history have no order of their own; documents are made in the order of the dropdown.
  const inOrder = documents.flatMap((document) =>
    rows.filter((row) => row.document === document.choice.value).map((row) => ({ document, row })),
  );
  for (const { document, row } of inOrder) {
    if (row.asOf !== null && row.asOf > today) {
      waiting.push({ document: row.document, day: row.asOf });
      continue;
    }
    const key = `answered/${startYear}/${ports.secret.keyed('request', row.key)}`;
    if (await ports.store.getDocument(key)) continue;
    const request = {
      urn: row.school,
      startYear,
      asOf: row.asOf ?? today,
      issuedOn: today,
      from: row.from,
      to: row.to,
      asItIs: row.asItIs ?? false,
    };
    try {
      const made = await publish(document, request, ports, run);
      published.push(...made);
      const sentences = leftOutOf(made);
      if (sentences.length > 0) leftOut.set(row.key, sentences.join(' '));
      answered.add(whatIsAsked(row));
      await markAnswered(ports.store, key, made);
    } catch (error) {
      if (!(error instanceof AdvisedError)) throw error;
      refused.push(error.advice);
      refusalPasses ||= error.retryable;
      if (!error.retryable || !patient) kept.set(row.key, error.advice);
    }
  }
  // What an issue left out is said no more, once the same is issued anew.
  const anew = rows.filter((row) => answered.has(whatIsAsked(row))).map(({ key }) => key);
  await keepLeftOut(ports.store, startYear, leftOut, anew);
  const refusedAnew = await keepRefused(ports.store, startYear, kept);
  const news = refusedAnew || published.some(({ made }) => made);
  return { published, refused, waiting, refusalPasses, news };
}

/** The document, and whose it is. */
function whatIsAsked({ document, school, from, to }: Row<typeof documentsTab>): string {
  return `${document} ${school ?? ''} ${from ?? ''} ${to ?? ''}`;
}

async function markAnswered(store: Store, key: string, made: readonly Published[]): Promise<void> {
  await store.compareAndSet(key, null, canonicalText({ numbers: made.map(({ entry }) => entry.number) }));
}
