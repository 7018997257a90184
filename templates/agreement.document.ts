import { defineDocument } from './kit/document.ts';
import { longDate } from './kit/money-and-dates.ts';

/** One school's agreement to the alliance's protocols, for signature (working protocols, form of agreement). */
export interface AgreementData {
  readonly school: string;
  /** What the protocols are about, such as "teaching and pastoral work with pupils up to 16". */
  readonly scope: string;
  /** Who keeps them, such as "all staff, governors and trustees". */
  readonly bound: string;
  /** Who is to sign, where the alliance knows their names. */
  readonly chair?: string;
  readonly head?: string;
  /** When the signed copy is due back, 'YYYY-MM-DD'. */
  readonly returnBy: string;
  readonly chapters: readonly AgreementChapter[];
  readonly settings: readonly AgreementSetting[];
}

export interface AgreementChapter {
  readonly title: string;
  readonly clauses: readonly { readonly number: string; readonly text: string }[];
}

/** A figure that the alliance fixed for the year. */
export interface AgreementSetting {
  readonly clause: string;
  readonly what: string;
  readonly value: string;
  /** False for a figure that the sources leave open and the alliance has not decided. */
  readonly decided: boolean;
}

/** The chapters of the example, numbered through. */
function chapters(texts: Readonly<Record<string, readonly string[]>>): AgreementChapter[] {
  let number = 0;
  return Object.entries(texts).map(([title, clauses]) => ({
    title,
    clauses: clauses.map((text) => ({ number: String(++number), text })),
  }));
}

export const agreement = defineDocument<AgreementData>({
  id: 'agreement',
  title: 'Agreement to the working protocols',
  audience: 'school',
  about: ({ school }) => school,
  asks: ({ returnBy }, { academicYear }) =>
    `to accept these protocols for ${academicYear}, and to return this agreement signed by ${longDate(returnBy)}`,
  example: {
    school: 'Elm Park High School',
    scope: 'work with secondary pupils up to the age of 16',
    bound: 'all staff, governors and trustees of the school',
    head: 'Sam Harding',
    returnBy: '2025-10-31',
    chapters: chapters({
      Strategy: [
        'We support each other, so that every secondary learner in our area gets what they need.',
        'We share one moral purpose: high standards in our own school and in all the others.',
        'We build up our own strength to improve.',
        'We work towards every member school being judged good or better, and many outstanding.',
        'We help the alliance to grow.',
        'We play our part in the improvement group.',
        'We tell our governors, trustees and staff what the alliance and the improvement group are doing.',
        'Where a strategic decision could touch other schools, we talk first and do not act alone.',
        'We let each other know about our main schemes, even those that concern only one school.',
        'We ask for the views of others before we decide something that may affect them.',
        'We plan professional learning together, so that our staff can grow across the schools.',
      ],
      Ethos: [
        'We treat colleagues with respect at all times.',
        'We listen to opinions that differ from ours.',
        'We respect that our schools differ in status, structure and character.',
        'We are considerate of what other colleagues need.',
        'When a difficulty comes up, we sort it out together.',
        'We do not seek gains for ourselves that would cost another school.',
        'We do not measure our school against another by name.',
        'In public and in our publicity we speak of our own school or of the whole alliance, not of other schools.',
        'What we have agreed and signed binds us professionally.',
      ],
      Operation: [
        'Each academic year we give the improvement group at least the number of staff days shown below.',
        'Those we release for this work are highly effective practitioners.',
        'We share performance data with the other heads and, where that is right, with lead officers of the authority.',
        'We share our policies and structures with colleagues.',
        'Each year we pay the contribution shown below towards the running of the improvement group.',
        'We return an evaluation of the support our school has received.',
        'If we look for support from another member, we go to the improvement group first.',
        'Somebody from our school attends the alliance conference.',
        'We are ready to speak for the alliance on working groups when asked.',
        'After a working group we report back to the next suitable alliance meeting.',
        'Alliance meetings have priority, and we attend them regularly.',
        'A deputy or equivalent may stand in for the head no more often than shown below.',
        'A deputy who stands in votes with full rights for the school.',
        'What is marked confidential in a meeting stays confidential.',
        'Our staff take a full part in subject hubs and other groups.',
      ],
      'Marketing and recruitment': [
        'We advertise our vacancies openly across the area.',
        'We do not poach each other’s staff or offer them inducements to move.',
        'Our prospectus is an honest account of our own successes and ethos.',
        'Open days, evenings and tours are for families of pupils who would join Year 7 or Year 12.',
        'Everything we advertise is legal, decent, honest and true.',
        'Our website is as honest and open as our printed material.',
        'We advertise our events to the community where that is needed.',
        'We do not approach single pupils to win them from another school.',
        'We keep to the local admissions framework, with the authority’s forms and procedures.',
        'Church schools may add their own form where a place is sought on grounds of faith.',
      ],
      'In-year admissions': [
        'We work fully with the policy and procedures for admissions during the year.',
        'We follow the local “Keeping on Track” procedure.',
        'We accept what the fair access panel recommends.',
      ],
    }),
    settings: [
      { clause: '21', what: 'Staff days for the improvement group', value: 'at least 9 days', decided: true },
      { clause: '25', what: 'Contribution, due by 30 November 2025', value: '£3,000.00', decided: true },
      {
        clause: '26',
        what: 'Evaluation of support, after it has ended',
        value: 'within 20 school days',
        decided: true,
      },
      { clause: '32', what: 'Meetings at which a deputy may stand in', value: '1', decided: true },
    ],
  },
  render(page, data) {
    const { school } = data;
    page.lead(
      `The members of the ${page.alliance} have promised one another to work in the way set out here. ` +
        `By signing this document, ${school} makes the same promise for the academic year ${page.academicYear}.`,
    );
    page.facts([
      ['School', school],
      ['Covers', data.scope],
      ['Who is bound', data.bound],
      ['Reviewed', 'every year by the members together'],
      ['Please return by', longDate(data.returnBy)],
    ]);
    page.section('The protocols');
    for (const chapter of data.chapters) {
      page.subsection(chapter.title);
      page.numbered(chapter.clauses.map(({ number, text }) => ({ label: number, text })));
    }
    page.section(`What applies in ${page.academicYear}`);
    page.paragraph(
      `These figures hold for the year. The protocol that each belongs to is shown beside it.${
        data.settings.every(({ decided }) => decided)
          ? ''
          : ' Those marked * are suggested by Concordat and stand until the alliance decides its own.'
      }`,
    );
    page.table({
      caption: 'The year’s figures',
      columns: [
        { heading: 'What', share: 6 },
        { heading: 'Figure', share: 3 },
        { heading: 'Protocol', share: 1.4, align: 'right' },
      ],
      rows: data.settings.map(({ what, value, clause, decided }) => [
        what,
        decided ? value : { printed: `${value} *`, attached: `${value} (suggested by Concordat)` },
        clause,
      ]),
      whenEmpty: 'no figures have been fixed for this year.',
    });
    page.section('Acceptance');
    page.signatures(
      `On behalf of ${school}, the governing board or trust has read these protocols, accepts them, ` +
        `and will see that the school keeps to them as a member of the ${page.alliance}.`,
      [
        { role: 'Chair of governors or of the trust', name: data.chair },
        { role: 'Headteacher or principal', name: data.head },
      ],
    );
  },
});
