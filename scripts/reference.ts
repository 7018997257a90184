import { clausesOf, rulesFor } from '../functions/protocols/pack.ts';
import { allRules, citation, packs } from '../functions/protocols/registry.ts';
import { severityOf } from '../functions/protocols/rule.ts';
import { notUsedYet, type Setting, type SettingKey, settings } from '../sheets-schema/settings.ts';
import type { Tab } from '../sheets-schema/tab.ts';
import { tabsOf } from '../sheets-schema/workbooks.ts';

const MADE = '<!-- Made by “npm run reference” from the definitions. Change those, not this page. -->';

/** Every clause with how it is kept, and every rule with all it can say. */
export function rulesReference(): string {
  const lines = [MADE, '', '# Clauses and rules', ''];
  for (const pack of packs) {
    lines.push(`## ${pack.title}`, '', `${pack.source}.`, '');
    for (const { title, clauses } of pack.chapters) {
      lines.push(`### ${title}`, '', '| | clause | kept | rules |', '|---|---|---|---|');
      for (const clause of clauses) {
        const { keeping } = clause;
        const kept =
          keeping.kept === 'checked' || keeping.how === null
            ? keeping.kept
            : `${keeping.kept}${BEFORE_HOW[keeping.kept]}${keeping.how}`;
        const rules = rulesFor(pack, clause).map(({ id }) => `[${id}](#${id.toLowerCase()})`);
        lines.push(`| ${clause.number} | ${clause.paraphrase} | ${kept} | ${rules.join(', ')} |`);
      }
      lines.push('');
    }
    const counts = new Map<string, number>();
    for (const { keeping } of clausesOf(pack)) counts.set(keeping.kept, (counts.get(keeping.kept) ?? 0) + 1);
    lines.push(`In all: ${[...counts].map(([kept, count]) => `${count} ${kept}`).join(', ')}.`, '');
  }
  lines.push('## Rules', '');
  for (const cited of allRules()) {
    const { rule } = cited;
    lines.push(`### ${rule.id}`, '', `${rule.title}.`, '');
    const reads = rule.reads.map(({ tab }) => tab.title).join(', ');
    lines.push(
      `${citation(cited) ?? 'General check'} · ${severityOf(rule)} · ${reads ? `reads ${reads}` : 'looks at every tab'}`,
      '',
    );
    lines.push('| severity | says | what to do |', '|---|---|---|');
    for (const { severity, says, fix } of Object.values(rule.messages))
      lines.push(`| ${severity} | ${cell(says)} | ${cell(fix)} |`);
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Every tab with its columns, and every setting with what holds until an alliance decides. */
export function tabsReference(): string {
  const lines = [MADE, '', '# Tabs and settings', ''];
  for (const [kind, tabs] of Object.entries(tabsOf)) {
    lines.push(kind === 'alliance' ? '## The alliance’s workbook' : '## A school’s workbook', '');
    for (const tab of tabs) lines.push(...tabLines(tab));
  }
  lines.push('## Settings', '', '| setting | unit | until decided | where from |', '|---|---|---|---|');
  for (const [key, setting] of Object.entries(settings) as [SettingKey, Setting][]) {
    const later = notUsedYet.includes(key) ? '; nothing looks at it yet' : '';
    const shown =
      setting.unset === null ? 'none' : setting.cell.show(setting.unset, { academicYear: 2025, schools: null });
    const ours = setting.chosenBy === 'us' ? ' (our choice, so it only warns)' : '';
    lines.push(`| ${setting.title} | ${setting.unit} | ${shown} | ${setting.from}${ours}${later} |`);
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function tabLines({ title, purpose, columns, key }: Tab): string[] {
  const lines = [`### ${title}`, '', purpose, '', '| heading | what goes there | how to type it |', '|---|---|---|'];
  for (const { heading, note, cell: kind, required } of Object.values(columns)) {
    lines.push(`| ${heading}${required ? '' : ' (may be blank)'} | ${cell(note)} | ${cell(kind.hint)} |`);
  }
  const named = key.map((column) => columns[column]!.heading);
  return [...lines, '', `Rows are told apart by ${named.join(', ')}.`, ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** What stands between the way a clause is kept and what else there is to say. */
const BEFORE_HOW = {
  'answered yearly': '; to stand beside it later: ',
  informational: ': ',
  'not yet built': '; planned: ',
};
