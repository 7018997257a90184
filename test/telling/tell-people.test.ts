import { beforeEach, describe, expect, it } from 'vitest';
import { EdgeError } from '../../functions/edges/ports.ts';
import { calledIn, keep, outboxKey, personAt } from '../../functions/telling/outbox.ts';
import { tellPeople } from '../../functions/telling/tell-people.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { ALLIANCE, ELM_PARK, openUsualBench, type SyncBench, watched } from '../support/sync-bench.ts';

const OFFICE = 'office@elmpark.example';
const WORKBOOK = 'school-990001-2025';
const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-03-16', '2026-03-17', '2026-03-18'] as const;
const fault = new EdgeError('unreachable', 'No network.', { retryable: true });
const BROKEN = { deliver: () => Promise.reject(fault) };

let bench: SyncBench;
beforeEach(async () => {
  bench = await openUsualBench('| Member of staff | Date | Days | School supported |');
  await bench.sync(ALLIANCE, '2026-03-13');
});

/** A row of staff days that cannot be used, in words that are to stand in no message. */
const mistype = (secret: string) =>
  bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push([`Ms ${secret}`, '31/2/2026', '1']));
const mend = (secret: string) =>
  bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
    rows.splice(
      rows.findIndex(([name]) => name === `Ms ${secret}`),
      1,
    );
  });
const checked = async (day: string) => {
  await bench.sync(ALLIANCE, day);
  await bench.sync(ELM_PARK, day);
};
const round = async (day: string) => {
  await checked(day);
  return bench.tell(day);
};
const sent = () => [...bench.mailer.delivered.values()].filter(({ to }) => to.includes(OFFICE));
const subjects = () => sent().map(({ subject }) => subject);
const key = (day: string, address = OFFICE) => outboxKey(personAt(address, bench.secret), day);

describe('a message', () => {
  it('says how many there are and in which tab, never what a cell says', async () => {
    mistype('Quillfeather');
    await round(MONDAY);
    expect(sent()).toEqual([
      {
        id: key(MONDAY).replaceAll('/', '-'),
        to: [OFFICE],
        subject: 'Elm Park High School: 1 problem new (16 March 2026)',
        called: '2026-03-16 Elm Park High School',
        text: [
          'This is the first message about what you look after. The next ones say what is new.',
          '',
          'Elm Park High School, 2025/26',
          '-----------------------------',
          '',
          'To be mended:',
          '- Staff days: 1 problem',
          '',
          'In all, 1 problem waits to be mended. The tab Checks says what each one is and what to do.',
          '',
          'There is one message a day at most, and none while nothing is new.',
        ].join('\n'),
      },
    ]);
  });

  it('says only what is new since the last, and how much stands in all', async () => {
    mistype('a');
    await round(MONDAY);
    mistype('b');
    await round(WEDNESDAY);
    expect(subjects()[1]).toBe('Elm Park High School: 1 problem new (18 March 2026)');
    expect(sent()[1]!.text).toContain('This is new since the last message, of 16 March 2026.');
    expect(sent()[1]!.text).toContain('In all, 2 problems wait to be mended.');
  });

  it('is not written while nothing is new, nor for what is mended before it would go', async () => {
    mistype('a');
    await round(MONDAY);
    await round(TUESDAY);
    mistype('b');
    await checked(WEDNESDAY);
    mend('b');
    await round(WEDNESDAY);
    expect(sent()).toHaveLength(1);
  });

  it('is one a day at most, and the rest comes the day after', async () => {
    mistype('a');
    await round(MONDAY);
    mistype('b');
    await round(MONDAY);
    expect(sent()).toHaveLength(1);
    await round(TUESDAY);
    expect(sent()).toHaveLength(2);
  });

  it('is not made by a check', async () => {
    mistype('a');
    await checked(MONDAY);
    expect(await bench.store.list('outbox/')).toEqual([]);
    expect(bench.mailer.delivered.size).toBe(0);
  });

  it('waits until there is an address, and then says everything', async () => {
    const type = (value: string | null) =>
      bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
        rows[1]![rows[0]!.indexOf('Office e-mail')] = value;
      });
    mistype('a');
    type(null);
    await round(MONDAY);
    expect(sent()).toEqual([]);
    type(OFFICE);
    await round(TUESDAY);
    expect(subjects()).toEqual(['Elm Park High School: 1 problem new (17 March 2026)']);
  });

  it('does not point to a tab that was not written', async () => {
    mistype('a');
    await checked(MONDAY);
    const instead = 'The tab Checks is missing. Put it back.';
    await tellPeople(bench.ports, [{ workbook: WORKBOOK, notInChecks: async () => instead }], MONDAY);
    expect(sent()[0]!.text).toContain(`In all, 1 problem waits to be mended. ${instead}\n`);
    expect(sent()[0]!.text).not.toContain('The tab Checks says');
  });

  it.each([
    ['a Saturday', '2026-03-14'],
    ['a Sunday', '2026-03-15'],
    ['a day in the holidays', '2026-02-18'],
  ])('is not written on %s, and comes on the next day on which a school is open', async (_, quiet) => {
    mistype('a');
    await round(quiet);
    expect(await bench.store.list('outbox/')).toEqual([]);
    await round(MONDAY);
    expect(sent()).toHaveLength(1);
  });

  it('is written on a weekday of which no calendar says anything', async () => {
    bench.workbooks.edit(ALLIANCE, 'Calendar', (rows) => void rows.splice(1));
    mistype('a');
    await round('2026-02-18');
    expect(sent()).toHaveLength(1);
  });

  it('is known by a keyed hash: no key, id or name of a file has an address', async () => {
    mistype('a');
    await round(MONDAY);
    const [message] = sent();
    const named = [...(await bench.store.list('')).map((one) => one.key), message!.id, message!.called].join(' ');
    expect(named).not.toMatch(/@|office|elmpark\b/);
    // By this whoever erases a name is told which message to recall.
    expect(calledIn((await bench.store.getDocument(key(MONDAY)))!.value)).toBe('2026-03-16 Elm Park High School');
    expect(personAt(` ${OFFICE.toUpperCase()} `, bench.secret)).toBe(personAt(OFFICE, bench.secret));
  });
});

