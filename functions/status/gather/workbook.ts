import type { Store } from '../../edges/ports.ts';
import { readLatest } from '../../history/read-history.ts';
import { citation } from '../../protocols/catalogue.ts';
import { packs } from '../../protocols/packs.ts';
import type { Severity } from '../../protocols/rule.ts';
import { notChecked } from '../../sync/write-back.ts';
import { moment } from '../../workbooks/own-tabs/start-here.ts';
import { fileName } from '../../workbooks/workbook-places.ts';
import { type CheckedWorkbook, keyOfChecked } from '../latest-checks.ts';
import { findingsSince, type Since } from './findings-since.ts';
import { namesIn, workbookName } from './workbook-names.ts';

export interface FindingShown {
  readonly severity: Severity;
  /** "Schools!D14", or the tab alone; null where it is about the whole workbook. */
  readonly where: string | null;
  readonly message: string;
  readonly fix: string;
  readonly suggestion: string | null;
  /** As it is cited; null for a general check. */
  readonly promise: string | null;
  readonly since: Since | null;
}

export interface WorkbookView {
  readonly key: string;
  readonly name: string;
  readonly file: string;
  readonly rows: number;
  /** Worst first. */
  readonly findings: readonly FindingShown[];
  readonly accepted: number;
  readonly waiting: string | null;
  readonly notChecked: readonly { readonly why: string; readonly rules: number }[];
  /** "3 November 2025, 14:32"; null where nothing is kept yet. */
  readonly lastChange: string | null;
}

/** One workbook with what needs attention, worst first. */
export async function gatherWorkbook(store: Store, checked: CheckedWorkbook): Promise<WorkbookView> {
  const { identity, open, findings, outcomes, rows, postponed } = checked.outcome;
  const key = keyOfChecked(checked);
  const latest = await readLatest(store, key);
  const since = await findingsSince(
    store,
    key,
    open.map(({ fingerprint }) => fingerprint),
  );
  return {
    key,
    name: workbookName(key, await namesIn(store, identity.startYear), [identity.kind]),
    file: fileName(checked.place),
    rows,
    findings: open.map(({ fingerprint, severity, tab, cell, message, fix, suggestion, promise }) => ({
      severity,
      where: cell === null ? tab : `${tab}!${cell}`,
      message,
      fix,
      suggestion,
      promise: citation(promise, packs),
      since: since.get(fingerprint) ?? null,
    })),
    accepted: findings.length - open.length,
    waiting: postponed,
    notChecked: notChecked(outcomes),
    lastChange: latest && moment(latest.manifest.at),
  };
}
