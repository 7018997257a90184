import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { folded } from './tidy.ts';

const ANSWERS = new Map([
  ['y', true],
  ['yes', true],
  ['true', true],
  ['on', true],
  ['t', true],
  ['1', true],
  ['✓', true],
  ['✔', true],
  ['☑', true],
  ['✅', true],
  ['n', false],
  ['no', false],
  ['false', false],
  ['off', false],
  ['f', false],
  ['0', false],
]);
const CROSSES = ['x', '×', '✗', '✘', '✕', '✖', '☒', '❌', '❎'];
const ENDING = /[ .!]+$/;

/** Yes or no. A cross is asked about: on some forms it marks a yes, on others a no. */
export const yesNo = defineCell<boolean>({
  name: 'yes or no',
  format: 'text',
  rule: 'GEN-05',
  hint: 'Type Yes or No. Y, N and a tick are understood.',
  choices: ['Yes', 'No'],
  remember: true,
  otherwise: 'not-yes-or-no',
  messages: {
    'not-yes-or-no': {
      severity: 'problem',
      says: '{cell} says {typed}, which is neither yes nor no.',
      fix: 'Pick Yes or No from the list.',
    },
    cross: {
      severity: 'problem',
      says: '{cell} holds a cross, which some people use for yes and others for no.',
      fix: 'Pick Yes or No from the list.',
    },
  },
  text(typed) {
    const text = folded(typed).replace(ENDING, '');
    const answer = ANSWERS.get(text);
    if (answer !== undefined) return { value: answer };
    if (CROSSES.includes(text)) return refused('cross');
    const firstWord = /^(yes|no)\b/.exec(text)?.[1];
    return refused('not-yes-or-no', firstWord && (firstWord === 'yes' ? 'Yes' : 'No'));
  },
  show: (value) => (value ? 'Yes' : 'No'),
});
