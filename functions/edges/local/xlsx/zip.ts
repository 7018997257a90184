import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { cutShort, damaged, emptyFile, notAWorkbook, oldWorkbook, passwordProtected, tooLarge } from './faults.ts';
import { LIMITS } from './limits.ts';

/** Smaller parts may be packed as tightly as they like. */
const RATIO_COUNTS_FROM = 1024 * 1024;

// Record layouts and signatures: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
const DIRECTORY_RECORD = 0x02014b50;
const DIRECTORY_RECORD_SIZE = 46;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const OLE_CONTAINER = 0xd0cf11e0;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const SIZES_FOLLOW_FLAG = 8;
const UTF8_NAME_FLAG = 0x0800;
/** Which system's attributes a part has: those of Unix are its kind and mode, in the upper half (4.4.2.2, 4.4.15). */
const MADE_ON_UNIX = 3;
const REGULAR_FILE = 0o100000;
/** 1 January 1980, the earliest a zip can hold: the same content gives the same bytes. */
const FIXED_TIME = 0x00210000;

export interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerStart: number;
  readonly dataStart: number;
  readonly directoryRecord: Buffer;
}

export interface Zip {
  readonly bytes: Buffer;
  /** By `entryKey`, in the order of the directory. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

/** Part names are compared without regard to case (ECMA-376 part 2, 6.2.2). */
export function entryKey(name: string): string {
  return name.replaceAll('\\', '/').toLowerCase();
}

/**
 * Reads the directory of a zip; nothing is unpacked yet, and nothing the directory says of sizes is taken on trust later.
 * @throws EdgeError when it is no zip, cut short, encrypted, or larger than any workbook of ours would be.
 */
export function openZip(source: Uint8Array): Zip {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  if (bytes.length === 0) throw emptyFile();
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === OLE_CONTAINER) {
    throw bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? passwordProtected() : oldWorkbook();
  }
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== LOCAL_HEADER) throw notAWorkbook();
  const end = findDirectoryEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const directoryStart = bytes.readUInt32LE(end + 16);
  if (count === 0xffff || directoryStart === 0xffffffff) throw tooLarge(LIMITS.fileBytes);
  if (count > LIMITS.parts.most) throw tooLarge(LIMITS.parts);

  const entries = new Map<string, ZipEntry>();
  let total = 0;
  let at = directoryStart;
  for (let index = 0; index < count; index++) {
    const entry = readDirectoryRecord(bytes, at);
    total += entry.size;
    if (entry.size > LIMITS.partBytes.most) throw tooLarge(LIMITS.partBytes);
    if (total > LIMITS.unpackedBytes.most) throw tooLarge(LIMITS.unpackedBytes);
    const isBomb = entry.size > RATIO_COUNTS_FROM && entry.size > entry.compressedSize * LIMITS.timesPacked.most;
    if (isBomb) throw tooLarge(LIMITS.timesPacked);
    const key = entryKey(entry.name);
    if (entries.has(key)) throw damaged('two zip entries have the same name');
    entries.set(key, entry);
    at += entry.directoryRecord.length;
  }
  return { bytes, entries };
}

function findDirectoryEnd(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - DIRECTORY_END_SIZE - LONGEST_COMMENT);
  for (let at = bytes.length - DIRECTORY_END_SIZE; at >= earliest; at--) {
    if (bytes.readUInt32LE(at) === DIRECTORY_END) return at;
  }
  throw cutShort();
}

function readDirectoryRecord(bytes: Buffer, at: number): ZipEntry {
  if (at + DIRECTORY_RECORD_SIZE > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_RECORD) {
    throw damaged('bad zip directory record');
  }
  const nameLength = bytes.readUInt16LE(at + 28);
  const length = DIRECTORY_RECORD_SIZE + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  const flags = bytes.readUInt16LE(at + 8);
  if (flags & ENCRYPTED_FLAG) throw passwordProtected();
  const headerStart = bytes.readUInt32LE(at + 42);
  const compressedSize = bytes.readUInt32LE(at + 20);
  if (headerStart + LOCAL_HEADER_SIZE > bytes.length || bytes.readUInt32LE(headerStart) !== LOCAL_HEADER) {
    throw damaged('bad zip local header');
  }
  const dataStart =
    headerStart + LOCAL_HEADER_SIZE + bytes.readUInt16LE(headerStart + 26) + bytes.readUInt16LE(headerStart + 28);
  if (dataStart + compressedSize > bytes.length || at + length > bytes.length) throw cutShort();
  return {
    name: bytes.toString('utf8', at + DIRECTORY_RECORD_SIZE, at + DIRECTORY_RECORD_SIZE + nameLength),
    flags,
    method: bytes.readUInt16LE(at + 10),
    time: bytes.readUInt32LE(at + 12),
    crc: bytes.readUInt32LE(at + 16),
    compressedSize,
    size: bytes.readUInt32LE(at + 24),
    headerStart,
    dataStart,
    directoryRecord: bytes.subarray(at, at + length),
  };
}

