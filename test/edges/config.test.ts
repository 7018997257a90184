import { describe, expect, it } from 'vitest';
import {
  ConfigError,
  configurationFolder,
  readConfig,
  secrets,
  type Target,
  targets,
} from '../../functions/edges/config.ts';

const SECRETS = {
  CONCORDAT_SIGNING_KEY: '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n',
  CONCORDAT_HISTORY_SECRET: '0123456789abcdef'.repeat(4),
  CONCORDAT_SMTP_URL: 'smtps://harrowdale:s3cret@mail.example:465',
  CONCORDAT_NOTICE_TOKEN: 'n'.repeat(40),
};
const WHOLE = {
  GOOGLE_CLOUD_PROJECT: 'harrowdale-concordat',
  CONCORDAT_REGION: 'europe-west2',
  CONCORDAT_QUEUE: 'concordat',
  CONCORDAT_DRIVE: '0AHarrowdaleDrive',
  CONCORDAT_FUNCTIONS_URL: 'https://*-123456789012.europe-west2.run.app',
  CONCORDAT_INVOKER: 'concordat-invoker@harrowdale-concordat.iam.gserviceaccount.com',
  CONCORDAT_MAIL_FROM: 'concordat@harrowdale.example',
  ...SECRETS,
};

function faultsOf(target: Target, environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readConfig(target, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the settings of a function', () => {
  it.each(targets)('of %s hold the secrets it needs and no other', (target) => {
    const { signingKey, historySecret, smtpUrl, noticeToken } = readConfig(target, WHOLE);
    const has = (name: keyof typeof secrets) => (secrets[name] as readonly Target[]).includes(target);
    expect(signingKey).toBe(has('CONCORDAT_SIGNING_KEY') ? SECRETS.CONCORDAT_SIGNING_KEY.trim() : null);
    expect(historySecret).toBe(has('CONCORDAT_HISTORY_SECRET') ? SECRETS.CONCORDAT_HISTORY_SECRET : null);
    expect(smtpUrl).toBe(has('CONCORDAT_SMTP_URL') ? SECRETS.CONCORDAT_SMTP_URL : null);
    expect(noticeToken).toBe(has('CONCORDAT_NOTICE_TOKEN') ? SECRETS.CONCORDAT_NOTICE_TOKEN : null);
  });

  it('can be read without what others need', () => {
    const { CONCORDAT_SIGNING_KEY, CONCORDAT_SMTP_URL, ...rest } = WHOLE;
    expect(faultsOf('notice', rest)).toEqual([]);
    expect(faultsOf('sync-workbook', rest)).toEqual(['CONCORDAT_SIGNING_KEY is missing.']);
    expect(faultsOf('publish', rest)).toEqual(['CONCORDAT_SIGNING_KEY is missing.', 'CONCORDAT_SMTP_URL is missing.']);
  });

  it('say all that is wrong at once, and nothing of what they are', () => {
    const wrong = Object.fromEntries(Object.keys(WHOLE).map((name) => [name, 'a b/c hunter2']));
    for (const target of targets) {
      const faults = faultsOf(target, { ...wrong, CONCORDAT_GOOGLE_ROOT: 'https://evil.example' });
      const asked = Object.entries(secrets).filter(([, users]) => (users as readonly Target[]).includes(target));
      expect(faults).toHaveLength(7 + asked.length + 1);
      for (const fault of faults) expect(fault).toMatch(/^[A-Z_]+ should be .+\.$/);
      expect(faults.join()).not.toContain('hunter2');
    }
    expect(faultsOf('poll', {})).toHaveLength(8);
    expect(faultsOf('poll', Object.fromEntries(Object.keys(WHOLE).map((name) => [name, ''])))).toHaveLength(8);
  });

  it('let Google be stood in for on this machine only', () => {
    const read = (CONCORDAT_GOOGLE_ROOT: string) => faultsOf('poll', { ...WHOLE, CONCORDAT_GOOGLE_ROOT });
    expect(read('http://127.0.0.1:8080')).toEqual([]);
    expect(read('http://127.0.0.1.evil.example:80')).toHaveLength(1);
    expect(readConfig('poll', WHOLE).googleRoot).toBeNull();
  });
});

describe('the configuration folder', () => {
  const home = '/home/anna';

  it('is where each system has such folders', () => {
    expect(configurationFolder({}, 'linux', home)).toBe('/home/anna/.config/concordat');
    expect(configurationFolder({ XDG_CONFIG_HOME: '/elsewhere' }, 'linux', home)).toBe('/elsewhere/concordat');
    expect(configurationFolder({ XDG_CONFIG_HOME: 'elsewhere' }, 'linux', home)).toBe('/home/anna/.config/concordat');
    expect(configurationFolder({}, 'darwin', home)).toBe('/home/anna/Library/Application Support/Concordat');
    expect(configurationFolder({ APPDATA: '/AppData/Roaming' }, 'win32', home)).toBe('/AppData/Roaming/Concordat');
    expect(configurationFolder({}, 'win32', home)).toBe('/home/anna/AppData/Roaming/Concordat');
  });

  it('is none of the person’s who runs the tests', () => {
    expect(configurationFolder()).not.toBe(configurationFolder({}));
    expect(configurationFolder()).toMatch(/concordat-configuration-/);
  });
});
