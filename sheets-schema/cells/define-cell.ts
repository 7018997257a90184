import type { ColumnFormat, RawCell } from '../sheet.ts';
import type { CellMessage, CellType, ListName, ReadContext, Reading } from './cell.ts';
import { refused } from './refused.ts';
import { plainFigures, plainNumber, tidy } from './tidy.ts';

const REMEMBERED_READINGS = 4096;
const LONGEST_REMEMBERED = 60;

const ERROR_CELL: CellMessage = {
  severity: 'problem',
  says: '{cell} shows {error} instead of a value.',
  fix: 'Type the value itself.',
};

const TYPED_FORMULA: CellMessage = {
  severity: 'problem',
  says: '{cell} holds a formula typed as words instead of its result.',
  fix: 'Type the value itself.',
};
const LETTER_AMONG_FIGURES: CellMessage = {
  severity: 'problem',
  says: '{cell} says {typed}, where a letter stands among the figures.',
  fix: 'Type the figure in place of the letter: 0 for O, 1 for I or l.',
};

const FORMULA = /^=[+-]?[\w$'"([]/;
/** Words may begin with "=", so only what names a function or a cell is a formula there. */
const FORMULA_AMONG_WORDS = /^=[+-]?(?:[A-Za-z][A-Za-z.]*\(|\$?[A-Za-z]{1,3}\$?\d+(?!\w))/;
const ERROR_AS_TEXT = /^#(?:ref!|n\/a|value!|div\/0!|name\?|num!|null!|error!|spill!|calc!|#{2,})$/i;
const FIGURES_WITH_LETTERS = /(?<![\p{L}\d])[\dOoIl|][\dOoIl|,.]{0,20}[\dOoIl|](?![\p{L}\d])/gu;

/** A kind of cell by how each sort of raw cell is read. What is left out has the default named with it. */
interface CellDefinition<T> {
  readonly name: string;
  readonly format: ColumnFormat;
  readonly rule: string;
  readonly hint: string;
  readonly choices?: readonly string[] | 'schools' | ListName;
  readonly messages: Readonly<Record<string, CellMessage>>;
  /** The id of the message for what cannot be read at all. */
  readonly otherwise: string;
  /** Longer text is not looked at but answered by `otherwise`. In characters, 200 unless told. */
  readonly longest?: number;
  /** Made of figures: foreign digits are made plain first, and a letter O, I or l among them is asked about. */
  readonly figures?: boolean;
  /** A reader of a column keeps recent readings of text. For kinds that cost more to read than to look up. */
  readonly remember?: boolean;
  /** The text is tidy and not empty. */
  text(typed: string, context: ReadContext): Reading<T>;
  /** Finite. Read as text unless told. */
  number?(value: number, context: ReadContext): Reading<T>;
  /** Days since 30 December 1899, with the time of day as a fraction. Answered by `otherwise` unless told. */
  date?(serial: number, context: ReadContext): Reading<T>;
  show(value: T, context: ReadContext): string;
  /** As text, the way it is shown, unless told. */
  write?(value: T, context: ReadContext): Exclude<RawCell, null>;
}

/** Makes a kind of cell: sorts out what came from the spreadsheet and answers error cells in the one way all kinds share. */
export function defineCell<T>(definition: CellDefinition<T>): CellType<T> {
  const { name, format, rule, hint, show } = definition;
  const unreadable = refused(definition.otherwise);
  const longest = definition.longest ?? 200;
  const formula = definition.figures ? FORMULA : FORMULA_AMONG_WORDS;

  function readText(raw: string, context: ReadContext): Reading<T> {
    const typed = tidy(raw);
    if (typed === '' || typed.length > longest) return unreadable;
    if (typed.startsWith('=') && formula.test(typed)) return refused('typed-formula');
    if (typed.startsWith('#') && ERROR_AS_TEXT.test(typed)) return errorCell(typed);
    return definition.figures ? readFigures(plainFigures(typed), context) : definition.text(typed, context);
  }

  function readFigures(typed: string, context: ReadContext): Reading<T> {
    if (typed === '') return unreadable;
    const reading = definition.text(typed, context);
    if ('value' in reading) return reading;
    const likely = typed.replace(FIGURES_WITH_LETTERS, withoutLetters);
    const meant = likely === typed ? null : definition.text(likely, context);
    return meant && 'value' in meant ? refused('letter-among-figures', show(meant.value, context)) : reading;
  }

  function read(raw: Exclude<RawCell, null>, context: ReadContext, readString: ReadText<T>): Reading<T> {
    if (typeof raw === 'string') return readString(raw, context);
    if (typeof raw === 'number') {
      if (!Number.isFinite(raw)) return errorCell('#NUM!');
      return definition.number ? definition.number(raw, context) : readText(plainNumber(raw), context);
    }
    if (typeof raw === 'boolean') return definition.text(raw ? 'Yes' : 'No', context);
    if ('error' in raw) return errorCell(raw.error);
    if (!Number.isFinite(raw.date)) return errorCell('#NUM!');
    return definition.date ? definition.date(raw.date, context) : unreadable;
  }

  return {
    name,
    format,
    rule,
    hint,
    show,
    write: definition.write ?? show,
    choices: definition.choices ?? null,
    messages: {
      ...definition.messages,
      'error-cell': ERROR_CELL,
      'typed-formula': TYPED_FORMULA,
      ...(definition.figures && { 'letter-among-figures': LETTER_AMONG_FIGURES }),
    },
    read: (raw, context) => read(raw, context, readText),
    readerIn(context) {
      const readString = definition.remember ? remembering(readText) : readText;
      return (raw) => read(raw, context, readString);
    },
  };
}

function withoutLetters(word: string): string {
  return /\d/.test(word) ? word.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1') : word;
}

function errorCell(error: string): Reading<never> {
  const shown = error === 'not calculated' ? 'a formula with no result' : tidy(error.slice(0, 60)) || 'an error';
  return refused('error-cell', null, { error: shown });
}

type ReadText<T> = (raw: string, context: ReadContext) => Reading<T>;

/** The same for one reading of a column, with its recent answers at hand: what was typed does not outlive it. */
function remembering<T>(read: ReadText<T>): ReadText<T> {
  const readings = new Map<string, Reading<T>>();

  return (raw, context) => {
    if (raw.length > LONGEST_REMEMBERED) return read(raw, context);
    const known = readings.get(raw);
    if (known !== undefined) return known;
    const reading = read(raw, context);
    if (readings.size >= REMEMBERED_READINGS) readings.clear();
    readings.set(raw, reading);
    return reading;
  };
}
