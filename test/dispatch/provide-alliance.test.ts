import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onPaper } from '../../functions/dispatch/on-paper.ts';
import { isOutOfPlace } from '../../functions/dispatch/provide.ts';
import {
  type AllianceToProvide,
  type ProvideAlliancePorts,
  provideAlliance,
} from '../../functions/dispatch/provide-alliance.ts';
import { allianceCalled, placeOf, placesOfYear, workbookAt } from '../../functions/dispatch/registry.ts';
import type { Share } from '../../functions/edges/ports.ts';
import { Refusal } from '../../functions/refusal.ts';
import { schoolKind } from '../../functions/workbooks/kinds.ts';
import { type AllianceWanted, newAllianceWorkbook } from '../../scripts/new-alliance/new-alliance.ts';
import { type Connected, connect } from '../edges/google/connected.ts';
import { openCloudPorts } from '../support/cloud-bench.ts';
import type { Incoming } from '../support/google/faults.ts';
import { GoogleRefusal } from '../support/google/google-refusal.ts';
import { runs } from '../support/property-runs.ts';
import { readPdf } from '../support/read-pdf.ts';
import { times } from '../support/seed-for-all.ts';
import { usualPacks } from '../support/usual-packs.ts';

const NOW = new Date('2026-03-27T10:00:00.000Z');
const COORDINATOR = 'coordinator@harrowdale.example';
const ELM_PARK = 'office@elmpark.example';
const ALDHELMS = 'office@aldhelms.example';
const MEMBERS: AllianceWanted = {
  name: 'Harrowdale Learning Alliance',
  startYear: 2025,
  adopted: usualPacks,
  coordinator: COORDINATOR,
  schools: [
    { urn: '990001', name: 'Elm Park High School', officeEmail: ELM_PARK },
    { urn: '990002', name: "St Aldhelm's School", officeEmail: ALDHELMS },
    { urn: '990003', name: 'The Meadows', officeEmail: null },
  ],
};
const ELM_PARKS = 'Elm Park High School 2025-26';
const DAY = 86_400_000;
const HARROWDALE = wantedFor(MEMBERS);
const AGAIN: AllianceToProvide = { ...HARROWDALE, name: null, first: null };

function wantedFor(wanted: AllianceWanted, alliance = 'harrowdale'): AllianceToProvide {
  return { alliance, startYear: wanted.startYear, name: wanted.name, first: newAllianceWorkbook(wanted) };
}

let connected: Connected;
let standIn: Connected['standIn'];
let drive: string;
let ports: ProvideAlliancePorts;
beforeEach(open);
afterEach(() => connected.end());
async function open() {
  connected = await connect();
  ({ standIn } = connected);
  drive = standIn.people.makeDrive('Harrowdale – Concordat');
  ports = openCloudPorts(standIn, connected.google, drive);
}

const place = async (key: string, alliance = 'harrowdale') => (await placeOf(ports.registry, alliance, key))!;
const spreadsheets = () => standIn.files.all().filter(({ book, trashed }) => book !== null && !trashed);
const folders = () => standIn.files.all().filter(({ mimeType }) => mimeType.endsWith('.folder'));
const letters = () => standIn.files.all().filter(({ content, trashed }) => content !== null && !trashed);
const openTo = (id: string) => standIn.files.find(id)!.grants.map(({ emailAddress, type }) => emailAddress ?? type);
const letIn = (id: string, ...whom: object[]) => {
  const file = standIn.files.find(id)!;
  const grants = whom.map((one, at) => ({ id: `by-people-${at}`, type: 'user', role: 'writer', ...one }) as const);
  file.grants = [...file.grants, ...(grants as typeof file.grants)];
};
/** What changes anything, by method. */
const changes = (since: number) =>
  standIn.traffic.slice(since).filter(({ verb, counts }) => verb !== 'GET' && counts !== 'read');

