import { html } from 'hono/html';
import { counted, listed, longDate, shortened } from '../../../sheets-schema/wording.ts';
import type { StandingsOfPack } from '../../protocols/by-pack.ts';
import { type Severity, severities } from '../../protocols/rule.ts';
import { SEVERITY_NAMES, SEVERITY_WORDS } from '../../protocols/severity-words.ts';
import type { FindingShown, WorkbookView } from '../gather/workbook.ts';
import { answerGiven, LONGEST_REPLY } from './answer.ts';
import { type Html, type Made, page } from './page.ts';
import { standingShown } from './standing.ts';

/** More of one severity than this is read in *Checks*. */
const MOST_SHOWN = 300;

/** One workbook: what needs attention, worst first, each with where it stands and what to do. */
export function workbookPage(view: WorkbookView, mayOpen: boolean, made: Made): Html {
  const { key, name, file, findings, waiting, notChecked, reasons, standings } = view;
  return page({
    title: name,
    section: null,
    path: `/workbooks/${key}`,
    made,
    body: [
      html`<p class="lead">${summary(view)}</p>`,
      html`<p>The file is <bdi class="file">${file}</bdi>. ${mayOpen ? html`<a href="/workbooks/${key}/open">Open it</a>. ` : ''}<a href="/history/${key}">What changed in it</a></p>`,
      waiting === null
        ? html``
        : html`<section class="notice" aria-labelledby="waiting"><h2 id="waiting">Waiting to be brought up to date</h2><p>${waiting}</p></section>`,
      ...severities.map((severity) =>
        group(
          severity,
          findings.filter((one) => one.severity === severity),
        ),
      ),
      accepted(reasons),
      ...standings.map(standsBy),
      notChecked.length === 0
        ? html``
        : html`<section aria-labelledby="not-checked"><h2 id="not-checked">What could not be checked</h2>
<ul>${notChecked.map(({ why, rules }) => html`<li>${counted(rules, 'check')}: ${why}</li>`)}</ul></section>`,
    ],
  });
}

function summary({ rows, findings, accepted, lastChange }: WorkbookView): string {
  const when = lastChange === null ? '' : ` (last change checked ${lastChange})`;
  const also = accepted === 0 ? '' : ` ${counted(accepted, 'finding is', 'findings are')} accepted.`;
  if (findings.length === 0) {
    const order = rows === 0 ? 'No rows have been typed yet' : `Nothing needs attention in ${counted(rows, 'row')}`;
    return `${order}${when}.${also}`;
  }
  const parts = severities.flatMap((severity) => {
    const count = countIn(findings.filter((one) => one.severity === severity));
    return count > 0 ? [SEVERITY_WORDS[severity](count)] : [];
  });
  return `${listed(parts)} in ${counted(rows, 'row')}${when}.${also}`;
}

/** What was accepted and why. */
function accepted(reasons: WorkbookView['reasons']): Html {
  if (reasons.length === 0) return html``;
  const left = reasons.length - MOST_SHOWN;
  return html`<section aria-labelledby="accepted">
<h2 id="accepted">Accepted</h2>
<ul class="answers">${reasons.slice(0, MOST_SHOWN).map((one) => html`<li class="answer">${answerGiven(one)}</li>`)}</ul>
${left > 0 ? html`<p>And ${counted(left, 'more', 'more')}: see them in the tab Checks.</p>` : ''}
</section>`;
}

/** How the school stands by a pack, which is named where others have standings too. */
function standsBy({ named, lines }: StandingsOfPack, at: number): Html {
  const id = `stands-${at + 1}`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">Where the school stands${named === null ? '' : ` (${named})`}</h2>
<ul class="totals">${lines
    .flat()
    .map((one) => html`<li><span class="what">${one.what}</span> ${standingShown(one)}</li>`)}</ul>
</section>`;
}

function countIn(findings: readonly FindingShown[]): number {
  return findings.reduce((total, { count }) => total + count, 0);
}

function group(severity: Severity, findings: readonly FindingShown[]): Html {
  if (findings.length === 0) return html``;
  const words = SEVERITY_WORDS[severity](countIn(findings));
  const left = findings.length - MOST_SHOWN;
  return html`<section aria-labelledby="${severity}">
<h2 id="${severity}">${words.charAt(0).toUpperCase()}${words.slice(1)}</h2>
<ul class="findings">${findings.slice(0, MOST_SHOWN).map(findingItem)}</ul>
${left > 0 ? html`<p>And ${counted(left, 'more', 'more')}: see them in the tab Checks.</p>` : ''}
</section>`;
}

function findingItem({ count, severity, where, message, fix, suggestion, promise, since, reply }: FindingShown): Html {
  return html`<li class="finding ${severity}">
<p class="where"><span class="severity">${SEVERITY_NAMES[severity]}</span>${where === null ? '' : html` <bdi class="cell">${where}</bdi>`}</p>
<p class="message">${message}${count === 1 ? '' : ` ${counted(count, 'time')}.`}</p>
<p>${fix}</p>
<dl>${suggestion === null ? '' : html`<div><dt>Likely value</dt><dd><bdi>${suggestion}</bdi></dd></div>`}${
    promise === null ? '' : html`<div><dt>Promise</dt><dd>${promise}</dd></div>`
  }${
    since === null
      ? ''
      : html`<div><dt>Since</dt><dd>${longDate(since.date)}${since.orEarlier ? ' or earlier' : ''}</dd></div>`
  }${reply === null ? '' : html`<div><dt>Reply</dt><dd><bdi>${shortened(reply, LONGEST_REPLY)}</bdi></dd></div>`}</dl>
</li>`;
}
