import { choice } from '../cells/choice.ts';
import { text } from '../cells/text.ts';
import { wholeNumber } from '../cells/whole-number.ts';
import { defineTab, optional, required } from '../tab.ts';

/** What the annual report must say in words (guidance of 2010, 69): what was arranged and done, how well it worked, what is proposed. */
export const reportParts = [
  {
    value: 'arranged',
    text: 'What we arranged and did',
    also: ['arranged', 'arrangements', 'what was arranged', 'what was arranged and done', 'what we did'],
  },
  {
    value: 'effect',
    text: 'How well it worked',
    also: ['effect', 'effectiveness', 'how effective it was', 'how it worked'],
  },
  {
    value: 'proposals',
    text: 'What we propose next',
    also: ['proposals', 'proposed', 'next', 'what is proposed', 'what is proposed next', 'next year'],
  },
] as const;
export type ReportPart = (typeof reportParts)[number]['value'];

export const reportWordsTab = defineTab({
  id: 'report-words',
  title: 'Report words',
  purpose: 'What the annual report says in words, which no figure can. Each row is a paragraph of one of its parts.',
  columns: {
    part: required('Part of the report', choice('part of the report', reportParts), 'Pick the part from the list.', {
      width: 26,
    }),
    paragraph: optional(
      'Paragraph',
      wholeNumber({ least: 1, most: 50 }),
      'Which paragraph of the part it is. Leave blank where there is one.',
      { width: 11, blankMeans: () => 1 },
    ),
    words: optional(
      'Words',
      text({ longest: 4000 }),
      'What the report is to say. It leaves the alliance: no pupil is named.',
      {
        width: 90,
        aboutPupils: true,
      },
    ),
  },
  key: ['part', 'paragraph'],
  mostRows: 150,
  saysNothingWithout: 'words',
});
