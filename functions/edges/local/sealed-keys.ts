import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { z } from 'zod';

/** The key that signs a history (PEM), its secret (hex) and the list of its public keys (JSON), as text. */
export type KeyTexts = z.infer<typeof textsForm>;
const textsForm = z.strictObject({ signingKey: z.string(), historySecret: z.string(), publicKeys: z.string() });

/** What it takes to try one passphrase: 128 MiB and a good part of a second. Kept in the file, so that later ones may ask for more. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
/** A file that asks for more memory than this is none of ours. */
const MOST_MEMORY = 2 ** 30;
const CIPHER = 'aes-256-gcm';
const SAYS = 'Concordat: a signing key and the secret of its history, sealed under a passphrase';

const sealedForm = z.strictObject({
  says: z.string(),
  version: z.literal(1),
  scrypt: z.strictObject({ N: z.int().min(2 ** 14), r: z.int().min(8), p: z.int().min(1).max(16), salt: z.base64() }),
  cipher: z.strictObject({ name: z.literal(CIPHER), nonce: z.base64(), tag: z.base64() }),
  sealed: z.base64(),
});
type Sealed = z.infer<typeof sealedForm>;

/** A file that gives key and secret to whoever has the passphrase, and nothing to anybody else. */
export function sealKeys(keys: KeyTexts, passphrase: string, random: (bytes: number) => Buffer = randomBytes): string {
  const scrypt = { ...COST, salt: random(16).toString('base64') };
  const nonce = random(12);
  const cipher = createCipheriv(CIPHER, keyOf(passphrase, scrypt), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()]);
  const file: Sealed = {
    says: SAYS,
    version: 1,
    scrypt,
    cipher: { name: CIPHER, nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64') },
    sealed: sealed.toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What such a file holds; why it does not open otherwise: it is none or damaged, or the passphrase is another. */
export function unsealKeys(text: string, passphrase: string): KeyTexts | 'no such file' | 'another passphrase' {
  const file = readSealed(text);
  if (file === null) return 'no such file';
  const { scrypt, cipher, sealed } = file;
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(passphrase, scrypt), Buffer.from(cipher.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAuthTag(Buffer.from(cipher.tag, 'base64'));
    const opened = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()]);
    return textsForm.parse(JSON.parse(opened.toString('utf8')));
  } catch {
    return 'another passphrase';
  }
}

/** Whether a text is such a file, so that nobody is asked for a passphrase in vain. */
export function isSealed(text: string): boolean {
  return readSealed(text) !== null;
}

function readSealed(text: string): Sealed | null {
  try {
    const file = sealedForm.parse(JSON.parse(text));
    return 128 * file.scrypt.N * file.scrypt.r <= MOST_MEMORY ? file : null;
  } catch {
    return null;
  }
}

/** The same letters give the same key, however a keyboard writes their accents. */
function keyOf(passphrase: string, { salt, ...cost }: Sealed['scrypt']): Buffer {
  return scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, {
    ...cost,
    maxmem: 2 * MOST_MEMORY,
  });
}