/** Unpacks one entry, never to more than its declared size. @throws EdgeError when size or checksum do not hold. */
export function entryBytes(zip: Zip, entry: ZipEntry): Buffer {
  const packed = zip.bytes.subarray(entry.dataStart, entry.dataStart + entry.compressedSize);
  const unpacked = unpack(packed, entry);
  if (unpacked.length !== entry.size || crc32(unpacked) !== entry.crc) throw damaged(`checksum of ${entry.name}`);
  return unpacked;
}

function unpack(packed: Buffer, entry: ZipEntry): Buffer {
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) throw damaged(`compression method ${entry.method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (cause) {
    throw damaged(cause);
  }
}

/** What goes into a new zip. A part with a `mode` is a file of that mode where files have one, such as 0o755 for a program. */
export type ZipPart = readonly [name: string, content: string | Uint8Array, mode?: number];

/** A new zip with these parts in this order. The same parts always give the same bytes. */
export function makeZip(parts: readonly ZipPart[]): Uint8Array {
  const writing = newWriting();
  for (const [name, content, mode] of parts) addPart(writing, name, content, FIXED_TIME, mode);
  return finish(writing);
}

/** The same zip with some texts replaced, or entries left out (null), and some added. Every other entry keeps its compressed bytes. */
export function rewriteZip(
  zip: Zip,
  replaced: ReadonlyMap<string, string | null>,
  added: readonly (readonly [name: string, text: string])[] = [],
): Uint8Array {
  const writing = newWriting();
  for (const [key, entry] of zip.entries) {
    const text = replaced.get(key);
    if (text === undefined) copyEntry(writing, zip, entry);
    else if (text !== null) addPart(writing, entry.name, text, entry.time);
  }
  for (const [name, text] of added) addPart(writing, name, text, FIXED_TIME);
  return finish(writing);
}

interface Writing {
  readonly content: Buffer[];
  readonly directory: Buffer[];
  length: number;
  count: number;
}

function newWriting(): Writing {
  return { content: [], directory: [], length: 0, count: 0 };
}

function addPart(writing: Writing, name: string, content: string | Uint8Array, time: number, mode?: number): void {
  const data = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const packed = deflateRawSync(data);
  const nameBytes = Buffer.from(name, 'utf8');
  const header = Buffer.alloc(LOCAL_HEADER_SIZE);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(UTF8_NAME_FLAG, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt32LE(time, 10);
  header.writeUInt32LE(crc32(data), 14);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(data.length, 22);
  header.writeUInt16LE(nameBytes.length, 26);
  const record = Buffer.alloc(DIRECTORY_RECORD_SIZE);
  record.writeUInt32LE(DIRECTORY_RECORD, 0);
  record.writeUInt16LE(20, 4);
  header.copy(record, 6, 4);
  if (mode !== undefined) {
    record.writeUInt8(MADE_ON_UNIX, 5);
    record.writeUInt16LE(REGULAR_FILE | mode, 40);
  }
  record.writeUInt32LE(writing.length, 42);
  append(writing, [header, nameBytes, packed], [record, nameBytes]);
}

// Sizes that followed the data are written into the header instead, as they are known by now.
function copyEntry(writing: Writing, zip: Zip, entry: ZipEntry): void {
  const header = Buffer.from(zip.bytes.subarray(entry.headerStart, entry.dataStart));
  const record = Buffer.from(entry.directoryRecord);
  const flags = entry.flags & ~SIZES_FOLLOW_FLAG;
  header.writeUInt16LE(flags, 6);
  header.writeUInt32LE(entry.crc, 14);
  header.writeUInt32LE(entry.compressedSize, 18);
  header.writeUInt32LE(entry.size, 22);
  record.writeUInt16LE(flags, 8);
  record.writeUInt32LE(writing.length, 42);
  append(writing, [header, zip.bytes.subarray(entry.dataStart, entry.dataStart + entry.compressedSize)], [record]);
}

function append(writing: Writing, content: Buffer[], directory: Buffer[]): void {
  writing.content.push(...content);
  writing.directory.push(...directory);
  for (const piece of content) writing.length += piece.length;
  writing.count++;
}

function finish(writing: Writing): Uint8Array {
  const directory = Buffer.concat(writing.directory);
  const end = Buffer.alloc(DIRECTORY_END_SIZE);
  end.writeUInt32LE(DIRECTORY_END, 0);
  end.writeUInt16LE(writing.count, 8);
  end.writeUInt16LE(writing.count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(writing.length, 16);
  return Buffer.concat([...writing.content, directory, end]);
}
