import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installFramework, startFunction } from '../../test/support/deployed-bundle.ts';
import { bundle } from '../deployment/bundle.ts';
import { print } from './figure.ts';

const STARTS = 11;
const EMPTY = `import { http } from '@google-cloud/functions-framework';
http('poll', (_, response) => response.status(204).end());\n`;
/**
 * From starting a fresh process to its first answer: the function that is called most, as it is deployed, and one that does nothing,
 * turn by turn. The caller has no token, so it waits for the check of tokens to be loaded and for no network.
 */
export async function coldStart(): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'concordat-cold-')));
  try {
    const [ours, empty] = [join(folder, 'ours'), join(folder, 'empty')];
    await bundle(ours);
    mkdirSync(empty);
    writeFileSync(join(empty, 'package.json'), '{ "type": "module", "main": "index.js" }');
    writeFileSync(join(empty, 'index.js'), EMPTY);
    for (const place of [ours, empty]) installFramework(place);
    const times: Record<string, number[]> = { [ours]: [], [empty]: [] };
    for (let round = 0; round <= STARTS; round += 1) {
      for (const place of round % 2 === 0 ? [ours, empty] : [empty, ours]) {
        const time = await firstAnswer(place);
        // The first of each reads the disk.
        if (round > 0) times[place]!.push(time);
      }
    }
    const [our, bare] = [median(times[ours]!), median(times[empty]!)];
    const note = `poll ${Math.round(our)} ms, an empty function ${Math.round(bare)} ms, fresh processes by turns, medians of ${STARTS}`;
    print('cold start / an empty function’s', our / bare, 'times', note);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstAnswer(place: string): Promise<number> {
  const start = performance.now();
  const child = startFunction(place, 'poll', SETTINGS);
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const answer = await fetch(`http://127.0.0.1:${JSON.parse(line).port}/`, { method: 'POST' });
    await answer.arrayBuffer();
    const time = performance.now() - start;
    if (![204, 401].includes(answer.status)) throw new Error(`the function answered ${answer.status}`);
    return time;
  } finally {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

const SETTINGS = {
  NODE_ENV: 'production',
  GOOGLE_CLOUD_PROJECT: 'bench-concordat',
  CONCORDAT_REGION: 'europe-west2',
  CONCORDAT_QUEUE: 'concordat',
  CONCORDAT_DRIVE: '0ABenchConcordatDrive',
  CONCORDAT_FUNCTIONS_URL: 'https://*-123456789012.europe-west2.run.app',
  CONCORDAT_INVOKER: 'invoker@bench-concordat.iam.gserviceaccount.com',
  CONCORDAT_MAIL_FROM: 'concordat@bench.example',
  CONCORDAT_SMTP_URL: 'smtps://mail.example:465',
};
