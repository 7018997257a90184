import { hash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAllianceFolder } from '../../../functions/edges/local/alliance-folder.ts';
import { workbookFiles } from '../../../functions/edges/local/workbook-files.ts';
import { workbooksIn } from '../../../functions/edges/local/workbooks-in-folder.ts';
import type { MailMessage } from '../../../functions/edges/ports.ts';
import { type Arrived, describeMailerContract } from '../../support/mailer-contract.ts';
import { describeShelfContract } from '../../support/shelf-contract.ts';
import { describeSignerContract } from '../../support/signer-contract.ts';
import { describeWorkbooksContract } from '../../support/workbooks-contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-alliance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describeWorkbooksContract(
  'A folder',
  async () => {
    const place = join(folder, 'Elm Park.xlsx');
    const lock = join(folder, '.~lock.Elm Park.xlsx#');
    return { workbooks: workbookFiles(), place, lock: () => writeFileSync(lock, ''), unlock: () => rmSync(lock) };
  },
  { locks: true },
);

describeMailerContract('A folder', async () => {
  const { mailer, store } = openAllianceFolder(folder);
  await store.close();
  return { mailer, delivered: () => filesIn(join(folder, 'Outbox')).map(readMessage) };
});

describeShelfContract('A folder', async () => {
  const { shelf, store } = openAllianceFolder(folder);
  await store.close();
  return {
    shelf,
    files: () =>
      new Map(filesIn(join(folder, 'Documents')).map((file) => [relative(folder, file), readFileSync(file)])),
  };
});

describeSignerContract('A folder', () => {
  const { store, signer } = openAllianceFolder(mkdtempSync(join(folder, 'alliance-')));
  void store.close();
  return signer;
});

describe('the outbox of a folder', () => {
  const message = { id: 'told-1-2026-03-27', to: ['office@elmpark.example'], subject: 'Elm Park: 2 new', text: 'Two.' };
  const delivered = async (...messages: MailMessage[]) => {
    const { mailer, store } = openAllianceFolder(folder);
    await store.close();
    for (const one of messages) await mailer.deliver(one);
    return filesIn(join(folder, 'Outbox'));
  };

  it('has drafts that a mail program opens to be sent, called by school and day and never by an address', async () => {
    const [file] = await delivered({ ...message, called: '2026-03-27 St Aldhelm’s: Upper/Lower School' });
    expect(basename(file!)).toMatch(/^2026-03-27 St Aldhelm’s- Upper-Lower School [0-9a-f]{6}\.eml$/);
    expect(readFileSync(file!, 'utf8').split('\r\n\r\n')[0]).toMatch(/^X-Unsent: 1$/m);
  });

  it('keeps two of a name apart, and writes one twice into the same file', async () => {
    const called = '2026-03-27 Elm Park';
    const files = await delivered({ ...message, called }, { ...message, id: 'told-2-2026-03-27', called });
    expect(files).toHaveLength(2);
    const before = readFileSync(files[0]!, 'utf8');
    expect(await delivered({ ...message, called })).toEqual(files);
    expect(readFileSync(files[0]!, 'utf8')).toBe(before);
  });

  it('has every word as it stands, so that whoever looks for one finds it', async () => {
    const [file] = await delivered({ ...message, text: 'Of Zoë Quillfeather: £½.' });
    expect(readFileSync(file!, 'utf8').match(/Of Zoë Quillfeather: £½\./g)).toHaveLength(2);
  });

  it('attaches documents as they were issued, and nothing else that lies in their place', async () => {
    const place = join(folder, 'Schools', 'Elm Park', 'Documents');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(folder, 'private.pdf'), 'private words');
    const issued = (name: string, bytes: string, sha256 = hash('sha256', bytes)) => {
      writeFileSync(join(place, name), bytes);
      return { link: `Schools/Elm Park/Documents/${name}`, sha256 };
    };
    symlinkSync(join(folder, 'private.pdf'), join(place, 'link.pdf'));
    const link = 'Schools/Elm Park/Documents/link.pdf';
    const [file] = await delivered({
      ...message,
      attached: [
        issued('2025-0001 Statement, St Aldhelm’s (1).pdf', '%PDF as it was issued'.repeat(20)),
        issued('altered.pdf', '%PDF altered', hash('sha256', '%PDF before')),
        { link, sha256: hash('sha256', '%PDF linked') },
        { link: '../private.pdf', sha256: hash('sha256', 'x') },
        { link: 'Schools/gone.pdf', sha256: hash('sha256', 'x') },
      ],
    });
    const parts = readFileSync(file!, 'utf8').split('Content-Type: application/pdf\r\n').slice(1);
    expect(parts).toHaveLength(1);
    const [head, body] = parts[0]!.split('\r\n\r\n') as [string, string];
    expect(decodeURIComponent(/filename\*=UTF-8''(.*)$/m.exec(head)![1]!)).toBe(
      '2025-0001 Statement, St Aldhelm’s (1).pdf',
    );
    const base64 = body.slice(0, body.indexOf('--'));
    expect(Buffer.from(base64, 'base64').toString()).toBe('%PDF as it was issued'.repeat(20));
    expect(base64.split('\r\n').every((line) => line.length <= 76)).toBe(true);
  });

  it('lets nothing become a header or leave the folder', async () => {
    const bad = 'x\r\nBcc: spy@evil.example';
    const [file] = await delivered({ id: bad, to: [bad], subject: bad, text: 'Two.', called: `../../${bad}` });
    expect(readFileSync(file!, 'utf8')).not.toMatch(/^Bcc/m);
  });
});

