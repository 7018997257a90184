import type { Row } from '../../../../sheets-schema/tab.ts';
import type { Term } from '../../../figures/school-calendar.ts';
import type { KeptWorkbook } from '../../define-issue.ts';
import { fingerprintOf, fingerprintsInTurn, type Keys } from '../../fingerprints.ts';
import type { Found, Rule } from '../../rule.ts';
import type { Situation } from '../../situation.ts';
import { headingsInPlace } from '../../tab-checks/headings-in-place.ts';
import { rowsPassedOver } from '../../tab-checks/rows-passed-over.ts';
import { absenceAddsUp, pupilCountsFit } from '../totals-add-up.ts';
import type { Group } from './rows-in-words.ts';
import type { TotalsTab } from './totals-sent.ts';

/** What of a school's tab cannot be used for a figure, whatever else can. */
export interface Doubts {
  /** Why a cell is not used, in a word or two; null where nothing speaks against it. */
  why(row: Row<TotalsTab>, column: string): string | null;
  /** Rows that cannot be read: the term and the group, where those can be. */
  readonly waiting: readonly { readonly period: Term | 'year' | null; readonly group: Group | null }[];
  /** Headings cannot be found, or rows were passed over: what is not there may only not have been read. */
  readonly isPartUnread: boolean;
}

/** Rules whose findings put cells in doubt, unless they were accepted and can be right. They are asked anew, as of the day of the figures. */
const DOUBTED_BY: readonly Rule[] = [absenceAddsUp, pupilCountsFit];
/** Rules about how a tab was read, of which the records hold the findings alone. */
const UNREADABLE_BY: readonly Rule[] = [headingsInPlace, rowsPassedOver];
/** No figure rests on these. */
const NOT_PRINTED: readonly string[] = ['suspendedFor', 'note'];

/** What is in doubt of a tab of a school's records, of the year that starts in `startYear`. */
export function doubtsIn(tab: TotalsTab, startYear: number, source: KeptWorkbook, keys: Keys): Doubts {
  const inDoubt = new Set(
    contradictionsOf(source, keys)
      .flatMap((found) => found.inDoubt ?? [])
      .filter((cell) => cell.tab === tab.id)
      .map(({ key, column }) => `${key} ${column}`),
  );
  const unread = source.unread.filter((one) => one.tab === tab.id);
  return {
    why({ key }, column) {
      if (unread.some((one) => one.key === key && one.columns.includes(column))) return 'cannot be read';
      return inDoubt.has(`${key} ${column}`) ? 'does not add up' : null;
    },
    waiting: waitingOf(tab, startYear, source),
    isPartUnread: isPartUnread(tab, source, keys),
  };
}

/** What the figures of a school's records contradict one another in, less what was accepted and can be right. */
function contradictionsOf({ situation, accepted }: KeptWorkbook, keys: Keys): Found[] {
  const asked = { ...situation, rows: rowsOrNone(situation) };
  return DOUBTED_BY.flatMap((rule) => {
    const fingerprint = fingerprintsInTurn(keys);
    const found: Found[] = [];
    rule.check(asked, (one) => found.push(one), { parsed: [] });
    return found.filter((one) => {
      // Each is asked for, as the same place found again has the next fingerprint.
      const isAccepted = accepted.has(
        fingerprint([rule.id, one.tab?.id, one.row?.key, one.column, one.school, one.subject]),
      );
      return one.cannotBe || !isAccepted;
    });
  });
}

/** A tab that is not there has no rows to doubt. */
function rowsOrNone({ look }: Situation): Situation['rows'] {
  return (tab) => {
    const seen = look(tab);
    return seen.is === 'here' ? seen.rows : [];
  };
}

function waitingOf(tab: TotalsTab, startYear: number, { situation, waiting }: KeptWorkbook): Doubts['waiting'] {
  const context = { academicYear: situation.year.startYear, schools: null };
  return waiting
    .filter((row) => row.tab === tab.id)
    .flatMap(({ cells }) => {
      const { year, period, group } = tab.columns;
      const typed = cells['year'] ?? '';
      const of = typed === '' ? { value: context.academicYear } : year.cell.read(typed, context);
      if ('value' in of && of.value !== startYear) return [];
      const [when, whose] = [
        period.cell.read(cells['period'] ?? '', context),
        group.cell.read(cells['group'] ?? '', context),
      ];
      // Of which year it is nobody knows: it may be the missing row of any, and makes no other doubtful.
      const isKnown = 'value' in of && 'value' in when && 'value' in whose;
      return [
        isKnown ? { period: when.value as Term | 'year', group: whose.value as Group } : { period: null, group: null },
      ];
    });
}

function isPartUnread(tab: TotalsTab, { findings, accepted }: KeptWorkbook, keys: Keys): boolean {
  const harmless = NOT_PRINTED.map((column) =>
    fingerprintOf([headingsInPlace.id, tab.id, null, column, null, null], keys),
  );
  return findings.some(
    ({ rule, severity, fingerprint, tab: title }) =>
      title === tab.title &&
      severity !== 'note' &&
      UNREADABLE_BY.some(({ id }) => id === rule) &&
      !accepted.has(fingerprint) &&
      !harmless.includes(fingerprint),
  );
}
