import { paymentReference } from '../../../../sheets-schema/bank/payment-reference.ts';
import { accountNumber, sortCode } from '../../../../sheets-schema/cells/identifier.ts';
import { coordinatorEmail } from '../../../../sheets-schema/core-settings.ts';
import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { listed, longDate, yearLabel } from '../../../../sheets-schema/wording.ts';
import type { PaymentDetails } from '../../../../templates/payment-details.ts';
import type { PaymentReceiptData } from '../../../../templates/payment-receipt.document.ts';
import type { PaymentReminderData } from '../../../../templates/payment-reminder.document.ts';
import type { PaymentRequestData } from '../../../../templates/payment-request.document.ts';
import { daysBetween } from '../../../figures/academic-year.ts';
import { movesMoney, signedAmount } from '../../../figures/contributions.ts';
import { isMembershipUnread, type School } from '../../../figures/members.ts';
import { sum } from '../../../figures/sums.ts';
import type { MadeFrom } from '../../define-issue.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import { accountOf, mayBePaidAtAll } from '../accounts.ts';
import { forwardOf } from '../brought-forward.ts';
import {
  firmReminderAfter,
  payee,
  payeeAccount,
  payeeSortCode,
  paymentTerms,
  reminderAfter,
  reminderToHeadAfter,
  treasurer,
  treasurerEmail,
  vatNumber,
  vatTreatment,
} from '../settings.ts';
import { accountReads } from '../terms.ts';

const ANY_YEAR = { academicYear: 0, schools: null };

/** What a letter about money cannot do without: an account to pay into. */
export function lacksAnAccount({ settings }: Situation): string | null {
  const lacking = [payee, payeeSortCode, payeeAccount].filter((setting) => settings.held(setting).value === null);
  if (lacking.length === 0) return null;
  return `Letters about payment need an account to pay into. Type ${listed(lacking.map(({ title }) => title))} into Settings.`;
}

/** Why it is not known what a school owes; null where it is. */
export function owesUnknown(school: School): string | null {
  if (!isMembershipUnread(school)) return null;
  return `What ${school.name} owes is not known, as when it joined or left cannot be read in Schools. Mend that first.`;
}

/** Why money is asked for from the next year's books, once those are kept: what was owed went forward to them, and what is paid since stands there. */
export function wentForward({ year }: Situation, followedBy: string | null): string | null {
  if (followedBy === null) return null;
  return `${year.label} is over, and what was owed has gone forward. Ask for this in the workbook of ${followedBy}.`;
}

/** The same of what tells how an account stands, which may still be told of a day in its own year. */
export function stoodInItsYear({ year, asOf }: Situation, followedBy: string | null): string | null {
  if (followedBy === null || asOf <= year.to) return null;
  return `${year.label} is over, and what was owed has gone forward. Ask for this as of ${longDate(year.to)}, or in the workbook of ${followedBy}.`;
}

export function nothingToPay(situation: Situation, school: School): string | null {
  const { outstanding } = accountOf(school, seeing(situation, [accountReads]));
  return outstanding > 0 || isMembershipUnread(school) ? null : `${school.name} has nothing to pay.`;
}

export function nothingReceived(situation: Situation, school: School): string | null {
  const { entries } = accountOf(school, seeing(situation, [accountReads]));
  // Who got back all that it paid, or more, has nothing to be thanked for.
  const received = sum(entries, ({ entry }) => signedAmount(entry));
  return received > 0 ? null : `Nothing has been received from ${school.name} for ${situation.year.label}.`;
}

/** What is due for so long that a reminder of it may be made. */
function overdueOf(school: School, situation: Situation) {
  const after = situation.settings.held(reminderAfter).value;
  const { carries } = accountOf(school, situation);
  const owed = carries.owed.filter(({ dueOn }) => daysBetween(dueOn, situation.asOf) >= Math.max(1, after));
  return { owed, days: owed.length === 0 ? 0 : daysBetween(owed[0]!.dueOn, situation.asOf) };
}

export function nothingOverdue(situation: Situation, school: School): string | null {
  const { owed } = overdueOf(school, seeing(situation, [accountReads]));
  if (owed.length > 0 || isMembershipUnread(school)) return null;
  return `${school.name} has nothing to pay that a reminder could be made of.`;
}