describe('an alliance’s folder', () => {
  it('keeps documents inside itself, whatever they are called', async () => {
    const { shelf, store } = openAllianceFolder(folder);
    await store.close();
    for (const name of ['../../up', '/etc/root', 'a\\..\\back', '.hidden', 'nul\u0000\n'])
      await shelf.file({ folder: `../${name}`, number: name, name }, new Uint8Array([1]));
    expect(readdirSync(folder).sort()).toEqual(['.concordat', 'Documents']);
    expect(filesIn(join(folder, 'Documents'))).toHaveLength(5);
  });

  it('puts what is addressed to a school into its folder, under numbers that no document has anywhere', async () => {
    const { shelf, store } = openAllianceFolder(folder);
    await store.close();
    const [ours, others] = [new Uint8Array([1]), new Uint8Array([2])];
    const own = { folder: '2025-26', number: '2025-0001', name: 'Report' };
    const schools = { ...own, number: '2025-0002', name: 'Statement', schoolsFolder: 'Elm Park' };
    expect(await shelf.file(own, ours)).toBe(join('Documents', '2025-26', '2025-0001 Report.pdf'));
    const link = join('Schools', 'Elm Park', 'Documents', '2025-0002 Statement.pdf');
    expect(await shelf.file(schools, ours)).toBe(link);
    expect(await shelf.file(schools, ours)).toBe(link);
    expect(await shelf.file(schools, others)).toBeNull();
    // Neither in another school's folder, nor among the alliance's own, nor the other way round.
    expect(await shelf.file({ ...schools, schoolsFolder: 'Oak' }, others)).toBeNull();
    expect(await shelf.file({ ...own, number: '2025-0002' }, others)).toBeNull();
    expect(await shelf.file({ ...schools, number: '2025-0001' }, others)).toBeNull();
    expect(await shelf.filed(schools)).toEqual([hash('sha256', ours)]);
    for (const schoolsFolder of ['../up', '/etc', '..'])
      await shelf.file({ ...schools, number: `2025-${1000 + schoolsFolder.length}`, schoolsFolder }, ours);
    expect(readdirSync(folder).sort()).toEqual(['.concordat', 'Documents', 'Schools']);
  });

  it('links to a document by where it stands in the folder', async () => {
    const { shelf, store } = openAllianceFolder(folder);
    await store.close();
    const link = await shelf.file({ folder: '2025-26', number: '2025-0001', name: 'Statement' }, new Uint8Array([1]));
    expect(link).toBe(join('Documents', '2025-26', '2025-0001 Statement.pdf'));
  });

  it.each([
    ['in a folder of its own', '2025-26/sent/2025-0001 Statement.pdf'],
    ['under another name', '2025-26/copy of 2025-0001, as sent.pdf'],
    ['in a folder with another name', 'old/2025-0001 Statement.pdf'],
  ])('gives a number to nothing else while a document has it %s', async (_where, moved) => {
    const { shelf, store } = openAllianceFolder(folder);
    await store.close();
    const documents = join(folder, 'Documents');
    mkdirSync(dirname(join(documents, moved)), { recursive: true });
    writeFileSync(join(documents, moved), 'issued before');
    const name = { folder: '2025-26', number: '2025-0001', name: 'Statement' };
    expect(await shelf.file(name, new Uint8Array([1]))).toBeNull();
    expect(await shelf.file({ ...name, folder: '2026-27' }, new Uint8Array([1]))).toBe(
      moved.startsWith('old') ? null : join('Documents', '2026-27', '2025-0001 Statement.pdf'),
    );
    expect(readFileSync(join(documents, moved), 'utf8')).toBe('issued before');
  });

  it('clears away what a stopped write left, wherever that was, and nothing that is being written', async () => {
    const places = ['.', 'Outbox', join('Documents', '2025-26')].map((place) => join(folder, place));
    for (const place of places) {
      mkdirSync(place, { recursive: true });
      for (const name of ['.concordat-old.tmp', '.concordat-new.tmp', 'theirs.tmp'])
        writeFileSync(join(place, name), 'ha');
      for (const name of ['.concordat-old.tmp', 'theirs.tmp']) utimesSync(join(place, name), 0, 0);
    }
    const { store } = openAllianceFolder(folder);
    await store.close();
    for (const place of places)
      expect(
        readdirSync(place)
          .filter((name) => name.endsWith('.tmp'))
          .sort(),
      ).toEqual(['.concordat-new.tmp', 'theirs.tmp']);
  });

  it('lists its workbooks, the alliance’s first, and nothing else', () => {
    for (const name of ['Elm Park.xlsx', 'Alliance 2025-26.xlsx', 'b.XLSM', '~$Elm Park.xlsx', '.hidden.xlsx', 'a.pdf'])
      writeFileSync(join(folder, name), '');
    expect(workbooksIn(folder).map((path) => relative(folder, path))).toEqual([
      'Alliance 2025-26.xlsx',
      'b.XLSM',
      'Elm Park.xlsx',
    ]);
  });

  it('says that it cannot be used', async () => {
    expect(() => workbooksIn(join(folder, 'nowhere'))).toThrow(expect.objectContaining({ code: 'unreadable' }));
    writeFileSync(join(folder, '.concordat'), 'a file where the history should be');
    expect(() => openAllianceFolder(folder)).toThrow(expect.objectContaining({ code: 'not-allowed' }));
  });

  it('says that a document could not be filed', async () => {
    const { shelf, store } = openAllianceFolder(folder);
    await store.close();
    mkdirSync(join(folder, 'Documents'), { recursive: true });
    writeFileSync(join(folder, 'Documents', '2025-26'), 'a file where the folder should be');
    const filing = shelf.file({ folder: '2025-26', number: '2025-0001', name: 'Report' }, new Uint8Array([1]));
    await expect(filing).rejects.toMatchObject({ name: 'EdgeError', code: 'not-allowed' });
  });
});

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A message as a mail program would read the file. */
function readMessage(file: string): Arrived {
  const [head = '', ...body] = readFileSync(file, 'utf8').split('\r\n\r\n');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head.replace(/\r\n[ \t]/g, ''))?.[1] ?? '';
  const subject = header('Subject').replaceAll(/=\?utf-8\?B\?([^?]*)\?=/g, (_, base64: string) =>
    Buffer.from(base64, 'base64').toString(),
  );
  const boundary = `words-${/boundary="(.*)"$/.exec(header('Content-Type'))![1]!}`;
  const parts = body.join('\r\n\r\n').split(new RegExp(`(?:^|\r\n)--${boundary}(?:--)?\r\n`));
  const part = (type: string) => {
    const found = parts.find((one) => one.startsWith(`Content-Type: ${type}; charset=utf-8\r\n`))!;
    return found.slice(found.indexOf('\r\n\r\n') + 4).replaceAll('\r\n', '\n');
  };
  return {
    id: /^<(.*)@/.exec(header('Message-ID'))![1]!,
    to: header('To').split(', '),
    subject,
    text: part('text/plain'),
    html: part('text/html'),
  };
}
