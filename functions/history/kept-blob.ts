import type { Secret } from '../edges/ports.ts';
import { canonicalText, contentName } from './canonical.ts';
import type { Manifest } from './snapshot.ts';

/** 128 bits in hex. */
const SALT_DIGITS = 32;

interface KeptBlob {
  readonly name: string;
  readonly text: string;
}

/**
 * A content as it is kept: behind a salt, which is its HMAC under the secret, and under the hash of both. The same content gives the
 * same blob, anybody can check the name, and whoever has only the name cannot try out what it may have been.
 */
export function keptBlob(content: string, secret: Secret): KeptBlob {
  const text = secret.keyed('salt', content).slice(0, SALT_DIGITS) + content;
  return { name: contentName(text), text };
}

/** What a blob says; null where it is missing or is not what its name promises. */
export function contentOf({ name, text }: { readonly name: string; readonly text: string | undefined }): string | null {
  return text !== undefined && contentName(text) === name ? text.slice(SALT_DIGITS) : null;
}

/** Whether a snapshot was kept under this secret. */
export function isKeptUnder(
  secret: Secret,
  { hash, manifest }: { readonly hash: string; readonly manifest: Manifest },
) {
  return keptBlob(canonicalText(manifest), secret).name === hash;
}
