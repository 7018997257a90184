import type { Setting } from '../../sheets-schema/setting.ts';
import { counted } from '../../sheets-schema/wording.ts';
import { dayInYear } from '../figures/academic-year.ts';
import type { School } from '../figures/members.ts';
import { dueOnceJoined, owesWhatIsDueOn } from '../figures/obligations.ts';
import type { KeptFigure, KnownFigures } from './kept-figure.ts';
import { answeredClauses, type Pack } from './pack.ts';
import type { Situation } from './situation.ts';
import { byItsDay, type CountedStanding, type Due, NOT_KNOWN, OPEN, PIECES } from './standing.ts';

/** The day by which a school answers a yearly statement; null where it leaves before, and so answers nothing. */
export function answersDueOn(
  due: Setting<string>,
  { settings, year, calendarOf }: Situation,
  school: School | null,
): string | null {
  const day = dayInYear(year, settings.held(due).value);
  if (school === null) return day;
  const dueOn = dueOnceJoined(day, school, year, calendarOf(school.urn));
  return owesWhatIsDueOn(dueOn, school) ? dueOn : null;
}

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
export function answersStanding(
  pack: Pack,
  situation: Situation,
  school: School,
  known: KnownFigures,
): CountedStanding[] {
  const { year, asOf, settings } = situation;
  const figure = answersGiven(pack);
  if (figure === null || pack.statement === null) return [];
  const of = answeredClauses(pack).length;
  const done = known(figure);
  const promise = { what: 'Protocols answered', unit: PIECES, of } as const;
  if (done === null) return [{ ...promise, ...NOT_KNOWN }];
  const { due } = pack.statement;
  const dueOn = answersDueOn(due, situation, school);
  const stands =
    dueOn === null && done < of
      ? OPEN
      : byItsDay({
          enough: done === of,
          by: { value: dueOn ?? year.to, chosenBy: settings.held(due).chosenBy },
          yearEnds: year.to,
          asOf,
          isUncertain: false,
          isAgreed: false,
          late: 'overdue',
        });
  return [{ ...promise, ...stands, figure: `${done} of ${of}`, done }];
}

/** What a pack's yearly statement still asks of the head. */
export function answersDue({ statement }: Pick<Pack, 'statement'>, situation: Situation): Due[] {
  const answers = statement && situation.look(statement.tab);
  if (answers?.is !== 'here') return [];
  const open = answers.rows.filter((row) => row.answer === null && !isAnswerUnread(row)).length;
  const what = `${counted(open, 'protocol waits', 'protocols wait')} for the head’s answer.`;
  const by = answersDueOn(statement!.due, situation, situation.school);
  return open === 0 || by === null ? [] : [{ tab: statement!.tab.title, by, what }];
}

function isAnswerUnread({ unread = [] }: { readonly unread?: readonly string[] }): boolean {
  return unread.includes('answer');
}
