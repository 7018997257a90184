import { beforeAll, describe, expect, it } from 'vitest';
import { documentFonts } from '../../functions/document-fonts.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import type { MailMessage } from '../../functions/edges/ports.ts';
import { keep, outboxKey } from '../../functions/telling/outbox.ts';
import { openMemoryShelf } from '../support/memory-shelf.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  openSyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';

const [ALDHELMS, MEADOWS, BIRCH_LANE] = ['St Aldhelm’s', 'The Meadows', 'Birch Lane'] as const;
const FEDERATION = 'office@federation.example';
const ONE_SCHOOL = 'office@meadows.example';
const COORDINATOR = 'coordinator@harrowdale.example';

/** An office of two schools, an office of one, and whoever keeps the alliance's books. A school may have an office that nobody knows. */
const SCHOOLS = `
  | URN    | School              | Kind of school    | Office e-mail             |
  | 990001 | Elm Park High School | Academy          | ${FEDERATION}             |
  | 990002 | St Aldhelm's School | Maintained school | Office@Federation.example |
  | 990003 | The Meadows         | Academy           | ${ONE_SCHOOL}             |
  | 990004 | Birch Lane School   | Academy           |                           |`;

const bench = openSyncBench();
const shelf = openMemoryShelf();

type Deed = () => void | Promise<void>;
/** A member of staff whose day cannot be read. */
const mistype =
  (place: string, name: string): Deed =>
  () =>
    bench.workbooks.edit(place, 'Staff days', (rows) => void rows.push([name, '31/2/2026', '1']));
const mend =
  (place: string, name: string): Deed =>
  () =>
    bench.workbooks.edit(place, 'Staff days', (rows) => {
      rows.splice(
        rows.findIndex(([who]) => who === name),
        1,
      );
    });

interface Day {
  readonly day: string;
  /** What people do since the round before; after each deed everything is checked. */
  readonly deeds?: readonly Deed[];
  /** Who is told in the round, and of what: the subject, headings and lists. Nobody else is. */
  readonly told: Readonly<Record<string, readonly string[]>>;
}

const type =
  (tab: string, row: readonly string[]): Deed =>
  () =>
    bench.workbooks.edit(ALLIANCE, tab, (rows) => void rows.push([...row]));

/** From the Monday two weeks before the contribution is due to the day after that. */
const DAYS: readonly Day[] = [
  {
    // What a message of an earlier version told on Friday, one problem in Elm Park, is known.
    day: '2025-11-17',
    told: {
      [COORDINATOR]: [
        'Harrowdale Learning Alliance: 1 due soon (17 November 2025)',
        'Harrowdale Learning Alliance, 2025/26',
        'Due soon:',
        '- Contributions: 30 November 2025',
      ],
      [FEDERATION]: [
        'Elm Park High School and 1 more: 2 due soon (17 November 2025)',
        'Elm Park High School, 2025/26',
        'Due soon:',
        '- Contributions: 30 November 2025',
        "St Aldhelm's School, 2025/26",
        'Due soon:',
        '- Contributions: 30 November 2025',
      ],
      [ONE_SCHOOL]: [
        'The Meadows: 1 due soon (17 November 2025)',
        'The Meadows, 2025/26',
        'Due soon:',
        '- Contributions: 30 November 2025',
      ],
    },
  },
  { day: '2025-11-18', told: {} },
  {
    // One of two was mended before the message would have gone.
    day: '2025-11-19',
    deeds: [mistype(ELM_PARK, 'Zephyrine'), mistype(ELM_PARK, 'Mallowmarsh'), mend(ELM_PARK, 'Mallowmarsh')],
    told: {
      [FEDERATION]: [
        'Elm Park High School: 1 problem new (19 November 2025)',
        'Elm Park High School, 2025/26',
        'To be mended:',
        '- Staff days: 1 problem',
      ],
    },
  },
  {
    day: '2025-11-20',
    deeds: [mistype(ALDHELMS, 'Tansy'), mistype(ELM_PARK, 'Umber')],
    told: {
      [FEDERATION]: [
        'Elm Park High School and 1 more: 2 problems new (20 November 2025)',
        'Elm Park High School, 2025/26',
        'To be mended:',
        '- Staff days: 1 problem',
        "St Aldhelm's School, 2025/26",
        'To be mended:',
        '- Staff days: 1 problem',
      ],
    },
  },
  {
    day: '2025-11-21',
    deeds: [type('Meetings', ['31/2/2026', 'Alliance meeting'])],
    told: {
      [COORDINATOR]: [
        'Harrowdale Learning Alliance: 1 problem new (21 November 2025)',
        'Harrowdale Learning Alliance, 2025/26',
        'To be mended:',
        '- Meetings: 1 problem',
      ],
    },
  },
  // The weekend: what is typed then is told on Monday, without what was mended by then.
  { day: '2025-11-22', deeds: [mistype(MEADOWS, 'Wisteria'), mistype(MEADOWS, 'Yarrow')], told: {} },
  { day: '2025-11-23', deeds: [mend(MEADOWS, 'Wisteria')], told: {} },
  {
    day: '2025-11-24',
    told: {
      [ONE_SCHOOL]: [
        'The Meadows: 1 problem new (24 November 2025)',
        'The Meadows, 2025/26',
        'To be mended:',
        '- Staff days: 1 problem',
      ],
    },
  },
  {
    // What is mended is no news; nobody has the address of Birch Lane's office.
    day: '2025-11-25',
    deeds: [
      type('Documents', ['Contribution statement', 'The Meadows']),
      mend(ELM_PARK, 'Zephyrine'),
      mistype(BIRCH_LANE, 'Larkspur'),
    ],
    told: {
      [ONE_SCHOOL]: [
        'The Meadows: 1 document (25 November 2025)',
        'The Meadows, 2025/26',
        'Documents for you:',
        '- Contribution statement, 2025-0001',
      ],
    },
  },
  { day: '2025-11-26', told: {} },
  { day: '2025-11-27', told: {} },
  { day: '2025-11-28', told: {} },
  // The day itself is a Sunday, and what is due was told of.
  { day: '2025-11-30', told: {} },
  {
    day: '2025-12-01',
    told: {
      [COORDINATOR]: [
        'Harrowdale Learning Alliance: 4 breaches new and 4 overdue (1 December 2025)',
        'Harrowdale Learning Alliance, 2025/26',
        'To be mended:',
        '- Contributions: 4 breaches',
        'Overdue:',
        '- Contribution paid: was due on 30 November 2025 (4 schools)',
      ],
      [FEDERATION]: [
        'Elm Park High School and 1 more: 2 overdue (1 December 2025)',
        'Elm Park High School, 2025/26',
        'Overdue:',
        '- Contribution paid: was due on 30 November 2025',
        "St Aldhelm's School, 2025/26",
        'Overdue:',
        '- Contribution paid: was due on 30 November 2025',
      ],
      [ONE_SCHOOL]: [
        'The Meadows: 1 overdue (1 December 2025)',
        'The Meadows, 2025/26',
        'Overdue:',
        '- Contribution paid: was due on 30 November 2025',
      ],
    },
  },
  { day: '2025-12-02', told: {} },
];
const TYPED = ['Quillfeather', 'Zephyrine', 'Mallowmarsh', 'Tansy', 'Umber', 'Wisteria', 'Yarrow', 'Larkspur', '31/2'];

