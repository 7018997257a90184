import { z } from 'zod';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { Refusal } from '../refusal.ts';
import { isPlainObject, type JsonObject } from './canonical.ts';
import { inPlaceOfRowsForm, nameForm, sumsForm } from './kept-sums.ts';
import { type Bucket, FORMAT, type Head, type Manifest } from './snapshot.ts';

export const contentNameForm = z.string().regex(/^[0-9a-f]{64}$/);
const keyIdForm = z.string().regex(/^[0-9a-f]{16}$/);
const bitsForm = z.string().regex(/^[01]*$/);
const jsonObjectForm = z.custom<JsonObject>(isPlainObject);
export const momentForm = z.iso.datetime({ precision: 3 });
const sequenceForm = z.int().min(1);
const versionForm = z.int().min(1);
const madeBy = { format: z.literal(FORMAT), schema: versionForm, rules: versionForm };

const manifestFields = z.strictObject({
  ...madeBy,
  workbook: z.string(),
  sequence: sequenceForm,
  at: momentForm,
  asOf: z.iso.date(),
  parent: z.strictObject({ hash: contentNameForm, signature: z.string(), keyId: keyIdForm }).nullable(),
  sections: z.record(
    z.string(),
    z.strictObject({ count: z.int().min(0), buckets: z.record(bitsForm, contentNameForm) }),
  ),
  sums: inPlaceOfRowsForm.nullable(),
  missing: z.array(z.string()),
  missingColumns: z.record(nameForm, z.array(nameForm).min(1)).exactOptional(),
  outcomes: jsonObjectForm,
  figures: jsonObjectForm,
  leansOn: contentNameForm.nullable(),
  otherYears: z.record(nameForm, contentNameForm).exactOptional(),
  byNewerRules: z
    .strictObject({ since: z.iso.date(), rowsChanged: z.boolean(), rules: z.array(z.string()) })
    .nullable(),
  madeWith: z.int().min(2).exactOptional(),
});

/** One or the other: a list of contents that says it has only sums, and holds anything else as well, is none of ours. */
export const manifestForm: z.ZodType<Manifest> = manifestFields.refine(
  ({ sums, sections, outcomes, figures }) =>
    sums === null || (Object.keys(sections).length === 0 && sumsForm.safeParse({ outcomes, figures }).success),
);

export const bucketForm: z.ZodType<Bucket> = z.strictObject({
  section: z.string(),
  bits: bitsForm,
  records: z.array(z.tuple([z.string(), jsonObjectForm])),
});

const headForm = z.strictObject({
  ...madeBy,
  hash: contentNameForm,
  sequence: sequenceForm,
  at: momentForm,
  asOf: z.iso.date(),
  signature: z.string(),
  keyId: keyIdForm,
  publicKey: z.string(),
  dayStart: contentNameForm.nullable(),
});

/** Why a history is left alone that a newer program wrote. */
export const HISTORY_IS_NEWER =
  'This history was written by a newer Concordat than this one. Install the newer one, then try again.';

/** All that is read of a head before the rest is believed. In another format the rest may be anything. */
const formatForm = z.looseObject({ format: versionForm });
const knownForm = z.looseObject({ schema: versionForm, rules: versionForm });

/** What a stored text says as a head: whether it was written by a newer program stands in it unsigned, and anybody may have put it there. */
export interface SaidByHead {
  readonly isNewer: boolean;
  readonly isOtherFormat: boolean;
  /** As this program would read it, whatever number its format says; null where it does not read as one. */
  readonly head: Head | null;
}

export function saidByHead(text: string): SaidByHead {
  const isOtherFormat = (readAs(formatForm, text)?.format ?? FORMAT) > FORMAT;
  const known = readAs(knownForm, text);
  const isNewer =
    isOtherFormat || (known !== null && (known.schema > VERSIONS.workbooks || known.rules > VERSIONS.rules));
  const read = readAs(isOtherFormat ? headForm.extend({ format: versionForm }) : headForm, text);
  return { isNewer, isOtherFormat, head: read && { ...read, format: FORMAT } };
}

/** The head that a stored text is, or null where it is damaged. @throws Refusal `newer` where it says that a newer program wrote it */
export function headIn(text: string): Head | null {
  const { isNewer, head } = saidByHead(text);
  if (isNewer) throw new Refusal(HISTORY_IS_NEWER, { code: 'newer' });
  return head;
}

/** What a stored text says, or null where it is damaged. */
export function readAs<T>(form: z.ZodType<T>, text: string): T | null {
  try {
    return form.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
