import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citation, promiseOf } from '../../functions/protocols/catalogue.ts';
import { answeredClauses, clausesOf, rulesFor } from '../../functions/protocols/pack.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { cellMessages } from '../../functions/protocols/tab-checks/cell-remarks.ts';
import { workingProtocols } from '../../functions/protocols/working-protocols/pack.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { clauseReference } from '../../sheets-schema/cells/clause-reference.ts';
import { withHarbour } from '../support/drawn-pack.ts';

describe.each([
  ['every pack', allDeclared],
  ['every pack and a made-up one', withHarbour],
])('of %s', (_, catalogue) => {
  const tabs = catalogue.tabs;
  const rules = catalogue.rules.map(({ rule }) => rule);
  const messages = rules.flatMap((rule) =>
    Object.entries(rule.messages).map(([name, message]) => ({ ...message, name: `${rule.id} ${name}` })),
  );
  const texts = messages.flatMap(({ name, says, fix }) => [
    { name: `${name} says`, text: says },
    { name: `${name} fix`, text: fix },
  ]);

  describe('rules', () => {
    it('have ids of their own', () => {
      const ids = rules.map(({ id }) => id);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
      expect(ids.filter((id) => !/^(?:GEN|X|BLA|NLD|DCS|HC)-\d{2}[a-z]?$/.test(id))).toEqual([]);
    });

    it('have a title that is a statement', () => {
      expect(
        rules.map(({ title }) => title).filter((title) => !/^[A-Z][^.!?]+$/.test(title) || title.length > 100),
      ).toEqual([]);
    });

    it.each(rules.map((rule) => [rule.id, rule] as const))('%s reads columns that exist, each once', (_, { reads }) => {
      for (const { tab, columns } of reads) {
        expect(tabs).toContain(tab);
        expect(columns.filter((column) => !(column in tab.columns))).toEqual([]);
        expect(new Set(columns).size).toBe(columns.length);
      }
    });

    it('read only tabs that their pack needs, or that every alliance has', () => {
      const needless = catalogue.rules.flatMap(({ rule, pack }) =>
        rule.reads.flatMap(({ tab }) =>
          pack === null || pack.needs.includes(tab) || catalogue.packs.every(({ needs }) => !needs.includes(tab))
            ? []
            : [`${rule.id} ${tab.id}`],
        ),
      );
      expect(needless).toEqual([]);
    });

    it('stand where the row is typed that would mend it: in a tab that they read, unless they read none', () => {
      const elsewhere = rules.filter(
        ({ mendedIn, reads }) =>
          mendedIn !== 'every tab' && reads.length > 0 && !reads.some(({ tab }) => tab === mendedIn),
      );
      expect(elsewhere.map(({ id }) => id)).toEqual([]);
    });

    it('lean on every column without which their rows cannot be used', () => {
      const left = rules.flatMap(({ id, reads }) =>
        reads.flatMap(({ tab, columns }) =>
          Object.keys(tab.columns)
            .filter((column) => tab.columns[column]!.required && !columns.includes(column))
            .map((column) => `${id} ${tab.id} ${column}`),
        ),
      );
      expect(left).toEqual([]);
    });

    it('that pass on the words of cells cover every kind of cell', () => {
      const known = new Set(rules.map(({ id }) => id));
      for (const cell of tabs.flatMap(({ columns }) => Object.values(columns).map((column) => column.cell))) {
        expect(known).toContain(cell.rule);
        const passedOn = cellMessages(cell.rule, tabs);
        for (const [name, message] of Object.entries(cell.messages)) {
          expect(passedOn[`${cell.name}: ${name}`]).toEqual(message);
        }
      }
    });
  });

  describe('messages', () => {
    it('have well-formed gaps', () => {
      expect(texts.filter(({ text }) => /[{}]/.test(text.replace(/\{[a-z][A-Za-z]*\}/g, '')))).toEqual([]);
      expect(texts.filter(({ text }) => /^\s|\s$| {2}/.test(text))).toEqual([]);
    });

    it('end with a full stop', () => {
      const closing = /\{(?:uncounted|hint)\}$/;
      expect(texts.filter(({ text }) => !text.replace(closing, '').trimEnd().endsWith('.'))).toEqual([]);
    });

    it('are said without blame, alarm or jargon', () => {
      const unkind =
        /!|\bplease\b|\binvalid\b|\berrors?\b|\bfail(?:ed|s|ure)?\b|\bforbidden\b|\bwrong\b|\bnull\b|\benum\b/i;
      expect(texts.filter(({ text }) => unkind.test(text.replace(/\{\w+\}/g, '')))).toEqual([]);
    });

    it('are short', () => {
      expect(texts.filter(({ text }) => text.length > 180).map(({ name, text }) => `${name} ${text.length}`)).toEqual(
        [],
      );
    });
  });

  describe('tabs', () => {
    it('have ids and titles of their own', () => {
      expect(new Set(tabs.map(({ id }) => id)).size).toBe(tabs.length);
      expect(new Set(tabs.map(({ title }) => title.toLowerCase())).size).toBe(tabs.length);
      for (const { title } of tabs) expect(title).toMatch(/^(?!')[^:\\/?*[\]]{1,31}(?<!')$/);
    });

    it.each(tabs.map((tab) => [tab.title, tab] as const))('%s is complete', (_, tab) => {
      const columns = Object.values(tab.columns);
      const headings = columns.map(({ heading }) => heading.toLowerCase().replace(/[^a-z0-9]+/g, ' '));
      expect(new Set(headings).size).toBe(headings.length);
      expect(columns.map(({ note }) => note).filter((note) => !/^[A-Z].*[.?]$/.test(note))).toEqual([]);
      expect(columns.map(({ cell }) => cell.hint).filter((hint) => !/^[A-Z].*\.$/.test(hint))).toEqual([]);
      expect(tab.purpose).toMatch(/^[A-Z].*\.$/);
      expect(tab.key.length).toBeGreaterThan(0);
      expect(tab.key.filter((column) => !(column in tab.columns))).toEqual([]);
      const dates = [...tab.datesOnSchoolDays, ...tab.inOrder.flat(), ...tab.memberOn.map(([, day]) => day)];
      expect(dates.filter((column) => tab.columns[column]!.cell.format !== 'date')).toEqual([]);
      const named = [...tab.memberOn.map(([school]) => school), ...tab.notItself.flat().filter((one) => one !== null)];
      expect(named.filter((school) => tab.columns[school]!.cell.choices !== 'schools')).toEqual([]);
      for (const { columns, words } of tab.refersTo) {
        const gaps = [...`${words.message.says} ${words.message.fix}`.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap);
        expect(gaps.filter((gap) => gap !== 'cell' && !columns.some(([own]) => own === gap))).toEqual([]);
      }
      expect(tab.key.some((column) => tab.columns[column]!.required)).toBe(true);
    });
  });

  it('promises have references of their own in their pack, which a cell reads as they are written', () => {
    const context = { academicYear: 2025, schools: null };
    for (const pack of catalogue.packs) {
      const refs = clausesOf(pack).map(({ ref }) => ref);
      expect(new Set(refs.map((ref) => ref.toLowerCase())).size).toBe(refs.length);
      for (const ref of refs) {
        expect(clauseReference.read(ref, context)).toEqual({ value: ref });
        expect(clauseReference.read(clauseReference.write(ref, context), context)).toEqual({ value: ref });
      }
    }
    expect(new Set(catalogue.packs.map(({ id }) => id)).size).toBe(catalogue.packs.length);
  });

  it('each pack that asks for answers has a statement of its own, kept where the pack is adopted', () => {
    for (const pack of catalogue.packs) {
      expect(pack.statement === null).toBe(answeredClauses(pack).length === 0);
      if (pack.statement === null) continue;
      const { tab, rule } = pack.statement;
      expect(tab.id).toBe(`statement-${pack.id}`);
      expect(pack.needs).toContain(tab);
      expect(rule.reads.map((read) => read.tab)).toEqual([tab]);
    }
  });
});

