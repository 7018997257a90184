import { beforeEach, describe, expect, it } from 'vitest';
import { documentTyped, shortName } from '../../functions/documents/document-names.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import { registerOf } from '../../functions/documents/register.ts';
import { listsOf } from '../../functions/protocols/catalogue.ts';
import { defineIssue } from '../../functions/protocols/define-issue.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { workingProtocolsAdopted, yearlyContribution } from '../../functions/protocols/working-protocols/settings.ts';
import { allDeclared, declare, kinds } from '../../functions/workbooks/kinds.ts';
import { newSheet } from '../../sheets-schema/new-sheet.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { defineDocument } from '../../templates/kit/document.ts';
import { harbourCompact } from '../support/drawn-pack.ts';
import { noonOf } from '../support/publish-alone.ts';
import { openPublishingBench, type PublishingBench } from '../support/publishing-bench.ts';
import { ALLIANCE } from '../support/sync-bench.ts';

interface PaymentDays {
  readonly days: readonly string[];
}

const template = defineDocument<PaymentDays>({
  id: 'payment-days',
  title: 'Days of payment',
  audience: 'alliance',
  about: () => 'All payments',
  example: { days: ['2025-10-02'] },
  render(page, { days }) {
    page.table({
      caption: 'Payments of the year',
      columns: [{ heading: 'Paid on', share: 1 }],
      rows: days.map((day) => [day]),
      whenEmpty: 'nothing was paid.',
    });
  },
});

/** A document that nothing else knows of. */
const drawn = defineIssue({
  choice: { value: 'drawn-pack/payment-days', text: 'Register of payments' },
  about: 'alliance',
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () => template,
  from: () => [],
  data: ({ rows }) => ({
    days: rows(contributionsTab)
      .map(({ date }) => date)
      .toSorted(),
  }),
  safeguards: null,
});

let bench: PublishingBench;
beforeEach(async () => {
  bench = await openPublishingBench();
});

describe('a document of another pack', () => {
  it('prints itself and nothing else, under its own name and id', async () => {
    const [made] = await bench.publish(drawn);
    expect(made!.entry).toMatchObject({
      document: 'drawn-pack/payment-days',
      title: 'Days of payment',
      link: expect.stringContaining('Register of payments.pdf'),
    });
    expect(made!.entry).not.toHaveProperty('schools');
    const { text } = await bench.read(made!.entry.link);
    expect(text).toContain('Payments of the year Paid on 2025-11-03 2025-11-10 2026-01-12');
    expect(text).not.toMatch(/absence|exclusion|contribution|protocols|£/i);
    expect(await registerOf(bench.store, 2025)).toHaveLength(1);
  });

  it('is one for each school where it is about one', async () => {
    const ofSchools = defineIssue({ ...drawn, about: 'school', data: (_, { name }) => ({ days: [name] }) });
    const made = await bench.publish(ofSchools);
    expect(made.map(({ entry }) => entry.school)).toEqual(['Elm Park High School', "St Aldhelm's School"]);
    for (const { entry } of made) {
      const { attachments } = await bench.read(entry.link);
      expect(attachments.get('figures.csv')).toBe(`Payments of the year\r\nPaid on\r\n${entry.school}\r\n`);
    }
  });

  it('is held back in its own words, where it says when', async () => {
    const from = (fewest: number) =>
      defineIssue({
        ...drawn,
        safeguards: {
          whyNot: (_, __, { days }) => (days.length < fewest ? `Only ${days.length} payments yet.` : null),
          leftOut: () => ['a boat that leaks'],
          standsBehind: (_, { behindFirst }) => behindFirst ?? { payments: ['990001'] },
          hides: (_, { hiddenBefore }) => [`after ${[...hiddenBefore!].length}`],
          whatIsFixed: () => 'Two more are on their way.',
        },
      });
    const refused = (advice: string) => ({ code: 'not-allowed', advice });
    await expect(bench.publish(from(4), { asItIs: true })).rejects.toMatchObject(refused('Only 3 payments yet.'));
    await expect(bench.publish(from(3))).rejects.toMatchObject(
      refused(
        'Two more are on their way. Have what is missing typed first or, to go on without it, say Yes under “Issue as it is” in the row of Documents, or --as-it-is on the command line.',
      ),
    );
    expect(await registerOf(bench.store, 2025)).toEqual([]);
    const [made] = await bench.publish(from(3), { asItIs: true });
    expect(made!.entry).toMatchObject({ schools: { payments: ['990001'] }, hidden: ['after 0'] });
    expect(made!.leftOut).toEqual(['a boat that leaks']);
    expect(await bench.publish(from(3))).toEqual([{ ...made, made: false }]);
    bench.workbooks.edit(ALLIANCE, 'Contributions', (rows) => void rows.splice(1, 1));
    await bench.sync(ALLIANCE);
    expect(await bench.publish(from(2))).toMatchObject([
      { made: true, entry: { schools: { payments: ['990001'] }, hidden: ['after 0', 'after 1'] } },
    ]);
  });

  it('names each workbook that it reads, and can read no other', async () => {
    const reads = defineIssue({
      ...drawn,
      about: 'alliance',
      from: () => [{ urn: '990001', startYear: 2025 }],
      data: (_, { keptOf }) => ({
        days: keptOf({ urn: '990001', startYear: 2025 })!
          .situation.rows(exclusionsByTermTab)
          .map(({ key }) => key),
      }),
    });
    const [made] = await bench.publish(reads);
    expect(made!.entry.snapshots.map(({ workbook }) => workbook)).toEqual(['alliance-2025', 'school-990001-2025']);
    const strays = defineIssue({ ...reads, from: () => [] });
    await expect(bench.publish(strays)).rejects.toThrow('is not declared to be made from school-990001-2025');
  });
});

