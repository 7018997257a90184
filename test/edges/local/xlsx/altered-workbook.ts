import { partText } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { makeZip, openZip } from '../../../../functions/edges/local/xlsx/zip.ts';

type Parts = Readonly<Record<string, string | Uint8Array>>;

/** A workbook with parts put in or altered; `alter` gets each standing part by name, and leaves it out by giving null. */
export function altered(
  bytes: Uint8Array,
  more: Parts,
  alter: (name: string, xml: string) => string | null = (_name, xml) => xml,
): Uint8Array {
  const zip = openZip(bytes);
  const standing = [...zip.entries.values()].flatMap(({ name }) => {
    const xml = alter(name, partText(zip, name));
    return xml === null ? [] : [[name, xml] as const];
  });
  return makeZip([...standing, ...Object.entries(more)]);
}
