import type { Secret, Store } from '../edges/ports.ts';
import type { AcademicYear } from '../figures/academic-year.ts';
import type { School } from '../figures/members.ts';
import { type Records, recordsAsOf } from '../history/records.ts';
import type { Issue, MadeFrom } from '../protocols/define-issue.ts';
import { allianceKey, schoolKey } from '../workbooks/workbook-key.ts';
import { type RegisterEntry, registerOf } from './register.ts';

/** What a document is made from, and every snapshot that was read for it, the alliance's first. */
export async function madeFrom(
  store: Store,
  secret: Secret,
  issue: Issue,
  school: School | null,
  alliance: Records,
  year: AcademicYear,
  asOf: string,
): Promise<{ from: MadeFrom; snapshots: RegisterEntry['snapshots'] }> {
  const { startYear } = year;
  const { choice, safeguards } = issue;
  const named = issue.about === 'school' ? issue.from(alliance, year, school!) : issue.from(alliance, year);
  const read = new Map<string, Records | null>();
  for (const workbook of named) {
    const key = schoolKey(workbook);
    read.set(key, await recordsAsOf(store, key, asOf));
  }
  const lastYears = safeguards === null ? [] : await registerOf(store, startYear - 1);
  const behindLast = lastYears.findLast(({ document }) => document === choice.value)?.schools ?? null;
  const schools = [...read].flatMap(([workbook, records]) =>
    records === null ? [] : [{ workbook, hash: records.hash }],
  );
  const own = { workbook: allianceKey(startYear), hash: alliance.hash };
  return {
    from: {
      alliance,
      year,
      asOf,
      secret,
      recordsOf(workbook) {
        const key = schoolKey(workbook);
        const records = read.get(key);
        if (records === undefined) throw new Error(`${choice.value} is not declared to be made from ${key}`);
        return records;
      },
      behindLast,
    },
    snapshots: [own, ...schools],
  };
}
