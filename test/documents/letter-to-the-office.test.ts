import { describe, expect, test } from 'vitest';
import { letterToTheOffice as letterWith } from '../../functions/documents/letter-to-the-office.ts';
import { letterToTheOfficeData } from '../../functions/documents/letter-to-the-office-data.ts';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { contributionDueOn } from '../../functions/figures/contributions.ts';
import type { Membership, School } from '../../functions/figures/members.ts';
import { schoolCalendar } from '../../functions/figures/school-calendar.ts';
import { isKept } from '../../functions/protocols/catalogue.ts';
import { statutoryPoliciesAdopted } from '../../functions/protocols/statutory-policies/settings.ts';
import {
  contributionDueDate,
  evaluationDue,
  interimEvaluationAfter,
  partYearMembersGive,
  partYearMembersPay,
  staffDaysMinimum,
  workingProtocolsAdopted,
  yearlyContribution,
  yearlyStatementDue,
} from '../../functions/protocols/working-protocols/settings.ts';
import { contributionTerms } from '../../functions/protocols/working-protocols/terms.ts';
import { allDeclared, schoolKind, tabsOf } from '../../functions/workbooks/kinds.ts';
import { schoolWorkbooks } from '../../functions/workbooks/workbooks-to-make.ts';
import { coordinatorEmail } from '../../sheets-schema/core-settings.ts';
import type { Setting } from '../../sheets-schema/setting.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { renderLetter } from '../../templates/kit/document.ts';
import { letterToTheOffice } from '../../templates/letter-to-the-office.document.ts';
import { harbourCompact, withHarbour } from '../support/drawn-pack.ts';
import { fonts } from '../support/example-documents.ts';
import { newSettings } from '../support/new-settings.ts';
import { readPdfText } from '../support/pdf-ua.ts';
import { usualPacks } from '../support/usual-packs.ts';

const YEAR = academicYear(2026);
const ADOPTED = usualPacks.map(({ adoptedBy }) => ({ setting: adoptedBy.id, value: 'Yes', fromYear: null }));
const DECIDED = newSettings(
  [
    ...ADOPTED,
    { setting: coordinatorEmail.id, value: 'co@fern.example', fromYear: null },
    { setting: staffDaysMinimum.id, value: 12, fromYear: null },
    { setting: yearlyContribution.id, value: '£2,500', fromYear: null },
    { setting: contributionDueDate.id, value: '15 January', fromYear: null },
    { setting: evaluationDue.id, value: 1, fromYear: null },
  ],
  2026,
);

const BLANK_SCHOOL = Object.fromEntries(
  ['rowNumber', 'key', ...Object.keys(schoolsTab.columns)].map((column) => [column, null]),
) as unknown as School;

function pages(alliance: string, school: string, contact: string | null): Promise<string[]> {
  const data = { ...letterToTheOfficeData(school, newSettings(ADOPTED, 2026), YEAR, '2026-08-20'), contact };
  const meta = { fonts, issuedOn: '2026-08-20', alliance, academicYear: YEAR.label };
  return renderLetter(letterToTheOffice, data, meta).then(readPdfText);
}

