import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dayOnTheClock } from '../support/day-on-the-clock.ts';
import { placed } from '../support/placed.ts';
import { concordatWith, journeys, type } from './run-concordat.ts';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,Name,E-mail\n900301,Ashgrove School,office@ashgrove.example\n');
  const fern = ['--name', 'Fern', '--schools', 'schools.csv', '--protocols', 'working-protocols', '--year', '2026/27'];
  const co = ['--coordinator', 'co@fern.example', '--folder', 'al'];
  await concordatWith(dayOnTheClock('2026-09-01'), place, 'new', ...fern, ...co);
});

test('a clock that was in 2031 once is said, and all goes on as before when it is right again', async () => {
  const place = madePlace();
  const workbook = join(place, 'al', placed('Ashgrove School 2026-27.xlsx'));
  const on = (day: string, ...typed: string[]) => concordatWith(dayOnTheClock(day), place, ...typed);
  const start = (day: string) => on(day, 'start', 'al', '--once');
  const outbox = join(place, 'al', 'Outbox');
  const messages = () => (existsSync(outbox) ? readdirSync(outbox) : []).sort();
  const mistype = (row: number) => type(workbook, 'Staff days', `B${row}`, `${row}/13/2026`);

  expect((await start('2026-12-01')).err).not.toContain('clock');
  mistype(2);
  const jumped = await start('2031-05-05');
  expect(jumped.err).toMatch(
    /^This computer’s clock says 5 May 2031, 10:\d\d, and the newest snapshot was taken on 1 December 2026, 09:\d\d\. Where the clock is wrong, stop Concordat, set it right and start again\.$/m,
  );

  const before = messages();
  mistype(3);
  const back = await start('2026-12-02');
  const ahead =
    /This computer’s clock says 2 December 2026, 09:\d\d, and the newest snapshot was taken on 5 May 2031, 10:\d\d\. Set the clock right where it is wrong; where it is right, nothing is lost and nothing need be done\./;
  expect(back.err.replace(/\s+/g, ' ')).toMatch(ahead);
  expect(back.err).toContain('Ashgrove School 2026-27.xlsx: 36 rows');
  expect(messages().filter((name) => !before.includes(name))).toEqual([
    expect.stringMatching(/^2026-12-02 Ashgrove School [0-9a-f]{6}\.eml$/),
  ]);

  mistype(4);
  expect((await start('2026-12-03')).status).toBeLessThan(2);
  expect(messages()).toContainEqual(expect.stringMatching(/^2026-12-03 Ashgrove School [0-9a-f]{6}\.eml$/));

  const { out } = await on('2026-12-03', 'history', '--folder', 'al', '--school', 'Ashgrove');
  const days = [...out.matchAll(/^ {2}\d+ +(\d+ \w+ \d{4})/gm)].map(([, day]) => day);
  expect(days).toEqual(['3 December 2026', '2 December 2026', '5 May 2031', '1 December 2026']);
  const verified = await on('2026-12-03', 'verify', '--folder', 'al');
  expect(verified.status).toBe(0);
  expect(verified.out).toMatch(/^Checkpoints: 3 checkpoints in order/m);
}, 120_000);

test.each(['1969-12-31', '1999-03-03', '2024-12-31'])('nothing is kept under a clock that says %s', async (day) => {
  const place = madePlace();
  const listed = () => readdirSync(join(place, 'al'), { recursive: true }).sort();
  const bytes = () => readFileSync(join(place, 'al', placed('Ashgrove School 2026-27.xlsx')));
  const [before, file] = [listed(), bytes()];
  const started = await concordatWith(dayOnTheClock(day), place, 'start', 'al', '--once');
  expect(started.status).toBe(2);
  expect(started.err).toMatch(
    /^This computer’s clock says \d+ \w+ (?:1969|1999|2024), \d\d:\d\d\. Set it right, then start again\.$/m,
  );
  expect(listed()).toEqual(before);
  expect(bytes().equals(file)).toBe(true);
  const doctor = await concordatWith(dayOnTheClock(day), place, 'doctor', '--folder', 'al');
  expect(doctor.status).toBe(1);
  expect(doctor.out.replace(/\s+/g, ' ')).toContain('This computer’s clock says');
});
