import { describe, expect, it } from 'vitest';
import { substanceOf } from '../../../functions/protocols/finding.ts';
import { allDeclared } from '../../../functions/workbooks/kinds.ts';
import { policies } from '../../../sheets-schema/tabs/policies.tab.ts';
import { makeSecret } from '../../support/made-up-secret.ts';
import { checkDrawing } from '../../support/rule-tester.ts';
import { decidedWith, elmPark, policiesDrawn } from './policies-drawn.ts';

const secret = makeSecret();
const alliance = {
  ...decidedWith('Yearly review of a policy | 12 months after the last'),
  ...elmPark({ kind: 'Maintained school' }),
};
const YEARLY = policies
  .map(({ text }) => text)
  .filter((title) => !title.startsWith('Equality') && title !== 'Accessibility plan');

/** The line of a rule, with all of these typed so. */
function lineOf(rule: string, titles: readonly string[], cells: string) {
  const drawing = `| Policy | Last reviewed on | Where it is published | Page last looked at on |
    ${titles.map((title) => `| ${title} | ${cells} |`).join('\n')}`;
  const tabs = { Policies: policiesDrawn(drawing) };
  const lines = checkDrawing('school', allDeclared, { name: '', alliance, tabs }).findings.filter(
    (one) => one.rule === rule && one.messageId.endsWith('Many'),
  );
  expect(lines).toHaveLength(1);
  return { ...lines[0]!, substance: substanceOf(lines[0]!, secret) };
}

describe('an acceptance of many documents in one line', () => {
  const without = (title: string) => YEARLY.filter((one) => one !== title);

  it('covers what the words do not name', () => {
    const cells = '1/9/2024 | | ';
    const accepted = lineOf('NLD-02', without('School emergency plan'), cells);
    const another = lineOf('NLD-02', without('Teachers’ pay'), cells);
    expect([another.message, another.fingerprint]).toEqual([accepted.message, accepted.fingerprint]);
    expect(another.message).toContain('19 documents are late for review');
    expect(another.message).toContain('and 11 more');
    expect(another.substance).not.toBe(accepted.substance);
  });

  it('covers the pages of Website that the words do not name', () => {
    const lineAbout = (items: readonly string[]) => {
      const Website = [
        '| What is published | What is asked | Must or should | Applies | Where it is published | Page last looked at on |',
        ...['Admissions', 'Behaviour', 'Curriculum', ...items].map((item) => `| ${item} | | Must | | | |`),
        ...items.map((item) => `| ${item} seen | | Should | | https://elmpark.example/seen | 1/9/2024 |`),
      ].join('\n');
      const { findings } = checkDrawing('school', allDeclared, { name: '', alliance, tabs: { Website } });
      return findings
        .filter(({ rule }) => rule === 'NLD-11')
        .map((one) => ({ says: one.message, substance: substanceOf(one, secret) }));
    };
    const [accepted, another] = [lineAbout(['Governors', 'Ofsted report']), lineAbout(['Governors', 'Pupil premium'])];
    expect(accepted).toHaveLength(2);
    expect(another.map(({ says }) => says)).toEqual(accepted.map(({ says }) => says));
    for (const { substance } of another) expect(accepted.map((one) => one.substance)).not.toContain(substance);
  });

  it('stays when rows are sorted', () => {
    const cells = '1/9/2024 | | ';
    expect(lineOf('NLD-02', YEARLY.toReversed(), cells).substance).toBe(lineOf('NLD-02', YEARLY, cells).substance);
  });
});
