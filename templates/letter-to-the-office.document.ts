import { defineDocument } from './kit/document.ts';
import { longDate } from './kit/money-and-dates.ts';

/** What a school's office is told about its new workbook. */
export interface LetterToTheOfficeData {
  readonly school: string;
  /** Whom to ask: an e-mail address, or null for the coordinator without one. */
  readonly contact: string | null;
  /** The workbook is a spreadsheet shared with the office, and no file that comes with the letter. */
  readonly isShared: boolean;
  /** What is filled in, tab by tab. */
  readonly tabs: readonly { readonly title: string; readonly purpose: string; readonly when: string }[];
  /** The last day of the year, where it has passed. */
  readonly endedOn: string | null;
  /** What else falls due, by a date ('YYYY-MM-DD') where there is one. */
  readonly dates: readonly { readonly by: string | null; readonly what: string; readonly isOverdue: boolean }[];
}

export const letterToTheOffice = defineDocument<LetterToTheOfficeData>({
  id: 'letter-to-the-office',
  title: 'About your school’s workbook',
  audience: 'school',
  about: ({ school }) => school,
  example: {
    school: 'Elm Park High School',
    contact: 'coordinator@alderfold.example',
    isShared: false,
    tabs: [
      {
        title: 'Staff days',
        purpose: 'A row for each person and day given to the improvement group.',
        when: 'soon after each day; 9 days by 31\u00a0August 2026',
      },
      {
        title: 'Evaluations',
        purpose: 'What the school thought of each piece of support it received.',
        when: 'within 20 school days of its end',
      },
      {
        title: 'Statement (working protocols)',
        purpose: 'The head’s own answer, once a year, on the protocols that no figure can show.',
        when: 'by 31\u00a0August 2026',
      },
      {
        title: 'Absence by term',
        purpose: 'Totals of absence for each term and group of pupils. No names and no pupil rows.',
        when: 'within 20 school days of each term’s end',
      },
      {
        title: 'Exclusions by term',
        purpose: 'Totals of suspensions and permanent exclusions for each term and group. No names and no pupil rows.',
        when: 'within 20 school days of each term’s end',
      },
    ],
    endedOn: null,
    dates: [
      { by: '2025-10-31', what: 'the signed agreement to the protocols', isOverdue: false },
      { by: '2025-11-30', what: 'the school’s contribution of £3,000', isOverdue: false },
    ],
  },
  render(page, { contact, isShared, tabs, endedOn, dates }) {
    page.paragraph(
      'To the school office: the workbook that ' +
        `${isShared ? 'is shared with you' : 'comes with this letter'} is where your school keeps its part of the alliance’s record: a few ` +
        `minutes a week in ${isShared ? 'the browser' : 'Excel or LibreOffice'}, with nothing to install. ` +
        (isShared
          ? 'The coordinator sends you its address. What you type is saved by itself.'
          : 'Save what you add, and send it back the way the coordinator asks.'),
    );
    page.table({
      caption: 'What to fill in, and when',
      columns: [
        { heading: 'Tab', share: 2 },
        { heading: 'What goes there', share: 5.2 },
        { heading: 'When', share: 3.4 },
      ],
      rows: tabs.map(({ title, purpose, when }) => [title, purpose, when]),
      whenEmpty: 'there is nothing to fill in yet.',
    });
    const last =
      endedOn === null
        ? 'The alliance may still change dates and numbers.'
        : `The year ended on ${longDate(endedOn)}: please type in now what is still missing.`;
    if (dates.length > 0) {
      const due = dates
        .map(({ by, what, isOverdue }) =>
          by === null ? what : isOverdue ? `${what} (was due on ${longDate(by)})` : `${what} by ${longDate(by)}`,
        )
        .join('; ');
      page.paragraph(`Also due: ${due}. ${last}`);
    } else if (endedOn !== null) page.paragraph(last);
    page.callout(
      'No pupil is ever named in this workbook.',
      'Please keep pupils’ names, initials and birthdays out of the notes too.',
    );
    page.section('What comes back');
    page.bullets([
      'Each row is checked. Start here says what needs attention, worst first; Checks says where it is and what to do. Mend the ' +
        'coloured cell, and the finding goes at the next check.',
      'Reply and Accept in Checks are yours: where a warning is right as it stands, write why under Reply and pick Yes. A problem ' +
        'can only be mended; exceptions are the coordinator’s to agree.',
      'Only Start here and Checks are filled in for you. Nothing that you type is changed.',
    ]);
    page.paragraph(`For any question, please ask the coordinator${contact === null ? '' : `: ${contact}`}.`);
  },
});