describe('what the office is told', () => {
  test('is every tab of a school’s workbook, with what the alliance decided', () => {
    const { tabs, dates, contact } = letterToTheOfficeData('Ashgrove School', DECIDED, YEAR, '2026-08-20');
    expect(tabs.map(({ title, purpose }) => [title, purpose])).toEqual(
      tabsOf(schoolKind, allDeclared.packs)
        .filter((tab) => isKept(tab, DECIDED, allDeclared.packs))
        .map(({ title, purpose }) => [title, purpose]),
    );
    expect(tabs.map(({ when }) => when.replaceAll('\u00a0', ' '))).toEqual([
      'soon after each day; 12 days by 31 August 2027',
      'within 1 school day of its end',
      'by 15 July 2027',
      'within 20 school days of each term’s end',
      'within 20 school days of each term’s end',
    ]);
    expect(dates).toEqual([
      { by: '2026-10-31', what: 'the signed agreement to the protocols', isOverdue: false },
      { by: '2027-01-15', what: 'the school’s contribution of £2,500', isOverdue: false },
    ]);
    expect(contact).toBe('co@fern.example');
  });

  test('is no tab that the alliance does not keep, and the statement of each pack it adopted', () => {
    const titles = (...rows: [setting: Setting, value: string][]) => {
      const settings = newSettings(
        [...ADOPTED, ...rows.map(([{ id }, value]) => ({ setting: id, value, fromYear: null }))],
        2026,
      );
      const { tabs } = letterToTheOfficeData('Ashgrove School', settings, YEAR, '2026-08-20', withHarbour);
      return tabs.map(({ title, when }) => `${title}: ${when}`).filter((line) => line.startsWith('Statement'));
    };
    expect(titles()).toEqual(['Statement (working protocols): by 15\u00a0July 2027']);
    expect(titles([yearlyStatementDue, '3 July'])).toEqual(['Statement (working protocols): by 3\u00a0July 2027']);
    expect(titles([harbourCompact.adoptedBy, 'On'], [workingProtocolsAdopted, 'No'])).toEqual([
      'Statement (harbour compact): by 20\u00a0July 2027',
    ]);
  });

  test('says how often long support is evaluated while it goes on, where the alliance asks for that', () => {
    const settings = newSettings([...ADOPTED, { setting: interimEvaluationAfter.id, value: 40, fromYear: null }], 2026);
    const { tabs } = letterToTheOfficeData('Ashgrove School', settings, YEAR, '2026-08-20');
    expect(tabs.find(({ title }) => title === 'Evaluations')?.when).toBe(
      'within 20 school days of its end; while it goes on, after each 40 school days',
    );
  });

  test('is no date for what the alliance has not adopted', () => {
    const settings = newSettings([], 2026);
    expect(letterToTheOfficeData('Ashgrove School', settings, YEAR, '2026-08-20').dates).toEqual([]);
  });

  test('says of a date that has gone that it has, and of a year', () => {
    const told = (writtenOn: string) => letterToTheOfficeData('Ashgrove School', DECIDED, YEAR, writtenOn);
    const overdue = (writtenOn: string) => told(writtenOn).dates.map(({ by, isOverdue }) => (isOverdue ? by : null));
    expect(overdue('2026-10-31')).toEqual([null, null]);
    expect(overdue('2026-11-01')).toEqual(['2026-10-31', null]);
    expect(overdue('2027-02-01')).toEqual(['2026-10-31', '2027-01-15']);
    expect(told('2027-08-31').endedOn).toBeNull();
    expect(told('2027-09-01').endedOn).toBe('2027-08-31');
  });

  test.each([
    ['Full', 'the school’s contribution of £3,000'],
    ['By term', 'the school’s contribution for its terms of the year’s £3,000'],
    ['None', undefined],
  ])('is what a member for part of the year pays: %s', (value, what) => {
    const settings = newSettings([...ADOPTED, { setting: partYearMembersPay.id, value, fromYear: null }], 2026);
    const dates = (joinedOn: string | null, leftOn: string | null = null) =>
      letterToTheOfficeData('Ashgrove School', settings, YEAR, '2026-09-01', allDeclared, { joinedOn, leftOn }).dates;
    // It pays for its part of the year, and not by a day on which it was no member.
    expect(dates('2027-03-01')).toEqual(
      what === undefined
        ? []
        : [
            {
              by: null,
              what: `${what}, by 31\u00a0August 2027 at the latest, and once Calendar has the terms within 30 school days of joining`,
              isOverdue: false,
            },
          ],
    );
    // Where a new member has its thirty school days in any case, the day is everybody’s.
    expect(dates('2026-11-01').map(({ by }) => by)).toEqual(what === undefined ? [] : [null]);
    expect(dates('2026-09-01').map(({ by }) => by)).toEqual(['2026-10-31', '2026-11-30']);
    // What falls due after it left it does not owe.
    expect(dates(null, '2026-11-29').map((one) => one.what)).toEqual(['the signed agreement to the protocols']);
    expect(dates(null, '2027-03-26').map((one) => one.what)).toEqual([
      'the signed agreement to the protocols',
      ...(what === undefined ? [] : [what]),
    ]);
    expect(dates('2018-09-01').map((one) => one.what)).toEqual([
      'the signed agreement to the protocols',
      'the school’s contribution of £3,000',
    ]);
  });

  test.each([
    ['Full', '2027-03-01', 'soon after each day; 9 days by 31 August 2027'],
    [
      'By term',
      '2027-03-01',
      'soon after each day; by 31 August 2027 the share of 9 days for the school’s terms as a member',
    ],
    ['None', '2027-03-01', 'soon after each day'],
    ['None', '2026-09-01', 'soon after each day; 9 days by 31 August 2027'],
  ])('is how many staff days a member for part of the year gives: %s, joined %s', (value, joinedOn, says) => {
    const settings = newSettings([...ADOPTED, { setting: partYearMembersGive.id, value, fromYear: null }], 2026);
    const member = { joinedOn, leftOn: null };
    const { tabs } = letterToTheOfficeData('Ashgrove School', settings, YEAR, '2026-09-01', allDeclared, member);
    expect(tabs.find(({ title }) => title === 'Staff days')!.when.replaceAll('\u00a0', ' ')).toBe(says);
  });

  test.each([
    ['Full', '9 days by 31 March 2027', ['£3,000 by 2026-11-30'], []],
    ['By term', '6 days by 31 March 2027', ['£2,000 by 2026-11-30'], ['£1,000 by 2027-05-19']],
  ])(
    'is what the checks ask for, of who leaves, joins and becomes one, with the terms typed: %s',
    (value, days, pays, newPays) => {
      const decidedSo = [partYearMembersGive.id, partYearMembersPay.id].map((setting) => ({
        setting,
        value,
        fromYear: null,
      }));
      const settings = newSettings([...ADOPTED, ...decidedSo], 2026);
      const term = (what: 'autumn' | 'spring' | 'summer', from: string, to: string, rowNumber: number) => ({
        ...{ what, from, to, school: null, note: null, rowNumber, key: what },
      });
      const calendar = schoolCalendar(
        [
          term('autumn', '2026-09-02', '2026-12-18', 2),
          term('spring', '2027-01-04', '2027-03-31', 3),
          term('summer', '2027-04-08', '2027-07-20', 4),
        ],
        null,
      );
      const asked = (member: Membership) => {
        const letter = letterToTheOfficeData('Ashgrove', settings, YEAR, '2026-09-01', allDeclared, member, calendar);
        const when = letter.tabs.find(({ title }) => title === 'Staff days')!.when.replaceAll('\u00a0', ' ');
        const paid = letter.dates.filter(({ what }) => what.includes('contribution'));
        return [when, paid.map(({ by, what }) => `${what.split(' of ')[1]} by ${by}`)];
      };
      const row = { ...BLANK_SCHOOL, urn: '990001', name: 'Ashgrove School' };
      const leaver = { ...row, leftOn: '2027-03-31' };
      expect(asked(leaver)).toEqual([`soon after each day; ${days}`, pays]);
      const merged = { joinedOn: '2027-04-01', leftOn: null, tookOver: [leaver] };
      expect(asked(merged)).toEqual(['soon after each day; 3 days by 31 August 2027', newPays]);
      expect(contributionDueOn(merged, YEAR, contributionTerms(settings), calendar)).toBe('2027-05-19');
    },
  );

  test('goes by when the school joins and leaves', () => {
    const settings = newSettings(
      [...ADOPTED, { setting: statutoryPoliciesAdopted.id, value: 'Yes', fromYear: null }],
      2026,
    );
    const when = (joinedOn: string | null, leftOn: string | null) => {
      const member = { joinedOn, leftOn };
      const { tabs } = letterToTheOfficeData('Ashgrove School', settings, YEAR, '2026-09-01', allDeclared, member);
      return tabs.map((tab) => `${tab.title}: ${tab.when.replaceAll('\u00a0', ' ')}`).join('\n');
    };
    expect(when(null, null)).toContain('Policies: in the first 20 school days, and whenever');
    expect(when(null, null)).toContain('in the first weeks of the year, and whenever');
    expect(when('2027-03-01', null)).toContain('Policies: in the first 20 school days of membership, and whenever');
    expect(when('2027-03-01', null)).toContain('in the first weeks of membership, and whenever');
    const statement = (joinedOn: string | null, leftOn: string | null) =>
      when(joinedOn, leftOn)
        .split('\n')
        .find((line) => line.startsWith('Statement'));
    expect(statement('2027-03-01', null)).toBe('Statement (working protocols): by 15 July 2027');
    expect(statement('2027-06-21', null)).toBe(
      'Statement (working protocols): by 31 August 2027 at the latest, and once Calendar has the terms by 15 July 2027 or 30 school days after joining, whichever is later',
    );
    expect(statement(null, '2027-07-15')).toBe('Statement (working protocols): by 15 July 2027');
    expect(statement(null, '2027-03-26')).toBe(
      'Statement (working protocols): not asked of a school that leaves before 15 July 2027',
    );
    expect(when(null, '2027-03-26')).not.toContain('31 August');
  });
});

