import { append, applyEdits, readSections } from './sheet-sections.ts';
import { NUMBER_FORMATS, numberFormatXml, type SheetStyles, STYLE_LISTS, styleNumber, stylesXml } from './styles.ts';
import { DECLARATION, firstFree, MAIN } from './workbook-entries.ts';
import { attribute } from './xml.ts';

const FIRST_FREE_FORMAT = 164;

/** How many of our items a list begins with where the workbook has none: cells without a style take the first of each. */
const BEGINNINGS: Readonly<Record<string, number>> = { fonts: 1, fills: 2, borders: 1, cellStyleXfs: 1, cellXfs: 1 };

interface StandingStyles extends SheetStyles {
  /** `styles.xml` with all that was asked for in it. */
  text(): string;
}

/**
 * The styles of a workbook that is there already. A style asked for is found there if it stands in our own words, else put at the
 * end of its list, so that every number goes on meaning what it meant. A workbook without styles gets ours.
 */
export function openStyles(xml: string | null): StandingStyles {
  const standing = xml === null ? [] : readSections(xml).sections;
  return openSound(xml === null || standing.length === 0 ? DECLARATION + stylesXml(MAIN) : xml);
}

function openSound(xml: string): StandingStyles {
  const standing = readSections(xml);
  const written = (item: string) => item.replace(/<(\/?)/g, `<$1${standing.prefix}`);
  const lists = new Map(
    [...STYLE_LISTS].map(([name, ours]) => {
      const section = standing.sections.find((one) => one.name === name);
      const tags = section?.inner ?? [];
      const items = tags.map((tag, index) => xml.slice(tag.start, tags[index + 1]?.start ?? section?.innerEnd).trim());
      const beginning = items.length === 0 ? ours.slice(0, BEGINNINGS[name] ?? 0).map(written) : [];
      return [name, { before: items.length, items: [...items, ...beginning], tags }];
    }),
  );
  const list = (name: string) => lists.get(name) ?? { before: 0, items: [], tags: [] };
  const formats = new Map(
    list('numFmts').tags.map((tag) => [attribute(xml, tag, 'formatCode'), Number(attribute(xml, tag, 'numFmtId'))]),
  );
  const numbers = new Map<string, number>();

  function place(name: string, ours: number): number {
    const { items } = list(name);
    const item = written(translated(STYLE_LISTS.get(name)?.[ours] ?? ''));
    const found = items[ours] === item ? ours : items.indexOf(item);
    return found >= 0 ? found : items.push(item) - 1;
  }

  /** An item of ours with the numbers that its format, font, fill and border have here. */
  function translated(item: string): string {
    return item.replace(/ (numFmt|font|fill|border)Id="(\d+)"/g, (_all, kind, id) => {
      const number = kind === 'numFmt' ? formatNumber(Number(id)) : place(`${kind}s`, Number(id));
      return ` ${kind}Id="${number}"`;
    });
  }

  function formatNumber(ours: number): number {
    const code = Object.values(NUMBER_FORMATS).find(({ id }) => id === ours)?.code ?? null;
    if (code === null) return ours;
    const found = formats.get(code);
    if (found !== undefined) return found;
    const taken = new Set(formats.values());
    const number = firstFree(FIRST_FREE_FORMAT, (one) => taken.has(one));
    formats.set(code, number);
    list('numFmts').items.push(written(numberFormatXml(number, code)));
    return number;
  }

  function remembered(name: string, ours: number): number {
    const number = numbers.get(`${name} ${ours}`) ?? place(name, ours);
    numbers.set(`${name} ${ours}`, number);
    return number;
  }

  return {
    number: (name) => remembered('cellXfs', styleNumber(name)),
    flag: (index) => remembered('dxfs', index),
    text() {
      const order = [...STYLE_LISTS.keys()];
      const edits = [...lists].flatMap(([name, { before, items }]) =>
        items.length === before ? [] : append(xml, standing, name, order, items.slice(before)),
      );
      return applyEdits(xml, edits);
    },
  };
}
