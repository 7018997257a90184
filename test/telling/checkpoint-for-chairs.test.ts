import { beforeEach, describe, expect, it } from 'vitest';
import { EdgeError, type MailMessage } from '../../functions/edges/ports.ts';
import { newestCheckpoint } from '../../functions/history/checkpoint.ts';
import { fingerprintOf } from '../../functions/history/public-keys.ts';
import { tellChairs } from '../../functions/telling/checkpoint-for-chairs.ts';
import { keep, outboxKey, personAt } from '../../functions/telling/outbox.ts';
import { noonOf } from '../support/publish-alone.ts';
import { openPublishingBench, type PublishingBench } from '../support/publishing-bench.ts';

const SCHOOLS = `
  | URN    | School               | Joined on | Left on   | Office e-mail           | Chair’s e-mail          |
  | 990001 | Elm Park High School |           |           | office@elmpark.example  | chair@elmpark.example   |
  | 990002 | St Aldhelm's School  |           |           | office@aldhelms.example |                         |
  | 990003 | Oldmere School       |           | 19/12/2025 | office@oldmere.example |                         |
  | 990004 | Newmere School       |           |           |                         |                         |`;
const CALENDAR = `
  | What        | From      | To         |
  | Autumn term | 2/9/2025  | 19/12/2025 |
  | Spring term | 5/1/2026  | 27/3/2026  |
  | Summer term | 13/4/2026 | 21/7/2026  |`;
const [IN_AUTUMN, HOLIDAY, IN_SPRING] = ['2025-11-03', '2025-12-29', '2026-03-27'];

let bench: PublishingBench;
let sent: MailMessage[];
const tell = (day: string, mailer = { deliver: async (message: MailMessage) => void sent.push(message) }) =>
  tellChairs({ ...bench.ports, mailer }, 2025, noonOf(day));

beforeEach(async () => {
  bench = await openPublishingBench({ Schools: SCHOOLS, Calendar: CALENDAR });
  sent = [];
});

describe('the checkpoint for the chairs', () => {
  it('goes to each chair, or to the office for the chair, once a term', async () => {
    expect(await tell(IN_SPRING)).toBeNull();
    expect(sent.map(({ to, subject }) => [to.join(), subject])).toEqual([
      ['chair@elmpark.example', 'Elm Park High School: please keep the checkpoint of the spring term 2025/26'],
      ['office@aldhelms.example', "St Aldhelm's School: please keep the checkpoint of the spring term 2025/26"],
    ]);
    const [elmPark, aldhelms] = sent.map(({ text }) => text);
    expect(elmPark).not.toContain('pass this on');
    expect(aldhelms).toMatch(/^Please pass this on to the chair of governors or of the trust\.\n/);
    expect(await tell(IN_SPRING)).toBeNull();
    expect(sent).toHaveLength(2);
    await tell('2026-04-20');
    expect(sent).toHaveLength(4);
  });

  it('says the newest checkpoint and the key, whole, which verify takes as they stand there', async () => {
    await tell(IN_SPRING);
    const { hash } = (await newestCheckpoint(bench.store))!;
    for (const { text } of sent) {
      expect(text.replace(/\s/g, '')).toContain(hash);
      expect(text.replace(/\s/g, '')).toContain(fingerprintOf(bench.signer.publicKey));
    }
  });

  it('waits for a day on which the same address has no other message', async () => {
    const person = personAt('Office@aldhelms.example', bench.ports.secret);
    const message = { id: 'a', to: ['office@aldhelms.example'], subject: 's', text: 't' };
    await keep({ ...bench.ports, mailer: { deliver: async () => {} } }, outboxKey(person, IN_SPRING), {
      known: [],
      message,
    });
    await tell(IN_SPRING);
    expect(sent.map(({ to }) => to.join())).toEqual(['chair@elmpark.example']);
    await tell('2026-03-26');
    expect(sent.map(({ to }) => to.join())).toEqual(['chair@elmpark.example', 'office@aldhelms.example']);
  });

  it('waits for term time, and leaves out who has left', async () => {
    expect(await tell(HOLIDAY)).toBeNull();
    expect(sent).toEqual([]);
    await tell(IN_AUTUMN);
    expect(sent.map(({ to }) => to.join())).toEqual([
      'chair@elmpark.example',
      'office@aldhelms.example',
      'office@oldmere.example',
    ]);
  });

  it('is tried again as it was written where it could not be delivered', async () => {
    const refused = { deliver: () => Promise.reject(new EdgeError('unreachable', 'The mail server is not reached.')) };
    expect(await tell(IN_SPRING, refused)).toMatchObject({ code: 'unreachable' });
    const { hash } = (await newestCheckpoint(bench.store))!;
    await bench.publish('contribution-statement', { urn: '990001' });
    expect(await tell(IN_SPRING)).toBeNull();
    expect(sent.map(({ to }) => to.join())).toEqual(['chair@elmpark.example', 'office@aldhelms.example']);
    expect(sent[0]!.text.replace(/\s/g, '')).toContain(hash);
  });

  it('is written anew in the place of one that was damaged', async () => {
    await bench.store.compareAndSet('chairs/2025/spring/990001', null, '{"known":');
    await tell(IN_SPRING);
    expect(sent).toHaveLength(2);
  });
});
