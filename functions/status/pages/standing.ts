import { html } from 'hono/html';
import { type CountedStanding, type State, stateSaid } from '../../protocols/standing.ts';
import { bar } from './bar.ts';
import type { Html } from './page.ts';

/** How a state is drawn, beside its words. */
const MARKS: Readonly<Record<State, { readonly name: string; readonly sign: string }>> = {
  kept: { name: 'kept', sign: '✓' },
  agreed: { name: 'agreed', sign: '≈' },
  open: { name: 'open', sign: '○' },
  overdue: { name: 'overdue', sign: '!' },
  'not kept': { name: 'not-kept', sign: '✗' },
};

export function stateMark(state: State, words: string): Html {
  const { name, sign } = MARKS[state];
  return html`<span class="state ${name}"><span aria-hidden="true">${sign}&nbsp;</span>${words}</span>`;
}

/** A promise of one school: figure, state and bar, which say one thing. */
export function standingShown(standing: CountedStanding): Html {
  const { figure, state, done, of } = standing;
  const said = stateSaid(standing);
  if (said === null || done === null) return html`${figure}`;
  return html`${figure} ${stateMark(state, `${said.word}${said.more}`)}${bar(state === 'kept' ? of : done, of)}`;
}
