import { html } from 'hono/html';
import { type Html, type Made, page } from './page.ts';

/** A page for what cannot be shown: what is the matter and what to do. */
export function refusalPage(title: string, advice: string, made: Made): Html {
  return page({ title, section: null, path: '/', made, body: html`<p class="lead">${advice}</p>` });
}
