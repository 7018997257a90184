import { matchedTab } from '../../../sheets-schema/tabs/matched.tab.ts';
import { longDate, pounds } from '../../../sheets-schema/wording.ts';
import type { Pair, WhyOffered } from '../../figures/bank/match.ts';
import type { FilledRow, FilledTab } from '../pack.ts';
import type { Situation } from '../situation.ts';
import { atTheBank, BETWEEN_ROWS, inWords } from './at-the-bank.ts';

const WHY: Readonly<Record<WhyOffered, string>> = {
  'reference, another amount': 'the same reference, another amount',
  'reference, several': 'the same reference, more than one of it',
  'party and amount, several': 'the same name and amount, more than one near',
  'party and amount, other days': 'the same name and amount, days far apart',
  'several rows': 'the same name, and together the same amount',
  'amount and day alone': 'the same amount and day, no name at the bank',
};

/** What may be one and is not sure: a row each in *Matched*, where people say so. One that they answered stays; what is settled otherwise goes. */
export const matchedOffers: FilledTab = {
  tab: matchedTab,
  peoples: ['same'],
  rows(situation, standing) {
    const offers = offersOf(situation);
    const wanted = new Map(offers.map((row) => [keyOf(row), row]));
    const rows = standing.map((row): FilledRow => {
      if (row === null) return null;
      const offer = wanted.get(keyOf(row));
      wanted.delete(keyOf(row));
      if (offer) return { ...offer, same: row['same'] ?? null };
      return row['same'] ? row : null;
    });
    for (const row of wanted.values()) {
      const free = rows.indexOf(null);
      if (free < 0) rows.push(row);
      else rows[free] = row;
    }
    return rows;
  },
};

type Offer = NonNullable<FilledRow>;

function offersOf(situation: Situation): Offer[] {
  const bank = atTheBank(situation);
  return (bank?.matching.offered ?? []).map((pair): Offer => {
    const { line, rows, why }: Pair<WhyOffered> = pair;
    const typed = rows.map(({ key }) => inWords(bank!.typed.find((one) => one.key === key)!, situation));
    return {
      atTheBank: `${line.amount < 0 ? 'Out' : 'In'}: ${pounds(Math.abs(line.amount))} on ${longDate(line.day)}`,
      typed: typed.join(' and '),
      why: WHY[why],
      same: null,
      line: line.key,
      rows: rows.map(({ key }) => key).join(BETWEEN_ROWS),
    };
  });
}

function keyOf(row: Offer): string {
  return `${row['line']}${BETWEEN_ROWS}${row['rows']}`;
}
