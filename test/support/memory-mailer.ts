import type { Mailer, MailMessage } from '../../functions/edges/ports.ts';

/** Keeps what was delivered, by id. */
export function openMemoryMailer(): Mailer & { readonly delivered: ReadonlyMap<string, MailMessage> } {
  const delivered = new Map<string, MailMessage>();
  return {
    delivered,
    async deliver(message) {
      if (!delivered.has(message.id)) delivered.set(message.id, message);
    },
  };
}
