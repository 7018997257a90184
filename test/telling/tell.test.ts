import { beforeEach, describe, expect, it } from 'vitest';
import { EdgeError } from '../../functions/edges/ports.ts';
import type { Finding } from '../../functions/protocols/finding.ts';
import { tell } from '../../functions/telling/tell.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openMemoryMailer } from '../support/memory-mailer.ts';
import { openMemoryStore } from '../support/memory-store.ts';

const school = { workbook: 'school-990001-2025', name: 'Elm Park High School', to: ['office@elmpark.example'] };
const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-03-23', '2026-03-24', '2026-03-25'] as const;

function finding(name: string, changes: Partial<Finding> = {}): Finding {
  return {
    fingerprint: name,
    rule: 'GEN-04',
    messageId: 'notADate',
    promise: null,
    severity: 'problem',
    tab: 'Staff days',
    cell: 'B2',
    place: { tab: 'staff-days', column: 'date' },
    school: null,
    about: [],
    covers: [],
    judgedOn: null,
    message: `B2 says ${name}, which is not a date.`,
    fix: 'Type the day.',
    suggestion: null,
    kept: { message: '', fix: '' },
    ...changes,
  };
}

const signer = makeSigner();
let store: ReturnType<typeof openMemoryStore>;
let mailer: ReturnType<typeof openMemoryMailer>;
beforeEach(() => {
  store = openMemoryStore();
  mailer = openMemoryMailer();
});
const news = (open: readonly Finding[], asOf: string) => ({ recipient: school, open, asOf, notInChecks: null });
const told = (open: readonly Finding[], asOf: string, recipient = school, notInChecks: string | null = null) =>
  tell({ store, signer, mailer }, { recipient, open, asOf, notInChecks }).then(() => [...mailer.delivered.values()]);

