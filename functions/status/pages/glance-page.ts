import { html } from 'hono/html';
import { counted, listed, longDate } from '../../../sheets-schema/wording.ts';
import type { StandingsOfPack } from '../../protocols/by-pack.ts';
import { type Severity, severities } from '../../protocols/rule.ts';
import { SEVERITY_WORDS } from '../../protocols/severity-words.ts';
import type { CountedStanding, State, Unit } from '../../protocols/standing.ts';
import type { Glance, SchoolLine, WorkbookLine, YearAtAGlance } from '../gather/glance.ts';
import { answerGiven } from './answer.ts';
import { bar } from './bar.ts';
import { type Html, type Made, page } from './page.ts';
import { standingShown, stateMark } from './standing.ts';

/** More than this is read on the page of each school. */
const MOST_ANSWERS = 20;

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
      ...years.flatMap(promises),
      workbooks.length > 0 ? workbookTable(workbooks) : html``,
      ...years.map(answersOf),
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

function promises({ label, schools, standings }: YearAtAGlance): Html[] {
  const id = `promises-${label.replace('/', '-')}`;
  if (schools.length === 0)
    return [
      html`<section aria-labelledby="${id}"><h2 id="${id}">Promises kept in ${label}</h2>
<p>No school is listed as a member in ${label} yet.</p></section>`,
    ];
  if (standings.length === 0) return [promisesOf({ named: null, lines: schools.map(() => []) }, id, label, schools)];
  return standings.map((one, at) => promisesOf(one, at === 0 ? id : `${id}-${at + 1}`, label, schools));
}

/** The promises of one pack, which is named where others have some too. */
function promisesOf(
  { named, lines }: StandingsOfPack,
  id: string,
  label: string,
  schools: readonly SchoolLine[],
): Html {
  const columns = lines[0]!;
  const of = named === null ? '' : ` (${named})`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">Promises kept in ${label}${of}</h2>
<ul class="totals">${columns.map(({ what, unit }, at) =>
    total(
      what,
      unit,
      lines.map((line) => line[at]!),
    ),
  )}</ul>
<div class="wide" role="region" aria-label="Each school by promise in ${label}${of}" tabindex="0">
<table class="grid">
<caption>Each school by promise</caption>
<thead><tr><th scope="col">School</th>${columns.map(({ what }) => html`<th scope="col">${what}</th>`)}</tr></thead>
<tbody>${schools.map(
    (line, at) =>
      html`<tr><th scope="row">${schoolName(line)}</th>${lines[at]!.map((one) => html`<td>${standingShown(one)}</td>`)}</tr>`,
  )}</tbody>
</table>
</div>
</section>`;
}

function schoolName({ key, school, checked }: SchoolLine): Html {
  return checked ? html`<a href="/workbooks/${key}"><bdi>${school}</bdi></a>` : html`<bdi>${school}</bdi>`;
}

function total(what: string, unit: Unit, promised: readonly CountedStanding[]): Html {
  const of = promised.reduce((sum, one) => sum + one.of, 0);
  // What one school does beyond its share is no other school's.
  const towards = promised.reduce((sum, one) => sum + Math.min(one.done ?? 0, one.of), 0);
  const over = promised.reduce((sum, one) => sum + Math.max((one.done ?? 0) - one.of, 0), 0);
  const kept = promised.filter(({ state }) => state === 'kept').length;
  const unknown = promised.filter((one) => one.done === null).length;
  if (unknown === promised.length)
    return html`<li><span class="what">${what}</span> <span class="figure">not yet known</span></li>`;
  if (of === 0) return html`<li><span class="what">${what}</span> <span class="figure">none yet</span></li>`;
  return html`<li>
<span class="what">${what}</span> <span class="figure">${unit.shown(towards)} of ${unit.shown(of)}</span>
${bar(kept === promised.length ? of : towards, of)}
<span class="schools">kept by ${kept} of ${counted(promised.length, 'school')}${unknown === 0 ? '' : `, not yet known of ${unknown}`}</span>
${over === 0 ? '' : html`<span class="schools quiet">and ${unit.shown(over)} more than was promised</span>`}
${late(promised, unit)}
</li>`;
}

/** Of how many schools a promise is not kept, of how many it is overdue, and how much of it since when. */
function late(promised: readonly CountedStanding[], unit: Unit): Html[] {
  const those = (state: State) => promised.filter((one) => one.state === state);
  const [notKept, overdue] = [those('not kept'), those('overdue')];
  const said: Html[] = [];
  if (notKept.length > 0) said.push(stateMark('not kept', `not kept by ${counted(notKept.length, 'school')}`));
  if (overdue.length > 0) {
    const missing = unit.shown(overdue.reduce((sum, one) => sum + (one.overdue ?? one.of - (one.done ?? 0)), 0));
    const [day] = overdue.flatMap(({ dueOn }) => dueOn ?? []).sort();
    const due = day === undefined ? '' : `, due on ${longDate(day)}`;
    said.push(stateMark('overdue', `${missing} overdue from ${counted(overdue.length, 'school')}${due}`));
  }
  return said.map((mark) => html`<span class="schools">${mark}</span>`);
}

/** What offices wrote beside findings, each with a link to the rest of that workbook. */
function answersOf({ label, answers }: YearAtAGlance): Html {
  if (answers.length === 0) return html``;
  const id = `answers-${label.replace('/', '-')}`;
  const left = answers.length - MOST_ANSWERS;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">What schools answered in ${label}</h2>
<ul class="answers">${answers.slice(0, MOST_ANSWERS).map(
    ({ workbook, school, ...answer }) => html`<li class="answer">
<p class="where"><a href="/workbooks/${workbook}"><bdi>${school}</bdi></a></p>
${answerGiven(answer)}
</li>`,
  )}</ul>
${left > 0 ? html`<p>And ${counted(left, 'more', 'more')}: see the page of each school.</p>` : ''}
</section>`;
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
