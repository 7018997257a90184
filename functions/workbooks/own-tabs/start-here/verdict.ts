import type { ParsedTab } from '../../../../sheets-schema/parse-tab.ts';
import type { CellStyle } from '../../../../sheets-schema/sheet.ts';
import { counted, listed, moment } from '../../../../sheets-schema/wording.ts';
import { countBySeverity, type Finding } from '../../../protocols/finding.ts';
import { severities } from '../../../protocols/rule.ts';
import { SEVERITY_STYLES, SEVERITY_WORDS } from '../../../protocols/severity-words.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_SECOND, beside, type Line, text } from './layout.ts';

/** What stands there before the first check. */
export const NOTHING_CHECKED = 'Nothing has been checked yet.';

export function notYetChecked(): Line[] {
  return chip('Not yet checked', 'good', NOTHING_CHECKED);
}

/** How it stands in a word or two, and in a sentence. */
export function verdict({ checks: { open, answers }, parsed, situation, lastChange }: AsChecked): Line[] {
  const accepted = answers.filter((answer) => answer.accepted).length;
  const alsoAccepted = accepted === 0 ? '' : ` ${counted(accepted, 'finding is', 'findings are')} accepted.`;
  const when = ` (last change checked ${moment(lastChange)})`;
  // What is not kept was not checked either.
  const kept = parsed.filter(({ tab }) => situation.isKept(tab));
  const rows = kept.reduce((total, tab) => total + rowsIn(tab), 0);
  if (open.length === 0 && situation.whyUnsettled !== null)
    return chip(
      'Not checked',
      'warning',
      `${situation.whyUnsettled} Until it is mended, no promise is checked${when}.`,
    );
  if (open.length === 0) return chip('In order', 'good', `${inOrder(rows)}${when}.${alsoAccepted}`);
  const counts = bySeverity(open);
  const words = `${listed(counts)} in ${counted(rows, 'row')}${when}.${alsoAccepted}`;
  return chip(listed(counts.slice(0, 2)), worst(open), words);
}

function chip(words: string, style: CellStyle, sentence: string): Line[] {
  return beside([text(words, style), null], sentence, BESIDE_SECOND);
}

function inOrder(rows: number): string {
  if (rows === 0) return 'No rows have been typed yet';
  return rows === 1 ? 'The one row is in order' : `All ${rows.toLocaleString('en-GB')} rows are in order`;
}

function bySeverity(open: readonly Finding[]): string[] {
  const counts = countBySeverity(open);
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => SEVERITY_WORDS[severity](counts[severity]));
}

function worst(open: readonly Finding[]): CellStyle {
  return SEVERITY_STYLES[
    severities.find((severity) => open.some((finding) => finding.severity === severity)) ?? 'note'
  ];
}

/** Rows of a tab, those that wait to be mended among them. */
export function rowsIn({ rows, unusable }: ParsedTab): number {
  return rows.length + unusable.length;
}
