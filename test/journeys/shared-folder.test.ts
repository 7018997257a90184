import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { concordat, concordatAnswered, concordatWith, journeys, textOf, type } from '../scripts/run-concordat.ts';
import { placed } from '../support/placed.ts';

const SYNCED = 'OneDrive - Elm Park';
const ELM_PARK = placed('Elm Park High School 2026-27.xlsx');

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, SYNCED, 'deeper'), { recursive: true });
  mkdirSync(join(place, 'home', 'Documents'), { recursive: true });
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n990002,The Meadows\n');
});

function open() {
  const place = madePlace();
  const env = { ...process.env, HOME: join(place, 'home') };
  const wanted = [
    '--name',
    'Fern',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols',
    '--year',
    '2026/27',
  ];
  return {
    place,
    make: (...typed: string[]) => concordatWith(env, place, 'new', ...wanted, ...typed),
    start: (folder: string) => concordatWith(env, place, 'start', folder, '--once', '--no-status'),
    env,
  };
}

describe('a folder that a program keeps in step', () => {
  const folder = join(SYNCED, 'deeper', 'fern');
  const WHY = `${folder} is in OneDrive: the history is copied from there while it is written, which can damage it, to everybody who has that folder.`;

  it('is refused for a new alliance, with another place and how to insist', async () => {
    const { place, make, start } = open();
    const refused = await make('--folder', folder);
    expect([refused.status, refused.out, refused.err.trimEnd()]).toEqual([
      2,
      '',
      `${WHY} Choose a folder on this computer’s own disk, such as ${join(place, 'home', 'Documents', 'fern')}; of what is in it, share the folders in Schools alone. Or say --unsafe-place.`,
    ]);
    expect(readdirSync(join(place, SYNCED, 'deeper'))).toEqual([]);

    expect((await make('--folder', folder, '--unsafe-place')).status).toBe(0);
    const started = await start(folder);
    expect(started.err).toContain(`${WHY} Stop Concordat and move the folder to this computer’s own disk, such as`);
    expect(started.out).toMatch(/Alliance 2026-27\.xlsx +\d/);
    // Moved there, nothing speaks against it, and all is known again.
    const safe = join('home', 'Documents', 'fern');
    renameSync(join(place, folder), join(place, safe));
    const moved = await start(safe);
    expect(moved.err).not.toContain('OneDrive');
    expect(moved.err).not.toContain('snapshot taken');
    expect((await concordat(place, 'verify', '--folder', safe)).status).toBe(0);
  });

  it('is refused where one is asked for it, and another is offered', async () => {
    const place = madePlace();
    const synced = join(place, SYNCED);
    const answers = ['Fern', '2026/27', '900201 Ashgrove School', '', 'no', 'none', '', 'mine'];
    const { err } = await concordatAnswered(synced, answers, 'new', '--ask');
    expect(err).toMatch(/Which folder should it all go into\? \[.+my-alliance\]/);
    expect(err).toContain('mine is in OneDrive');
    expect(existsSync(join(synced, 'mine'))).toBe(false);
  });

  it('is said by doctor', async () => {
    const { place, make, start } = open();
    await make('--folder', folder, '--unsafe-place');
    await start(folder);
    const { out, status } = await concordat(place, 'doctor', '--folder', folder);
    expect(status).toBe(1);
    expect(out).toContain(`✗ to mend   Place: ${WHY} Stop Concordat and move`);
  });

  test('may hold a school’s folder, to which a link leads from the alliance’s', async () => {
    const { place, make, start } = open();
    await make('--folder', 'al');
    const shared = join(place, SYNCED, 'Elm Park High School');
    renameSync(join(place, 'al', 'Schools', 'Elm Park High School'), shared);
    symlinkSync(shared, join(place, 'al', 'Schools', 'Elm Park High School'));
    const first = await start('al');
    expect(first.err).not.toContain('is in OneDrive');
    expect(first.err).toMatch(/Elm Park High School 2026-27\.xlsx: \d+ rows/);
    type(join(place, 'al', ELM_PARK), 'Staff days', 'B3', '31/02/2027');
    await start('al');
    expect(textOf(join(shared, 'Elm Park High School 2026-27.xlsx'), 'Checks').flat().join()).toContain('31/02/2027');
  });
});