describe('an alliance on a shared drive', () => {
  it('is set up: a folder, a workbook for itself and each school, looked after, shared with whose they are', async () => {
    const told: string[] = [];
    const done = await provideAlliance(HARROWDALE, ports, NOW, ({ name }) => told.push(name));
    expect(told).toEqual([
      'Alliance 2025-26',
      'Elm Park High School 2025-26',
      "St Aldhelm's School 2025-26",
      'The Meadows 2025-26',
    ]);
    expect(done).toMatchObject({ folderMade: true, troubles: [], rowsWaiting: 0, enqueued: 4 });
    const { folder } = (await allianceCalled(ports.registry, 'harrowdale'))!;
    expect(folder).toBe(done.folder);
    expect(standIn.files.find(folder)).toMatchObject({ name: 'Harrowdale Learning Alliance', parents: [drive] });
    expect(spreadsheets().map(({ name }) => name)).toEqual(told);
    for (const { parents } of spreadsheets()) expect(parents).toEqual([folder]);
    expect(await placesOfYear(ports.registry, 2025, 'harrowdale')).toEqual(done.workbooks.map((one) => one.place));
    expect(openTo(await place('alliance-2025'))).toEqual([COORDINATOR]);
    expect(openTo(await place('school-990001-2025'))).toEqual([ELM_PARK]);
    expect(openTo(await place('school-990002-2025'))).toEqual([ALDHELMS]);
    expect(openTo(await place('school-990003-2025'))).toEqual([]);
    expect(done.workbooks.at(-1)!.unshared).toBe(
      '“The Meadows 2025-26” is not shared yet. Type the office’s e-mail address in Schools.',
    );
    expect(standIn.shown(await place('alliance-2025'), 'Schools').map((row) => row[1])).toEqual([
      'School',
      'Elm Park High School',
      "St Aldhelm's School",
      'The Meadows',
    ]);
    const bodies = standIn.tasks.waiting().map(({ task }) => {
      return JSON.parse(Buffer.from(task.httpRequest!.body!, 'base64').toString()).place;
    });
    expect(bodies).toEqual(expect.arrayContaining(done.workbooks.map((one) => one.place)));
  });

  it('is not changed by doing it again: two requests a workbook, and one reading of Schools and Settings', async () => {
    await provideAlliance(HARROWDALE, ports, NOW);
    for (const wanted of [HARROWDALE, AGAIN]) {
      const since = standIn.traffic.length;
      const done = await provideAlliance(wanted, { ...ports, queue: { enqueue: async () => {} } }, NOW);
      expect(changes(since)).toEqual([]);
      expect(standIn.tally(since).byMethod).toEqual({
        // The folder, the alliance's workbook once more, and each workbook.
        'drive.files.get': 1 + 1 + 4,
        'drive.permissions.list': 4,
        'sheets.spreadsheets.get': 1,
      });
      for (const one of done.workbooks)
        expect(one).toMatchObject({ made: false, registered: false, shared: null, takenAway: [] });
    }
    expect(spreadsheets()).toHaveLength(4);
  });

  it('is only looked at on paper, and the same is said as is done then', { timeout: 60_000 }, async () => {
    const asDone = async (through: ProvideAlliancePorts) => {
      const { workbooks, ...rest } = await provideAlliance(HARROWDALE, through, NOW);
      return { ...rest, folder: null, workbooks: workbooks.map((one) => ({ ...one, place: null })) };
    };
    const onceOnPaper = await asDone(onPaper(ports));
    expect(changes(0)).toEqual([]);
    expect(await ports.registry.list('')).toEqual([]);
    expect(await asDone(ports)).toEqual(onceOnPaper);

    letIn(await place('school-990001-2025'), { type: 'anyone' }, { emailAddress: ALDHELMS });
    standIn.people.remove(await place('school-990002-2025'));
    const since = standIn.traffic.length;
    const onPaperAgain = await asDone(onPaper(ports));
    expect(changes(since)).toEqual([]);
    expect(onPaperAgain.workbooks[1]).toMatchObject({ made: false, takenAway: ['anyone', ALDHELMS] });
    expect(onPaperAgain.workbooks[2]).toMatchObject({ made: true, shared: ALDHELMS });
    expect(await asDone(ports)).toEqual(onPaperAgain);
  });

  it('is completed by the next run, whichever request the one before was stopped at', {
    timeout: 300_000,
  }, async () => {
    const small = wantedFor({ ...MEMBERS, schools: MEMBERS.schools.slice(0, 1) });
    await provideAlliance(small, ports, NOW);
    const requests = standIn.traffic.length;
    const faults = ['cut-before', 'cut-after'] as const;
    expect(requests).toBeGreaterThan(15);
    for (const fault of faults) {
      for (let nth = 1; nth <= requests; nth += 1) {
        await connected.end();
        await open();
        standIn.faults.order(() => true, fault, { nth, times: 1 });
        const stopping = openCloudPorts(standIn, connected.once, drive);
        ports = { ...ports, registry: stopping.registry, storeOf: stopping.storeOf };
        await expect(provideAlliance(small, stopping, NOW)).rejects.toMatchObject({ code: 'unreachable' });
        const done = await provideAlliance(small, ports, NOW);
        expect(done.troubles).toEqual([]);
        expect(spreadsheets().map(({ name }) => name)).toEqual(['Alliance 2025-26', 'Elm Park High School 2025-26']);
        expect(folders().map(({ name }) => name)).toEqual([MEMBERS.name, 'Letters', '2025-26']);
        expect(letters().map(({ name }) => name)).toEqual(['990001 Elm Park High School.pdf']);
        expect(openTo(await place('alliance-2025'))).toEqual([COORDINATOR]);
        expect(openTo(await place('school-990001-2025'))).toEqual([ELM_PARK]);
        const since = standIn.traffic.length;
        await provideAlliance(small, { ...ports, queue: { enqueue: async () => {} } }, NOW);
        expect(changes(since)).toEqual([]);
        expect(standIn.tasks.waiting()).toHaveLength(2);
      }
    }
  });

  it('follows Schools and Settings as they are now, not the list it began with', async () => {
    await provideAlliance(HARROWDALE, ports, NOW);
    const own = await place('alliance-2025');
    standIn.people.typeRows(own, 'Schools!A4', [['990003', 'The Meadows School']]);
    standIn.people.typeRows(own, 'Schools!J4', [['office@meadows.example']]);
    standIn.people.typeRows(own, 'Schools!A5', [['990004', 'Copse Primary']]);
    standIn.people.typeRows(own, 'Schools!A6', [['99', 'Nowhere']]);
    const done = await provideAlliance(HARROWDALE, ports, NOW);
    expect(done.rowsWaiting).toBe(1);
    expect(openTo(await place('school-990003-2025'))).toEqual(['office@meadows.example']);
    expect(done.workbooks.filter(({ made }) => made).map(({ name }) => name)).toEqual(['Copse Primary 2025-26']);
  });

  it('finds its workbooks wherever people moved them and whatever they call them, and when the list is lost', async () => {
    const first = await provideAlliance(HARROWDALE, ports, NOW);
    const own = await place('alliance-2025');
    const elmPark = await place('school-990001-2025');
    standIn.people.rename(elmPark, 'Ours');
    standIn.people.rename(first.folder, 'Everything');
    standIn.files.find(elmPark)!.parents = [standIn.people.makeFolder('Elsewhere', drive)];
    ports = { ...openCloudPorts(standIn, connected.google, drive) };
    const done = await provideAlliance(AGAIN, ports, NOW);
    expect(done.workbooks.map((one) => one.place)).toEqual(first.workbooks.map((one) => one.place));
    expect(done).toMatchObject({ folder: first.folder, folderMade: false });
    expect(await workbookAt(ports.registry, own)).toMatchObject({ workbook: 'alliance-2025' });
    expect(await allianceCalled(ports.registry, 'harrowdale')).toMatchObject({ name: MEMBERS.name });
  });

  it('says again of a spreadsheet which workbook it is, where that was lost', async () => {
    await provideAlliance(HARROWDALE, ports, NOW);
    const elmPark = await place('school-990001-2025');
    standIn.files.find(elmPark)!.appProperties = {};
    await provideAlliance(AGAIN, ports, NOW);
    expect(await ports.drive.find('harrowdale/school-990001-2025')).toBe(elmPark);
    expect(spreadsheets()).toHaveLength(4);
  });

  it('leaves a workbook alone that is in the bin and makes one anew that was deleted for good', async () => {
    await provideAlliance(HARROWDALE, ports, NOW);
    const elmPark = await place('school-990001-2025');
    standIn.people.trash(elmPark);
    const { troubles, workbooks } = await provideAlliance(AGAIN, ports, NOW);
    expect(troubles).toEqual([expect.stringMatching(/“Elm Park High School 2025-26” is in the bin/)]);
    expect(workbooks).toHaveLength(3);
    standIn.people.remove(elmPark);
    await provideAlliance(AGAIN, ports, NOW);
    expect(await place('school-990001-2025')).not.toBe(elmPark);
    expect(openTo(await place('school-990001-2025'))).toEqual([ELM_PARK]);
  });

  it('does not take over a spreadsheet of people’s that is called the same', async () => {
    const { folder } = await provideAlliance(wantedFor({ ...MEMBERS, schools: [] }), ports, NOW);
    const theirs = standIn.people.makeSpreadsheet(
      'Elm Park High School 2025-26',
      { Sheet1: [['x']] },
      { parent: folder },
    );
    standIn.people.typeRows(await place('alliance-2025'), 'Schools!A2', [['990001', 'Elm Park High School']]);
    const { troubles } = await provideAlliance(AGAIN, ports, NOW);
    expect(troubles).toEqual([expect.stringMatching(/is there already/)]);
    expect(openTo(theirs)).toEqual([]);
    expect(await workbookAt(ports.registry, theirs)).toBeNull();
  });

  it('goes on where Google lets nobody in under an address, and says so', async () => {
    standIn.faults.order(
      ({ id, body }) => id === 'drive.permissions.create' && JSON.stringify(body).includes(ELM_PARK),
      new GoogleRefusal(400, 'no account', 'invalidSharingRequest'),
    );
    const { workbooks } = await provideAlliance(HARROWDALE, ports, NOW);
    expect(workbooks[1]).toMatchObject({ shared: null, unshared: expect.stringMatching(/has no Google account/) });
    expect(openTo(await place('school-990002-2025'))).toEqual([ALDHELMS]);
    const again = await provideAlliance(AGAIN, ports, NOW);
    expect(again.workbooks[1]).toMatchObject({ shared: ELM_PARK, unshared: null });
  });

  it('has a letter to each school’s office beneath its folder, which speaks of a spreadsheet', async () => {
    const { letters: made, folder } = await provideAlliance(HARROWDALE, ports, NOW);
    expect(made).toBe(3);
    expect(letters().map(({ name }) => name)).toEqual([
      '990001 Elm Park High School.pdf',
      "990002 St Aldhelm's School.pdf",
      '990003 The Meadows.pdf',
    ]);
    const [, all, ofYear] = folders();
    expect(all).toMatchObject({ name: 'Letters', parents: [folder] });
    expect(ofYear).toMatchObject({ name: '2025-26', parents: [all!.id] });
    for (const { parents } of letters()) expect(parents).toEqual([ofYear!.id]);
    const { text } = await readPdf(letters()[0]!.content!);
    expect(text).toContain('the workbook that is shared with you is where your school keeps its part');
    expect(text).not.toContain('Excel');

    for (const letter of letters()) standIn.people.trash(letter.id);
    expect(await provideAlliance(AGAIN, ports, new Date(+NOW + DAY))).toMatchObject({ letters: 0 });
    expect(letters()).toEqual([]);
  });

  it.each([
    [
      'before a workbook',
      ({ id, body }: Incoming) => id === 'drive.files.create' && JSON.stringify(body).includes(ELM_PARKS),
    ],
    ['after a workbook', ({ id }: Incoming) => id === 'drive.permissions.create'],
  ])('has one letter for each where a run was stopped %s and the next comes on another day', async (_, isStopped) => {
    await provideAlliance(wantedFor({ ...MEMBERS, coordinator: null, schools: [] }), ports, NOW);
    const own = await place('alliance-2025');
    for (const [at, { urn, name, officeEmail }] of MEMBERS.schools.entries()) {
      standIn.people.typeRows(own, `Schools!A${at + 2}`, [[urn, name]]);
      standIn.people.typeRows(own, `Schools!J${at + 2}`, [[officeEmail ?? null]]);
    }
    expect(letters()).toEqual([]);
    standIn.faults.order(isStopped, 'cut-before', { times: 1 });
    const stopping = openCloudPorts(standIn, connected.once, drive);
    const stopped = provideAlliance(AGAIN, { ...stopping, registry: ports.registry, storeOf: ports.storeOf }, NOW);
    await expect(stopped).rejects.toMatchObject({ code: 'unreachable' });
    const [first, ...more] = letters();
    expect(more).toEqual([]);

    const done = await provideAlliance(AGAIN, ports, new Date(+NOW + DAY));
    expect(done).toMatchObject({ troubles: [], letters: done.workbooks.filter(({ made }) => made).length });
    expect(letters().map(({ name }) => name.slice(0, 6))).toEqual(['990001', '990002', '990003']);
    expect(letters()[0]).toEqual(first);
  });

  it('needs a list of schools the first time', async () => {
    await expect(provideAlliance(AGAIN, ports, NOW)).rejects.toThrow(Refusal);
    expect(changes(0)).toEqual([]);
  });

  it('keeps two alliances apart that share the drive and have schools alike', async () => {
    await provideAlliance(HARROWDALE, ports, NOW);
    const wolds = { ...MEMBERS, name: 'Wolds', coordinator: 'office@wolds.example' };
    const done = await provideAlliance(wantedFor(wolds, 'wolds'), ports, NOW);
    expect(done.workbooks.every(({ made }) => made)).toBe(true);
    expect(folders().filter(({ parents }) => parents[0] === drive)).toHaveLength(2);
    expect(letters()).toHaveLength(6);
    expect(openTo(await place('alliance-2025'))).toEqual([COORDINATOR]);
    expect(openTo(await place('alliance-2025', 'wolds'))).toEqual(['office@wolds.example']);
  });
});