describe('tell', () => {
  it.each(['{"known', '{"delivered":true}', 'null'])(
    'says that the last message is damaged (%s), and tells of all that is open',
    async (text) => {
      await store.compareAndSet(`outbox/${school.workbook}/${MONDAY}`, null, text);
      const damage = await tell({ store, signer, mailer }, news([finding('secret 1')], TUESDAY));
      expect(damage?.advice).toMatch(
        /^The last message about Elm Park High School is damaged\. If it did not arrive, .*backup\.$/,
      );
      expect([...mailer.delivered.values()].map(({ subject }) => subject)).toEqual([
        'Elm Park High School: 1 problem new on 24 March 2026',
      ]);
      expect(await tell({ store, signer, mailer }, news([finding('secret 1')], WEDNESDAY))).toBeNull();
    },
  );

  it('says how many and in which tabs, and never what a cell says', async () => {
    const open = [
      finding('secret 1'),
      finding('secret 2'),
      finding('secret 3', { severity: 'breach', tab: null }),
      finding('secret 4', { severity: 'warning' }),
    ];
    expect(await told(open, MONDAY)).toEqual([
      {
        id: 'outbox-school-990001-2025-2026-03-23',
        to: ['office@elmpark.example'],
        subject: 'Elm Park High School: 2 problems and 1 breach new on 23 March 2026',
        called: '2026-03-23 Elm Park High School',
        text: [
          'The check of Elm Park High School found 2 problems and 1 breach:',
          '- Staff days: 2',
          '- the workbook: 1',
          '',
          'In all, 2 problems and 1 breach wait to be mended. The tab Checks says what each one is and what to do.',
        ].join('\n'),
      },
    ]);
  });

  it('sends nothing for what is not pressing', async () => {
    const open = (['warning', 'reminder', 'note'] as const).map((severity) => finding(severity, { severity }));
    expect(await told(open, MONDAY)).toEqual([]);
    expect(await store.list('')).toEqual([]);
  });

  it('sends one message a day at most, and the rest the day after', async () => {
    await told([finding('a')], MONDAY);
    expect(await told([finding('a'), finding('b')], MONDAY)).toHaveLength(1);
    const [, second] = await told([finding('a'), finding('b')], TUESDAY);
    expect(second?.subject).toContain('1 problem new');
    expect(second?.text).toContain('Since the last message 1 problem came up');
    expect(second?.text).toContain('In all, 2 problems wait to be mended.');
  });

  it('sends nothing while nothing is new', async () => {
    await told([finding('a')], MONDAY);
    expect(await told([finding('a')], TUESDAY)).toHaveLength(1);
    expect(await told([], WEDNESDAY)).toHaveLength(1);
  });

  it('waits until there is an address, and then says everything', async () => {
    expect(await told([finding('a')], MONDAY, { ...school, to: [] })).toEqual([]);
    expect(await told([finding('a')], TUESDAY)).toHaveLength(1);
  });

  it('does not point to a tab that was not written', async () => {
    const instead = 'The tab Checks is missing. Put it back.';
    const [message] = await told([finding('a')], MONDAY, school, instead);
    expect(message?.text).toMatch(/In all, 1 problem waits to be mended\. The tab Checks is missing\. Put it back\.$/);
    expect(await told([finding('a')], TUESDAY)).toHaveLength(1);
  });

  it('delivers nothing that somebody else put into the store, and tells of all that is open', async () => {
    const planted = {
      known: ['a'],
      message: { id: '../../elsewhere', to: ['x@example.org\r\nBcc: y@example.org'], subject: 'Pay here', text: 'x' },
      delivered: false,
    };
    const signed = { ...planted, message: { ...planted.message, id: 'a' }, keyId: signer.keyId, signature: 'AAAA' };
    for (const [at, record] of [planted, signed].entries()) {
      const workbook = `school-99000${at + 1}-2025`;
      await store.compareAndSet(`outbox/${workbook}/${MONDAY}`, null, JSON.stringify(record));
      const sent = await told([finding('a')], TUESDAY, { ...school, workbook });
      expect(sent.map(({ id }) => id)).toContain(`outbox-${workbook}-2026-03-24`);
    }
    expect([...mailer.delivered.values()].filter(({ subject }) => subject === 'Pay here')).toEqual([]);
  });

  it('takes no message of another day or workbook for this one’s', async () => {
    await told([finding('a')], MONDAY);
    const [{ value } = { value: '' }] = await store.list('outbox/');
    await store.compareAndSet(
      `outbox/${school.workbook}/${TUESDAY}`,
      null,
      value.replace('"delivered":true', '"delivered":false'),
    );
    expect(await told([finding('a')], WEDNESDAY)).toHaveLength(2);
    expect([...mailer.delivered.keys()].map((id) => id.slice(-10))).toEqual([MONDAY, WEDNESDAY]);
  });

  it('goes on where messages were not signed yet', async () => {
    const older = {
      known: ['a'],
      message: { id: 'a', to: ['x@example.org'], subject: 's', text: 't' },
      delivered: true,
    };
    await store.compareAndSet(`outbox/${school.workbook}/${MONDAY}`, null, JSON.stringify(older));
    expect(await tell({ store, signer, mailer }, news([finding('b')], MONDAY))).toBeNull();
    expect([...mailer.delivered.values()].map(({ id }) => id)).toEqual([`outbox-${school.workbook}-${MONDAY}`]);
  });

  it('goes on after a clock that was ahead', async () => {
    await told([finding('a')], '2031-05-05');
    expect((await told([finding('a'), finding('b')], MONDAY)).map(({ id }) => id.slice(-10))).toEqual([
      '2031-05-05',
      MONDAY,
    ]);
    expect(await told([finding('a'), finding('b')], TUESDAY)).toHaveLength(2);
    expect(await told([finding('c')], TUESDAY)).toHaveLength(3);
  });

  it('keeps workbooks apart', async () => {
    await told([finding('a')], MONDAY);
    expect(await told([finding('a')], MONDAY, { ...school, workbook: 'school-990001-2026' })).toHaveLength(2);
  });

  it('delivers later what could not be delivered', async () => {
    const fault = new EdgeError('unreachable', 'No network.', { retryable: true });
    const broken = { deliver: () => Promise.reject(fault) };
    const tried = (asOf: string) => tell({ store, signer, mailer: broken }, news([finding('a'), finding('b')], asOf));
    expect(await tell({ store, signer, mailer: broken }, news([finding('a')], MONDAY))).toBe(fault);
    const before = await store.list('');
    expect(await tried(MONDAY)).toBe(fault);
    expect(await tried(TUESDAY)).toBe(fault);
    expect(await store.list('')).toEqual(before);
    const sent = await told([finding('a'), finding('b')], WEDNESDAY);
    expect(sent.map(({ id }) => id)).toEqual([
      'outbox-school-990001-2025-2026-03-23',
      'outbox-school-990001-2025-2026-03-25',
    ]);
  });
});
