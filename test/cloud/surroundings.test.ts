import { expect, it } from 'vitest';
import { surroundings } from '../../functions/cloud/surroundings.ts';

const ENVIRONMENT = {
  GOOGLE_CLOUD_PROJECT: 'harrowdale-concordat',
  CONCORDAT_REGION: 'europe-west2',
  CONCORDAT_QUEUE: 'concordat',
  CONCORDAT_DRIVE: '0AHarrowdaleDrive',
  CONCORDAT_FUNCTIONS_URL: 'https://*-123456789012.europe-west2.run.app',
  CONCORDAT_INVOKER: 'concordat-invoker@harrowdale-concordat.iam.gserviceaccount.com',
  CONCORDAT_MAIL_FROM: 'concordat@harrowdale.example',
  CONCORDAT_SMTP_URL: 'smtps://concordat@harrowdale.example:50%hunter2@mail.example:465',
};

it('says once in the log that nothing can be sent, and lets the function work', async () => {
  const lines: string[] = [];
  const clockwork = { now: () => Date.parse('2026-03-27T10:00:00Z'), sleep: async () => {}, chance: () => 0.5 };
  const { isCaller } = surroundings({ environment: ENVIRONMENT, clockwork, write: (line) => void lines.push(line) });
  for (let call = 0; call < 2; call += 1) expect(await isCaller('poll', undefined)).toBe(false);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      severity: 'ERROR',
      message: 'poll',
      code: 'not-configured',
      faults: ['CONCORDAT_SMTP_URL should be written with %25 in place of each % in its name or password.'],
    },
  ]);
  expect(lines.join()).not.toContain('hunter2');
});
