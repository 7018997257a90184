import { join } from 'node:path';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { processorTime } from '../support/processor-time.ts';
import { allianceIdentity, schoolIdentity } from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

/** Makes the largest workbook of a kind that is read, nonsense all over, and checks it; prints what that took. */
const [kind, folder] = process.argv.slice(2);
const many = (count: number, row: (at: number) => RawCell[]) => Array.from({ length: count }, (_, at) => row(at));
const day = (at: number) => ({ date: 45_901 + (at % 300) });

const alliance = new Map([
  ['schools', many(500, (at) => [String(100_000 + at), `School ${at} High`, 'Academy'])],
  ['calendar', [['Autumn term', '3/9/2025', '19/12/2025']]],
  ['meetings', many(500, (at) => [day(at), at % 2 ? 'Alliance meeting' : 'Conference'])],
  ['who-came', many(20_500, (at) => [`3${at}/13/2025`, 'Aliance meting', `Scool ${at} Hihg`, 'Hed'])],
  ['contributions', many(10_500, (at) => [`Scool ${at} Hihg`, null, null, `lots ${at}`, day(at), 'R'])],
]);
const school = new Map([
  ['staff-days', many(59_900, (at) => [`P ${at}`, `31/2/${at}`, 'lots', `Scoohl ${at}`])],
  ['evaluations', many(2500, (at) => [`Scoohl ${at}`, `31/2/${at}`, 'x', 'y'.repeat(50), '?'])],
  ['absence-by-term', many(2500, () => ['x', 'y', 'z', '-', '-', '-', '-', '-', '-'])],
]);

const ports = openAllianceFolder(folder!);
const [identity, rows] = kind === 'alliance' ? [allianceIdentity, alliance] : [schoolIdentity, school];
await ports.workbooks.create(join(folder!, 'Largest.xlsx'), newWorkbook(identity, rows, [], usualSettings));
const took = processorTime();
const moment = { at: '2026-09-02T10:00:00.000Z', asOf: '2026-09-02' };
const [checked] = await syncedPlaces(ports).sync(workbooksIn(folder!), moment);
const milliseconds = Math.round(took());
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
await ports.store.close();
const findings = checked && 'outcome' in checked ? checked.outcome.findings.length : 0;
console.log(JSON.stringify({ findings, milliseconds, megabytes }));
