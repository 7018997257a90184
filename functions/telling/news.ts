import type { KeptIssue } from '../history/records.ts';

/** One thing that may be told of a workbook. The mark is the same from day to day, and by it nothing is told twice. */
export type Item = { readonly mark: string } & (
  | { readonly is: 'to mend'; readonly severity: 'problem' | 'breach'; readonly tab: string | null }
  /** Something to do by a day, and the tab it is about. */
  | { readonly is: 'due'; readonly tab: string; readonly by: string }
  /** A promise whose day has passed, by whose it is where the reader looks after more than one school. */
  | { readonly is: 'overdue'; readonly what: string; readonly dueOn: string }
  | { readonly is: 'document'; readonly document: Pick<KeptIssue, 'number' | 'title' | 'link' | 'sha256'> }
);

/** What there is of a workbook on a day, told before or not. */
export interface News {
  /** Its key in the history. */
  readonly workbook: string;
  /** What messages call it, without its year. */
  readonly name: string;
  readonly startYear: number;
  readonly items: readonly Item[];
}

/** What a message keeps of what it knows: the same mark in two workbooks is two things. */
export function marksOf({ workbook, items }: News): string[] {
  return items.map(({ mark }) => `${workbook} ${mark}`);
}

/** The same without what is known. Where several share a mark, so many as there are more of now. */
export function besides(known: readonly string[], news: News): News {
  const times = new Map<string, number>();
  for (const mark of known) times.set(mark, (times.get(mark) ?? 0) + 1);
  const marks = marksOf(news);
  const items = news.items.filter((_, at) => {
    const left = times.get(marks[at]!) ?? 0;
    times.set(marks[at]!, left - 1);
    return left <= 0;
  });
  return { ...news, items };
}