describe('a declaration', () => {
  it('does not compile without a part of it', () => {
    const { data: _, ...withoutData } = drawn;
    const { template: __, ...withoutTemplate } = drawn;
    const { safeguards: ___, ...withoutSafeguards } = drawn;
    const { from: ____, ...withoutSources } = drawn;
    const { reads: _____, ...withoutReads } = drawn;
    // @ts-expect-error: what fills the template is left out.
    defineIssue<PaymentDays>(withoutData);
    // @ts-expect-error: the template is left out.
    defineIssue<PaymentDays>(withoutTemplate);
    // @ts-expect-error: nothing says whether it may be held back.
    defineIssue<PaymentDays>(withoutSafeguards);
    // @ts-expect-error: nothing says what it is made from.
    defineIssue<PaymentDays>(withoutSources);
    // @ts-expect-error: nothing says which of the alliance's tabs it cannot do without.
    defineIssue<PaymentDays>(withoutReads);
    // @ts-expect-error: the data are not those of the template.
    defineIssue({ ...drawn, template: async () => template, data: () => ({ days: [1] }) });
    // @ts-expect-error: a setting that is not answered with yes or no.
    defineIssue({ ...drawn, needs: yearlyContribution });
    // @ts-expect-error: one of the alliance as a whole has no school.
    defineIssue({ ...drawn, about: 'alliance', data: (_, { name }) => ({ days: [name] }) });
    expect(drawn.choice.value).toBe('drawn-pack/payment-days');
  });
});

describe('the list of documents', () => {
  it('gives the choices of the tab Documents, the note of its heading and its dropdown, in one order', () => {
    const names = allDeclared.documents.map(({ choice }) => choice.text);
    const [document] = newSheet(documentsTab, [], [], listsOf(allDeclared, null)).columns;
    expect(document).toMatchObject({
      choices: names,
      note: `Pick the document from the list.\nPick one: ${names.join(', ')}.`,
    });
  });

  it('has the documents of a pack more where that is in use, and each pack’s ids begin with its own', () => {
    const more = declare([...packs, { ...harbourCompact, documents: [drawn] }], kinds);
    const [document] = newSheet(documentsTab, [], [], listsOf(more, null)).columns;
    expect(document!.choices).toEqual([
      ...allDeclared.documents.map(({ choice }) => choice.text),
      'Register of payments',
    ]);
    for (const { id, documents } of packs)
      expect(documents.filter(({ choice }) => !choice.value.startsWith(`${id}/`))).toEqual([]);
    const doubled = { ...harbourCompact, documents: [{ ...drawn, choice: { value: 'x', text: 'Annual report' } }] };
    expect(() => declare([...packs, doubled], kinds)).toThrow('does not tell choices apart');
  });

  it('is what is made of the rows of Documents: a document of no pack is left alone', async () => {
    const asked = await openPublishingBench({ Documents: '| Document |\n| Treasurer’s annual statement |' });
    const without = { ...asked.ports, catalogue: { ...allDeclared, documents: [] } };
    expect((await publishRequested(2025, without, noonOf('2026-03-27'))).published).toEqual([]);
    expect((await asked.publishRequested()).published).toHaveLength(1);
  });

  it('knows each by its id and by the short name that people type', () => {
    expect(allDeclared.documents.map((issue) => shortName(issue))).toEqual([
      'agreement',
      'payment-request',
      'payment-receipt',
      'payment-reminder',
      'contribution-statement',
      'treasurers-statement',
      'owed-by-age',
      'receipts-and-payments',
      'fund-statement',
      'annual-report',
      'policy-review-report',
      'policy-review-report-alliance',
    ]);
    for (const issue of allDeclared.documents) {
      expect(documentTyped(issue.choice.value)).toBe(issue);
      expect(documentTyped(shortName(issue))).toBe(issue);
      expect(documentTyped(` ${issue.choice.text.toUpperCase()}`)).toBe(issue);
    }
    for (const typed of ['', 'report', 'working-protocols', 'behaviour-and-attendance/agreement'])
      expect(documentTyped(typed)).toBeNull();
  });
});