it('rules are tested, each by its id', () => {
  const folders = [
    'tab-checks',
    'alliance-checks',
    'working-protocols',
    'behaviour-and-attendance',
    'statutory-policies',
  ].map((folder) => new URL(`./${folder}/`, import.meta.url));
  const tests = folders.flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8')),
  );
  const tested = new Set(tests.flatMap((text) => [...text.matchAll(/testRule\(\s*'([^']+)'/g)].map(([, id]) => id)));
  expect(allDeclared.rules.map(({ rule }) => rule.id).filter((id) => !tested.has(id))).toEqual([]);
});

describe('the working protocols', () => {
  const clauses = clausesOf(workingProtocols);

  it('have their 48 clauses under five headings, none missing and none invented', () => {
    expect(workingProtocols.chapters.map(({ title, clauses: { length } }) => [title, length])).toEqual([
      ['Strategy', 11],
      ['Ethos', 9],
      ['Operation', 15],
      ['Marketing and recruitment', 10],
      ['In-year admissions', 3],
    ]);
    expect(clauses.map(({ ref }) => ref)).toEqual(Array.from({ length: 48 }, (_, at) => String(at + 1)));
  });

  it('say each clause in a sentence of its own', () => {
    const paraphrases = clauses.map(({ paraphrase }) => paraphrase);
    expect(paraphrases.filter((text) => !/^[A-Z].{15,}\.$/.test(text))).toEqual([]);
    expect(new Set(paraphrases).size).toBe(48);
  });

  it('say how each clause is kept, and name the rules of those that are checked', () => {
    for (const clause of clauses) {
      const { keeping } = clause;
      if (keeping.kept === 'checked') {
        expect(keeping.rules.length).toBeGreaterThan(0);
        const number = clause.ref.padStart(2, '0');
        expect(keeping.rules.map(({ id }) => id.replace(/[a-z]$/, ''))).toEqual(
          keeping.rules.map(() => `BLA-${number}`),
        );
      } else if (keeping.kept === 'answered yearly') {
        expect(rulesFor(workingProtocols, clause)).toEqual([workingProtocols.statement?.rule]);
      } else {
        expect(keeping.how).not.toBe('');
        expect(rulesFor(workingProtocols, clause)).toEqual([]);
      }
    }
    const checked = clauses.filter(({ keeping }) => keeping.kept === 'checked').map(({ ref }) => ref);
    expect(checked).toEqual(['21', '25', '26', '27', '28', '31', '32', '33']);
  });

  it('are cited by name', () => {
    const cited = new Map(allDeclared.rules.map((one) => [one.rule.id, citation(promiseOf(one), packs)]));
    expect(cited.get('BLA-21')).toBe('working protocols 21');
    expect(cited.get('BLA-25b')).toBe('working protocols 25');
    expect(cited.get('BLA-00')).toBe('working protocols');
    expect(cited.get('GEN-01')).toBeNull();
  });
});
