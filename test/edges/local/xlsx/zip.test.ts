import { describe, expect, it } from 'vitest';
import { entryBytes, entryKey, makeZip, openZip, rewriteZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { EdgeError } from '../../../../functions/edges/ports.ts';

const zipped = () =>
  Buffer.from(
    makeZip([
      ['a.xml', '<a/>'],
      ['folder/B.xml', 'text '.repeat(100)],
    ]),
  );

function fault(work: () => unknown): EdgeError {
  try {
    work();
  } catch (cause) {
    if (cause instanceof EdgeError) return cause;
    throw cause;
  }
  throw new Error('nothing was thrown');
}

function readAll(bytes: Uint8Array): void {
  const zip = openZip(bytes);
  for (const entry of zip.entries.values()) entryBytes(zip, entry);
}

describe('a zip', () => {
  it('gives back what was put in, whatever the case of the name', () => {
    const zip = openZip(zipped());
    const entry = zip.entries.get(entryKey('Folder/b.XML'));
    expect(entryBytes(zip, entry!).toString()).toBe('text '.repeat(100));
  });

  it('keeps the compressed bytes of what is not replaced, and leaves out what is dropped', () => {
    const before = openZip(
      Buffer.from(
        makeZip([
          ['a', 'one'],
          ['b', 'two two two'],
          ['c', 'three'],
        ]),
      ),
    );
    const after = openZip(
      rewriteZip(
        before,
        new Map([
          ['a', 'ONE'],
          ['c', null],
        ]),
      ),
    );
    expect([...after.entries.keys()]).toEqual(['a', 'b']);
    expect(entryBytes(after, after.entries.get('a')!).toString()).toBe('ONE');
    const [old, kept] = [before.entries.get('b')!, after.entries.get('b')!];
    expect(after.bytes.subarray(kept.dataStart, kept.dataStart + kept.compressedSize)).toEqual(
      before.bytes.subarray(old.dataStart, old.dataStart + old.compressedSize),
    );
  });

  it('copies entries whose sizes stand after the data', () => {
    const bytes = zipped();
    const zip = openZip(bytes);
    const entry = zip.entries.get('a.xml')!;
    const directory = bytes.indexOf(entry.directoryRecord);
    bytes.writeUInt16LE(entry.flags | 8, entry.headerStart + 6);
    bytes.fill(0, entry.headerStart + 14, entry.headerStart + 26);
    bytes.writeUInt16LE(entry.flags | 8, directory + 8);
    const copied = openZip(rewriteZip(openZip(bytes), new Map()));
    expect(copied.entries.get('a.xml')!.flags & 8).toBe(0);
    expect(copied.bytes.readUInt32LE(copied.entries.get('a.xml')!.headerStart + 22)).toBe(4);
    expect(() => readAll(copied.bytes)).not.toThrow();
  });
});

describe('a file that is no sound zip', () => {
  it('is named for what it is, with what to do', () => {
    expect(fault(() => openZip(new Uint8Array()))).toMatchObject({ code: 'unreadable', retryable: true });
    expect(fault(() => openZip(Buffer.from('Name,Date\nA,1\n')))).toMatchObject({
      code: 'not-a-workbook',
      advice: 'This file is not an Excel workbook. Save it again as .xlsx from Excel or LibreOffice.',
    });
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    expect(fault(() => openZip(Buffer.concat([ole, Buffer.alloc(600)]))).advice).toContain('old .xls');
    const encrypted = Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(fault(() => openZip(encrypted))).toMatchObject({ code: 'unreadable' });
    expect(fault(() => openZip(encrypted)).advice).toContain('password');
  });

  it('is refused when it is cut short anywhere', () => {
    const whole = zipped();
    for (let length = 1; length < whole.length; length++) {
      expect(fault(() => readAll(whole.subarray(0, length))).code, `${length} bytes`).toMatch(
        /unreadable|not-a-workbook/,
      );
    }
    expect(fault(() => openZip(whole.subarray(0, whole.length - 30)))).toMatchObject({ retryable: true });
  });

  it('is refused when two entries have one name', () => {
    const bytes = makeZip([
      ['xl/a.xml', '1'],
      ['XL/A.xml', '2'],
    ]);
    expect(fault(() => openZip(bytes))).toMatchObject({ code: 'unreadable' });
  });

  it('is refused when a part is encrypted or fails its checksum', () => {
    const bytes = zipped();
    const entry = openZip(bytes).entries.get('a.xml')!;
    const directory = bytes.indexOf(entry.directoryRecord);
    const encrypted = Buffer.from(bytes);
    encrypted.writeUInt16LE(1, directory + 8);
    expect(fault(() => openZip(encrypted)).advice).toContain('password');
    const altered = Buffer.from(bytes);
    altered.writeUInt32LE(entry.crc ^ 1, directory + 16);
    expect(fault(() => readAll(altered))).toMatchObject({ code: 'unreadable' });
  });

  it('is refused when it would unpack to far more than it is, declared or not', () => {
    const bomb = Buffer.from(makeZip([['bomb', ' '.repeat(20_000_000)]]));
    expect(fault(() => openZip(bomb))).toMatchObject({ code: 'too-large' });
    const directory = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(1000, directory + 24);
    expect(fault(() => readAll(bomb))).toMatchObject({ code: 'unreadable' });
  });

  it('is refused with too many entries, in total too large, or of zip64', () => {
    const many = makeZip(Array.from({ length: 5001 }, (_none, index) => [`${index}`, ''] as const));
    expect(fault(() => openZip(many))).toMatchObject({ code: 'too-large' });
    const zip64 = zipped();
    zip64.writeUInt32LE(0xffffffff, zip64.length - 6);
    expect(fault(() => openZip(zip64))).toMatchObject({ code: 'too-large' });
  });
});

describe('a zip of files with modes', () => {
  it('says them as Unix does, and nothing of a part without one', () => {
    const zip = openZip(
      makeZip([
        ['run', '#!/bin/sh', 0o755],
        ['read', 'me', 0o644],
        ['plain', 'x'],
      ]),
    );
    const attributes = [...zip.entries.values()].map(({ directoryRecord }) => [
      directoryRecord.readUInt8(5),
      directoryRecord.readUInt32LE(38),
    ]);
    expect(attributes).toEqual([
      [3, 0o100755 * 0x10000],
      [3, 0o100644 * 0x10000],
      [0, 0],
    ]);
  });
});
