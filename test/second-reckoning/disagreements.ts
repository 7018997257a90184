import { compare, type Disagreement } from './compare.ts';
import { drawAlliance } from './draw-alliance.ts';
import { issueDocuments } from './issue-documents.ts';
import { wasMemberIn } from './money.ts';
import { ofAlliances, ofSchools } from './reckon.ts';

export interface Found extends Disagreement {
  readonly seed: number;
  readonly document: string;
  readonly school: string | null;
}

/** Every figure of every document of one alliance, printed and reckoned; what they differ in, and how many documents were looked at. */
export async function disagreementsOf(seed: number): Promise<{ found: Found[]; documents: number }> {
  const alliance = drawAlliance(seed);
  const names = [...Object.keys(ofSchools), ...Object.keys(ofAlliances)];
  const issued = await issueDocuments(alliance, names);
  const found: Found[] = [];
  let documents = 0;
  for (const { document, urn, printed, why } of issued) {
    const member = alliance.members.find(({ meant }) => meant.urn === urn)?.meant ?? null;
    const place = { seed, document, school: member?.name ?? null };
    const isMember = member === null || wasMemberIn(member, alliance.startYear);
    const reckoned =
      member === null ? ofAlliances[document]!(alliance) : isMember ? ofSchools[document]!(alliance, member) : null;
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