describe('what stands in the way', () => {
  it('of the mailer makes the message anew the day after, without what was mended meanwhile', async () => {
    mistype('a');
    mistype('b');
    await checked(MONDAY);
    expect(await bench.tell(MONDAY, BROKEN)).toBe(fault);
    const before = await bench.store.list('outbox/');
    expect(await bench.tell(MONDAY, BROKEN)).toBe(fault);
    expect(await bench.store.list('outbox/')).toEqual(before);
    mend('a');
    expect(await round(WEDNESDAY)).toBeNull();
    expect(subjects()).toEqual(['Elm Park High School: 1 problem new (18 March 2026)']);
    await round('2026-03-19');
    expect(sent()).toHaveLength(1);
  });

  it('for one day only sends the same message later that day', async () => {
    mistype('a');
    await checked(MONDAY);
    await bench.tell(MONDAY, BROKEN);
    await bench.tell(MONDAY);
    await bench.tell(MONDAY);
    expect(subjects()).toEqual(['Elm Park High School: 1 problem new (16 March 2026)']);
  });

  it('of one person keeps nobody else’s', async () => {
    mistype('a');
    bench.workbooks.edit(ALLIANCE, 'Meetings', (rows) => void rows.push(['31/2/2026', 'Alliance meeting']));
    await checked(MONDAY);
    const seen: string[] = [];
    await bench.tell(MONDAY, {
      deliver: ({ to }) => {
        seen.push(...to);
        return Promise.reject(fault);
      },
    });
    expect(seen.toSorted()).toEqual(['coordinator@harrowdale.example', OFFICE]);
  });

  it.each(['{"known', '{"delivered":true}', 'null'])(
    'is said where the last message is damaged (%s), and all that is open is told',
    async (text) => {
      await bench.store.compareAndSet(key(MONDAY), null, text);
      mistype('a');
      expect((await round(TUESDAY))?.advice).toMatch(
        /^The last message about Elm Park High School is damaged\. If it did not arrive, .*backup\.$/,
      );
      expect(sent()).toHaveLength(1);
      expect(await round(WEDNESDAY)).toBeNull();
    },
  );

  it('where a history cannot be read keeps the others’ messages from nobody', async () => {
    bench.workbooks.edit(ALLIANCE, 'Meetings', (rows) => void rows.push(['31/2/2026', 'Alliance meeting']));
    await checked(MONDAY);
    const head = (await bench.store.getDocument(`head/${WORKBOOK}`))!;
    await bench.store.compareAndSet(head.key, head.version, '{');
    expect(await bench.tell(MONDAY)).toBeNull();
    expect([...bench.mailer.delivered.values()].map(({ to }) => to)).toEqual([['coordinator@harrowdale.example']]);
  });

  it('delivers nothing that somebody else put into the store', async () => {
    const message = { id: 'a', to: ['x@example.org\r\nBcc: y@example.org'], subject: 'Pay here', text: 'x' };
    const planted = { known: [], message: { ...message, id: '../../elsewhere' }, delivered: false };
    const stranger = { store: bench.store, signer: makeSigner(), mailer: bench.mailer };
    await bench.store.compareAndSet(key(MONDAY), null, JSON.stringify(planted));
    await keep(stranger, key(TUESDAY), { known: [], message: { ...message, to: ['x@example.org'] } });
    mistype('a');
    for (const day of [MONDAY, TUESDAY]) expect((await round(day))?.code).toBe('store-damaged');
    expect(bench.mailer.delivered.size).toBe(0);
    await round(WEDNESDAY);
    expect(sent()).toHaveLength(1);
  });

  it('takes no message of another day or person for this one’s', async () => {
    mistype('a');
    await round(MONDAY);
    const { value } = (await bench.store.getDocument(key(MONDAY)))!;
    await bench.store.compareAndSet(key(TUESDAY), null, value.replace('"delivered":true', '"delivered":false'));
    mistype('b');
    await round(WEDNESDAY);
    expect([...bench.mailer.delivered.keys()].map((id) => id.slice(-10))).toEqual([MONDAY, WEDNESDAY]);
  });

  it('goes on after a clock that was ahead', async () => {
    mistype('a');
    await checked(MONDAY);
    await keep(bench.ports, key('2031-05-05'), {
      known: [],
      message: { id: 'a', to: [OFFICE], subject: 's', text: 't' },
    });
    await bench.tell(MONDAY);
    mistype('b');
    await round(TUESDAY);
    await round(WEDNESDAY);
    expect([...bench.mailer.delivered.keys()].map((id) => id.slice(-10))).toEqual([MONDAY, TUESDAY]);
  });
});

