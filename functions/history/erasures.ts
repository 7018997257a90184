import { z } from 'zod';
import type { Store } from '../edges/ports.ts';
import { contentOf } from './kept-blob.ts';
import { isSigned } from './signature.ts';
import { contentNameForm, momentForm, readAs } from './stored-forms.ts';

/** What of a history was erased: words wherever they stood, one row, or a person by name. */
export type ErasedKind = 'text' | 'row' | 'person';

const erasureForm = z.strictObject({
  /** The name of the blob that is gone, as lists of contents have it for good. */
  old: contentNameForm,
  /** The name of the blob that took its place. */
  new: contentNameForm,
  kind: z.enum(['text', 'row', 'person']),
  /** How many records were taken out of it whole. */
  removed: z.int().min(0),
  /** The workbooks whose histories name it; none for what was left behind. */
  workbooks: z.array(z.string()),
  /** Who took it out, as they called themselves. */
  by: z.string(),
  at: momentForm,
  keyId: z.string(),
  signature: z.string(),
});

/** A blob that another took the place of, signed. It says that something was taken out, by whom and when, and never what. */
export type Erasure = z.infer<typeof erasureForm>;

const ERASURES = 'erased/';

export function erasureKey(old: string): string {
  return `${ERASURES}${old}`;
}

/** What a stored text says as the erasure of a blob; null where it is damaged or of another. */
export function erasureIn(text: string, old: string): Erasure | null {
  const erasure = readAs(erasureForm, text);
  return erasure?.old === old ? erasure : null;
}

/** The erasures that one of these keys signed, and how many stand there that none did. */
export interface ErasuresFound {
  readonly erasures: readonly Erasure[];
  readonly unsigned: number;
}

export async function erasuresIn(
  store: Pick<Store, 'list'>,
  keys: ReadonlyMap<string, string>,
): Promise<ErasuresFound> {
  const documents = await store.list(ERASURES);
  const erasures = documents
    .map(({ key, value }) => erasureIn(value, key.slice(ERASURES.length)))
    .filter((one) => one !== null && isSigned('concordat-erasure-v1', one, keys));
  return { erasures: erasures as Erasure[], unsigned: documents.length - erasures.length };
}

/**
 * The store, with what took the place of what was erased: where one of the listed keys signed for it. One that anybody put there who may
 * write in the store counts for nothing. The keys are asked for only where something is missing.
 */
export function followingErasures(store: Store, listedKeys: () => Promise<ReadonlyMap<string, string>>): Store {
  let keys: ReadonlyMap<string, string> = new Map();
  return {
    ...store,
    async erasureOf(name) {
      const document = await store.getDocument(erasureKey(name));
      const erasure = document && erasureIn(document.value, name);
      if (!erasure) return null;
      // A key may have been listed since.
      if (!keys.has(erasure.keyId)) keys = await listedKeys();
      return isSigned('concordat-erasure-v1', erasure, keys) ? erasure : null;
    },
  };
}

interface KeptContent {
  readonly text: string;
  /** How many records were taken out of it. */
  readonly removed: number;
}

/** What erasures of erasures lead on to, one after another. */
const LONGEST_CHAIN = 1000;

/**
 * What blobs say, by their names; where one was erased, what took its place. One that is missing, or is not what its name promises, is
 * absent.
 */
export async function contentsOf(
  store: Pick<Store, 'getBlobs' | 'erasureOf'>,
  names: readonly string[],
  furthest = LONGEST_CHAIN,
): Promise<ReadonlyMap<string, KeptContent>> {
  const contents = new Map<string, KeptContent>();
  if (names.length === 0) return contents;
  const blobs = await store.getBlobs(names);
  const inPlace = new Map<string, { readonly new: string; readonly removed: number }>();
  for (const name of new Set(names)) {
    const text = contentOf({ name, text: blobs.get(name) });
    if (text !== null) contents.set(name, { text, removed: 0 });
    if (blobs.has(name) || store.erasureOf === undefined || furthest === 0) continue;
    const erasure = await store.erasureOf(name);
    if (erasure !== null) inPlace.set(name, erasure);
  }
  if (inPlace.size === 0) return contents;
  const newer = [...inPlace.values()].map((erasure) => erasure.new);
  const found = await contentsOf(store, newer, furthest - 1);
  for (const [name, erasure] of inPlace) {
    const content = found.get(erasure.new);
    if (content !== undefined) contents.set(name, { ...content, removed: content.removed + erasure.removed });
  }
  return contents;
}
