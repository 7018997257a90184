import type { ParsedTab } from '../../../../sheets-schema/parse-tab.ts';
import { counted } from '../../../../sheets-schema/wording.ts';
import type { Finding } from '../../../protocols/finding.ts';
import { type Severity, severities } from '../../../protocols/rule.ts';
import { SEVERITY_STYLES, SEVERITY_WORDS } from '../../../protocols/severity-words.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { checksTab } from '../checks.ts';
import { BESIDE_SECOND, beside, headed, type Line, linkTo, text } from './layout.ts';

/** More than this is read in *Checks*, but for workbooks that are gone or left alone, which are always named. */
const LINES_SHOWN = 12;

/** What is open, worst first. */
export function attention({ checks: { open }, parsed }: AsChecked): readonly Line[] {
  if (open.length === 0) return [];
  const shown = groups(open, parsed).filter(({ ofWorkbooks }, at) => at < LINES_SHOWN || ofWorkbooks);
  const lines = shown.flatMap(({ tab, cell, severity, count, sample }) => {
    const chip = text(SEVERITY_WORDS[severity](count), SEVERITY_STYLES[severity]);
    return beside([linkTo(tab, tab, cell), chip], sample, BESIDE_SECOND);
  });
  return headed('What needs attention', [...lines, [linkTo('See them all in Checks', checksTab.title)]]);
}

interface Group {
  readonly tab: string;
  readonly severity: Severity;
  readonly count: number;
  readonly cell: string;
  readonly sample: string;
  /** About no tab, but about where the workbooks stand. */
  readonly ofWorkbooks: boolean;
}

/** Findings by severity and tab, worst first and then as the tabs stand, each with the first one as a sample. One of no tab stands alone. */
function groups(open: readonly Finding[], parsed: readonly ParsedTab[]): Group[] {
  const place = (title: string | null) => parsed.findIndex(({ tab }) => tab.title === title);
  const found = Map.groupBy(open, ({ severity, tab, fingerprint }) => `${severity} ${tab ?? fingerprint}`);
  return [...found.values()]
    .map((list) => ({ list, first: list[0]! }))
    .sort(
      ({ first: one }, { first: other }) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) || place(one.tab) - place(other.tab),
    )
    .map(({ list, first }) => {
      const more = list.length > 1 ? ` And ${counted(list.length - 1, 'more', 'more')}.` : '';
      return {
        tab: first.tab ?? checksTab.title,
        severity: first.severity,
        count: list.length,
        cell: first.cell ?? 'A1',
        sample: `${first.message}${more}`,
        ofWorkbooks: first.tab === null,
      };
    });
}
