import { beforeEach, describe, expect, it } from 'vitest';
import { mailInHtml } from '../../functions/edges/mail-in-html.ts';
import type { Mailer, MailMessage } from '../../functions/edges/ports.ts';

/** A message as it arrives, with the page that says the same. */
export type Arrived = Pick<MailMessage, 'id' | 'to' | 'subject' | 'text'> & { readonly html: string };

interface Opened {
  readonly mailer: Mailer;
  /** What arrived, read from where messages arrive. */
  delivered(): Arrived[];
}

const message = {
  id: 'outbox-school-990001-2025-2026-03-27',
  to: ['office@elmpark.example', 'head@elmpark.example'],
  subject: 'St Aldhelm’s School: 2 problems new on 27 March 2026',
  text: 'Since the last message 2 problems came up:\n- Staff days: 2\n\nThe tab Checks says what to do. £½✓ 🏫',
} satisfies MailMessage;
const arrived: Arrived = { ...message, html: mailInHtml(message.subject, message.text) };

/** What every way of sending messages does. `open` gives one through which nothing was sent yet. */
export function describeMailerContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a mailer`, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });

    it('delivers a message to the letter', async () => {
      await opened.mailer.deliver(message);
      expect(opened.delivered()).toEqual([arrived]);
    });

    it('delivers it once, however often it is asked', async () => {
      await opened.mailer.deliver(message);
      await opened.mailer.deliver(message);
      expect(opened.delivered()).toEqual([arrived]);
    });

    it('tells messages apart by their id', async () => {
      const other = { ...message, id: `${message.id}-other` };
      await opened.mailer.deliver(message);
      await opened.mailer.deliver(other);
      expect(new Set(opened.delivered())).toEqual(new Set([arrived, { ...arrived, id: other.id }]));
    });
  });
}
