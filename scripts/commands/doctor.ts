import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { isInCloud, readCloudConfig } from '../../functions/edges/config.ts';
import { answer, type ExitStatus, inOneLine, run } from '../console.ts';
import { type Examined, examine } from '../doctor/examination.ts';
import { folderExaminations } from '../doctor/folder-examinations.ts';
import { allianceOption, driveOption, projectOption, regionOption } from './cloud-options.ts';
import { existingFolder, usualFolder } from './folder-option.ts';
import { todayInLondon } from './today.ts';

interface DoctorOptions {
  readonly folder?: string;
  readonly project?: string;
  readonly drive?: string;
  readonly region?: string;
  readonly alliance?: string;
  readonly format: 'text' | 'json';
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Says what is wrong with a set-up, on Google or on this computer, and how to mend it.')
    .addOption(projectOption().conflicts('folder'))
    .addOption(driveOption().conflicts('folder'))
    .addOption(regionOption().conflicts('folder'))
    .addOption(allianceOption('one alliance only (default: all)').conflicts('folder'))
    .option('--folder <dir>', 'an alliance’s folder on this computer')
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat doctor --project harrowdale-concordat --drive 0AHarrowdaleDrive\n  npx concordat doctor --folder my-alliance\n\nNothing is changed but a note of the time in the store. Exit status 1: something is to be mended.',
    )
    .action((options: DoctorOptions) => run(() => doctor(options)));
}

async function doctor(options: DoctorOptions): Promise<ExitStatus> {
  const { folder, format } = options;
  const isCloud = folder === undefined && isInCloud(options);
  const tell = format === 'json' ? () => {} : print;
  const all = isCloud
    ? await onGoogle(options, tell)
    : await examine(folderExaminations(existingFolder(folder ?? usualFolder()), todayInLondon()), tell);
  const toMend = all.filter(({ mend }) => mend !== null).length;
  if (format === 'json') answer(JSON.stringify(asJson(all), null, 2));
  else answer(toMend === 0 ? 'All is in order.' : `${toMend} of ${all.length} to be mended.`);
  return toMend === 0 ? 0 : 1;
}

async function onGoogle(options: DoctorOptions, tell: (examined: Examined) => void): Promise<Examined[]> {
  const config = readCloudConfig(options);
  // Google's clients take a second to load, which no other command should wait for.
  const { openInspected } = await import('../../functions/cloud/command-line.ts');
  const { googleExaminations } = await import('../doctor/google-examinations.ts');
  const { close, ...opened } = await openInspected(config);
  try {
    const now = () => new Date();
    return await examine(googleExaminations({ ...opened, alliance: options.alliance ?? null, now }), tell);
  } finally {
    await Promise.race([close().catch(() => {}), sleep(1000, null, { ref: false })]);
  }
}

/** In words as well as by a sign, for whoever cannot see it or hears it read out. */
function print({ what, says, mend }: Examined): void {
  answer(inOneLine(mend === null ? `✓ in order  ${what}: ${says}` : `✗ to mend   ${what}: ${says} ${mend}`));
}

function asJson(all: readonly Examined[]) {
  const checks = all.map(({ what, says, mend }) => ({ check: what, inOrder: mend === null, found: says, mend }));
  return { schemaVersion: 1, checks, toMend: checks.filter(({ inOrder }) => !inOrder).length };
}