describe('who may see a school’s workbook', () => {
  it('is whom people let in from that school; links, domains and others are taken away, and what is from above is said', async () => {
    await provideAlliance(HARROWDALE, ports, NOW);
    const elmPark = await place('school-990001-2025');
    const own = await place('alliance-2025');
    const others = [
      { emailAddress: ALDHELMS },
      { emailAddress: 'head@other.example' },
      { type: 'anyone' },
      { type: 'domain' },
    ];
    letIn(elmPark, { emailAddress: 'Head@ElmPark.example' }, ...others);
    letIn(own, { emailAddress: 'treasurer@other.example' }, { type: 'anyone' });
    letIn(standIn.files.find(elmPark)!.parents[0]!, { emailAddress: 'chair@harrowdale.example' });
    const { workbooks } = await provideAlliance(AGAIN, ports, NOW);
    expect(openTo(elmPark)).toEqual([ELM_PARK, 'Head@ElmPark.example']);
    expect(workbooks[1]).toMatchObject({
      takenAway: [ALDHELMS, 'head@other.example', 'anyone', 'domain'],
      guests: ['Head@ElmPark.example'],
      fromAbove: ['chair@harrowdale.example'],
    });
    expect(openTo(own)).toEqual([COORDINATOR, 'treasurer@other.example']);
    expect(workbooks[0]).toMatchObject({ takenAway: ['anyone'], guests: ['treasurer@other.example'] });
  });

  const school = {
    kind: schoolKind,
    alliance: 'Harrowdale',
    urn: '990001',
    school: 'Elm Park',
    startYear: 2025,
  } as const;
  const mine = fc.emailAddress();
  const share = (who: string | null, type: Share['type'] = 'user'): Share => ({
    ...{ id: 'x', type, who, edits: true, inherited: false },
  });

  it('is never another school’s office, whatever the addresses, nor anyone with a link', () => {
    fc.assert(
      fc.property(mine, fc.array(mine, { minLength: 1 }), fc.boolean(), (owner, others, isKnown) => {
        const workbook = { identity: school, owner: isKnown ? owner : null, others };
        for (const other of others) {
          const isSame = isKnown && other.toLowerCase() === owner.toLowerCase();
          expect(isOutOfPlace(share(other.toUpperCase()), workbook)).toBe(!isSame);
        }
        expect(isOutOfPlace(share(null, 'anyone'), workbook)).toBe(true);
        expect(isOutOfPlace(share(owner.split('@')[1]!, 'domain'), workbook)).toBe(true);
      }),
    );
  });

  it('is shared by Concordat with that school’s own address only, whatever schools there are', {
    timeout: 120_000 * times,
  }, async () => {
    const address = fc.constantFrom('a@one.example', 'b@one.example', 'c@two.example', 'd@three.example', null);
    await fc.assert(
      fc.asyncProperty(fc.array(address, { minLength: 1, maxLength: 4 }), async (addresses) => {
        await connected.end();
        await open();
        const schools = addresses.map((officeEmail, at) => ({ urn: `99000${at}`, name: `School ${at}`, officeEmail }));
        await provideAlliance(wantedFor({ ...MEMBERS, schools }), ports, NOW);
        for (const { urn, officeEmail } of schools)
          expect(openTo(await place(`school-${urn}-2025`))).toEqual(officeEmail === null ? [] : [officeEmail]);
      }),
      runs(12),
    );
  });
});
