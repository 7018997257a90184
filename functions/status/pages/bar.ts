import { html } from 'hono/html';
import type { Html } from './page.ts';

/** How much of a whole is done, drawn; the figure it shows stands beside it in words. */
export function bar(done: number, of: number): Html {
  const share = of <= 0 ? 100 : Math.round((1000 * Math.min(Math.max(done, 0), of)) / of) / 10;
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="whole" width="100" height="8"/><rect class="done" width="${share}" height="8"/></svg>`;
}
