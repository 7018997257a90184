import { z } from 'zod';
import { isPlainObject, type JsonObject } from './canonical.ts';
import { contentOf } from './kept-blob.ts';
import type { Bucket, Head, Manifest } from './snapshot.ts';

const contentNameForm = z.string().regex(/^[0-9a-f]{64}$/);
const keyIdForm = z.string().regex(/^[0-9a-f]{16}$/);
const bitsForm = z.string().regex(/^[01]*$/);
const jsonObjectForm = z.custom<JsonObject>(isPlainObject);
const momentForm = z.iso.datetime({ precision: 3 });
const sequenceForm = z.int().min(1);

export const manifestForm: z.ZodType<Manifest> = z.strictObject({
  format: z.literal(2),
  workbook: z.string(),
  sequence: sequenceForm,
  at: momentForm,
  asOf: z.iso.date(),
  parent: z.strictObject({ hash: contentNameForm, signature: z.string(), keyId: keyIdForm }).nullable(),
  sections: z.record(
    z.string(),
    z.strictObject({ count: z.int().min(0), buckets: z.record(bitsForm, contentNameForm) }),
  ),
  outcomes: jsonObjectForm,
  figures: jsonObjectForm,
  rules: z.string(),
});

export const bucketForm: z.ZodType<Bucket> = z.strictObject({
  section: z.string(),
  bits: bitsForm,
  records: z.array(z.tuple([z.string(), jsonObjectForm])),
});

export const headForm: z.ZodType<Head> = z.strictObject({
  hash: contentNameForm,
  sequence: sequenceForm,
  at: momentForm,
  asOf: z.iso.date(),
  signature: z.string(),
  keyId: keyIdForm,
  publicKey: z.string(),
  dayStart: contentNameForm.nullable(),
});

/** What a stored text says, or null where it is damaged. */
export function readAs<T>(form: z.ZodType<T>, text: string): T | null {
  try {
    return form.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What the blob of that name says, or null where it is missing or is not what its name promises. */
export function readBlobAs<T>(form: z.ZodType<T>, name: string, text: string | undefined): T | null {
  const content = contentOf({ name, text });
  return content === null ? null : readAs(form, content);
}
