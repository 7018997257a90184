import { strangelyWritten } from './faults.ts';
import { append, applyEdits, prefixWithin, readSections, type Sections } from './sheet-sections.ts';
import { NUMBER_FORMATS, numberFormatXml, type SheetStyles, STYLE_LISTS, styleNumber, stylesXml } from './styles.ts';
import { DECLARATION, firstFree, MAIN } from './workbook-entries.ts';
import { attribute, type Tag, tags } from './xml.ts';

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
 * @param formatsElsewhere the numbers of number formats that other parts name.
 * @throws EdgeError where it cannot be told which number a style has.
 */
export function openStyles(xml: string | null, formatsElsewhere: ReadonlySet<number> = new Set()): StandingStyles {
  const standing = xml === null ? [] : readSections(xml).sections;
  const sound = xml === null || standing.length === 0 ? DECLARATION + stylesXml(MAIN) : xml;
  return openSound(sound, formatsElsewhere);
}

function openSound(xml: string, formatsElsewhere: ReadonlySet<number>): StandingStyles {
  const standing = readSections(xml);
  if (standing.sections.some(({ name, isMixed }) => STYLE_LISTS.has(name) && isMixed)) {
    throw strangelyWritten('a list of styles with something else in it');
  }
  const lists = new Map(
    [...STYLE_LISTS].map(([name, ours]) => {
      const section = standing.sections.find((one) => one.name === name);
      const tags = section?.inner ?? [];
      const items = tags.map((tag, index) => xml.slice(tag.start, tags[index + 1]?.start ?? section?.innerEnd).trim());
      const written = writer(prefixWithin(standing, name));
      const beginning = items.length === 0 ? ours.slice(0, BEGINNINGS[name] ?? 0).map(written) : [];
      return [name, { before: items.length, items: [...items, ...beginning], written }];
    }),
  );
  const list = (name: string) => lists.get(name) ?? { before: 0, items: [], written: (item: string) => item };
  const formats = standingFormats(xml, standing);
  const taken = new Set([...formatNumbers(xml), ...formatsElsewhere]);
  const numbers = new Map<string, number>();

  function place(name: string, ours: number): number {
    const { items, written } = list(name);
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
    const number = firstFree(FIRST_FREE_FORMAT, (one) => taken.has(one));
    taken.add(number);
    formats.set(code, number);
    const { items, written } = list('numFmts');
    items.push(written(numberFormatXml(number, code)));
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

/** Puts a prefix before the elements of an item of ours. */
function writer(prefix: string): (item: string) => string {
  return (item) => item.replace(/<(\/?)/g, `<$1${prefix}`);
}

/** Every number of a number format that anything in the styles says or names, be it given a meaning or not. */
function formatNumbers(xml: string): readonly number[] {
  return [...tags(xml)].flatMap((tag) => attribute(xml, tag, 'numFmtId') ?? []).map(Number);
}

/** The numbers of format codes, of those alone that mean nothing else as well and are no program's own. */
function standingFormats(xml: string, { sections }: Sections): Map<string, number> {
  const all = [...tags(xml)].filter(({ name, kind }) => name === 'numFmt' && kind !== 'close');
  const read = (tag: Tag) =>
    [attribute(xml, tag, 'formatCode') ?? '', Number(attribute(xml, tag, 'numFmtId'))] as const;
  const codes = Map.groupBy(all.map(read), ([, number]) => number);
  const listed = sections.find(({ name }) => name === 'numFmts')?.inner ?? [];
  return new Map(
    listed
      .map(read)
      .filter(([code, number]) => number >= FIRST_FREE_FORMAT && codes.get(number)?.every(([other]) => other === code)),
  );
}
