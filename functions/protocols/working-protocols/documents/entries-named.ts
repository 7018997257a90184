import { keyWithoutOccurrence, typedText } from '../../../../sheets-schema/parse-tab.ts';
import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { listed, longDate, pounds, yearLabel } from '../../../../sheets-schema/wording.ts';
import type { NamedEntry, UnreadEntry } from '../../../../templates/kit/named-entries.ts';
import { movesMoney, signedAmount } from '../../../figures/contributions.ts';
import type { Situation, WaitingRow } from '../../situation.ts';
import type { PlacedEntry } from '../accounts.ts';
import { isYearBeforeKnown } from '../brought-forward.ts';
import { type Doubt, paymentsInDoubt } from '../payments-in-doubt.ts';

/** An entry as a statement names it: the history keeps no row numbers, so by whom it names, its day, sum and reference. */
export function named({ entry, typedIn }: PlacedEntry, because: string, situation: Situation): NamedEntry {
  const isHere = typedIn === situation.whose.startYear;
  return {
    who: entry.school === null ? '' : situation.nameOf(entry.school),
    date: entry.date,
    amount: signedAmount(entry),
    reference: entry.reference ?? '',
    because: isHere ? because : [because, `typed in the workbook of ${yearLabel(typedIn)}`].filter(Boolean).join('; '),
  };
}

/** What an entry is that moves no money, with its amount; nothing for one that does. */
function whatItIs({ kind, amount }: PlacedEntry['entry']): string {
  if (movesMoney({ kind })) return '';
  const names = { waiver: 'a waiver of', 'owed-before': 'owed before:', 'held-before': 'held before:' } as const;
  return `${names[kind as keyof typeof names]} ${pounds(amount)}, `;
}

/** Why an entry stands in no account and is no other income of the year. */
export function whyLeftOut(placed: PlacedEntry, situation: Situation): string {
  return `${whatItIs(placed.entry)}${whyNotHere(placed, situation)}`;
}

function whyNotHere({ entry, typedIn, place }: PlacedEntry, situation: Situation): string {
  const { year } = situation;
  if (place === 'to come') return 'dated after the day of this statement';
  if (place === 'typed twice') return 'says the same as another row, and counts once';
  if (place === 'not at the bank') return 'not seen at the bank, whose statements cover the day';
  if (place === 'held before') return 'no contribution';
  if (place === 'owed by the year before') return `which the workbook of ${yearLabel(year.startYear - 1)} has`;
  if (place === 'no member') return `not a member in ${year.label}`;
  const forYear = entry.forYear ?? typedIn;
  const isFar = Math.abs(forYear - typedIn) > 1;
  const isKept = forYear > year.startYear || isYearBeforeKnown(situation);
  const where = isFar
    ? 'and to be typed into the workbook of that year'
    : isKept
      ? 'and counts there'
      : 'of which no workbook is kept, and counted nowhere';
  return `for ${yearLabel(forYear)}, ${where}`;
}

/** Entries that are in an account and that somebody ought to look at, with the reason. */
export function lookedAtAgain(inAccounts: readonly PlacedEntry[], situation: Situation): NamedEntry[] {
  const doubts = paymentsInDoubt(
    inAccounts.map(({ entry }) => entry),
    situation,
  );
  return inAccounts.flatMap((placed) => {
    const isAdvance = placed.typedIn !== situation.whose.startYear;
    const said = doubts
      .filter(({ entry, why }) => entry === placed.entry && !(isAdvance && why === 'dated long before the year'))
      .map((doubt) => inWords(doubt, situation));
    const isRepeated = keyWithoutOccurrence(placed.entry.key) !== placed.entry.key;
    const why = [...said, ...(isRepeated ? ['there is another row with this school, day and reference'] : [])];
    return why.length === 0 ? [] : [named(placed, listed(why), situation)];
  });
}

function inWords(doubt: Doubt, situation: Situation): string {
  if (doubt.why === 'dated before joining') return `dated before the school joined on ${longDate(doubt.joinedOn)}`;
  if (doubt.why === 'dated long before the year') return 'dated long before the year';
  const { school, forYear } = doubt.other;
  return doubt.why === 'typed twice'
    ? `the same reference, sum and day stand for ${forYear === null ? 'another year' : yearLabel(forYear)} too`
    : `the reference stands under ${school === null ? 'no school' : situation.nameOf(school)} too`;
}

const ASKED_FOR = ['school', 'amount', 'date'] as const;
/** Blank, these stand for something, so that where nothing could be read something was typed. */
const NEVER_BLANK = ['kind', 'forYear'] as const;
const READ = [...ASKED_FOR, ...NEVER_BLANK] as const;

/** A row that counts nowhere until it is mended, as it was typed. */
export function unread({ read, typed, typedIn, mayBe }: WaitingRow, situation: Situation): UnreadEntry {
  const words = (column: (typeof READ)[number] | 'reference') => {
    const value = read[column];
    if (typed[column]) return typedText(typed[column]);
    if (column === 'school' && typeof value === 'string') return situation.nameOf(value);
    if (column === 'amount' && typeof value === 'number') return pounds(value);
    if (column === 'reference' && typeof value === 'string') return value;
    return column === 'date' && typeof value === 'string' ? longDate(value) : '';
  };
  const heading = (column: string) => contributionsTab.columns[column as (typeof READ)[number]].heading;
  const blank = ASKED_FOR.filter((column) => !typed[column] && (read[column] ?? null) === null)
    .filter((column) => column !== 'school' || !['other-income', 'held-before'].includes(String(read['kind'])))
    .map(heading);
  const namesNobody = mayBe?.length === 0;
  const isTyped = (column: string) => typed[column] || NEVER_BLANK.some((one) => one === column);
  const unclear = READ.filter(
    (column) => read[column] === null && isTyped(column) && !(column === 'school' && namesNobody),
  ).map(heading);
  const why = [
    ...(namesNobody ? [`${heading('school')} names no member`] : []),
    ...(unclear.length > 0 ? [`${listed(unclear)} cannot be read`] : []),
    ...(blank.length > 0 ? [`${listed(blank)} ${blank.length === 1 ? 'is' : 'are'} blank`] : []),
  ];
  const isHere = typedIn === situation.whose.startYear;
  const isWholeTab = Object.values(typed).every((cell) => cell === '') && blank.length === ASKED_FOR.length;
  const where = isHere ? [] : [`typed in the workbook of ${yearLabel(typedIn)}`];
  return {
    who: words('school'),
    date: words('date'),
    amount: words('amount'),
    reference: words('reference'),
    because: isWholeTab
      ? `${contributionsTab.title} of ${yearLabel(typedIn)} cannot be read`
      : [...(why.length > 0 ? why : ['a cell cannot be read']), ...where].join('; '),
  };
}
