import type { Alliance, Member } from './alliance.ts';
import type { ReckonedTable, Reckoning } from './compare.ts';
import { daysFromTo, inFull, inShort, monthsLater } from './days.ts';
import { type KnownRegister, type Line, registerOf } from './policy-register.ts';

const NOBODY = 'nobody named';
const LATE = ['by one reading', 'late, only advised', 'late, as agreed'];

/** A school’s register for its governing board. */
export function policyReview(alliance: Alliance, member: Member): Reckoning {
  const own = registerOf(alliance, member);
  if (typeof own === 'string') {
    return {
      tables: [],
      says: [{ figure: 'in short', words: 'Nothing is known of the school’s documents.', rests: [own] }],
    };
  }
  const { on, lines } = own;
  const until = inFull(monthsLater(on, 3));
  const documents = ['Document', 'Looked after by'];
  const tables: ReckonedTable[] = [
    {
      caption: 'Overdue, the longest first',
      headings: [...documents, 'Was due on (year-month-day)', 'Overdue by (days)'],
      rows: overdueIn(own).map(({ title, lead, due, rests }) => ({
        cells: [title, lead || NOBODY, due!.latest, String(daysFromTo(due!.latest, on))],
        rests,
      })),
    },
    {
      caption: 'Late, and not counted as overdue',
      headings: [...documents, 'Was due on (year-month-day)', 'Why not overdue'],
      rows: lateIn(own).map((line) => ({
        cells: [line.title, line.lead || NOBODY, dayOf(line), whyNot(line)],
        rests: line.rests,
      })),
    },
    {
      caption: `Due next, by ${until}`,
      headings: [...documents, 'Due on (year-month-day)'],
      rows: dueNextIn(own).map(({ title, lead, due, rests }) => ({ cells: [title, lead || NOBODY, due!.on], rests })),
    },
    {
      caption: `Statutory documents of ${member.name}`,
      headings: [
        'Document',
        'Approved by',
        'Last reviewed (year-month-day)',
        'Next due (year-month-day)',
        'Review',
        'On the website',
      ],
      rows: lines.map((line) => ({
        cells: [
          line.title,
          line.approver,
          line.last ?? '',
          line.due === null ? '' : dayOf(line),
          line.review,
          line.website,
        ],
        rests: line.rests,
      })),
    },
  ];
  const figures = figuresOf(own);
  const { documents: all, inTime, overdue, published, toBePublished, pagesToMend } = figures;
  const rests = [`${member.name}, Policies`];
  return {
    tables: tables.filter(({ rows }) => rows.length > 0),
    says: [
      ...(inTime < all && figures.notKnown < all && figures.toMend < all
        ? [
            {
              figure: 'in short',
              words: `${inTime} of ${all} documents ${inTime === 1 ? 'was' : 'were'} reviewed in time`,
              rests,
            },
          ]
        : []),
      { figure: 'overdue', words: `${overdue} overdue`, rests },
      ...(toBePublished === 0 || pagesToMend === toBePublished
        ? []
        : [
            {
              figure: 'on the website',
              words: `${published} of ${toBePublished} that must be on the website are there`,
              rests,
            },
          ]),
    ],
  };
}

export function figuresOf(own: KnownRegister) {
  const held = own.lines.filter(({ isHeld }) => isHeld);
  const count = (...reviews: readonly string[]) => held.filter(({ review }) => reviews.includes(review)).length;
  const online = held.filter(({ mustBeOnline }) => mustBeOnline);
  return {
    documents: held.length,
    inTime: count('in time'),
    overdue: count('overdue'),
    byOneReading: count('by one reading'),
    allowed: count('late, only advised', 'late, as agreed'),
    notKnown: count('not known'),
    toMend: count('not counted'),
    saidNotToApply: own.lines.filter(({ review }) => review === 'said not to apply').length,
    dueNext: dueNextIn(own).length,
    toBePublished: online.length,
    published: online.filter(({ website }) => website === 'yes').length,
    pagesToMend: online.filter(({ website }) => website === 'to mend').length,
  };
}

export function overdueIn({ lines }: KnownRegister): Line[] {
  const overdue = lines.filter(({ review }) => review === 'overdue');
  return overdue.sort((one, other) => one.due!.latest.localeCompare(other.due!.latest));
}

export function lateIn({ lines }: KnownRegister): Line[] {
  return lines
    .filter(({ review }) => LATE.includes(review))
    .sort((one, other) => dayOf(one).localeCompare(dayOf(other)));
}

/** What is due again within three months; nothing from the day on which the school leaves. */
export function dueNextIn({ lines, on, leftOn }: KnownRegister): Line[] {
  const until = monthsLater(on, 3);
  return lines
    .filter(({ review, due }) => review === 'in time' && due!.on <= until && (leftOn === null || due!.on < leftOn))
    .sort((one, other) => one.due!.on.localeCompare(other.due!.on));
}

export function dayOf({ review, due }: Line): string {
  return review === 'overdue' || review === 'late, as agreed' ? due!.latest : due!.on;
}

export function whyNot({ review, due }: Line): string {
  if (review === 'by one reading') return `in time until ${inShort(due!.latest)} by the academic year`;
  if (review === 'late, as agreed') return 'the alliance agreed otherwise';
  if (due!.changedOn === null) return 'this time is only recommended';
  return `the time after the change of ${inShort(due!.changedOn)} is only recommended`;
}
