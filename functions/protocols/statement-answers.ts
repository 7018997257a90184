import { counted } from '../../sheets-schema/wording.ts';
import type { KeptFigure, KnownFigures } from './kept-figure.ts';
import { answeredClauses, type Pack } from './pack.ts';
import type { Situation } from './situation.ts';
import { byItsDay, type CountedStanding, type Due, NOT_KNOWN, PIECES } from './standing.ts';

/** How many clauses of a pack's yearly statement the head has answered; null for a pack without one. */
export function answersGiven(pack: Pick<Pack, 'id' | 'statement' | 'chapters'>): KeptFigure | null {
  const { id, statement } = pack;
  if (statement === null) return null;
  const asked = new Set(answeredClauses(pack).map(({ ref }) => ref));
  return {
    id: `${id}/protocols-answered`,
    reads: [statement.tab],
    of({ look }) {
      const answers = look(statement.tab);
      if (answers.is !== 'here') return null;
      if (answers.rows.length > 0 && answers.rows.every(isAnswerUnread)) return null;
      const answered = answers.rows.filter(({ answer, clause }) => answer !== null && asked.has(clause));
      return new Set(answered.map(({ clause }) => clause)).size;
    },
  };
}

/** How far a school has answered a pack's yearly statement; nothing of a pack without one. */
export function answersStanding(pack: Pack, { year, asOf }: Situation, known: KnownFigures): CountedStanding[] {
  const figure = answersGiven(pack);
  if (figure === null) return [];
  const of = answeredClauses(pack).length;
  const done = known(figure);
  const promise = { what: 'Protocols answered', unit: PIECES, of } as const;
  if (done === null) return [{ ...promise, ...NOT_KNOWN }];
  const stands = byItsDay({
    enough: done === of,
    by: { value: year.to, chosenBy: 'source' },
    yearEnds: year.to,
    asOf,
    isUncertain: false,
    isAgreed: false,
    late: 'overdue',
  });
  return [{ ...promise, ...stands, figure: `${done} of ${of}`, done }];
}

/** What a pack's yearly statement still asks of the head. */
export function answersDue({ statement }: Pick<Pack, 'statement'>, { look, year }: Situation): Due[] {
  const answers = statement && look(statement.tab);
  if (answers?.is !== 'here') return [];
  const open = answers.rows.filter((row) => row.answer === null && !isAnswerUnread(row)).length;
  const what = `${counted(open, 'protocol waits', 'protocols wait')} for the head’s answer.`;
  return open === 0 ? [] : [{ tab: statement!.tab.title, by: year.to, what }];
}

function isAnswerUnread({ unread = [] }: { readonly unread?: readonly string[] }): boolean {
  return unread.includes('answer');
}
