import type { ChoiceList, ListName, Lists } from '../../sheets-schema/cells/cell.ts';
import { choiceList } from '../../sheets-schema/cells/choice.ts';
import { howItIsKept, whoTheAllianceIs } from '../../sheets-schema/core-settings.ts';
import type { Setting, Settings } from '../../sheets-schema/setting.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import type { Issue } from './define-issue.ts';
import { checksOfEachTab, checksOfWhatIsNamed } from './general-checks.ts';
import { type Clause, clausesOf, type Pack, type PromiseRef, promising, rulesFor } from './pack.ts';
import type { Rule } from './rule.ts';

/** A rule with the clause it speaks for; a general check, and one that keeps a pack's tabs in order, speaks for none. */
export interface CitedRule {
  readonly rule: Rule;
  /** Null for what holds whatever was adopted. */
  readonly pack: Pack | null;
  readonly clause: Clause | null;
}

/** All that a list of packs comes to: its rules, the tabs of any workbook that they may look at, and what these offer. */
export interface Catalogue {
  /** In the order boards know them. */
  readonly packs: readonly Pack[];
  readonly rules: readonly CitedRule[];
  /** All that people may type in, those of one workbook together and in the order they stand. */
  readonly tabs: readonly Tab[];
  /** In the order in which *Settings* offers them: who the alliance is, what it adopted, what the packs let it decide, and the rest. */
  readonly settings: readonly Setting[];
  /** In the order in which several are made. */
  readonly documents: readonly Issue[];
  /** By every way that people may type them. */
  readonly lists: Readonly<Record<ListName, ChoiceList>>;
}

/** @throws Error where two settings or two documents could be typed the same way. */
export function catalogueOf(packs: readonly Pack[], tabs: readonly Tab[]): Catalogue {
  const settings: readonly Setting[] = [
    ...whoTheAllianceIs,
    ...packs.map(({ adoptedBy }) => adoptedBy),
    ...packs.flatMap((pack) => pack.settings.filter((setting) => setting !== pack.adoptedBy)),
    ...howItIsKept,
  ];
  const general = (rule: Rule): CitedRule => ({ rule, pack: null, clause: null });
  const rules = [
    ...checksOfEachTab(tabs, settings).map(general),
    ...packs.flatMap((pack) => pack.rules.map((rule) => ({ rule, pack, clause: null }))),
    ...checksOfWhatIsNamed(tabs, packs).map(general),
    ...packs.flatMap((pack) => [
      ...clausesOf(pack).flatMap((clause) =>
        clause.keeping.kept === 'checked' ? rulesFor(pack, clause).map((rule) => ({ rule, pack, clause })) : [],
      ),
      ...(pack.statement ? [{ rule: pack.statement.rule, pack, clause: null }] : []),
    ]),
  ];
  const documents = packs.flatMap((pack) => pack.documents);
  return { packs, rules, tabs, settings, documents, lists: listsWith(packs, settings) };
}

function listsWith(packs: readonly Pack[], settings: readonly Setting[]): Catalogue['lists'] {
  return {
    protocols: choiceList(
      'protocols',
      promising(packs).map(({ id, title, citedAs }) => ({ value: id, text: title, also: [citedAs] })),
    ),
    settings: choiceList(
      'setting',
      settings.map(({ id, title }) => ({ value: id, text: title })),
    ),
    documents: choiceList(
      'document',
      packs.flatMap((pack) => pack.documents.map(({ choice }) => choice)),
    ),
  };
}

export function adoptedPacks(packs: readonly Pack[], settings: Settings): readonly Pack[] {
  return packs.filter(({ adoptedBy }) => settings.held(adoptedBy).value);
}

/** Whether the alliance keeps a tab: where a pack that it adopted needs it, and always where none does. */
export function isKept({ id }: Tab, settings: Settings, packs: readonly Pack[]): boolean {
  // From what is promised there may be exceptions, whichever protocols they are.
  if (id === exceptionsTab.id) return adoptedPacks(promising(packs), settings).length > 0;
  const needing = packs.filter((pack) => everyTabNeeded(pack).some((tab) => tab.id === id));
  return needing.length === 0 || adoptedPacks(needing, settings).some((pack) => needsNow(pack, id, settings));
}

