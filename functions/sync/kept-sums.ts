import type { Tab } from '../../sheets-schema/tab.ts';
import type { Secret } from '../edges/ports.ts';
import { asSums } from '../history/kept-sums.ts';
import type { FindingCount, InPlaceOfRows, RowsDigest } from '../history/snapshot.ts';
import type { Catalogue } from '../protocols/catalogue.ts';
import { countFindings, underOne, withoutWords } from '../protocols/finding-without-words.ts';
import type { ListedFinding } from '../workbooks/own-tabs/checks/plan-checks.ts';
import type { Keeper } from './keeper.ts';

/** All that the keeper of sums is given: of rows it sees a digest. */
interface Seen {
  readonly secret: Secret;
  readonly catalogue: Catalogue;
  readonly previous: InPlaceOfRows | null;
  readonly tabs: readonly Pick<Tab, 'id' | 'title'>[];
  readonly rows: RowsDigest;
}

/** Keeps sums of a workbook, whether its rows changed, and how much was found where. */
export function keeperOfSums({ secret, catalogue, previous, tabs, rows }: Seen): Keeper {
  const told: Keeper['told'] = (findings) => underOne(withoutWords(findings, catalogue), secret);
  const asVerdicts = (counts: readonly FindingCount[]) =>
    counts.map(({ fingerprint, count, ...one }) => ({ ...one, fingerprint: `${fingerprint} ${count}` }));
  const titleOf = (id: string | null) => tabs.find((tab) => tab.id === id)?.title ?? '';
  return {
    goneSince: async () => 'not kept',
    answersBefore: async () => [],
    verdictsIn: async ({ sums }) => asVerdicts(sums?.findings ?? []),
    verdictsOf: (findings) => asVerdicts(countFindings(told(findings))),
    hasOtherRows: ({ sums }) => sums?.rows !== rows,
    async carriedOver(outcomes) {
      const notRun = new Set(outcomes.flatMap(({ id, outcome }) => (outcome === 'ran' ? [] : [id])));
      const carried = (previous?.findings ?? []).filter(({ rule }) => notRun.has(rule));
      const asked = new Set(outcomes.map(({ id }) => id));
      const over = (previous?.findings ?? []).filter(({ rule }) => !asked.has(rule));
      return {
        isNoLongerAsked: (line) => over.some((count) => mayBeOf(line, count, titleOf(count.tab))),
        isNotChecked: (line) => carried.some((count) => mayBeOf(line, count, titleOf(count.tab))),
        kept: ({ findings, figures }) => ({
          keeps: 'sums',
          tabs: tabs.map(({ id }) => id),
          rows,
          findings: [...countFindings(told(findings)), ...carried].sort(byFingerprint),
          outcomes: Object.fromEntries(outcomes.map(({ id, outcome }) => [id, outcome])),
          figures: asSums(figures),
        }),
      };
    },
    told,
  };
}

/** Which finding a line of *Checks* is, no snapshot says; in which tab and how grave those were that it counted, it does. */
function mayBeOf({ where, status }: ListedFinding, { severity }: FindingCount, title: string): boolean {
  return (status === severity || status === 'answered') && (where === title || where.startsWith(`${title}!`));
}

function byFingerprint(one: FindingCount, other: FindingCount): number {
  return one.fingerprint < other.fingerprint ? -1 : 1;
}
