import { text } from '../../../sheets-schema/cells/text.ts';
import { defineRule } from '../rule.ts';

const FREE_TEXT = text().name;

/** Shapes that identify somebody. The finding never repeats what the cell says. */
const TELLTALES = [
  { what: 'a pupil number', shape: /\b[A-HJ-NP-RT-Z](?: ?\d){11} ?[\dA-HJ-NP-RT-Z]\b/i },
  { what: 'an e-mail address', shape: /\S@\S+\.\S/ },
  { what: 'a telephone number', shape: /(?:\+44|\b0)(?:[ -]?\d){9,10}\b/ },
  { what: 'a date of birth', shape: /\b(?:dob|date of birth)\b|(?<!summer[- ])\bborn\b/i },
] as const;
const NAME = /(?<!\p{L})\p{Lu}[\p{Ll}’'-]+ (?:Mc|Mac|O’|O')?\p{Lu}[\p{Ll}’'-]+(?!\p{L})/u;
/** Colleagues are named in notes on what was done; a name beside one of these is most likely a child's. */
const OF_A_CHILD =
  /\b(?:pupils?|students?|child|boy|girl|son|daughter|mum|dad|mother|father|parents?|carer|foster|tutee)\b|\b\d{1,2}[A-Z]\b/i;
const COLLEAGUE = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Revd?)\.? \p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)?/gu;

/** What a text looks as if it held; null where nothing in it looks like anything. */
function telltale(words: string, isAboutPupils: boolean): string | null {
  const found = TELLTALES.find(({ shape }) => shape.test(words));
  if (found) return found.what;
  const isName = isAboutPupils ? NAME.test(words) : OF_A_CHILD.test(words) && NAME.test(words.replace(COLLEAGUE, '·'));
  return isName ? 'a person’s name' : null;
}

/** Written with a capital beside figures about pupils, and nobody's name. */
const NOBODY =
  /\b(?:Autumn|Spring|Summer|Half|Term|Year|School|Free|Meals|Key|Stage|Pupil|Premium|Support|Plan|January|February|March|April|May|June|July|August|September|October|November|December|Census|Easter|Christmas)\b/g;

export const noPupilNamed = defineRule({
  id: 'GEN-07',
  title: 'No text names a pupil',
  since: 3,
  mendedIn: 'every tab',
  reads: [],
  messages: {
    telltale: {
      severity: 'warning',
      says: '{cell} looks as if it holds {what}.',
      fix: 'Take out anything that could point to a pupil; these notes are about totals.',
    },
    telltaleElsewhere: {
      severity: 'warning',
      says: '{cell} looks as if it holds {what}.',
      fix: 'Take it out if it could point to a pupil: no pupil is named in this workbook.',
    },
  },
  check(input, report, sources) {
    const names = input.schools.map(({ name }) => name);
    for (const { tab, rows } of sources.parsed) {
      const texts = Object.entries(tab.columns).filter(([, { cell, lookedOver }]) => lookedOver && isFreeText(cell));
      for (const [column, { aboutPupils }] of texts) {
        for (const row of rows) {
          const typed = (row as unknown as Record<string, unknown>)[column];
          if (typeof typed !== 'string') continue;
          const telling = names.reduce((words, name) => words.replaceAll(name, '·'), typed).replace(NOBODY, '·');
          const what = telltale(telling, aboutPupils);
          if (what === null) continue;
          const message = aboutPupils ? 'telltale' : 'telltaleElsewhere';
          report({ message, tab, row, column, data: { what } });
        }
      }
    }
  },
});

/** Words of one's own: no name, choice or address. */
function isFreeText({ name }: { readonly name: string }): boolean {
  return name === FREE_TEXT;
}
