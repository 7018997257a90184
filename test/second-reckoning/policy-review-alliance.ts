import type { Alliance } from './alliance.ts';
import type { ReckonedTable, Reckoning } from './compare.ts';
import { daysFromTo, earlierOf, inFull, monthsLater } from './days.ts';
import { DOCUMENTS } from './list-of-documents.ts';
import { membersOf, yearIn } from './money.ts';
import { registerOf } from './policy-register.ts';
import { dayOf, dueNextIn, figuresOf, lateIn, overdueIn, whyNot } from './policy-review.ts';

/** All schools’ registers, for the alliance’s board. */
export function policyReviewOfAll(alliance: Alliance): Reckoning {
  const all = membersOf(alliance).map(({ name }, at) => ({
    name,
    own: registerOf(alliance, membersOf(alliance)[at]!),
  }));
  const known = all.flatMap(({ name, own }) =>
    typeof own === 'string' ? [] : [{ name, own, figures: figuresOf(own) }],
  );
  type Figures = ReturnType<typeof figuresOf>;
  const sum = (of: keyof Figures) => known.reduce((total, { figures }) => total + figures[of], 0);
  const year = yearIn(alliance);
  const on = earlierOf(alliance.asOf, year.to);
  const columns: [heading: string, figure: (figures: Figures) => string][] = [
    ['Documents', (one) => String(one.documents)],
    ['In time', (one) => String(one.inTime)],
    ['Overdue', (one) => String(one.overdue)],
    ...(sum('byOneReading') > 0
      ? [['By one reading', (one) => String(one.byOneReading)] as [string, (figures: Figures) => string]]
      : []),
    ...(sum('allowed') > 0
      ? [['Allowed', (one) => String(one.allowed)] as [string, (figures: Figures) => string]]
      : []),
    ['Not known', (one) => String(one.notKnown)],
    ...(sum('toMend') > 0 ? [['To mend', (one) => String(one.toMend)] as [string, (figures: Figures) => string]] : []),
    ['Due next', (one) => String(one.dueNext)],
    [
      'On the website',
      (one) =>
        one.toBePublished > 0 && one.pagesToMend === one.toBePublished
          ? 'not known'
          : `${one.published} of ${one.toBePublished}`,
    ],
  ];
  const bySchool: ReckonedTable = {
    caption: 'Statutory documents, by school',
    headings: ['School', ...columns.map(([heading]) => heading)],
    rows: all.map(({ name, own }) => ({
      cells:
        typeof own === 'string'
          ? [`${name}: ${own}`, ...columns.map(() => 'x')]
          : [name, ...columns.map(([, figure]) => figure(figuresOf(own)))],
      rests: [`${name}, Policies`],
    })),
  };
  const documents = (lines: (own: (typeof known)[number]['own']) => readonly { readonly title: string }[]) =>
    DOCUMENTS.map(({ title }) => ({
      title,
      at: known.filter(({ own }) => lines(own).some((line) => line.title === title)),
    })).filter(({ at }) => at.length > 0);
  const knownOf = (title: string) =>
    known.filter(({ own }) => own.lines.some((line) => line.title === title && line.isHeld && line.due !== null))
      .length;
  const others: ReckonedTable[] = [
    {
      caption: 'Most often overdue',
      headings: ['Document', 'Schools where overdue', 'Schools where known'],
      rows: documents(overdueIn)
        .sort((one, other) => other.at.length - one.at.length)
        .map(({ title, at }) => ({
          cells: [title, String(at.length), String(knownOf(title))],
          rests: at.map(({ name }) => name),
        })),
    },
    {
      caption: 'Overdue, by school',
      headings: ['School', 'Document', 'Was due on (year-month-day)', 'Overdue by (days)'],
      rows: known.flatMap(({ name, own }) =>
        overdueIn(own).map(({ title, due, rests }) => ({
          cells: [name, title, due!.latest, String(daysFromTo(due!.latest, own.on))],
          rests,
        })),
      ),
    },
    {
      caption: 'Late, and not counted as overdue, by school',
      headings: ['School', 'Document', 'Was due on (year-month-day)', 'Why not overdue'],
      rows: known.flatMap(({ name, own }) =>
        lateIn(own).map((line) => ({ cells: [name, line.title, dayOf(line), whyNot(line)], rests: line.rests })),
      ),
    },
    {
      caption: `Reviews that fall due by ${inFull(monthsLater(on, 3))}, the soonest first`,
      headings: ['Document', 'The first on (year-month-day)', 'Schools'],
      rows: documents(dueNextIn)
        .map(({ title, at }) => ({
          title,
          schools: at.length,
          rests: at.map(({ name }) => name),
          first: at.map(({ own }) => dueNextIn(own).find((line) => line.title === title)!.due!.on).toSorted()[0]!,
        }))
        .sort((one, other) => one.first.localeCompare(other.first))
        .map(({ title, first, schools, rests }) => ({ cells: [title, first, String(schools)], rests })),
    },
  ];
  const asked = all.filter(({ own }) => own !== 'not asked').length;
  const [inTime, inAll, rests] = [sum('inTime'), sum('documents'), known.map(({ name }) => `${name}, Policies`)];
  const hasDocuments = inAll > 0;
  return {
    tables: [bySchool, ...(hasDocuments ? others : [])].filter(({ rows }) => rows.length > 0),
    says: [
      {
        figure: 'coverage',
        words: `${known.length} of ${asked} ${asked === 1 ? 'school sent its' : 'schools sent their'} register.`,
        rests,
      },
      ...(hasDocuments
        ? [
            { figure: 'reviewed in time', words: `${inTime} of ${inAll} documents reviewed in time`, rests },
            {
              figure: 'total',
              words: `${known.length} of ${asked} schools ${inAll} ${inTime} ${sum('overdue')}`,
              rests,
            },
          ]
        : []),
    ],
  };
}
