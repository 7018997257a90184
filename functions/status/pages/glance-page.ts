import { html } from 'hono/html';
import { counted, daysFigure, listed, pounds } from '../../../sheets-schema/wording.ts';
import { type Severity, severities } from '../../protocols/rule.ts';
import { SEVERITY_WORDS } from '../../workbooks/own-tabs/severity-words.ts';
import type { Glance, PromiseKept, SchoolLine, WorkbookLine } from '../gather/glance.ts';
import { bar } from './bar.ts';
import { type Html, type Made, page } from './page.ts';

/** The severities a table of workbooks has a column for. */
const COLUMNS: readonly { severity: Severity; heading: string }[] = [
  { severity: 'problem', heading: 'Problems' },
  { severity: 'breach', heading: 'Breaches' },
  { severity: 'warning', heading: 'Warnings' },
  { severity: 'reminder', heading: 'Reminders' },
  { severity: 'note', heading: 'Notes' },
];

/** The first page: what needs attention in which workbook, and which school keeps which promise. */
export function glancePage({ alliance, years, workbooks, unread }: Glance, made: Made): Html {
  const waiting = workbooks.filter((workbook) => workbook.waiting !== null);
  return page({
    title: alliance,
    section: 'glance',
    path: '/',
    made,
    body: [
      html`<p class="lead">${verdict(workbooks)}</p>`,
      waiting.length > 0 ? waitingList(waiting) : html``,
      unread.length > 0 ? unreadList(unread) : html``,
      ...years.map(({ label, schools }) => promises(label, schools)),
      workbooks.length > 0 ? workbookTable(workbooks) : html``,
    ],
  });
}

function verdict(workbooks: readonly WorkbookLine[]): string {
  if (workbooks.length === 0) return 'No workbook has been checked yet.';
  const parts = severities.flatMap((severity) => {
    const count = workbooks.reduce((total, { counts }) => total + counts[severity], 0);
    return count > 0 ? [SEVERITY_WORDS[severity](count)] : [];
  });
  const where = counted(workbooks.length, 'workbook');
  return parts.length === 0 ? `Nothing needs attention in ${where}.` : `${listed(parts)} in ${where}.`;
}

function waitingList(waiting: readonly WorkbookLine[]): Html {
  return html`<section class="notice" aria-labelledby="waiting">
<h2 id="waiting">Waiting to be brought up to date</h2>
<ul>${waiting.map((one) => html`<li><a href="/workbooks/${one.key}"><bdi>${one.name}</bdi></a>: ${one.waiting}</li>`)}</ul>
</section>`;
}

function unreadList(unread: Glance['unread']): Html {
  return html`<section class="notice" aria-labelledby="unread">
<h2 id="unread">Could not be checked</h2>
<ul>${unread.map(({ file, advice }) => html`<li><strong><bdi>${file}</bdi></strong>: ${advice}</li>`)}</ul>
</section>`;
}

function promises(label: string, schools: readonly SchoolLine[]): Html {
  const id = `promises-${label.replace('/', '-')}`;
  if (schools.length === 0)
    return html`<section aria-labelledby="${id}"><h2 id="${id}">Promises kept in ${label}</h2>
<p>No school is listed as a member in ${label} yet.</p></section>`;
  const columns = schools[0]!.promises;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">Promises kept in ${label}</h2>
<ul class="totals">${columns.map((column, at) =>
    total(
      column.what,
      schools.map((school) => school.promises[at]!),
    ),
  )}</ul>
<div class="wide" role="region" aria-label="Each school by promise in ${label}" tabindex="0">
<table class="grid">
<caption>Each school by promise</caption>
<thead><tr><th scope="col">School</th>${columns.map(({ what }) => html`<th scope="col">${what}</th>`)}</tr></thead>
<tbody>${schools.map(
    (line) => html`<tr><th scope="row">${schoolName(line)}</th>${line.promises.map(promiseCell)}</tr>`,
  )}</tbody>
</table>
</div>
</section>`;
}

function schoolName({ key, school, checked }: SchoolLine): Html {
  return checked ? html`<a href="/workbooks/${key}"><bdi>${school}</bdi></a>` : html`<bdi>${school}</bdi>`;
}

function promiseCell({ figure, kept, done, of }: PromiseKept): Html {
  const word = kept ? html` <span class="kept"><span aria-hidden="true">✓ </span>kept</span>` : '';
  return html`<td>${figure}${word}${done === null || of === 0 ? '' : bar(done, of)}</td>`;
}

function total(what: string, promised: readonly PromiseKept[]): Html {
  const done = promised.reduce((sum, one) => sum + (one.done ?? 0), 0);
  // What one school does beyond its share is no other school's.
  const towards = promised.reduce((sum, one) => sum + Math.min(one.done ?? 0, one.of), 0);
  const of = promised.reduce((sum, one) => sum + one.of, 0);
  const kept = promised.filter((one) => one.kept).length;
  const unknown = promised.filter((one) => one.done === null).length;
  if (unknown === promised.length)
    return html`<li><span class="what">${what}</span> <span class="figure">not yet known</span></li>`;
  if (of === 0) return html`<li><span class="what">${what}</span> <span class="figure">none yet</span></li>`;
  const [{ unit } = { unit: 'answers' as const }] = promised;
  return html`<li>
<span class="what">${what}</span> <span class="figure">${inUnit(done, unit)} of ${inUnit(of, unit)}</span>
${bar(towards, of)}
<span class="schools">kept by ${kept} of ${counted(promised.length, 'school')}${unknown === 0 ? '' : `, not yet known of ${unknown}`}</span>
</li>`;
}

function inUnit(amount: number, unit: PromiseKept['unit']): string {
  if (unit === 'pence') return pounds(amount);
  return unit === 'half-days' ? daysFigure(amount) : amount.toLocaleString('en-GB');
}

function workbookTable(workbooks: readonly WorkbookLine[]): Html {
  return html`<section aria-labelledby="workbooks">
<h2 id="workbooks">What needs attention</h2>
<div class="wide" role="region" aria-label="Workbooks, those with most to mend first" tabindex="0">
<table>
<caption>Workbooks, those with most to mend first</caption>
<thead><tr><th scope="col">Workbook</th>${COLUMNS.map(({ heading }) => html`<th scope="col" class="count">${heading}</th>`)}<th scope="col" class="count">Rows</th></tr></thead>
<tbody>${workbooks.map(
    ({ key, name, counts, rows }) =>
      html`<tr><th scope="row"><a href="/workbooks/${key}"><bdi>${name}</bdi></a></th>${COLUMNS.map(
        ({ severity }) => html`<td class="count ${counts[severity] > 0 ? severity : 'none'}">${counts[severity]}</td>`,
      )}<td class="count none">${rows}</td></tr>`,
  )}</tbody>
</table>
</div>
</section>`;
}
