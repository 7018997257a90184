import type { RawCell } from '../sheet.ts';
import type { CellType } from './cell.ts';

/** A value whose kind another column decides: it is kept as typed and read where the kind is known. */
export const anyValue: CellType<Exclude<RawCell, null>> = {
  name: 'value',
  format: 'text',
  rule: 'GEN-05',
  messages: {},
  hint: 'Type the value in the way the setting asks for.',
  choices: null,
  read: (raw) => ({ value: whole(raw) }),
  readerIn: () => (raw) => ({ value: whole(raw) }),
  show: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
  write: (value) => value,
};

/** Words that stand there to be read by people: kept as they are, whatever they are, and read by nothing else. */
export const anyWords: typeof anyValue = { ...anyValue, name: 'words', hint: 'Filled in when the workbook is made.' };

/** The history keeps whole numbers only; a fraction reads the same as text. */
function whole(raw: Exclude<RawCell, null>): Exclude<RawCell, null> {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? raw : String(raw);
  if (typeof raw === 'object' && 'date' in raw) return { date: Math.floor(raw.date) };
  return raw;
}