describe('the page', () => {
  test.each([
    ['the longest names that may be typed', 'Wide '.repeat(24), 'M'.repeat(120), `${'w'.repeat(30)}@school.example`],
    [
      'Welsh',
      'Cynghrair Ysgolion Llŷn',
      'Ysgol Gynradd Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
      null,
    ],
    ['letters and pictures that the typeface lacks', 'اتحاد المدارس', 'مدرسة النور 🏫 "St Mary’s" (光明)', null],
  ])('is one with %s, and has no number', async (_, alliance, school, contact) => {
    const text = await pages(alliance, school, contact);
    expect(text).toHaveLength(1);
    expect(text[0]).toContain('please ask the coordinator');
    expect(text[0]).toContain('Page 1 of 1');
    expect(text[0]).not.toMatch(/Snapshot|Signing key|Document /);
  });

  test('runs on over as many as it needs where more is kept, and says every tab and date once', async () => {
    const usual = letterToTheOfficeData('Ashgrove School', newSettings(ADOPTED, 2026), YEAR, '2026-08-20');
    const more = Array.from({ length: 24 }, (_, at) => ({
      title: `Ropes of quay ${at + 1}`,
      purpose: 'Every rope that was coiled when the day was over, and by whom, if anybody saw it.',
      when: 'when the boat is back, or by the end of the week',
    }));
    const dates = more.map((_, at) => ({ by: '2026-12-06', what: `penny ${at + 1} for the bell`, isOverdue: false }));
    const data = { ...usual, tabs: [...usual.tabs, ...more], dates: [...usual.dates, ...dates] };
    const meta = { fonts, issuedOn: '2026-08-20', alliance: 'Fern', academicYear: YEAR.label };
    const text = await readPdfText(await renderLetter(letterToTheOffice, data, meta));
    expect(text).toHaveLength(3);
    for (const [at, page] of text.entries()) expect(page).toContain(`Page ${at + 1} of 3`);
    const whole = text.join(' ');
    for (const { title } of more) expect(whole.match(new RegExp(`${title}(?!\\d)`, 'g'))).toHaveLength(1);
    for (const { what } of dates) expect(whole.replace(/\s+/g, ' ').split(what)).toHaveLength(2);
    expect(text.at(-1)).toContain('please ask the coordinator');
  });
});

