import { isOrdinary, looksOrdinary } from './ordinary-words.ts';

/**
 * What belongs in a column, and so what would be out of place there: words about totals, with nobody in them; words in which colleagues
 * are named; telephone numbers and references; names of grown-ups.
 */
export type LookedOverAs = 'totals' | 'words' | 'numbers' | 'names';

const NUMBER_WITH_A_LETTER = /(?<![\p{L}\d])[A-HJ-NP-RT-Z](?:[ -]?\d){11}[ -]?[\dA-HJ-NP-RT-Z](?![\p{L}\d])/giu;
/** Typed in one go nothing else looks like it, even with a figure too many or too few. */
const LIKE_A_PUPIL_NUMBER =
  /\b(?:[A-HJ-NP-RT-Z]\d{11,13}[A-HJ-NP-RT-Z]?|(?:UPN|pupil (?:no\.?|number))\W{1,3}[A-Z]?\d[\d -]{7,}\d)\b/i;
const TEN_FIGURES = /(?<![\d+]|\d[ -])[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![ -]?\d)/g;
const CALLED_AN_NHS_NUMBER = /\bNHS (?:no\.?|number)\W{1,3}\d/i;
const E_MAIL = /\S@\S+\.\S/;
const TELEPHONE = /(?:\+44|(?<!\d)\(?0)(?:[ ()-]{0,2}\d){9,10}\b/;
const BIRTHDAY = /\b(?:d\.?o\.?b\b|date of birth|birthday is)|(?<!-|summer |autumn |spring |winter )\bborn\b/i;

/** Words by which one child is known without a name. What is not of these shapes is not seen. */
const ONE_CHILD = new RegExp(
  [
    '\\bonly (?:[\\w-]+ ){0,3}(?:girl|boy|child|pupil|student)(?=$|[.,;:)]| (?:in|with|of|who|from|at|left|whose)\\b)',
    '\\bone (?:girl|boy|(?:child|pupil|student) (?:with|whose|from))\\b',
    '\\b(?:twins|triplets) (?:in|with|from|who)\\b',
    '\\b(?:siblings|brothers|sisters) (?:with|from|who|in (?:a|care|foster|y\\d|year))\\b',
    '\\bthe (?:[\\w-]+ )?(?:girl|boy|family) (?:in|who|from|with|left|whose)\\b',
    '\\ba (?:girl|boy) (?:who|whose|with)\\b',
    '\\b(?:year |y)\\d{1,2} (?:girl|boy|pupil|student|child) (?:who|with|whose|from)\\b',
  ].join('|'),
  'i',
);

const A_LETTER = /\p{L}/u;
const FOUR_FIGURES = /\d(?:[ -]?\d){3}/;

/** What a text looks as if it held, or null where nothing in it points to a child. */
export function pointsToAChild(text: string, as: LookedOverAs): string | null {
  const number = FOUR_FIGURES.test(text) ? numberIn(text, as) : null;
  if (number !== null) return number;
  if (as !== 'names' && as !== 'numbers' && text.includes('@') && E_MAIL.test(text)) return 'an e-mail address';
  if (!A_LETTER.test(text)) return null;
  if (BIRTHDAY.test(text)) return 'a date of birth';
  if (as === 'names') return null;
  if (ONE_CHILD.test(text)) return 'a description of one child';
  return namesAChild(text, as === 'totals') ? 'a person’s name' : null;
}

function numberIn(text: string, as: LookedOverAs): string | null {
  if ([...text.matchAll(NUMBER_WITH_A_LETTER)].some(([typed]) => isPupilNumber(typed))) return 'a pupil number';
  if (as === 'numbers') return null;
  if (LIKE_A_PUPIL_NUMBER.test(text)) return 'a pupil number';
  if (CALLED_AN_NHS_NUMBER.test(text)) return 'an NHS number';
  if ([...text.matchAll(TEN_FIGURES)].some(([typed]) => isNhsNumber(typed))) return 'an NHS number';
  return as !== 'names' && TELEPHONE.test(text) ? 'a telephone number' : null;
}

const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A letter, eleven figures and one more or a letter; the first letter follows from the rest. */
function isPupilNumber(typed: string): boolean {
  const [check, ...signs] = typed.toUpperCase().replace(/[ -]/g, '');
  const sum = signs.reduce((total, sign, at) => {
    const value = /\d/.test(sign) ? Number(sign) : CHECK_LETTERS.indexOf(sign);
    return total + value * (at + 2);
  }, 0);
  return CHECK_LETTERS[sum % 23] === check;
}

/** Ten figures of which the last follows from the others. */
function isNhsNumber(typed: string): boolean {
  const figures = [...typed.replace(/[ -]/g, '')].map(Number);
  const sum = figures.slice(0, 9).reduce((total, figure, at) => total + figure * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === figures[9];
}

/**
 * A text word by word, a letter for each kind of word, so that what is said of a name can be looked for in the row of letters.
 *   N a word with a capital that is nobody’s but a name’s   M the same in capitals   n in small letters, not of several   I an initial   X of a script without capitals
 *   W an ordinary word with a capital   w in small letters   A a month that is a name too   G what a firm, a school or a street ends with
 *   p a word for a child   f for its family   t Mr or Mrs   r a post   c a class   y a year   a the, each   k called   o of, for   l in, at
 *   b was, has been   v what happens to a child   h what ails one   e what is held for a child, m its meeting   F a family   z de, van   s ’s
 *   and the signs , : ( - ; as they are, & for and
 */
const WORD =
  /(?:Year|Yr|Y) ?(?:\d{1,2}|R)(?![\p{L}\d])[A-Z]?|\d+[A-Z]?(?![\p{L}\d])|(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Revd?)(?:\.|(?!\p{L}))|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|[,:;()&/–—-]|[.!?]/gu;

const KINDS: Readonly<Record<string, string>> = {
  p: 'pupil child student boy girl tutee learner',
  f: 'son daughter mum dad mother father parents parent carer carers foster gran nan grandmother grandfather aunt uncle stepdad stepmum guardian social',
  F: 'family sister brother sisters brothers siblings twins',
  r: 'tutor teacher tutors teachers lead leader leaders head heads team manager coordinator parents parent evening assembly group class classes pupils curriculum assistant staff',
  a: 'a an the each every per one any our this that',
  k: 'called named',
  o: 'of for',
  l: 'in at near around across from to by via',
  b: 'was is has been had being be got not',
  v: 'excluded suspended expelled sent absent refusing truanting bullied ill unwell hospital hospitalised',
  h: 'operation surgery asthma epilepsy diabetes diagnosis illness injury medication treatment seizure seizures therapy counselling camhs allergy anxiety',
  e: 'exclusion suspension move reintegration referral pep ehcp ehc',
  m: 'meeting panel plan placement review',
  z: 'de da del der di van von bin bint ibn ap',
  G: 'ltd limited plc llp group trust council academy school schools college federation university road street lane avenue centre hall house park church hospital services partners associates systems software solutions consulting coaches transport travel grange hill farm foundation association authority',
  A: 'april may june',
  '&': 'and or',
};
const KIND_OF = new Map(
  Object.entries(KINDS)
    .toReversed()
    .flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);
/** After a word for a child these go on about it; any other ordinary word makes it one word of two, such as pupil premium. */
const GOES_ON = /^(?:[NMnXIiakolbvs&,:;()#/-]|)$/;

const OF_A_NAMED_CHILD = new RegExp(
  [
    'p[,:(-]?k?[NMIX]',
    'p:?k?n',
    'pl?[cy][,(-]?[NM]',
    '[fF]o(?:a?[NMX]|n)',
    '[NMn]s[fF]',
    'NF(?![wWGN])',
    '(?:[NMXi]I?|II)[,(-]?[lo]?(?:r?c|y)(?!r)',
    '[NMX][,(-]*a?p',
    '[NMX]b*[lw]?v',
    '[NMX]s[hv]',
    'em?o(?:I?[NM]|II)',
    'em?:[NM]{2}',
    '[NM]se(?!w)',
  ].join('|'),
);
/** Of nobody in particular these are ordinary words. */
const AILS = /h/g;
const OF_ANYBODY = new RegExp(
  [
    '(?<!l[NIW]?)[NA][Iz]{0,2}N',
    't[NM]',
    '(?<![l,])N,(?:N|I)(?![,&])',
    '(?<![NMU])M,?M(?![MU])',
    '(?<!l)I-?[NM]',
    '[NM]I',
    '^X+$',
  ].join('|'),
);

function namesAChild(text: string, isAboutTotals: boolean): boolean {
  const kinds = kindsOf(text);
  if (!/[NMnXIi]/.test(kinds)) return false;
  const withoutFirms = kinds.replace(/[NMIWpA]+[GA]*G/g, 'W');
  if (isAboutTotals && OF_ANYBODY.test(withoutFirms.replace(AILS, 'w'))) return true;
  const withoutTitles = withoutFirms.replace(/tI?[NM]+/g, 'W');
  return OF_A_NAMED_CHILD.test(withoutTitles) || OF_A_NAMED_CHILD.test(withoutTitles.replace(AILS, 'w'));
}

function kindsOf(text: string): string {
  let kinds = '';
  let before = '';
  for (const { 0: typed, index } of text.matchAll(WORD)) {
    const possessive = /.['’]s$/i.test(typed);
    const word = possessive ? typed.slice(0, -2) : typed;
    const kind = kindOf(word, before, text[index + typed.length] === '.');
    if (before === 'p' && !GOES_ON.test(kind)) kinds = `${kinds.slice(0, -1)}w`;
    kinds += kind + (possessive ? 's' : '');
    before = possessive ? 's' : kind;
  }
  return kinds;
}

function kindOf(word: string, before: string, isCutShort: boolean): string {
  const first = word[0]!;
  if (/\d/.test(word)) return /^\D/.test(word) ? 'y' : /^(?!2D|3D|4G|5G)\d{1,2}[A-Z]$/.test(word) ? 'c' : '#';
  if (/^(?:Year|Yr|Y) ?R$/.test(word)) return 'y';
  if (!A_LETTER.test(first)) return first === '&' ? '&' : /[–—]/.test(first) ? '-' : first === '.' ? '' : first;
  if (/^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Revd?)\.?$/.test(word)) return 't';
  if (first.toLowerCase() === first.toUpperCase()) return word.length > 1 ? 'X' : 'w';
  const hasCapital = first !== first.toLowerCase() || /^(?:al|el|as|an|ad)-\p{Lu}/u.test(word);
  if (word.length === 1 && hasCapital && (isCutShort || !/[AI]/.test(word))) return 'I';
  const small = word.toLowerCase();
  const known = KIND_OF.get(small);
  if (known !== undefined && !(known === 'G' && !hasCapital) && !(known === 'A' && !hasCapital)) return known;
  const isCapitals = hasCapital && word === word.toUpperCase();
  if (isOrdinary(small)) return isCapitals ? 'U' : hasCapital ? 'W' : 'w';
  if (looksOrdinary(small) && before !== 'N') return hasCapital ? 'W' : 'w';
  if (isCapitals) return word.length === 2 ? 'i' : 'M';
  if (hasCapital) return 'N';
  return word.length > 1 && !word.endsWith('s') ? 'n' : 'w';
}
