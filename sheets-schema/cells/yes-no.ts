import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { nearestWord } from './spelling.ts';
import { folded, plainDashes } from './tidy.ts';

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
  ['🗸', true],
  ['√', true],
  ['n', false],
  ['no', false],
  ['false', false],
  ['off', false],
  ['f', false],
  ['0', false],
]);
const CROSSES = ['x', '×', '✗', '✘', '✕', '✖', '☒', '❌', '❎'];
/** Symbol fonts show these letters as ticks and crosses; another font shows the letter. */
const TICKS_IN_SYMBOL_FONTS = ['ü', 'þ', '\uf0fc', '\uf0fe'];
const CROSSES_IN_SYMBOL_FONTS = ['û', 'ý', '\uf0fb', '\uf0fd'];
const LIKE_YES = [
  'tick',
  'ticked',
  'done',
  'yep',
  'yup',
  'yeah',
  'yeh',
  'ye',
  'ok',
  'okay',
  'affirmative',
  '👍',
  'yea',
  'aye',
];
const LIKE_NO = ['nope', 'nah', 'never', 'none', '👎', '☐', '□', 'unticked'];
const BEGINS = /^(?:(y|yes)|(n|no))(?: ?[-:;,(.]|(?: (?!idea|answer|one|and|or))|\/(?![an]\b))(.*)$/;
const UNSURE = /\?|\b(?:y|yes|n|no|maybe|not sure|unsure|but)\b/;
const ENDING = /[ .!,;]+$/;

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
    'symbol-font': {
      severity: 'problem',
      says: '{cell} holds a letter that some fonts show as a tick or a cross.',
      fix: 'Pick Yes or No from the list.',
    },
    cross: {
      severity: 'problem',
      says: '{cell} holds a cross, which some people use for yes and others for no.',
      fix: 'Pick Yes or No from the list.',
    },
  },
  text(typed) {
    const bare = typed.toLowerCase();
    if (TICKS_IN_SYMBOL_FONTS.includes(bare)) return refused('symbol-font', 'Yes');
    if (CROSSES_IN_SYMBOL_FONTS.includes(bare)) return refused('symbol-font');
    const text = plainDashes(folded(typed)).replace(ENDING, '');
    const answer = ANSWERS.get(text);
    if (answer !== undefined) return { value: answer };
    if (CROSSES.includes(text) || text === '[x]' || text === '(x)') return refused('cross');
    return refused('not-yes-or-no', likeliest(text));
  },
  show: (value) => (value ? 'Yes' : 'No'),
});

function likeliest(text: string): string | null {
  if (LIKE_YES.includes(text)) return 'Yes';
  if (LIKE_NO.includes(text)) return 'No';
  const begins = BEGINS.exec(text);
  if (begins) return UNSURE.test(begins[3] ?? '') ? null : begins[1] ? 'Yes' : 'No';
  return /^[a-z]{3,5}$/.test(text) && nearestWord(text, ['yes']) === 'yes' ? 'Yes' : null;
}
