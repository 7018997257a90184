import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import type { OwnSheet, RawTab } from '../../sheets-schema/sheet.ts';
import type { RegisterEntry } from '../documents/register.ts';
import type { Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import type { Records } from '../history/records.ts';
import { standingsByPack } from '../protocols/by-pack.ts';
import type { RuleOutcome } from '../protocols/check.ts';
import { dueThisTerm } from '../protocols/due-this-term.ts';
import { figuresOfItsOwn } from '../protocols/kept-figure.ts';
import { severities } from '../protocols/rule.ts';
import type { Situation } from '../protocols/situation.ts';
import { ISSUED, START_HERE } from '../workbooks/define-workbook.ts';
import { findTab, madeWith, type WorkbookIdentity } from '../workbooks/identify-workbook.ts';
import { type Declared, readsAlliance } from '../workbooks/kinds.ts';
import { figuresKeptOf } from '../workbooks/known-figures.ts';
import { nextYearInWords } from '../workbooks/next-year.ts';
import type { ChecksPlan } from '../workbooks/own-tabs/checks.ts';
import { planIssued } from '../workbooks/own-tabs/issued.ts';
import { moment, planStartHere } from '../workbooks/own-tabs/start-here.ts';

interface WriteBackInput {
  readonly store: Store;
  readonly identity: WorkbookIdentity;
  readonly situation: Situation;
  readonly tabs: readonly RawTab[];
  readonly parsed: readonly ParsedTab[];
  readonly checks: ChecksPlan;
  readonly outcomes: readonly RuleOutcome[];
  /** What the alliance's records say of findings; null where they are not at hand, and in its own workbook. */
  readonly alliance: Pick<Records, 'findings' | 'accepted'> | null;
  /** The register of documents; null for a workbook that does not list it. */
  readonly issues: readonly RegisterEntry[] | null;
  readonly lastChange: string;
  readonly catalogue: Declared;
}

/** Which of our own tabs must be rewritten, and how; none when they say already what they should. One that was taken out is left out. */
export async function writeBackPlan(input: WriteBackInput): Promise<OwnSheet[]> {
  const { store, identity, situation, tabs, parsed, checks, outcomes, alliance, issues, lastChange, catalogue } = input;
  const { members } = situation;
  const { kind } = identity;
  const isAlliances = !readsAlliance(kind);
  const tells = kind.tellsOfPromises;
  const school = members.find(({ urn }) => urn === identity.urn) ?? null;
  const { startYear } = identity;
  const ofMember = async (member: School) => ({
    school: member,
    known: await figuresKeptOf(store, { urn: member.urn, startYear }, catalogue.kinds),
  });
  const ownSchool = school && { school, known: figuresOfItsOwn(situation) };
  const about = tells ? (isAlliances ? await Promise.all(members.map(ofMember)) : [ownSchool ?? []].flat()) : [];
  const startHere = planStartHere(findTab(tabs, START_HERE), {
    identity: { ...identity, school: school?.name ?? identity.school },
    madeWith: madeWith(tabs),
    parsed,
    open: checks.open,
    accepted: checks.answers.filter(({ accepted }) => accepted).length,
    schools: about.map(({ school: { name } }) => name),
    standings: standingsByPack(situation, catalogue.packs, about, (pack, one, known) =>
      pack.standing(situation, one, known),
    ),
    due: tells && (school !== null || isAlliances) ? dueThisTerm(situation, catalogue) : [],
    fromAlliance: ((tells && alliance?.findings) || [])
      .filter(({ school: urn, severity }) => urn === identity.urn && severity !== 'note')
      .filter(({ fingerprint }) => !alliance?.accepted.has(fingerprint))
      .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity)),
    nextYear: isAlliances ? await nextYearInWords(store, identity.startYear) : null,
    notChecked: notChecked(outcomes),
    lastChange: moment(lastChange),
  });
  const issued = issues === null ? null : planIssued(findTab(tabs, ISSUED), issues);
  const plans = [startHere, checks, ...(issued ? [issued] : [])];
  return plans.filter(({ changed, sheet }) => changed && findTab(tabs, sheet.title)).map(({ sheet }) => sheet);
}

/** Rules that did not run, by the reason; a fault of ours is said to be one. */
export function notChecked(outcomes: readonly RuleOutcome[]) {
  const reasons = outcomes.flatMap(({ outcome, why, id }) => {
    if (outcome === 'ran') return [];
    return [outcome === 'skipped' ? why : `${id} stopped because of a fault in Concordat. Please report it.`];
  });
  return [...new Set(reasons)].map((why) => ({ why, rules: reasons.filter((reason) => reason === why).length }));
}

/** Who is told about a workbook: the school's office, or the coordinator for the alliance's own. */
export function recipientOf({ kind, school, alliance }: WorkbookIdentity, situation: Situation) {
  const address = kind.owner.addressIn(situation.settings, situation.school);
  return { name: school === null ? alliance : kind.called(school), to: address === null ? [] : [address] };
}