function needsNow({ needs, needsWhere = [] }: Pack, id: string, settings: Settings): boolean {
  if (needs.some((tab) => tab.id === id)) return true;
  return needsWhere.some(({ tab, where }) => tab.id === id && settings.held(where).value);
}

/** The tabs that a pack needs, or that one of its settings may ask for. */
export function everyTabNeeded({ needs, needsWhere = [] }: Pack): readonly Tab[] {
  return [...needs, ...needsWhere.map(({ tab }) => tab)];
}

/** The tabs that one pack alone needs. */
export function tabsOfItsOwn(pack: Pack, packs: readonly Pack[]): readonly Tab[] {
  const others = packs.filter(({ id }) => id !== pack.id).flatMap(everyTabNeeded);
  return everyTabNeeded(pack).filter((tab) => others.every((other) => other.id !== tab.id));
}

/** What an alliance has to decide, in the order of the list: of protocols that it did not adopt, only whether it does. */
export function settingsToDecide(
  { packs, settings }: Pick<Catalogue, 'packs' | 'settings'>,
  decided: Settings,
): readonly Setting[] {
  const adopted = adoptedPacks(packs, decided);
  const ofOthers = packs
    .filter((pack) => !adopted.includes(pack))
    .flatMap((pack) => pack.settings.filter((one) => one !== pack.adoptedBy));
  return settings.filter((setting) => !ofOthers.includes(setting));
}

/** The rules an alliance has signed up to: those of the packs it adopted, and of the general ones those whose tabs it keeps. */
export function adoptedRules({ packs, rules }: Catalogue, settings: Settings): readonly CitedRule[] {
  const adopted = adoptedPacks(packs, settings);
  return rules.filter(
    ({ pack, rule }) =>
      (pack === null || adopted.includes(pack)) && rule.reads.every(({ tab }) => isKept(tab, settings, packs)),
  );
}

/** What cells are read with that only the packs know. A blank stands for the protocols adopted, where they are the only ones. */
export function listsOf({ packs, lists }: Pick<Catalogue, 'packs' | 'lists'>, settings: Settings | null): Lists {
  const adopted = settings === null ? [] : adoptedPacks(promising(packs), settings);
  return { ...lists, protocols: { ...lists.protocols, only: adopted.length === 1 ? adopted[0]!.id : null } };
}

/** What a new tab offers to pick from: nothing of protocols that the alliance did not adopt, though whatever is typed of them is read. */
export function listsToOffer(catalogue: Catalogue, settings: Settings): Lists {
  const offered = listsWith(adoptedPacks(catalogue.packs, settings), settingsToDecide(catalogue, settings));
  return { ...offered, protocols: { ...offered.protocols, only: null } };
}

/** What a rule speaks for: a clause, or all that a pack's statement asks. Null for one that speaks for no promise. */
export function promiseOf({ rule, pack, clause }: CitedRule): PromiseRef | null {
  if (pack === null || (clause === null && rule !== pack.statement?.rule)) return null;
  return { pack: pack.id, clause: clause?.ref ?? null };
}

/** "working protocols 21", the one way a promise is printed; null for what is no promise. */
export function citation(promise: PromiseRef | null, packs: readonly Pack[]): string | null {
  if (promise === null) return null;
  const pack = packs.find(({ id }) => id === promise.pack);
  return [pack?.citedAs ?? promise.pack, promise.clause ?? []].flat().join(' ');
}

/** The rules meant by an id such as BLA-21, by a clause's reference whatever the pack, or by a clause as it is cited. */
export function rulesNamed(typed: string, { rules, packs }: Catalogue): readonly CitedRule[] {
  const name = typed.trim().replace(/\s+/g, ' ').toLowerCase();
  return rules.filter((cited) =>
    [cited.rule.id, cited.clause?.ref, citation(promiseOf(cited), packs)].some((one) => one?.toLowerCase() === name),
  );
}
