import { html } from 'hono/html';
import { longDate } from '../../../sheets-schema/wording.ts';
import type { RegisterEntry } from '../../documents/register.ts';
import type { DocumentsOfYear } from '../gather/documents.ts';
import { type Html, type Made, page } from './page.ts';

/** Every document that was made, to open; `canCheck`: the page is there by which a document can be checked. */
export function documentsPage(years: readonly DocumentsOfYear[], canCheck: boolean, made: Made): Html {
  return page({
    title: 'Documents',
    section: 'documents',
    path: '/documents',
    made,
    body:
      years.length === 0
        ? html`<p class="lead">No document has been made yet. Ask for one by a row in the tab Documents of the alliance’s workbook.</p>`
        : html`${canCheck ? html`<p><a href="/check-a-document">Check whether a document is ours and unaltered</a></p>` : ''}${years.map(
            ({ label, entries, notes }) =>
              html`${entries.length > 0 ? yearTable(label, entries) : ''}${notes.length > 0 ? notesOf(label, notes) : ''}`,
          )}`,
  });
}

function notesOf(label: string, notes: readonly string[]): Html {
  return html`<h2>Left out, and not made, in ${label}</h2>
<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}

function yearTable(label: string, entries: readonly RegisterEntry[]): Html {
  const replaced = new Set(entries.map(({ replaces }) => replaces));
  return html`<div class="wide" role="region" aria-label="Documents of ${label}" tabindex="0">
<table>
<caption>Documents of ${label}, newest first</caption>
<thead><tr><th scope="col">Number</th><th scope="col">Document</th><th scope="col">School</th><th scope="col">As of</th><th scope="col">Made on</th></tr></thead>
<tbody>${entries.map(
    (entry) =>
      html`<tr><th scope="row">${entry.number}</th><td><a href="/documents/${entry.number}">${entry.title}<span class="heard">, ${entry.number}, ${entry.school ?? 'all schools'}</span> (PDF)</a>${
        replaced.has(entry.number) ? html` <span class="quiet">replaced since</span>` : ''
      }${entry.replaces === null ? '' : html` <span class="quiet">replaces ${entry.replaces}</span>`}</td><td>${
        entry.school === null ? 'All' : html`<bdi>${entry.school}</bdi>`
      }</td><td class="date">${longDate(entry.asOf)}</td><td class="date">${longDate(entry.issuedOn)}</td></tr>`,
  )}</tbody>
</table>
</div>`;
}