describe('the letter that goes with a workbook', () => {
  const written = async (joinedOn: string | null, isShared: boolean, on = '2026-08-20') => {
    const row = { ...BLANK_SCHOOL, urn: '990001', name: 'Ashgrove School', joinedOn };
    const [workbook] = schoolWorkbooks([row], DECIDED, 2026);
    const text = await readPdfText(await letterWith(workbook!, { on, isShared, fonts }));
    return text.join(' ').replace(/\s+/g, ' ');
  };

  test('names no day before the school joined, and says of another that it has gone', async () => {
    const whole = 'Also due: the signed agreement to the protocols by';
    const contribution = 'the school’s contribution of £2,500';
    expect(await written(null, false)).toContain(whole);
    expect(await written('2026-12-01', false)).toContain(
      `Also due: ${contribution}, by 31 August 2027 at the latest, and once Calendar has the terms by 15 January 2027 or 30 school days after joining, whichever is later. The`,
    );
    expect(await written('2027-03-01', false)).toContain(
      `Also due: ${contribution}, by 31 August 2027 at the latest, and once Calendar has the terms within 30 school days of joining. The`,
    );
    expect(await written('2027-07-01', false)).toContain(
      'by 31 August 2027 at the latest, and once Calendar has the terms within 30 school days of joining.',
    );
    const late = await written(null, false, '2027-09-20');
    expect(late).toMatch(/contribution of £2,500 \(was due on 15\s+January\s+2027/);
    expect(late).toMatch(/The year ended on 31\s+August\s+2027/);
  });

  test('says of a file that it is sent back, and of a shared spreadsheet that it is saved by itself', async () => {
    expect(await written(null, false)).toContain('Save what you add, and send it back');
    const shared = await written(null, true);
    expect(shared).toContain('the workbook that is shared with you');
    expect(shared).toContain('What you type is saved by itself.');
    expect(shared).not.toMatch(/Excel|send it back/);
  });
});
