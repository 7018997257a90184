import { allianceName } from '../../sheets-schema/core-settings.ts';
import { counted, longDate } from '../../sheets-schema/wording.ts';
import type { AdvisedError, Mailer, MailMessage } from '../edges/ports.ts';
import { isMemberOn, type School } from '../figures/members.ts';
import { TERMS, type Term } from '../figures/school-calendar.ts';
import { type Checkpoint, type CheckpointPorts, takeCheckpoint } from '../history/checkpoint.ts';
import { fingerprintOf } from '../history/public-keys.ts';
import { latestRecords } from '../history/records.ts';
import type { Situation } from '../protocols/situation.ts';
import { allDeclared, allianceKind, type Declared } from '../workbooks/kinds.ts';
import { situationAsKept } from '../workbooks/situation-of.ts';
import { allianceKey } from '../workbooks/workbook-key.ts';
import { deliver, keep, keptIn, outboxKey, personAt } from './outbox.ts';

interface ChairsPorts extends CheckpointPorts {
  readonly mailer: Mailer;
  readonly catalogue?: Declared;
}

/**
 * At the start of each term every school's chair is sent the checkpoint to keep, or the office for the chair where no address of the
 * chair is known: nobody else would notice if the history were replaced as a whole. Once a school and term, whenever in the term it is
 * first tried. Gives why a message could not be delivered, or null; what is left is tried again the next time.
 * @throws Refusal `store-damaged` as `takeCheckpoint` does
 */
export async function tellChairs(
  ports: ChairsPorts,
  startYear: number,
  moment: { readonly at: string; readonly asOf: string },
): Promise<AdvisedError | null> {
  const { store, signer, catalogue = allDeclared } = ports;
  const { asOf } = moment;
  const alliance = await latestRecords(store, allianceKey(startYear));
  if (alliance === null) return null;
  const situation = situationAsKept({ kind: allianceKind, urn: null, startYear }, alliance, null, asOf, catalogue);
  const term = situation.whyUnsettled === null ? termOn(situation, asOf) : null;
  if (term === null) return null;
  const kept = new Map((await store.list(keyOf(startYear, term, ''))).map((document) => [document.key, document]));
  let checkpoint: Checkpoint | null = null;
  for (const school of situation.members.filter((one) => isMemberOn(one, asOf))) {
    const key = keyOf(startYear, term, school.urn);
    const before = kept.get(key);
    const told = before && (await keptIn(signer, key, before.value));
    if (told?.delivered) continue;
    const to = school.chairEmail ?? school.officeEmail;
    if (to === null) continue;
    if (await isToldToday(ports, to, asOf)) continue;
    let standing = told ? { key, version: before!.version, kept: told } : null;
    if (standing === null) {
      checkpoint ??= await takeCheckpoint(ports, moment);
      const words = { situation, term, school, checkpoint, fingerprint: fingerprintOf(signer.publicKey) };
      const next = { known: [], message: { id: key.replaceAll('/', '-'), to: [to], ...message(words) } };
      standing = await keep(ports, key, next, before?.version);
    }
    const fault = standing && (await deliver(ports, standing));
    if (fault !== null) return fault;
  }
  return null;
}

/** One message a person and day: who has had theirs is sent the checkpoint on the first day without one. */
async function isToldToday({ store, secret }: ChairsPorts, address: string, asOf: string): Promise<boolean> {
  return (await store.getDocument(outboxKey(personAt(address, secret), asOf))) !== null;
}

function keyOf(startYear: number, term: Term, urn: string): string {
  return `chairs/${startYear}/${term}/${urn}`;
}

function termOn({ calendarOf }: Situation, day: string): Term | null {
  const calendar = calendarOf(null);
  const isGoingOn = (term: Term) => {
    const span = calendar.term(term);
    return span !== null && span.from <= day && day <= span.to;
  };
  return TERMS.find(isGoingOn) ?? null;
}

interface Words {
  readonly situation: Situation;
  readonly term: Term;
  readonly school: School;
  readonly checkpoint: Checkpoint;
  readonly fingerprint: string;
}

function message({
  situation,
  term,
  school,
  checkpoint,
  fingerprint,
}: Words): Pick<MailMessage, 'subject' | 'text' | 'called'> {
  const { hash, manifest, heads, issued } = checkpoint;
  const alliance = situation.settings.held(allianceName).value;
  const whose =
    (school.chairEmail ?? null) === null ? 'Please pass this on to the chair of governors or of the trust.' : null;
  return {
    subject: `${school.name}: please keep the checkpoint of the ${term} term ${situation.year.label}`,
    called: `${school.name}, for the chair, ${term} term ${situation.year.label}`,
    text: [
      ...(whose === null ? [] : [whose, '']),
      `The records of ${alliance} are kept so that changes to what was recorded can be noticed. That needs somebody outside who remembers how they stood: the chairs of the schools. All that is asked of you is to keep this message.`,
      '',
      `The checkpoint of ${longDate(manifest.asOf)}:`,
      `${hash.slice(0, 32)} ${hash.slice(32)}`,
      '',
      `It covers ${counted(heads.size, 'workbook')} and ${counted(issued.size, 'document')} issued by then. It is signed with the key whose fingerprint is`,
      `${fingerprint.slice(0, 32)} ${fingerprint.slice(32)}`,
      '',
      'Whenever you want to know whether anything recorded by then was altered since, ask the coordinator to run “concordat verify --against” with the checkpoint while you watch, or have somebody you trust run it on a copy.',
    ].join('\n'),
  };
}
