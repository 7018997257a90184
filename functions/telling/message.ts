import { counted, listed, longDate, yearLabel } from '../../sheets-schema/wording.ts';
import type { MailMessage } from '../edges/ports.ts';
import { SEVERITY_WORDS } from '../protocols/severity-words.ts';
import type { Item, News } from './news.ts';

/** A workbook as a message tells of it. */
export interface PartOfMessage {
  readonly fresh: News;
  /** All that stands, told before or not. */
  readonly all: News;
  /** What is said in whole sentences where *Checks* does not hold what is counted. */
  readonly notInChecks: string | null;
}

type Of<Is extends Item['is']> = Extract<Item, { is: Is }>;

/**
 * What is new in each workbook: how many in which tabs, what is due, what is overdue, which documents there are; never what a cell says.
 * `since` is the day of the last message; null where there was none.
 */
export function message(
  told: readonly PartOfMessage[],
  asOf: string,
  since: string | null,
): Pick<MailMessage, 'subject' | 'text' | 'called' | 'attached'> {
  const names = [...new Set(told.map(({ fresh }) => fresh.name))];
  const named = names.length === 1 ? names[0]! : `${names[0]} and ${names.length - 1} more`;
  const items = told.flatMap(({ fresh }) => fresh.items);
  const files = told
    .flatMap(({ fresh }) => only(fresh, 'document'))
    .filter(({ document }) => !isAddress(document.link));
  return {
    subject: `${named}: ${listed(inShort(items))} (${longDate(asOf)})`,
    called: `${asOf} ${named}`,
    ...(files.length > 0 && { attached: files.map(({ document: { link, sha256 } }) => ({ link, sha256 })) }),
    text: [
      since === null
        ? 'This is the first message about what you look after. The next ones say what is new.'
        : `This is new since the last message, of ${longDate(since)}.`,
      ...told.map(ofWorkbook),
      'There is one message a day at most, and none while nothing is new.',
    ].join('\n\n'),
  };
}

function inShort(items: readonly Item[]): string[] {
  const mend = inNumbers(items.filter((item) => item.is === 'to mend'));
  const count = (is: Item['is']) => items.filter((item) => item.is === is).length;
  return [
    ...(mend === '' ? [] : [`${mend} new`]),
    ...(count('due') > 0 ? [`${count('due')} due soon`] : []),
    ...(count('overdue') > 0 ? [`${count('overdue')} overdue`] : []),
    ...(count('document') > 0 ? [counted(count('document'), 'document')] : []),
  ];
}

function ofWorkbook({ fresh, all, notInChecks }: PartOfMessage): string {
  const heading = `${fresh.name}, ${yearLabel(fresh.startYear)}`;
  const open = only(all, 'to mend');
  const waits = `In all, ${inNumbers(open)} ${open.length === 1 ? 'waits' : 'wait'} to be mended.`;
  const where = notInChecks ?? 'The tab Checks says what each one is and what to do.';
  return [
    `${heading}\n${'-'.repeat(Math.min(heading.length, 60))}`,
    ...list(
      'To be mended:',
      byLine(only(fresh, 'to mend'), ({ tab }) => tab ?? 'The workbook as a whole').map(
        ([tab, found]) => `${tab}: ${inNumbers(found)}`,
      ),
    ),
    ...(open.length === 0 ? [] : [`${waits} ${where}`]),
    ...list(
      'Due soon:',
      lines(only(fresh, 'due'), ({ tab, by }) => `${tab}: ${longDate(by)}`),
    ),
    ...list(
      'Overdue:',
      byLine(only(fresh, 'overdue'), ({ what, dueOn }) => `${what}: was due on ${longDate(dueOn)}`).map(
        ([line, { length }]) => (length === 1 ? line : `${line} (${length} schools)`),
      ),
    ),
    ...list(
      'Documents for you:',
      lines(only(fresh, 'document'), ({ document: { title, number, link } }) =>
        [`${title}, ${number}`, ...(isAddress(link) ? [link] : [])].join(': '),
      ),
    ),
  ].join('\n\n');
}

function isAddress(link: string): boolean {
  return link.startsWith('https://');
}

function only<Is extends Item['is']>({ items }: News, is: Is): Of<Is>[] {
  return items.filter((item): item is Of<Is> => item.is === is);
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [[heading, ...items.map((item) => `- ${item}`)].join('\n')];
}

/** What reads the same stands once. */
function lines<T>(items: readonly T[], said: (item: T) => string): string[] {
  return byLine(items, said).map(([line]) => line);
}

function byLine<T>(items: readonly T[], said: (item: T) => string): [string, readonly T[]][] {
  return [...Map.groupBy(items, said)].sort(([one], [other]) => (one < other ? -1 : 1));
}

function inNumbers(found: readonly Of<'to mend'>[]): string {
  const words = (['problem', 'breach'] as const).flatMap((severity) => {
    const count = found.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [SEVERITY_WORDS[severity](count)];
  });
  return listed(words);
}
