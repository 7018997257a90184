import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { BOOK, type DispatchBench, openDeploymentOf } from '../support/dispatch-bench.ts';

/** What docs/google.md works the costs out from, for an alliance of twelve schools: its table has these lines to the letter. */
const guide = readFileSync(new URL('../../docs/google.md', import.meta.url), 'utf8');
const SCHOOL = 'school-3';

let bench: DispatchBench;
beforeAll(async () => {
  bench = await openDeploymentOf(12);
  await bench.settle(60);
  bench.pass(86_400);
  await bench.nightly();
  await bench.settle(60);
});

/** A line of the table: documents read and written, requests of Sheets, tasks. */
async function line(what: string, work: () => Promise<unknown>, minutes = 0): Promise<string> {
  bench.since();
  const asked = bench.queue.asked();
  await work();
  if (minutes > 0) await bench.settle(minutes);
  const { reads, writes, sheetReads, sheetWrites } = bench.since();
  // What the minutes would have cost without any change is a line of its own.
  const counts = [reads - 2 * minutes, writes, sheetReads, sheetWrites, bench.queue.asked() - asked];
  return `| ${[what, ...counts].join(' | ')} |`;
}

describe('the operations that are counted in docs/google.md', () => {
  it('are these', async () => {
    const lines = [await line('a minute in which nothing changed', bench.poll)];
    lines.push(await line('a check that finds nothing new, of a school’s', () => bench.check(SCHOOL)));
    lines.push(await line('a check that finds nothing new, of the alliance’s', () => bench.check(BOOK)));
    const typeIn = (day: string) => {
      bench.workbooks.edit(SCHOOL, 'Staff days', (rows) => {
        rows[1]![1] = day;
      });
      bench.feed.change(SCHOOL);
    };
    const typeInSchools = async () => typeIn('13/11/2025');
    lines.push(await line('something typed in a school’s workbook, with all that follows', typeInSchools, 20));
    const typeInAlliances = async () => {
      bench.workbooks.edit(BOOK, 'Settings', (rows) => void rows.push(['Staff days a year', 8]));
      bench.feed.change(BOOK);
    };
    lines.push(await line('something typed in the alliance’s workbook, with all that follows', typeInAlliances, 20));
    bench.pass(86_400);
    lines.push(await line('a night', bench.nightly, 40));
    // That was at the weekend. On a school day people are told as well: what it adds to documents being asked for.
    bench.pass(16 * 86_400);
    await bench.tell();
    const told = async (what: string) => {
      await bench.publish();
      bench.since();
      await bench.publish();
      const without = bench.since();
      await bench.tell();
      const { reads, writes } = bench.since();
      lines.push(`| ${[what, reads - without.reads, writes - without.writes, 0, 0, 0].join(' | ')} |`);
    };
    bench.pass(86_400);
    await told('people told on a school day, where nothing is new');
    typeIn('31/2/2026');
    await bench.settle(20);
    bench.pass(86_400);
    await told('the same, with one message');
    expect(lines.filter((one) => !guide.includes(one))).toEqual([]);
  });
});
