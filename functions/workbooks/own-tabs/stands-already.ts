import type { OwnSheet, RawCell, RawTab } from '../../../sheets-schema/sheet.ts';

/** Whether a sheet of ours says already what it should, people's columns and rows left aside. */
export function standsAlready(current: RawTab, wanted: OwnSheet): boolean {
  const length = Math.max(current.rows.length, wanted.rows.length);
  for (let at = wanted.peoplesRows ?? 0; at < length; at += 1) {
    const [is, should] = [current.rows[at] ?? [], wanted.rows[at] ?? []];
    for (let place = 0; place < Math.max(is.length, should.length); place += 1) {
      if (wanted.peoplesColumns.includes(place)) continue;
      if (asKept(asText(is[place]) ?? '') !== asKept(should[place]?.value ?? '')) return false;
    }
  }
  return true;
}

/** What a cell of ours says; null where it is blank, or holds what we never write. */
export function asText(raw: RawCell | undefined): string | null {
  if (raw === null || raw === undefined || raw === '') return null;
  return typeof raw === 'object' ? null : String(raw);
}

/** What a spreadsheet keeps of a text: whole characters, and of the control characters only tabs and line breaks. */
function asKept(value: string | number): string {
  return String(value)
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, '')
    .toWellFormed();
}
