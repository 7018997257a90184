import { browserFiles } from '../../functions/edges/local/status-server.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { type StatusPorts, statusSite } from '../../functions/status/status-site.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { ALLIANCE, ELM_PARK, MARCH, openUsualBench } from './sync-bench.ts';

/** Names and values as hostile as people can type or paste them. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'quoted' & "quoted"`,
  '=HYPERLINK("http://elsewhere.example","here")',
  '+44 -1 @somebody',
  'مدرسة الوادي \u202e{{x}}',
  "👩🏽‍🏫 Ms O'Brien",
];

/** The usual alliance checked, and its status pages as requests and answers. */
export async function openStatusBench(staffDays?: string, also: Pick<StatusPorts, 'openFile' | 'checkingPage'> = {}) {
  const bench = await openUsualBench(staffDays);
  const checks = latestChecks();
  const places = syncedPlaces(bench.ports);
  const documents = new Map<string, Uint8Array<ArrayBuffer>>();
  const faults: string[] = [];
  let minute = 0;
  const now = () => ({ at: `${MARCH}T14:${String(minute).padStart(2, '0')}:00.000Z`, asOf: MARCH });
  const site = statusSite({
    store: bench.store,
    checks,
    now,
    openDocument: async ({ link }) => documents.get(link) ?? null,
    ...also,
    files: browserFiles(),
    fault: (name) => faults.push(name),
  });
  const get = (path: string, init: RequestInit = {}) =>
    site.request(`http://127.0.0.1:4173${path}`, { ...init, headers: { host: '127.0.0.1:4173', ...init.headers } });
  return {
    ...bench,
    checks,
    /** The lines of *Checks*. */
    lines: bench.checks,
    documents,
    faults,
    site,
    get,
    /** A check of these places, a minute after the last. */
    async check(...changed: string[]) {
      minute += 1;
      checks.record(await places.sync(changed.length > 0 ? changed : [ALLIANCE, ELM_PARK], now()), now());
    },
    text: async (path: string) => asRead(await (await get(path)).text()),
  };
}
export type StatusBench = Awaited<ReturnType<typeof openStatusBench>>;

/** A page's main part as a person reads it: no marks, each block on a line of its own. */
export function asRead(markup: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(markup)?.[0] ?? markup;
  return main
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<\/(?:p|li|tr|h\d|caption|dl)>/g, '\n')
    .replace(/<\/(?:td|th|dt|dd)>/g, ' | ')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}
