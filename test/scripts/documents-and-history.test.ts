import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { alterBlobs } from '../support/alter-blobs.ts';
import { documentsBeneath } from '../support/placed.ts';
import { ALLIANCE, concordat, DUNSHOLT, journeys, textOf, type } from './run-concordat.ts';

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, 'al'), { recursive: true });
  await writeSampleAlliance(join(place, 'al'), { reportInDoubt: false });
  await concordat(place, 'start', 'al', '--once');
});
/** Documents as they stand, from the folder that holds the alliance’s. */
const documentsOf = (place: string) => documentsBeneath(join(place, 'al')).map((path) => join('al', path));

describe('concordat publish', () => {
  test('makes a changed document anew, once, and lists it in Issued', async () => {
    const place = madePlace();
    const publish = (...typed: string[]) => concordat(place, 'publish', ...typed, '--folder', 'al');
    const before = documentsOf(place);

    const stands = await publish('agreement', '--school', 'Dunsholt');
    expect(await publish('working-protocols/agreement', '--school', 'Dunsholt')).toEqual(stands);
    expect(stands).toMatchObject({ status: 0, err: '1 document would say the same as when issued, and so stands.\n' });
    expect(stands.out).toMatch(
      /^Stands {3}2025-\d{4} {2}al.Schools.Dunsholt Academy.Documents.2025-.*Dunsholt Academy\.pdf\n$/,
    );
    expect(documentsOf(place)).toEqual(before);

    const [, filed] = /^Stands {3}\d{4}-\d{4} {2}(.*\.pdf)$/m.exec(stands.out)!;
    const issued = readFileSync(join(place, filed!));
    writeFileSync(join(place, filed!), Buffer.concat([issued, Buffer.from('%')]));
    const altered = await publish('agreement', '--school', 'Dunsholt');
    expect(altered).toMatchObject({ status: 1, out: stands.out.replace('Stands ', 'Missing') });
    expect(altered.err).toContain('is not as it was issued. Put it back from a backup, or ask whoever received it.');
    writeFileSync(join(place, filed!), issued);

    type(join(place, 'al', ALLIANCE), 'Schools', 'B2', 'Kellwick North High School');
    await concordat(place, 'start', 'al', '--once');
    const all = await publish('--all');
    const made = [...all.out.matchAll(/^Made {5}(\d{4}-\d{4}) {2}(.*\.pdf)$/gm)];
    expect(all.status).toBe(0);
    expect(made.some(([, , path]) => path!.endsWith('Kellwick North High School.pdf'))).toBe(true);
    expect(all.out.trim().split('\n').length).toBeGreaterThanOrEqual(20);
    // The page by which anybody can check a document knows what was made just now.
    const page = readFileSync(join(place, 'al', 'Documents', 'Is this document ours.html'), 'utf8');
    for (const [, , path] of made) expect(page).toContain(hash('sha256', readFileSync(join(place, path!))));
    expect(page).toContain('Harrowdale Learning Alliance');

    const later = await publish('contribution-statement', '--school', 'Dunsholtt');
    expect(later).toMatchObject({
      status: 2,
      err: 'No member is called “Dunsholtt”. Did you mean Dunsholt Academy?\n',
    });
    const tooEarly = await publish('treasurers-statement', '--as-of', '1/9/2020');
    expect(tooEarly.status).toBe(2);
    expect(tooEarly.err).toMatch(/There are no records of the alliance as of .*2020.*\. Ask for a later day\./);

    await concordat(place, 'start', 'al', '--once');
    const listed = textOf(join(place, 'al', ALLIANCE), 'Issued').map(([number]) => number);
    expect(documentsOf(place)).toHaveLength(before.length + made.length);
    for (const [, number] of made) expect(listed).toContain(number);

    const settings = textOf(join(place, 'al', ALLIANCE), 'Settings');
    const adopted = settings.findIndex(([setting]) => setting === 'Statutory policies adopted');
    type(join(place, 'al', ALLIANCE), 'Settings', `B${adopted + 1}`, 'No');
    await concordat(place, 'start', 'al', '--once');
    const withoutPolicies = await publish('--all');
    expect(all.out).toContain('Policy review report');
    expect(withoutPolicies.status).toBe(0);
    expect(withoutPolicies.out + withoutPolicies.err).not.toMatch(/Policy review|does not keep/);
  });
});

