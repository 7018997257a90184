import type { SnapshotUsed } from './attached-tables.ts';
import { longDate } from './money-and-dates.ts';
import { addHeading, addParagraph, fullRoom, type PageFlow, reserve } from './page-flow.ts';
import { styles } from './style.ts';
import { addFacts, type Fact, factsHeight } from './table.ts';
import { standIn } from './text.ts';

export interface Provenance {
  readonly number: string;
  readonly readers: string;
  readonly academicYear: string;
  readonly issuedOn: string;
  readonly asOf: string;
  /** SHA-256 of the snapshot of the alliance's own records, hexadecimal. */
  readonly snapshotHash: string;
  /** Those of schools' records, and of the alliance's of other years, which stand in the attached list. */
  readonly otherSnapshots: readonly Pick<SnapshotUsed, 'of'>[];
  readonly keyId: string;
  /** The number of the issue that this one corrects. */
  readonly replaces: string | null;
  readonly attachments: readonly { readonly name: string; readonly description: string }[];
}

/** The last words of every document: what it was made from, and how to see that nobody has altered it. Kept on one page. */
export function addProvenance(flow: PageFlow, provenance: Provenance): void {
  const { number, readers, academicYear, issuedOn, asOf, snapshotHash, keyId, replaces, attachments } = provenance;
  const others = provenance.otherSnapshots;
  const ofSchools = others.filter(({ of }) => of === 'school').length;
  const made = `as they stood on ${longDate(asOf)}. The snapshot named below is a signed copy of`;
  const inAll = (count: number, whose: string) => `${count} ${count === 1 ? 'snapshot' : 'snapshots'} of ${whose}`;
  const listed = [
    ...(ofSchools > 0 ? [inAll(ofSchools, 'schools’ records')] : []),
    ...(others.length > ofSchools ? [inAll(others.length - ofSchools, 'the alliance’s of other years')] : []),
  ].join(' and ');
  const origin =
    others.length === 0
      ? `This document was made by Concordat from the alliance’s own records ${made} them.`
      : `This document was made by Concordat from the alliance’s own records${ofSchools > 0 ? ' and those of schools' : ''} ${made} ` +
        `the alliance’s; it and ${listed} are listed in the attached snapshots.csv.`;
  const facts: Fact[] = [
    ['Document', `${number}, academic year ${academicYear}, issued on ${longDate(issuedOn)}`],
    ['Written for', readers],
    ['Snapshot', snapshotHash.slice(0, 12)],
    ['Snapshot in full', `${snapshotHash.slice(0, 32)} ${snapshotHash.slice(32)}`],
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
  const paragraphs = 9 * styles.note.leading;
  reserve(flow, Math.min(paragraphs + factsHeight(flow, facts), fullRoom / 2));
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
