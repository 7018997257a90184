import { type Member, type SchoolPolicy, type TypedRow, UNREAD } from './alliance.ts';
import type { Chance } from './chance.ts';
import { daysLater } from './days.ts';
import { DOCUMENTS } from './list-of-documents.ts';
import { dayTyped } from './typing.ts';

const LEADS = ['Deputy head', 'Site manager', 'Clerk', ''];
const APPROVERS = ['Governing board', 'Committee', 'Head', ''];

/** A school’s register: most documents looked through within the year, some long ago, some without a day, without a row, or with two. */
export function drawRegister(chance: Chance, { urn }: Member, asOf: string): TypedRow<SchoolPolicy>[] {
  const rows: TypedRow<SchoolPolicy>[] = [];
  const add = (policy: SchoolPolicy, typedAs = policy.title) =>
    rows.push({ cells: cellsOf(policy, typedAs, urn, chance), meant: policy });
  const untyped = chance.happens(8) ? 80 : 8;
  for (const { title } of DOCUMENTS) {
    if (rows.length > 0 && chance.happens(untyped)) continue;
    const policy = drawPolicy(chance, title, asOf);
    add(policy);
    const { lead, approver } = policy;
    if (chance.happens(5)) add({ ...drawPolicy(chance, title, asOf), lead, approver });
  }
  if (chance.happens(15)) add(drawPolicy(chance, null, asOf), 'E-safety');
  return rows;
}

function drawPolicy(chance: Chance, title: string | null, asOf: string): SchoolPolicy {
  const ago = (least: number, most: number) => daysLater(asOf, -chance.between(least, most));
  const day = () =>
    chance.oneOf([() => ago(0, 300), () => ago(0, 365), () => ago(300, 420), () => ago(400, 1600), () => null])();
  const slip = chance.between(1, 100);
  const isPlan = title === 'Accessibility plan' && chance.happens(40);
  return {
    title,
    applies: slip <= 5 ? false : slip <= 8 ? true : slip <= 10 ? UNREAD : null,
    lead: chance.oneOf(LEADS),
    approver: chance.oneOf(APPROVERS),
    approvedOn: slip > 10 && slip <= 13 ? UNREAD : day(),
    reviewedOn:
      slip > 13 && slip <= 16
        ? UNREAD
        : slip > 16 && slip <= 18
          ? daysLater(asOf, 40)
          : chance.happens(40)
            ? day()
            : null,
    isPublished: slip > 18 && slip <= 21 ? UNREAD : chance.happens(75),
    change: isPlan ? 'A new hall' : '',
    changedOn: isPlan ? ago(0, 200) : null,
  };
}

function cellsOf(policy: SchoolPolicy, typedAs: string | null, urn: string, chance: Chance): Record<string, string> {
  const { applies, isPublished } = policy;
  const typed = (day: string | null) => {
    if (day === UNREAD) return chance.oneOf(['31/2/2026', 'last spring']);
    return day === null ? '' : dayTyped(chance, day);
  };
  return {
    Policy: typedAs ?? '',
    Applies: applies === UNREAD ? 'perhaps' : applies === null ? '' : applies ? 'Yes' : 'No',
    'Looked after by': policy.lead,
    'Approved by': policy.approver,
    'Approved on': typed(policy.approvedOn),
    'Last reviewed on': typed(policy.reviewedOn),
    'Where it is published':
      isPublished === UNREAD ? 'on the website' : isPublished ? `https://school-${urn}.example/page` : '',
    'What changed': policy.change,
    'Changed on': typed(policy.changedOn),
  };
}
