import { Command, Option } from 'commander';
import { type CitedRule, citation, promiseOf, rulesNamed } from '../../functions/protocols/catalogue.ts';
import { clausesOf, promising, rulesFor } from '../../functions/protocols/pack.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { severityOf } from '../../functions/protocols/rule.ts';
import { Refusal } from '../../functions/refusal.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { answer, type ExitStatus, run } from '../console.ts';

interface ExplainOptions {
  readonly all: boolean;
  readonly format: 'text' | 'json';
}

export function explainCommand(): Command {
  return new Command('explain')
    .description('Says what a rule looks at and every message it can give; or lists all clauses and rules.')
    .argument(
      '[rule]',
      'the rule’s id, such as GEN-04, or a clause: its number, alone or after the name of its protocols',
    )
    .option('--all', 'every clause of every pack, and every rule', false)
    .option('--folder <dir>', 'not needed here; taken so that every command takes it')
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `\nExamples:\n  npx concordat explain GEN-04\n${ofEachPack()}  npx concordat explain --all --format json`,
    )
    .action((rule: string | undefined, options: ExplainOptions) => run(async () => explain(rule, options)));
}

/** The first clause that is checked of each pack that has one: nobody knows here which the schools signed. */
function ofEachPack(): string {
  return packs
    .map(({ id }) => {
      const cited = allDeclared.rules.find((one) => one.clause && promiseOf(one)?.pack === id);
      return cited === undefined ? '' : `  npx concordat explain "${citation(promiseOf(cited), packs)}"\n`;
    })
    .join('');
}

function explain(id: string | undefined, { all, format }: ExplainOptions): ExitStatus {
  if (id === undefined || all) {
    if (format === 'json') answer(JSON.stringify(everything(), null, 2));
    else printEverything();
    return 0;
  }
  const cited = rulesNamed(id, allDeclared);
  if (cited.length === 0) throw new Refusal(`There is no rule ${id}. See them all with “concordat explain --all”.`);
  if (format === 'json')
    answer(JSON.stringify(cited.length === 1 ? ruleAsJson(cited[0]!) : cited.map(ruleAsJson), null, 2));
  else for (const one of cited) printRule(one);
  return 0;
}

/** The stable form, described in docs/explain-json.md. */
function everything() {
  return {
    schemaVersion: 2,
    packs: promising(packs).map((pack) => ({
      id: pack.id,
      source: pack.source,
      clauses: clausesOf(pack).map((clause) => ({
        clause: clause.ref,
        paraphrase: clause.paraphrase,
        kept: clause.keeping.kept,
        how: clause.keeping.kept === 'checked' ? null : clause.keeping.how,
        rules: rulesFor(pack, clause).map(({ id }) => id),
      })),
    })),
    rules: allDeclared.rules.map(ruleAsJson),
  };
}

function ruleAsJson(cited: CitedRule) {
  const { rule } = cited;
  return {
    id: rule.id,
    promise: promiseOf(cited),
    title: rule.title,
    severity: severityOf(rule),
    messages: Object.fromEntries(
      Object.entries(rule.messages).map(([id, { severity, says, fix }]) => [id, { severity, says, fix }]),
    ),
  };
}

function printRule(cited: CitedRule): void {
  const { rule, clause } = cited;
  answer(`${rule.id}  ${rule.title}`);
  const cites = citation(promiseOf(cited), packs);
  if (cites) answer(`Promise: ${cites}${clause ? `. ${clause.paraphrase}` : ''}`);
  if (rule.reads.length > 0) answer(`Reads: ${rule.reads.map(({ tab }) => tab.title).join(', ')}`);
  for (const { severity, says, fix } of Object.values(rule.messages))
    answer(`\n  ${severity.toUpperCase()}\n  ${says}\n  ${fix}`);
}

function printEverything(): void {
  for (const pack of promising(packs)) {
    answer(`${pack.title}: ${pack.source}`);
    for (const chapter of pack.chapters) {
      answer(`\n${chapter.title}`);
      for (const clause of chapter.clauses) {
        const rules = rulesFor(pack, clause).map(({ id }) => id);
        answer(
          `  ${clause.ref.padStart(2)}  ${clause.paraphrase}\n      ${clause.keeping.kept}${rules.length > 0 ? `: ${rules.join(', ')}` : ''}`,
        );
      }
    }
  }
  answer('\nRules');
  for (const { rule } of allDeclared.rules)
    answer(`  ${rule.id.padEnd(8)} ${severityOf(rule).padEnd(9)} ${rule.title}`);
}
