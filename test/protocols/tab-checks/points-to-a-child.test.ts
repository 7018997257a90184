import { describe, expect, test } from 'vitest';
import { type LookedOverAs, pointsToAChild } from '../../../functions/protocols/tab-checks/points-to-a-child.ts';
import { allDeclared } from '../../../functions/workbooks/kinds.ts';
import { type Class, HARMLESS, HARMLESS_LATER, PERSONAL, PERSONAL_LATER } from './notes-personal-and-harmless.ts';

const SCHOOLS = /The Meadows|Low Moor Academy|St Kelby’s Primary School/g;

const looked = (typed: string, as: LookedOverAs) => pointsToAChild(typed.replace(SCHOOLS, '·'), as);
const notesOf = ({ notes }: Class) =>
  (Object.entries(notes) as [LookedOverAs, readonly string[]][]).flatMap(([as, typed]) =>
    typed.map((one) => ({ as, one })),
  );
const quoted = (classes: readonly Class[], wrong: (found: string | null) => boolean) =>
  Object.fromEntries(
    classes.map((one) => {
      const notes = notesOf(one);
      const amiss = notes.filter(({ as, one }) => wrong(looked(one, as))).length;
      return [one.about, `${amiss} of ${notes.length}`];
    }),
  );
const missed = (found: string | null) => found === null;
const flagged = (found: string | null) => found !== null;

describe('of what people type, counted so that it changes only on purpose', () => {
  test('misses of what points to a child', () => {
    expect(quoted(PERSONAL, missed)).toEqual({
      'first and last name': '0 of 7',
      'letters outside A to Z': '0 of 10',
      'small letters and capitals': '1 of 10',
      'surname first': '0 of 7',
      initials: '0 of 8',
      'a given name with a class or year': '0 of 11',
      'the family of a named one': '0 of 10',
      'beside a word for a child': '0 of 8',
      'what happens to children': '0 of 6',
      'pupil numbers': '0 of 10',
      'NHS numbers': '0 of 6',
      'birthday, telephone, e-mail': '0 of 7',
      'a description of one child': '0 of 10',
      'initials with points and a class': '0 of 4',
      'scripts without capitals, and what happened': '0 of 4',
      'what ails a named one': '0 of 8',
    });
  });
  test('false alarms', () => {
    expect(quoted(HARMLESS, flagged)).toEqual({
      'offices, bodies and posts': '0 of 12',
      'where figures come from': '0 of 6',
      places: '0 of 8',
      'months, terms and days': '0 of 8',
      'programmes, policies and measures': '0 of 10',
      schools: '0 of 8',
      'subjects and lessons': '0 of 10',
      companies: '0 of 5',
      'events of the year': '0 of 8',
      'grown-ups where they belong': '0 of 14',
      'figures and references': '0 of 11',
      'plain sentences': '0 of 10',
      'illness and initials that are nobody’s': '0 of 13',
    });
  });
  test('what was drawn once the shapes stood', () => {
    expect(quoted(PERSONAL_LATER, missed)).toEqual({
      'first list': '4 of 46',
      'second list': '9 of 40',
      'third list': '5 of 30',
    });
    expect(quoted(HARMLESS_LATER, flagged)).toEqual({
      'first list': '0 of 46',
      'second list': '1 of 40',
      'third list': '0 of 30',
    });
  });
});

test('headings, choices, titles and notes of our own tabs, settings and documents point to nobody', () => {
  const ours = [
    ...allDeclared.tabs.flatMap(({ title, purpose, columns }) => [
      title,
      purpose,
      ...Object.values(columns).flatMap(({ heading, note, cell }) => [
        heading,
        note,
        ...(Array.isArray(cell.choices) ? cell.choices : []),
      ]),
    ]),
    ...allDeclared.settings.flatMap(({ title, decides }) => [title, decides]),
    ...allDeclared.rules.map(({ rule }) => rule.title),
  ];
  expect(ours.length).toBeGreaterThan(300);
  expect(ours.filter((one) => pointsToAChild(one, 'totals') !== null)).toEqual([]);
});

test('a check letter or a check digit that is wrong is no pupil’s and no patient’s number', () => {
  expect(pointsToAChild('P 350 4001 25017', 'words')).toBe('a pupil number');
  expect(pointsToAChild('Q 350 4001 25017', 'words')).toBe(null);
  expect(pointsToAChild('943 476 5919', 'words')).toBe('an NHS number');
  expect(pointsToAChild('943 476 5918', 'words')).toBe(null);
});

test('any text at all is looked over soon', () => {
  const hostile = [
    'N '.repeat(500),
    'Kelby '.repeat(166),
    '1 '.repeat(500),
    `0${'('.repeat(900)}`,
    'only a '.repeat(140),
    'K.'.repeat(500),
  ];
  const start = performance.now();
  for (let round = 0; round < 20; round += 1) for (const one of hostile) pointsToAChild(one, 'totals');
  expect(performance.now() - start).toBeLessThan(5_000);
});