async function checked(day: string): Promise<void> {
  for (const place of [ALLIANCE, ELM_PARK, ALDHELMS, MEADOWS, BIRCH_LANE, ALLIANCE]) await bench.sync(place, day);
}

/** What somebody sees who looks it over: the subject, the schools, and what stands in lists. */
function inShort({ subject, text }: MailMessage): string[] {
  const lines = text.split('\n');
  const isShown = (line: string, at: number) =>
    line.startsWith('- ') || line.endsWith(':') || lines[at + 1]?.startsWith('---') === true;
  return [subject, ...lines.filter((line, at) => isShown(line, at) && !line.startsWith('---'))];
}

describe('messages, day by day', () => {
  beforeAll(async () => {
    await bench.create(ALLIANCE, allianceIdentity, {
      ...ALLIANCE_TABS,
      Schools: SCHOOLS,
      Settings: `${ALLIANCE_TABS['Settings']}\n| Contribution due date | 30 November |`,
    });
    const schools = [
      [ELM_PARK, '990001', 'Elm Park High School'],
      [ALDHELMS, '990002', "St Aldhelm's School"],
      [MEADOWS, '990003', 'The Meadows'],
      [BIRCH_LANE, '990004', 'Birch Lane School'],
    ] as const;
    for (const [place, urn, school] of schools) await bench.create(place, { ...schoolIdentity, urn, school }, {});

    await mistype(ELM_PARK, 'Quillfeather')();
    await checked('2025-11-14');
    const { open } = await bench.sync(ELM_PARK, '2025-11-14');
    const known = open.filter(({ severity }) => severity === 'problem').map(({ fingerprint }) => fingerprint);
    expect(known).toHaveLength(1);
    const message = { id: 'a', to: [FEDERATION], subject: 's', text: 't' };
    const older = (await keep(bench.ports, outboxKey('school-990001-2025', '2025-11-14'), { known, message }))!;
    const { value } = (await bench.store.getDocument(older.key))!;
    await bench.store.compareAndSet(older.key, older.version, value.replace('"delivered":false', '"delivered":true'));
  });

  it.each(DAYS)('$day', async ({ day, deeds = [], told }) => {
    for (const deed of deeds) {
      await deed();
      await checked(day);
    }
    const moment = { at: `${day}T10:00:00.000Z`, asOf: day };
    await publishRequested(2025, { ...bench.ports, shelf, fonts: documentFonts() }, moment);
    await checked(day);
    const before = bench.mailer.delivered.size;
    expect(await bench.tell(day)).toBeNull();
    await bench.tell(day);
    const sent = [...bench.mailer.delivered.values()].slice(before);
    expect(Object.fromEntries(sent.map((message) => [message.to.join().toLowerCase(), inShort(message)]))).toEqual(
      told,
    );
    expect(sent).toHaveLength(Object.keys(told).length);
  });

  it('say nothing that was typed, and stand under nobody’s address', async () => {
    const all = [...bench.mailer.delivered.values()];
    expect(all.length).toBeGreaterThan(9);
    const said = all.map(({ subject, text, called }) => [subject, text, called].join('\n')).join('\n');
    expect(TYPED.filter((word) => said.includes(word))).toEqual([]);
    const named = [...(await bench.store.list('')).map(({ key }) => key), ...all.map(({ id }) => id)].join('\n');
    expect(named).toContain('outbox/person-');
    expect(named).not.toMatch(/@|office|federation|meadows|coordinator/i);
  });
});
