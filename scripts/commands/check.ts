import { Command, Option } from 'commander';
import { isFolder, keyFoldersOf } from '../../functions/edges/local/alliance-folder.ts';
import { knownSecret } from '../../functions/edges/local/key-file.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { allianceFolderOf, folderListing, workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { citation } from '../../functions/protocols/catalogue.ts';
import { countBySeverity, inOrder } from '../../functions/protocols/finding.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { Refusal } from '../../functions/refusal.ts';
import { type CheckedPlace, dryRun } from '../../functions/sync/dry-run.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { fileName } from '../../functions/workbooks/workbook-places.ts';
import { counted, listed, yearLabel } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inOneLine, run, say } from '../console.ts';
import { asOfOption } from './as-of-option.ts';
import { existingFolder, folderOption } from './folder-option.ts';

interface CheckOptions {
  readonly folder: string;
  readonly asOf: string;
  readonly format: 'text' | 'json';
}

export function checkCommand(): Command {
  return new Command('check')
    .description('Checks a workbook, or every workbook in a folder, and changes nothing.')
    .argument('[file-or-folder]', 'a workbook or a folder of them (default: the alliance’s folder)')
    .addOption(folderOption())
    .addOption(asOfOption('the day to check for'))
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExamples:\n  npx concordat check\n  npx concordat check "my-alliance/Alliance 2026-27.xlsx" --as-of 2027-03-31 --format json',
    )
    .action((place: string | undefined, options: CheckOptions) =>
      run(() => check(place ?? existingFolder(options.folder), options)),
    );
}

async function check(place: string, { asOf, format }: CheckOptions): Promise<ExitStatus> {
  const whole = isFolder(place);
  const places = whole ? workbooksIn(place) : [place];
  if (places.length === 0)
    throw new Refusal(`There are no workbooks (.xlsx) in ${place}. Name the folder they are in.`);
  const beside = whole ? [] : siblings(place);
  const secret = knownSecret(keyFoldersOf(whole ? place : allianceFolderOf(place)));
  const checked = await dryRun(workbookFiles(), places, beside, asOf, secret);
  if (format === 'json') answer(JSON.stringify(asJson(checked, asOf, secret !== null), null, 2));
  else for (const one of checked) printOne(one);
  for (const one of checked) if ('identity' in one && one.acceptedUntold > 0) say(inOneLine(untold(one)));
  const twins = twinsAmong(checked);
  for (const places of twins)
    say(
      inOneLine(
        `${listed(places.map(folderListing(place).nameOf))} say that they are the same workbook. Keep the right one in the folder.`,
      ),
    );
  const [only] = checked;
  if (!whole && only && 'unreadable' in only) return 2;
  const wrong = checked.some(
    (one) =>
      'unreadable' in one || openFindings(one).some(({ severity }) => severity === 'problem' || severity === 'breach'),
  );
  return wrong || twins.length > 0 ? 1 : 0;
}

function untold({ place, acceptedUntold }: Extract<CheckedPlace, { findings: unknown }>): string {
  const were = counted(acceptedUntold, 'finding was', 'findings were');
  const count = acceptedUntold === 1 ? 'It counts' : 'They count';
  return (
    `${fileName(place)}: ${were} accepted in Checks. ${count} as open here: what was accepted can only be told in the alliance’s own ` +
    'folder, beside its history.'
  );
}

/** Places of which each says that it is the same workbook: their rows would be counted twice. */
function twinsAmong(checked: readonly CheckedPlace[]): string[][] {
  const read = checked.flatMap((one) =>
    'identity' in one ? [{ place: one.place, key: workbookKey(one.identity) }] : [],
  );
  return [...Map.groupBy(read, ({ key }) => key).values()]
    .filter((claims) => claims.length > 1)
    .map((claims) => claims.map(({ place }) => place));
}

/** The other workbooks of the folder, where the alliance's may be; a folder that cannot be listed has none. */
function siblings(place: string): string[] {
  try {
    return workbooksIn(allianceFolderOf(place)).filter((other) => other !== place);
  } catch {
    return [];
  }
}

const CRASHED = 'A fault of ours; please report it.';

function printOne(one: CheckedPlace): void {
  if ('unreadable' in one) {
    answer(`${inOneLine(one.place)}\n  ${inOneLine(one.unreadable)}\n`);
    return;
  }
  const { tabs, outcomes, accepted } = one;
  const findings = openFindings(one);
  const rows = tabs.reduce((total, tab) => total + tab.rows, 0);
  answer(
    `${inOneLine(one.place)}\n  ${findings.length === 0 ? `All ${counted(rows, 'row')} in order.` : `${counted(findings.length, 'finding')} in ${counted(rows, 'row')}.`}`,
  );
  for (const { severity, tab, cell, message, fix, suggestion, promise } of inOrder(findings)) {
    const cites = citation(promise, packs);
    const place = cell ? `${tab}!${cell}` : (tab ?? '');
    answer(
      `  ${severity.toUpperCase().padEnd(8)}  ${place}\n    ${message}${cites ? ` (${cites})` : ''}\n    ${fix}${suggestion ? ` Likely: ${suggestion}` : ''}`,
    );
  }
  if (accepted.size > 0) answer(`  ${counted(accepted.size, 'finding is', 'findings are')} accepted in Checks.`);
  const notRun = Map.groupBy(outcomes, ({ outcome, why }) => (outcome === 'crashed' ? CRASHED : why));
  for (const [why, rules] of notRun)
    if (why !== null) answer(`  Not checked: ${rules.map(({ id }) => id).join(', ')}. ${why}`);
  answer('');
}

/** Findings that still ask for something. */
function openFindings({ findings, accepted }: Extract<CheckedPlace, { findings: unknown }>) {
  return findings.filter(({ fingerprint }) => !accepted.has(fingerprint));
}

/** The stable form, described in docs/check-json.md. It is piped on and kept, so what is found goes without its words where only sums are kept. */
export function asJson(checked: readonly CheckedPlace[], asOf: string, hasHistory: boolean) {
  const all = checked.flatMap((one) => ('unreadable' in one ? [] : openFindings(one)));
  return {
    schemaVersion: 2,
    asOf,
    workbooks: checked.map((one) =>
      'unreadable' in one
        ? {
            file: one.place,
            unreadable: one.unreadable,
            kind: null,
            school: null,
            academicYear: null,
            tabs: [],
            findings: [],
            rules: [],
          }
        : {
            file: one.place,
            unreadable: null,
            kind: one.identity.kind.id,
            school: one.identity.school,
            academicYear: yearLabel(one.identity.startYear),
            tabs: one.tabs,
            findings: inOrder(one.told).map(
              ({ fingerprint, rule, promise, severity, tab, cell, message, fix, suggestion }) => ({
                fingerprint: hasHistory ? fingerprint : null,
                rule,
                promise,
                cited: citation(promise, packs),
                severity,
                tab,
                cell,
                message,
                fix,
                suggestion,
                accepted: one.accepted.has(fingerprint),
              }),
            ),
            rules: one.outcomes,
          },
    ),
    counts: {
      workbooks: checked.length,
      unreadable: checked.filter((one) => 'unreadable' in one).length,
      ...countBySeverity(all),
    },
  };
}
