import type { Signer } from '../edges/ports.ts';
import { recordText } from '../history/signature.ts';
import type { RegisterEntry } from './register.ts';

/** What a page for checking documents knows: which files were issued, by number. Neither titles nor schools: it may go to anybody. */
export interface IssuedList {
  readonly alliance: string;
  /** The day of the newest of them, so that the same register gives the same page. */
  readonly upTo: string;
  readonly documents: readonly {
    readonly number: string;
    /** SHA-256 of the file. */
    readonly sha256: string;
    readonly issuedOn: string;
    /** The issue that took its place; null where there is none yet. */
    readonly replacedBy: string | null;
    /** Of the checkpoint that it prints; null where it was issued before there were any. */
    readonly checkpoint: string | null;
  }[];
}

/** Null where nothing was issued yet. */
export function issuedList(entries: readonly RegisterEntry[], alliance: string): IssuedList | null {
  if (entries.length === 0) return null;
  const replacedBy = new Map(
    entries.flatMap(({ number, replaces }) => (replaces === null ? [] : [[replaces, number]])),
  );
  return {
    alliance,
    upTo: entries
      .map(({ issuedOn }) => issuedOn)
      .toSorted()
      .at(-1)!,
    documents: entries.map(({ number, sha256, issuedOn, checkpoint = null }) => ({
      ...{ number, sha256, issuedOn, checkpoint },
      replacedBy: replacedBy.get(number) ?? null,
    })),
  };
}

/** Stands in the page where the list goes. */
const LIST = '{"text":"","signature":"","publicKey":""}';

/** The page with the list in it, signed: it works without a network, and says so itself where its list was altered. */
export function checkingPage(page: string, list: IssuedList, { sign, publicKey }: Signer): string {
  const text = recordText('concordat-issued-list-v1', list);
  const inPage = JSON.stringify({ text, signature: sign(text), publicKey }).replaceAll('<', '\\u003c');
  return page.replace(LIST, () => inPage);
}
