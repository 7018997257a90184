import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placed } from '../support/placed.ts';
import { concordat, journeys, type } from './run-concordat.ts';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n');
  const wanted = [
    '--name',
    'Fern',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols',
    '--year',
    '2025/26',
  ];
  await concordat(place, 'new', ...wanted, '--folder', 'al');
  await concordat(place, 'start', 'al', '--once');
});

describe('concordat backup', () => {
  it('copies the history, dated, and one can go on from it', async () => {
    const place = madePlace();
    const hidden = join(place, 'al', '.concordat');
    const verified = await concordat(place, 'verify', '--folder', 'al');
    const made = await concordat(place, 'backup', join('stick', 'copies'), '--folder', 'al');
    expect([made.status, made.err]).toEqual([0, '']);
    const [name = ''] = readdirSync(join(place, 'stick', 'copies'));
    expect(name).toMatch(/^al history \d{4}-\d\d-\d\d \d{4}$/);
    expect(made.out).toContain(`Copied  ${join('stick', 'copies', name)}\n`);
    const copy = join(place, 'stick', 'copies', name);
    expect(readdirSync(copy).sort()).toEqual(['READ ME.txt', 'history.sqlite', 'public-keys.json']);
    expect(JSON.parse(readFileSync(join(copy, 'public-keys.json'), 'utf8'))).toEqual(
      JSON.parse(readFileSync(join(hidden, 'public-keys.json'), 'utf8')),
    );

    type(join(place, 'al', placed('Elm Park High School 2025-26.xlsx')), 'Staff days', 'A2', 'Ms Ashe');
    await concordat(place, 'start', 'al', '--once');
    // As READ ME.txt says.
    for (const file of ['history.sqlite', 'history.sqlite-wal', 'history.sqlite-shm'])
      rmSync(join(hidden, file), { force: true });
    cpSync(join(copy, 'history.sqlite'), join(hidden, 'history.sqlite'));
    expect((await concordat(place, 'verify', '--folder', 'al')).out).toBe(verified.out);
    const on = await concordat(place, 'start', 'al', '--once');
    expect(on.err).toContain('snapshot taken');
    expect((await concordat(place, 'verify', '--folder', 'al')).status).toBe(0);
  });

  it('replaces nothing, and keeps nothing of a history that is damaged', async () => {
    const place = madePlace();
    const [first, second] = [
      await concordat(place, 'backup', 'to', '--folder', 'al'),
      await concordat(place, 'backup', 'to', '--folder', 'al'),
    ];
    expect(first.status).toBe(0);
    if (second.status !== 0) expect(second.err).toMatch(/is there already\. Try again in a minute/);
    writeFileSync(join(place, 'al', '.concordat', 'history.sqlite'), 'no store'.repeat(2000));
    const damaged = await concordat(place, 'backup', 'elsewhere', '--folder', 'al');
    expect([damaged.status, damaged.out]).toEqual([2, '']);
    expect(readdirSync(join(place, 'elsewhere'))).toEqual([]);
    const none = await concordat(place, 'backup', 'elsewhere', '--folder', 'nowhere');
    expect([none.status, none.err]).toEqual([2, expect.stringContaining('There is no folder called nowhere.')]);
  });
});
