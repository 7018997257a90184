import { counted, longDate } from '../../sheets-schema/wording.ts';
import type { MailMessage } from '../edges/ports.ts';
import { countBySeverity, type Finding } from '../protocols/finding.ts';
import type { News } from './news.ts';

/** How many and in which tabs, never what a cell says. `isFirst` where nothing was told before. */
export function message(
  { recipient: { name }, asOf, notInChecks }: News,
  fresh: readonly Finding[],
  pressing: readonly Finding[],
  isFirst: boolean,
): Pick<MailMessage, 'subject' | 'text' | 'called'> {
  const what = inNumbers(fresh);
  const tabs = [...new Set(fresh.map(({ tab }) => tab ?? 'the workbook'))].sort();
  return {
    subject: `${name}: ${what} new on ${longDate(asOf)}`,
    called: `${asOf} ${name}`,
    text: [
      isFirst ? `The check of ${name} found ${what}:` : `Since the last message ${what} came up in ${name}:`,
      ...tabs.map((tab) => `- ${tab}: ${fresh.filter((finding) => (finding.tab ?? 'the workbook') === tab).length}`),
      '',
      `In all, ${inNumbers(pressing)} ${pressing.length === 1 ? 'waits' : 'wait'} to be mended. ${notInChecks ?? 'The tab Checks says what each one is and what to do.'}`,
    ].join('\n'),
  };
}

function inNumbers(findings: readonly Finding[]): string {
  const { problem, breach } = countBySeverity(findings);
  const parts = [
    problem > 0 ? counted(problem, 'problem') : null,
    breach > 0 ? counted(breach, 'breach', 'breaches') : null,
  ];
  return parts.filter((part) => part !== null).join(' and ');
}