describe('two rounds at once', () => {
  it('send one message', async () => {
    mistype('a');
    await checked(MONDAY);
    let asked = 0;
    const mailer = {
      deliver: async (message: Parameters<typeof bench.mailer.deliver>[0]) => {
        asked += 1;
        await bench.mailer.deliver(message);
      },
    };
    await Promise.all([bench.tell(MONDAY, mailer), bench.tell(MONDAY, mailer), bench.tell(MONDAY, mailer)]);
    expect(asked).toBe(1);
    await bench.tell(MONDAY, mailer);
    expect(asked).toBe(1);
  });

  it.each(['before', 'after'] as const)('that are stopped %s any write are made good by the next', async (when) => {
    for (let stopAt = 1; stopAt <= 3; stopAt += 1) {
      bench = await openUsualBench();
      await checked(MONDAY);
      let count = 0;
      const stopped = watched(bench.ports, async (_write, work) => {
        count += 1;
        if (count > stopAt) throw new Error('a stopped round goes on');
        if (count < stopAt) return work();
        if (when === 'after') await work();
        throw new Error('stopped');
      });
      const told = [{ workbook: WORKBOOK, notInChecks: async () => null }];
      await expect(tellPeople({ ...bench.ports, ...stopped }, told, MONDAY)).rejects.toThrow('stopped');
      await bench.tell(MONDAY);
      await bench.tell(MONDAY);
      expect(subjects(), `stopped ${when} write ${stopAt}`).toEqual([
        'Elm Park High School: 2 problems new (16 March 2026)',
      ]);
      expect(await bench.store.list('outbox/')).toHaveLength(1);
    }
  });
});

describe('messages of the time when there was one for each workbook', () => {
  const older = async (known: readonly string[], to: string, day: string, workbook = WORKBOOK) => {
    const told = { known: [...known], message: { id: 'a', to: [to], subject: 's', text: 't' } };
    const kept = (await keep(bench.ports, outboxKey(workbook, day), told))!;
    await bench.store.compareAndSet(
      kept.key,
      kept.version,
      (await bench.store.getDocument(kept.key))!.value.replace('"delivered":false', '"delivered":true'),
    );
  };
  const fingerprints = async () => {
    const { open } = await bench.sync(ELM_PARK, MONDAY);
    return open.filter(({ severity }) => severity === 'problem').map(({ fingerprint }) => fingerprint);
  };

  it('are known: nobody is told again what they told, and what is new is told', async () => {
    mistype('a');
    mistype('b');
    await older(await fingerprints(), OFFICE, MONDAY);
    await round(TUESDAY);
    expect(sent()).toEqual([]);
    mistype('c');
    await round(WEDNESDAY);
    expect(sent().map(({ text }) => text.match(/^- .*$/gm))).toEqual([['- Staff days: 1 problem']]);
    expect(sent()[0]!.text).toContain('since the last message, of 16 March 2026');
  });

  it('count as the message of their day, and only for those they went to', async () => {
    mistype('a');
    await older([], OFFICE, MONDAY);
    await round(MONDAY);
    expect(sent()).toEqual([]);
    await older(await fingerprints(), 'before@elmpark.example', TUESDAY);
    await round(TUESDAY);
    expect(sent()).toHaveLength(1);
  });
});
