import type { SnapshotUsed } from './attached-tables.ts';
import { longDate } from './money-and-dates.ts';
import { addHeading, addParagraph, fullRoom, type PageFlow, reserve } from './page-flow.ts';
import { styles } from './style.ts';
import { addFacts, type Fact } from './table.ts';
import { standIn } from './text.ts';

export interface Provenance {
  readonly number: string;
  readonly readers: string;
  readonly academicYear: string;
  readonly issuedOn: string;
  readonly asOf: string;
  /** SHA-256 of the checkpoint that covers the records it was made from, hexadecimal. */
  readonly checkpoint: string;
  /** Those of schools' records, and of the alliance's of other years, which stand in the attached list. */
  readonly otherSnapshots: readonly Pick<SnapshotUsed, 'of'>[];
  readonly keyId: string;
  /** The number of the issue that this one corrects. */
  readonly replaces: string | null;
  readonly attachments: readonly { readonly name: string; readonly description: string }[];
}

/** The last words of every document: what it was made from, and how to see that nobody has altered it. Kept on one page. */
export function addProvenance(flow: PageFlow, provenance: Provenance): void {
  const { number, readers, academicYear, issuedOn, asOf, checkpoint, keyId, replaces, attachments } = provenance;
  const others = provenance.otherSnapshots;
  const whose = others.some(({ of }) => of === 'school') ? ' and those of schools' : '';
  const listed = others.length === 0 ? '' : ' The attached snapshots.csv lists which.';
  const origin =
    `This document was made by Concordat from the alliance’s own records${whose} as they stood on ${longDate(asOf)}.${listed} ` +
    'The checkpoint named below is one signed record of all that was kept by then. Whoever keeps it can later ask whether anything ' +
    'that this document was made from was altered since.';
  const facts: Fact[] = [
    ['Document', `${number}, academic year ${academicYear}, issued on ${longDate(issuedOn)}`],
    ['Written for', readers],
    ['Checkpoint', checkpoint.slice(0, 12)],
    ['Checkpoint in full', `${checkpoint.slice(0, 32)} ${checkpoint.slice(32)}`],
    ['Signing key', keyId],
    [
      'Earlier issue',
      replaces === null ? 'None: this is the first issue.' : `Replaces ${replaces}, which should no longer be used.`,
    ],
    ...attachments.map(({ name, description }): Fact => ['Attached to this file', `${name}: ${description}`]),
  ];
  const howToCheck =
    'To check that this file is ours and unaltered, run “concordat verify” followed by the name of the file, ' +
    'or send the file to your coordinator and ask for the check.';

  addHeading(flow, 1, 'Where this document comes from');
  reserve(flow, fullRoom / 3);
  addParagraph(flow, origin, styles.note);
  addFacts(flow, facts);
  addParagraph(flow, howToCheck, styles.note);
  addAboutStandIn(flow);
}

/** Explains the stand-in, where one was printed. */
export function addAboutStandIn(flow: PageFlow): void {
  const about =
    `The sign ${standIn} stands for a letter or picture that this typeface does not have. ` +
    'The records keep it as it was typed, and a screen reader is given it as it was typed.';
  if (flow.lettering.usedStandIn()) addParagraph(flow, about, styles.note);
}
