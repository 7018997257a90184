import { LIMITS } from '../../functions/edges/local/xlsx/limits.ts';
import { citation, listsOf, promiseOf } from '../../functions/protocols/catalogue.ts';
import { clausesOf, promising, rulesFor } from '../../functions/protocols/pack.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { severityOf } from '../../functions/protocols/rule.ts';
import { allDeclared, tabsOf } from '../../functions/workbooks/kinds.ts';
import { hintWith } from '../../sheets-schema/cells/listed.ts';
import { wordsOf } from '../../sheets-schema/setting-words.ts';
import { mayBeBlank, type Tab } from '../../sheets-schema/tab.ts';
import { counted, listed } from '../../sheets-schema/wording.ts';

const LISTS = listsOf(allDeclared, null);
const MADE = '<!-- Made by “npm run reference” from the definitions. Change those, not this page. -->';

/** Every clause with how it is kept, and every rule with all it can say. */
export function rulesReference(): string {
  const lines = [MADE, '', '# Clauses and rules', ''];
  for (const pack of promising(packs)) {
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
        lines.push(`| ${clause.ref} | ${clause.paraphrase} | ${kept} | ${rules.join(', ')} |`);
      }
      lines.push('');
    }
    const counts = new Map<string, number>();
    for (const { keeping } of clausesOf(pack)) counts.set(keeping.kept, (counts.get(keeping.kept) ?? 0) + 1);
    lines.push(`In all: ${[...counts].map(([kept, count]) => `${count} ${kept}`).join(', ')}.`, '');
  }
  lines.push('## Rules', '');
  for (const cited of allDeclared.rules) {
    const { rule } = cited;
    lines.push(`### ${rule.id}`, '', `${rule.title}.`, '');
    const reads = rule.reads.map(({ tab }) => tab.title).join(', ');
    lines.push(
      `${citation(promiseOf(cited), packs) ?? 'General check'} · ${severityOf(rule)} · ${reads ? `reads ${reads}` : 'looks at every tab'}`,
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
  for (const kind of allDeclared.kinds) {
    lines.push(`## ${kind.name}`, '');
    for (const tab of tabsOf(kind, packs)) lines.push(...tabLines(tab));
  }
  lines.push('## Settings', '');
  lines.push(
    '| setting | what it decides | unit | while blank | who chose that | where from |',
    '|---|---|---|---|---|---|',
  );
  for (const setting of allDeclared.settings) {
    const { decides, unit, whileBlank, whoChose } = wordsOf(setting, setting.unset, 2025);
    lines.push(`| ${[setting.title, decides, unit, whileBlank, whoChose, setting.from].map(cell).join(' | ')} |`);
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** What a workbook file may be at most, and what happens to one that is more. */
export function limitsReference(): string {
  const lines = [
    MADE,
    '',
    '# Limits',
    '',
    'A workbook file is refused, with a sentence that names the limit, when it has or is',
    '',
  ];
  for (const { words } of Object.values(LIMITS)) lines.push(`- ${words}`);
  lines.push(
    '',
    'A refused file is left as it is, and the other workbooks go on. A school’s real workbook stays below a hundredth of each limit.',
    'With them any file at all is read or refused within 10 seconds and 1 GB of memory on an ordinary computer;',
    '`test/edges/local/xlsx/hostile-workbooks.test.ts` tries the worst ones and prints what each took. The whole job on the largest',
    'workbook that is read, nonsense in every row, is over within 60 seconds and 2 GB (`test/sync/largest.test.ts`); a real one takes',
    'a hundredth of that. How many rows of each tab are read stands in [the tabs](reference/tabs.md); more are said in *Checks*.',
    '',
    'A name that is no school’s is held against the names of all members, for slips of the key, 2,000 times a workbook. After so many, one',
    'more is refused, and says that it was not compared; a member’s name as it is listed is read all the same.',
    '',
    '## Notes that point to a child',
    '',
    'Every column of free text is looked over for names and numbers that point to a child (GEN-07), by their shape: nobody’s names are',
    'known to it. `test/protocols/tab-checks/points-to-a-child.test.ts` counts what it misses and what it flags wrongly, on notes that we',
    'made up ourselves; others’ will be missed more often. Not seen are, as a rule, a given name alone (“Oskar had 20 sessions”), a name in',
    'small letters with no word for a child beside it, a child’s full name where colleagues may be named too and nothing beside it speaks',
    'of a child, and most descriptions by which somebody near would know one. A place, a program or a firm that it does not know can be',
    'taken for a name. It is a second look, and no leave to type names.',
    '',
    '## Read, and left as they are',
    '',
    'Findings of these are kept in the history and told, but not written into the workbook:',
    '',
    '- a workbook that is digitally signed: writing would break the signature',
    '- one saved as Strict Open XML, or with parts in UTF-16',
    '- one that, with what we would write, could not be read back by a program that goes by XML namespaces',
    '- one that is open: its tabs are brought up to date once it is closed',
    '- one in a folder that may only be read, or on a full disk: they are brought up to date once there is room',
    '',
    'An alliance may write “Checks beside the workbooks: Yes” in *Settings*. Then no workbook is written in at all: each has its own',
    '“… – Checks.xlsx” beside it, made and kept by Concordat, with *Start here* and *Checks*; *Reply* and *Accept* are filled in there.',
    '',
    '## Not read',
    '',
    '- .xls and .xlsb workbooks, and those protected by a password',
    '- workbooks with two tabs whose names differ in case alone',
    '- damaged ones: a part cut short, a wrong checksum, XML that is nested wrongly, a DOCTYPE',
    '',
    'Each is answered with one sentence that says what to do.',
  );
  return `${lines.join('\n').trimEnd()}\n`;
}

function tabLines(tab: Tab): string[] {
  const { title, purpose, columns, key, mostRows } = tab;
  const lines = [`### ${title}`, '', purpose, '', '| heading | what goes there | how to type it |', '|---|---|---|'];
  for (const column of Object.values(columns)) {
    const { heading, note, cell: kind } = column;
    lines.push(
      `| ${heading}${mayBeBlank(column) ? ' (may be blank)' : ''} | ${cell(note)} | ${cell(hintWith(kind, LISTS))} |`,
    );
  }
  const named = key.map((column) => columns[column]!.heading);
  return [
    ...lines,
    '',
    `Rows are told apart by ${named.join(', ')}. At most ${mostRows.toLocaleString('en-GB')} are read.`,
    ...impliedBy(tab).flatMap((sentence) => ['', sentence]),
    '',
  ];
}

/** What a tab says of its columns, as somebody who fills it in would be told. */
function impliedBy({
  columns,
  datesOnSchoolDays,
  happened,
  inOrder,
  memberOn,
  notItself,
  refersTo,
  dueAfter,
}: Tab): string[] {
  const called = (column: string) => columns[column]!.heading;
  return [
    ...datesOnSchoolDays.map((date) => `The date under ${called(date)} is a school day or an INSET day.`),
    ...happened.map((date) => `The date under ${called(date)} is today at the latest.`),
    ...inOrder.map(
      ([earlier, later]) => `The date under ${called(later)} is never before the one under ${called(earlier)}.`,
    ),
    ...memberOn.map(
      ([school, date]) => `The school under ${called(school)} was a member on the date under ${called(date)}.`,
    ),
    ...notItself.map(
      ([other, own]) =>
        `The school under ${called(other)} is another one than ${own === null ? 'the workbook’s own' : `that under ${called(own)}`}.`,
    ),
    ...refersTo.map(({ tab, columns: pairs, severalDays }) => {
      const theirs = listed(pairs.map(([, column]) => tab.columns[column]!.heading));
      const own = listed(pairs.map(([column]) => called(column)));
      const day = (column: string) => tab.columns[column]!.heading;
      const also = severalDays
        ? `, or with the day of it up to ${day(severalDays.lastDay)} or under ${day(severalDays.movedTo)}`
        : '';
      return `${tab.title} has a row with this ${own} under ${theirs}${also}.`;
    }),
    ...(dueAfter === null
      ? []
      : [
          `Within ${counted(dueAfter.schoolDays.unset, 'school day')} of each term’s end a row for it is typed, and after the summer term one for the whole year, which stands in for terms that are missing: for ${dueAfter.groups[0].text}, and for each group that has a row for another term. “${dueAfter.schoolDays.title}” and “${dueAfter.howOften.title}” in Settings decide when.`,
        ]),
  ];
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