/** Nobody is asked for what may have been paid. */
export function mayHavePaid(all: Situation, school: School): string | null {
  const unknown = owesUnknown(school);
  if (unknown !== null) return unknown;
  if (!mayBePaidAtAll(seeing(all, [accountReads]), school)) return null;
  return `${school.name} may have paid: something in ${contributionsTab.title} or at the bank is not counted yet and may be its payment. Look at that first.`;
}

function details(school: School, { settings, whose }: Situation): PaymentDetails {
  return {
    payee: settings.held(payee).value ?? '',
    sortCode: sortCode.show(settings.held(payeeSortCode).value ?? '', ANY_YEAR),
    accountNumber: accountNumber.show(settings.held(payeeAccount).value ?? '', ANY_YEAR),
    reference: paymentReference(school.presentUrn ?? school.urn, whose.startYear),
    purchaseOrder: school.purchaseOrder ?? null,
    terms: settings.held(paymentTerms).value,
    vat: settings.held(vatTreatment).value,
    vatNumber: settings.held(vatNumber).value,
  };
}

function fromWhom({ settings }: Situation) {
  const address = settings.held(treasurerEmail).value ?? settings.held(coordinatorEmail).value;
  return { treasurer: settings.held(treasurer).value ?? 'The treasurer', contact: address };
}

function owedFor(forYear: number | null): string {
  return forYear === null ? 'Contribution owed from before' : `Contribution for ${yearLabel(forYear)}`;
}

export function paymentRequestData(all: Situation, school: School): PaymentRequestData {
  const situation = seeing(all, [accountReads]);
  const account = accountOf(school, situation);
  const { owed, inCredit } = forwardOf(school, situation);
  const typedBefore = account.entries.filter(({ entry }) => entry.kind === 'owed-before');
  const less = (what: string, amount: number) => (amount === 0 ? [] : [{ what, dueOn: null, amount: -amount }]);
  const net = account.paid - account.refunded;
  return {
    school: school.name,
    ...fromWhom(situation),
    lines: [
      ...owed.map(({ forYear, amount, dueOn }) => ({ what: `${owedFor(forYear)}, still open`, dueOn, amount })),
      ...typedBefore.map(({ entry }) => ({ what: owedFor(null), dueOn: entry.date, amount: entry.amount })),
      ...account.parts.flatMap(({ dueOn, amount }, at) => {
        const which = account.parts.length === 1 ? '' : `, part ${at + 1} of ${account.parts.length}`;
        return amount === 0 ? [] : [{ what: `${owedFor(situation.year.startYear)}${which}`, dueOn, amount }];
      }),
      ...less('Less what need not be paid', account.waived),
      ...less('Less what was paid in advance', inCredit),
      ...less(net < 0 ? 'Refunded, less payments' : 'Less payments, after refunds', net),
    ],
    total: account.outstanding,
    open: account.carries.owed.map(({ dueOn, amount }) => ({ dueOn, amount })),
    details: details(school, situation),
  };
}

export function paymentReceiptData(
  all: Situation,
  school: School,
  { followedBy }: Pick<MadeFrom, 'followedBy'>,
): PaymentReceiptData {
  const situation = seeing(all, [accountReads]);
  const account = accountOf(school, situation);
  const received = account.entries
    .filter(({ entry }) => movesMoney(entry))
    .map(({ entry }) => ({
      date: entry.date,
      what: entry.kind === 'refund' ? 'Refund' : 'Payment',
      reference: entry.reference ?? '',
      amount: signedAmount(entry),
    }));
  return {
    school: school.name,
    ...fromWhom(situation),
    received,
    total: sum(received, ({ amount }) => amount),
    outstanding: Math.max(0, account.outstanding),
    inAdvance: Math.max(0, -account.outstanding),
    laterIn: followedBy,
  };
}

export function paymentReminderData(all: Situation, school: School): PaymentReminderData {
  const situation = seeing(all, [accountReads]);
  const { owed, days } = overdueOf(school, situation);
  const { settings } = situation;
  return {
    school: school.name,
    ...fromWhom(situation),
    tone: days >= settings.held(firmReminderAfter).value ? 'firm' : 'friendly',
    to: days >= settings.held(reminderToHeadAfter).value ? (school.head ?? 'The head') : 'The finance office',
    days,
    lines: owed.map(({ forYear, amount, dueOn }) => ({
      what: owedFor(forYear),
      dueOn,
      days: daysBetween(dueOn, situation.asOf),
      amount,
    })),
    total: sum(owed, ({ amount }) => amount),
    since: longDate(owed[0]!.dueOn),
    details: details(school, situation),
  };
}