describe('the history', () => {
  test('is listed, compared row by row, and verified to the byte', async () => {
    const place = madePlace();
    const al = join(place, 'al');
    const ask = (...typed: string[]) => concordat(place, ...typed, '--folder', 'al');
    type(join(al, DUNSHOLT), 'Staff days', 'A3', 'Somebody Else');
    type(join(al, DUNSHOLT), 'Staff days', 'E4', 'Planning a visit');
    await concordat(place, 'start', 'al', '--once');

    const history = await ask('history', '--school', 'Dunsholt');
    expect(history.status).toBe(0);
    expect(history.out).toMatch(/^Dunsholt Academy 2025\/26\n {2}2 {2}.*\n {2}1 {2}.*rows.*findings.*\n$/);
    const diff = await ask('diff', '--school', 'Dunsholt');
    expect(diff.status).toBe(0);
    expect(diff.out).toContain('Dunsholt Academy 2025/26: snapshot 1 to 2');
    expect(diff.out).toMatch(/^ {2}Staff days: Somebody Else, 25\/9\/2025, Orrenby High School added$/m);
    expect(diff.out).toMatch(/^ {2}Staff days: .* changed\n {4}Activity: Planning schemes .* → Planning a visit$/m);

    const sound = await ask('verify');
    expect(sound.status).toBe(0);
    expect(sound.out.match(/snapshots? in order/g)).toHaveLength(10);
    expect(sound.out).toMatch(
      /^Checkpoints: 2 checkpoints in order, newest [0-9a-f]{64}, which covers 10 histories and \d+ documents$/m,
    );
    expect(sound.out).toContain('Dunsholt Academy 2025/26: 2 snapshots in order');

    const database = new DatabaseSync(join(al, '.concordat', 'history.sqlite'));
    alterBlobs(database, 'Somebody Else', 'Somebody else');
    database.close();
    const altered = await ask('verify');
    expect(altered.status).toBe(1);
    expect(altered.out).toMatch(/^Dunsholt Academy 2025\/26: Snapshot 2 of .* does not fit\. /m);
    expect(altered.out.match(/snapshots? in order/g)).toHaveLength(9);
  });

  test('knows its own documents, to the byte', async () => {
    const place = madePlace();
    const [name] = documentsOf(place);
    const own = name!;
    const bytes = readFileSync(join(place, own));
    bytes[bytes.length - 20]! ^= 1;
    writeFileSync(join(place, 'Altered.pdf'), bytes);
    writeFileSync(join(place, 'Foreign.pdf'), '%PDF-1.7\n');
    const [ours, ...others] = await Promise.all(
      [own, 'Altered.pdf', 'Foreign.pdf', 'Missing.pdf'].map((file) =>
        concordat(place, 'verify', file, '--folder', 'al'),
      ),
    );
    expect(ours!.status).toBe(0);
    expect(ours!.out).toMatch(/is document 2025-\d{4}, issued on \d+ \w+ \d{4}, and is unaltered\.\n/);
    const report = documentsOf(place).find((one) => one.includes('annual report'))!;
    const made = await concordat(place, 'verify', report, '--folder', 'al');
    const named = [...made.out.matchAll(/^ {2}([0-9a-f]{64}) {2}(.*) 2025\/26$/gm)];
    expect(made.out).toContain(`It was made from ${named.length} snapshots, listed below, under checkpoint `);
    const whole = await concordat(place, 'verify', '--folder', 'al');
    const kept = [...whole.out.matchAll(/^(.*) 2025\/26: .* head ([0-9a-f]{64})$/gm)].map(([, whose]) => whose);
    expect(named.map(([, , whose]) => whose).sort()).toEqual(kept.sort());
    expect(ours!.out).toMatch(
      /\nIt was made from snapshot [0-9a-f]{64}, under checkpoint [0-9a-f]{64}\. Its entry in the register/,
    );
    expect(others.map(({ status, out, err }) => [status, out + err])).toEqual([
      [1, 'Altered.pdf is not a document issued here, or it was altered since.\n'],
      [1, 'Foreign.pdf is not a document issued here, or it was altered since.\n'],
      [2, 'Missing.pdf cannot be read. Check its name.\n'],
    ]);
  });

  test('is not taken in by a forged document whose hash was put into the register', async () => {
    const place = madePlace();
    const [name] = documentsOf(place);
    const forged = readFileSync(join(place, name!));
    forged[forged.length - 20]! ^= 1;
    writeFileSync(join(place, 'Forged.pdf'), forged);
    const store = new DatabaseSync(join(place, 'al', '.concordat', 'history.sqlite'));
    const { key, value } = store.prepare("select key, value from documents where key like 'issued/%' limit 1").get()!;
    const entry = { ...JSON.parse(String(value)), sha256: hash('sha256', forged) };
    store.prepare('update documents set value = ? where key = ?').run(JSON.stringify(entry), key!);
    store.close();
    const file = await concordat(place, 'verify', 'Forged.pdf', '--folder', 'al');
    expect(file).toMatchObject({
      status: 1,
      out: expect.stringContaining('Nothing vouches for Forged.pdf. Document 2025-0001 stands in the register'),
    });
    const whole = await concordat(place, 'verify', '--folder', 'al');
    expect(whole).toMatchObject({
      status: 1,
      out: expect.stringContaining('Document 2025-0001 stands in the register of documents without'),
    });
  });
});
