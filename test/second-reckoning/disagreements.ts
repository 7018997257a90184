import { isDeepStrictEqual } from 'node:util';
import { holdersOf } from './accounts.ts';
import type { Alliance, Member, TypedRow } from './alliance.ts';
import { compare, type Disagreement } from './compare.ts';
import { drawAlliance } from './draw-alliance.ts';
import { issueDocuments } from './issue-documents.ts';
import { heldBack } from './letters.ts';
import { wasMemberIn, yearIn } from './money.ts';
import { readAlliance } from './read-alliance.ts';
import { ofAlliances, ofSchools } from './reckon.ts';

export interface Found extends Disagreement {
  readonly seed: number;
  readonly document: string;
  readonly school: string | null;
}

/** Every figure of every document of one alliance, printed and reckoned; what they differ in, and how many documents were looked at. */
export async function disagreementsOf(seed: number): Promise<{ found: Found[]; documents: number }> {
  const drawn = drawAlliance(seed);
  const names = [...Object.keys(ofSchools), ...Object.keys(ofAlliances)];
  const { issued, files } = await issueDocuments(drawn, names);
  const alliance = readAlliance(drawn, files);
  const found: Found[] = readOtherwise(drawn, alliance).map((one) => ({
    ...one,
    seed,
    document: 'the workbooks',
    school: null,
  }));
  let documents = 0;
  for (const { document, urn, printed, why } of issued) {
    const member = alliance.members.find(({ meant }) => meant.urn === urn)?.meant ?? null;
    const place = { seed, document, school: member?.name ?? null };
    const reckoned =
      member === null
        ? ofAlliances[document]!(alliance)
        : hasOne(document, member, alliance)
          ? ofSchools[document]!(alliance, member)
          : null;
    if (member !== null && ASK.includes(document)) {
      const held = heldBack(alliance, member);
      const isHeld = why?.includes('may have paid') ?? false;
      if (isHeld && held !== 'never' && reckoned !== null) continue;
      if (printed !== null && held === 'always')
        found.push({ ...place, figure: 'the document', printed: 'issued', reckoned: 'held back', rests: [] });
    }
    if (printed === null || reckoned === null) {
      if ((printed === null) !== (reckoned === null))
        found.push({
          ...place,
          figure: 'the document',
          printed: why ?? 'issued',
          reckoned: reckoned === null ? 'none' : 'issued',
          rests: [],
        });
      continue;
    }
    documents += 1;
    found.push(...compare(printed, reckoned).map((one) => ({ ...place, ...one })));
  }
  return { found, documents };
}

/** What asks for money. */
const ASK: readonly string[] = ['payment-request', 'payment-reminder'];
/** What is made for whoever has an account. */
const OF_ACCOUNTS: readonly string[] = [...ASK, 'contribution-statement', 'payment-receipt'];

/** A school that was a member in the year has every document; one whose account is still open has a statement of that. */
function hasOne(document: string, member: Member, alliance: Alliance): boolean {
  if (wasMemberIn(member, yearIn(alliance))) return true;
  return OF_ACCOUNTS.includes(document) && holdersOf(alliance).some(({ urn }) => urn === member.urn);
}

/** Rows that the second reading does not understand as they were meant, so that neither it nor the drawing can go wrong unseen. */
export function readOtherwise(drawn: Alliance, read: Alliance): Disagreement[] {
  const rowsOf = ({ members, decided, books, schoolsBooks }: Alliance): [tab: string, rows: readonly unknown[]][] => {
    const meant = (rows: readonly TypedRow<unknown>[]) => rows.map((row) => row.meant);
    return [
      ['Schools', meant(members)],
      ['Settings', [{ ...decided, itself: [...decided.itself].sort() }]],
      ...books.flatMap(({ startYear, payments, calendar, exceptions }): [string, unknown[]][] => [
        [`Contributions ${startYear}`, meant(payments)],
        [`Calendar ${startYear}`, meant(calendar)],
        [`Exceptions ${startYear}`, meant(exceptions)],
      ]),
      ...schoolsBooks.flatMap(({ urn, startYear, policies, absence, exclusions }): [string, unknown[]][] => [
        [`Policies ${urn} ${startYear}`, meant(policies)],
        [`Absence by term ${urn} ${startYear}`, meant(absence)],
        [`Exclusions by term ${urn} ${startYear}`, meant(exclusions)],
      ]),
    ];
  };
  const again = new Map(rowsOf(read));
  return rowsOf(drawn).flatMap(([tab, rows]) => {
    const others = again.get(tab)!;
    const at = Array.from({ length: Math.max(rows.length, others.length) }, (_, row) => row).filter(
      (row) => !isDeepStrictEqual(rows[row], others[row]),
    );
    return at.map((row) => ({
      figure: `${tab} row ${row + 2}`,
      printed: JSON.stringify(rows[row]),
      reckoned: JSON.stringify(others[row]),
      rests: [],
    }));
  });
}
