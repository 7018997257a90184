import { html } from 'hono/html';
import { counted, listed, moment } from '../../../sheets-schema/wording.ts';
import { ONLY_SUMS } from '../../history/kept-sums.ts';
import type { RowChange, SnapshotChanges } from '../gather/changes.ts';
import { type Html, type Made, page } from './page.ts';

const KINDS: Readonly<Record<RowChange['kind'], string>> = {
  added: 'added',
  removed: 'taken out',
  changed: 'changed',
};

/** What changed from snapshot to snapshot: in every workbook, or in the one that is named. */
export function historyPage(
  changes: readonly SnapshotChanges[],
  only: { readonly key: string; readonly name: string } | null,
  made: Made,
): Html {
  const older = changes.some(({ sequence }) => sequence > 1);
  return page({
    title: only === null ? 'What changed' : `What changed: ${only.name}`,
    section: only === null ? 'history' : null,
    path: only === null ? '/history' : `/history/${only.key}`,
    made,
    body: [
      html`<p class="lead">${lead(changes.length)}</p>`,
      html`<ol class="changes">${changes.map((one) => snapshotItem(one, only === null))}</ol>`,
      older
        ? html`<p>For more, and for other days, use the commands <code>history</code> and <code>diff</code>.</p>`
        : html``,
    ],
  });
}

function lead(snapshots: number): string {
  if (snapshots === 0) return 'Nothing has been kept yet.';
  if (snapshots === 1) return 'One snapshot has been kept.';
  return `The last ${snapshots} snapshots, newest first.`;
}

function snapshotItem(one: SnapshotChanges, named: boolean): Html {
  const { workbook, name, sequence, at, changes, moreRows, sums } = one;
  return html`<li>
<h2>${named ? html`<a href="/history/${workbook}"><bdi>${name}</bdi></a>, snapshot ${sequence}` : html`Snapshot ${sequence}`}</h2>
<p class="when"><time datetime="${at}">${moment(at)}</time>. ${inShort(one)}</p>
${changes.length > 0 ? html`<ul class="rows">${changes.map(rowItem)}</ul>` : ''}
${sums !== null && sequence > 1 && sums.changes.length > 0 ? html`<ul class="rows">${sums.changes.map(({ what, was, is }) => html`<li>${what}: ${became(typed(String(was)), typed(String(is)))}</li>`)}</ul>` : ''}
${moreRows > 0 ? html`<p>And ${counted(moreRows, 'more row', 'more rows')}.</p>` : ''}
</li>`;
}

function inShort({ sequence, rows, findings, changes, moreRows, cameUp, mended, sums }: SnapshotChanges): string {
  if (sums !== null) {
    if (sequence === 1) return `The first: ${counted(findings, 'finding')}. ${ONLY_SUMS}`;
    return `${sums.rowsDiffer ? 'Rows differ' : 'No row differs'}, ${counted(findings, 'finding')}. ${ONLY_SUMS}`;
  }
  if (sequence === 1) return `The first: ${counted(rows, 'row')}, ${counted(findings, 'finding')}.`;
  const differing = changes.length + moreRows;
  const parts = [
    differing > 0 ? `${counted(differing, 'row differs', 'rows differ')}` : 'No row differs',
    ...(cameUp > 0 ? [`${counted(cameUp, 'finding')} came up`] : []),
    ...(mended > 0 ? [`${counted(mended, 'finding is', 'findings are')} gone`] : []),
  ];
  return `${listed(parts)}.`;
}

function rowItem({ tab, row, kind, fields }: RowChange): Html {
  return html`<li>${tab}: <bdi>${row}</bdi> ${KINDS[kind]}${
    fields.length === 0
      ? ''
      : html`<ul>${fields.map(
          ({ heading, was, is }) => html`<li>${heading}: ${became(typed(was), typed(is))}</li>`,
        )}</ul>`
  }</li>`;
}

function became(was: Html, is: Html): Html {
  return html`${was} <span aria-hidden="true">→</span><span class="heard"> became </span> ${is}`;
}

function typed(value: string | null): Html {
  return value === null ? html`<span class="blank">blank</span>` : html`<bdi class="typed">${value}</bdi>`;
}
