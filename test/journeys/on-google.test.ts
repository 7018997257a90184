import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { workbookAt } from '../../functions/dispatch/registry.ts';
import { registerOf } from '../../functions/documents/register.ts';
import { PUBLIC_KEYS, type Target, targets } from '../../functions/edges/config.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey, introducedKey } from '../../functions/history/public-keys.ts';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { issuedTab } from '../../functions/workbooks/own-tabs/issued.ts';
import { startHereTab } from '../../functions/workbooks/own-tabs/start-here.ts';
import { listText } from '../../scripts/deployment/google-key.ts';
import type { Cost } from '../support/deployed-functions.ts';
import { HOUR } from '../support/google/clock.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  costOf,
  describeJourneys,
  end,
  SCHOOLS,
  setUp,
  showCost,
  stateOf,
  steps,
  TYPED,
  type World,
} from './journey.ts';

const still = { writes: 0, sheetWrites: 0 };
const invoker = { email: 'concordat-invoker@harrowdale-concordat.iam.gserviceaccount.com' };

describeJourneys('an alliance on Google', (firestore) => {
  let world: World;
  beforeAll(async () => {
    world = await setUp({ firestore: firestore() });
  });

  const checksOf = (since = 0) => world.checks.slice(since);
  const shown = (book: keyof World['places'], title: string) =>
    JSON.stringify(world.standIn.shown(world.places[book], title));
  const lineOf = (where: string) =>
    world.standIn.shown(world.places.elmPark, checksTab.title).find((row) => row[1] === where) ?? [];
  const costs = {} as Record<keyof typeof steps, Cost>;

  it('hears of what was typed, checks it, follows, and makes what was asked for', async () => {
    const { mail, standIn, places } = world;
    expect(mail.received).toEqual([]);
    expect(mail.toChairs.map(({ to }) => to.join()).sort()).toEqual([
      'office@aldhelms.example',
      'office@elmpark.example',
    ]);
    steps.typed(world);
    await world.settle();
    costs.typed = world.since();

    expect(lineOf('Staff days!B2')).toEqual(expect.arrayContaining(['Problem']));
    expect(shown('elmPark', startHereTab.title)).toContain('3 problems');
    expect(shown('alliance', startHereTab.title)).toContain('"Elm Park High School","Open: 1 of 9');
    expect(await world.verify('school-990001-2025')).toMatchObject({ ok: true });
    expect(await world.verify('alliance-2025')).toMatchObject({ ok: true });
    const issued = standIn.shown(places.alliance, issuedTab.title).slice(1);
    expect(issued.map(([number, document]) => [number, document])).toEqual([
      ['2025-0001', 'Contribution statement'],
      ['2025-0002', 'Treasurer’s statement of contributions'],
    ]);
    const pdfs = standIn.files.all().filter(({ mimeType }) => mimeType === 'application/pdf');
    expect(pdfs.map(({ name }) => name)).toHaveLength(2);
    expect(mail.received).toEqual([]);
  });

  it('tells people at night what is new', async () => {
    const { mail, store } = world;
    await steps.told(world);
    await world.settle();
    costs.told = world.since();
    expect(mail.received).toHaveLength(1);
    expect(mail.shown()).toMatchObject([
      { to: ['office@elmpark.example'], subject: expect.stringContaining('problem') },
    ]);
    expect((await store.list('outbox/')).map(({ key }) => key)).toEqual([
      expect.stringMatching(/^outbox\/person-[0-9a-f]{16}\/2026-03-27$/),
    ]);
  });

  it('says that it was mended', async () => {
    steps.mended(world);
    await world.settle();
    costs.mended = world.since();
    expect(lineOf('Staff days!B2')[0]).toBe('Mended');
    expect(world.mail.received).toHaveLength(1);
  });

  it('reads each workbook once at a check, and writes it once where something is new', () => {
    expect(checksOf().length).toBeGreaterThan(10);
    for (const { reads, writes, said } of checksOf())
      expect({ reads, writes }).toEqual({ reads: 1, writes: said['written'] ? 1 : 0 });
    expect(world.checks.filter(({ said }) => said['committed']).every(({ said }) => said['written'])).toBe(true);
    const guide = readFileSync(new URL('../../docs/google.md', import.meta.url), 'utf8');
    expect([showCost('nothing goes wrong', costOf(costs))].filter((line) => !guide.includes(line))).toEqual([]);
  });

  it('lets a minute and a night pass without a word, and takes down what was mended the night after', async () => {
    const state = await stateOf(world);
    await world.minute();
    expect(world.since()).toMatchObject({ reads: 2, ...still, sheetReads: 0, asked: { 'drive.changes.list': 1 } });
    world.standIn.clock.advance(12 * HOUR);
    await world.call('nightly');
    await world.settle();
    // The checkpoint over what came after the last document's.
    const night = world.since();
    expect(night).toMatchObject({ sheetWrites: 0, sheetReads: 3 });
    expect(night.writes).toBeLessThanOrEqual(4);
    expect(await stateOf(world)).toEqual(state);

    world.standIn.clock.advance(6 * HOUR);
    await world.call('nightly');
    await world.settle();
    expect(world.since().sheetWrites).toBe(1);
    expect(lineOf('Staff days!B2')).toEqual([]);
    world.standIn.clock.advance(24 * HOUR);
    await world.call('nightly');
    await world.settle();
    expect(world.since()).toMatchObject({ ...still, sheetReads: 3 });
    expect(world.mail.received).toHaveLength(1);
  });

  it('gives out no formula, though people type them: not in a tab, not in what is attached to a document', async () => {
    const { standIn, places } = world;
    expect(shown('alliance', issuedTab.title)).toContain('"+The Meadows"');
    for (const place of Object.values(places))
      for (const title of [
        startHereTab.title,
        ...(place === places.alliance ? [issuedTab.title] : []),
        checksTab.title,
      ])
        for (const { userEnteredValue } of standIn.cells(place, title).flat())
          expect(Object.keys(userEnteredValue ?? {})).not.toContain('formulaValue');
    let cells = 0;
    for (const { content } of standIn.files.all().filter(({ mimeType }) => mimeType === 'application/pdf')) {
      const { attachments, text } = await readPdf(content!);
      expect(text).toContain('+The Meadows');
      for (const csv of attachments.values()) {
        for (const cell of csv.split(/[\r\n,]+/)) {
          cells += 1;
          expect(cell).not.toMatch(/^"?(?:[=@\t]|[+-](?!\d))/);
        }
      }
    }
    expect(cells).toBeGreaterThan(20);
  });

  const privates = targets.filter((target): target is Exclude<Target, 'notice'> => target !== 'notice');
  it.each(privates)('lets nobody but its own account call %s, and nothing is done', async (target) => {
    const { standIn, address, call } = world;
    const { identity } = standIn;
    const url = address(target);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const second = Math.floor(Date.now() / 1000);
    const callers = [
      '',
      'Bearer x',
      `Bearer ${identity.idToken(url, invoker, privateKey)}`,
      `Bearer ${identity.idToken(address(target === 'poll' ? 'nightly' : 'poll'), invoker)}`,
      `Bearer ${identity.idToken(url, { email: 'someone@else.iam.gserviceaccount.com' })}`,
      `Bearer ${identity.idToken(url)}`,
      `Bearer ${identity.idToken(url, { ...invoker, email_verified: false })}`,
      `Bearer ${identity.idToken(url, { ...invoker, iss: 'https://accounts.example' })}`,
      `Bearer ${identity.idToken(url, { ...invoker, iat: second - 7200, exp: second - 3600 })}`,
    ];
    world.since();
    const body = JSON.stringify({ place: world.places.elmPark });
    for (const authorization of callers)
      expect(await call(target, { headers: { authorization }, body })).toEqual({
        status: 401,
        text: '{"code":"not-allowed"}',
      });
    expect(world.since()).toMatchObject({ reads: 0, writes: 0, sheetReads: 0, sheetWrites: 0 });
  });

  it('leaves a spreadsheet alone that was put on the drive by somebody else', async () => {
    const { standIn, drive, call } = world;
    const place = standIn.people.makeSpreadsheet(
      'Ledger-7781',
      { 'Staff days': [['Quillfeather']] },
      { parent: drive },
    );
    await world.settle();
    world.since();
    expect(await call('sync-workbook', { body: JSON.stringify({ place }) })).toEqual({
      status: 200,
      text: '{"code":"unknown-workbook"}',
    });
    expect(world.since()).toMatchObject({ reads: 1, ...still, sheetReads: 0 });
  });

  it.each(privates)('%s reads no body that is larger than a task', async (target) => {
    const body = JSON.stringify({ place: 'x'.repeat(200_000), words: TYPED });
    const { status, text } = await world.call(target, { body });
    expect([status, text]).toEqual([413, '{"code":"too-large"}']);
  });

  it('goes on from a register that an earlier key signed, which it looks up on the list where no function can write', async () => {
    const { standIn, places, signingKey } = world;
    const [older, pem] = [signerOf(signingKey)!, newSigningKey()];
    const newer = signerOf(pem)!;
    const list = [firstKey(older, '2025-09-01'), introducedKey(older, newer, '2026-03-27')];
    world.restart(pem);
    const ask = (row: number) =>
      standIn.people.typeRows(places.alliance, `Documents!A${row}`, [['Agreement', SCHOOLS[0]!]]);
    standIn.secrets.delete(PUBLIC_KEYS);
    ask(4);
    await world.settle();
    // Nothing says yet that the key before was the alliance's.
    const troubleOf = async () => (await workbookAt(world.registry, places.alliance))?.trouble?.code ?? null;
    expect(await troubleOf()).toBe('not-found');

    standIn.secrets.set(PUBLIC_KEYS, listText(list));
    ask(5);
    await world.settle();
    expect(await troubleOf()).toBeNull();
    const issued = standIn.shown(places.alliance, issuedTab.title).slice(1);
    expect(issued.map(([number]) => number)).toEqual(['2025-0001', '2025-0002', '2025-0003']);
    expect(new Set((await registerOf(world.store, 2025)).map(({ keyId }) => keyId)).size).toBe(2);
  });

  it('has said no word of all that was typed', () => end(world));
});
