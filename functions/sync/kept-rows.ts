import type { MissingColumns } from '../../sheets-schema/rows-by-tab.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { Secret, Store } from '../edges/ports.ts';
import { bucketise } from '../history/buckets.ts';
import { canonicalText, type JsonObject } from '../history/canonical.ts';
import { readContent } from '../history/read-history.ts';
import { FINDINGS, holdsRows, OTHER_YEARS, UNREAD, WAITING } from '../history/records.ts';
import type { Head, Manifest } from '../history/snapshot.ts';
import type { Answer } from '../workbooks/own-tabs/checks/plan-checks.ts';
import type { Keeper, Verdict } from './keeper.ts';
import { rowsGoneSince } from './rows-gone.ts';
import {
  answersBefore,
  answersKept,
  findingsBefore,
  outcomesKept,
  rulesNotRun,
  rulesOver,
  snapshotContent,
} from './snapshot-content.ts';

interface Rows {
  readonly store: Store;
  readonly secret: Secret;
  readonly head: Head | null;
  readonly manifest: Manifest | null;
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>;
  readonly waiting: ReadonlyMap<string, JsonObject>;
  readonly unread: ReadonlyMap<string, JsonObject>;
  readonly elsewhere: ReadonlyMap<string, JsonObject>;
  readonly tabs: readonly Tab[];
  readonly missingColumns: MissingColumns;
}

/** Keeps a workbook whole: rows, what waits, findings in their words, and what people answered. */
export function keeperOfRows(kept: Rows): Keeper {
  const { store, secret, head, manifest, rows, waiting, unread, elsewhere, tabs, missingColumns } = kept;
  return {
    goneSince: (day) => rowsGoneSince(store, secret, head, rows, waiting, tabs, missingColumns, day),
    async verdictsIn(snapshot) {
      const kept = (await readContent(store, snapshot, [FINDINGS])).get(FINDINGS) ?? new Map();
      return [...kept].map(([fingerprint, finding]) => ({ ...finding, fingerprint }) as unknown as Verdict);
    },
    verdictsOf: (findings) => findings,
    async answersBefore() {
      const kept = await answersBefore(store, manifest);
      return [...kept].map(([fingerprint, answer]) => ({ ...answer, fingerprint }) as unknown as Answer);
    },
    hasOtherRows(snapshot) {
      const typed = new Map([...rows, [WAITING, waiting], [UNREAD, unread], [OTHER_YEARS, elsewhere]]);
      const sections = new Set([...typed.keys(), ...typedIn(snapshot)]);
      const now = (section: string) => bucketise(section, typed.get(section) ?? new Map(), secret).buckets;
      return [...sections].some(
        (section) => canonicalText(Object.fromEntries(now(section))) !== bucketsOf(snapshot, section),
      );
    },
    async carriedOver(outcomes) {
      // They stand until their rule does run.
      const carried = await findingsBefore(store, manifest, rulesNotRun(outcomes));
      const over = await findingsBefore(store, manifest, rulesOver(manifest, outcomes));
      const before = await answersBefore(store, manifest);
      return {
        isNotChecked: ({ reference }) => carried.has(reference),
        isNoLongerAsked: ({ reference }) => over.has(reference),
        kept: ({ findings, answers, asOf, figures, issues }) => ({
          keeps: 'rows',
          content: snapshotContent(
            rows,
            waiting,
            unread,
            elsewhere,
            carried,
            findings,
            answersKept(answers, before, asOf),
            issues,
          ),
          outcomes: outcomesKept(outcomes),
          figures,
        }),
      };
    },
    told: (findings) => findings,
  };
}

const BESIDE_ROWS: readonly string[] = [WAITING, UNREAD, OTHER_YEARS];

function typedIn({ sections }: Manifest): string[] {
  return Object.keys(sections).filter((section) => holdsRows(section) || BESIDE_ROWS.includes(section));
}

/** The buckets of a section in a text that is the same for the same records. */
export function bucketsOf({ sections }: Pick<Manifest, 'sections'>, section: string): string {
  return canonicalText({ ...sections[section]?.buckets });
}
