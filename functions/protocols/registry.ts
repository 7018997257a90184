import type { Settings } from '../../sheets-schema/settings.ts';
import { isKept } from '../../sheets-schema/workbooks.ts';
import { exceptionsNameAPromise } from './general/exceptions-name-a-promise.ts';
import { generalChecks } from './general/general-checks.ts';
import { type Clause, clausesOf, type Pack, rulesFor } from './pack.ts';
import type { Rule } from './rule.ts';
import { workingProtocols } from './working-protocols/working-protocols.ts';

/** Every pack there is, in the order boards know them. */
export const packs: readonly Pack[] = [workingProtocols];

/** A rule with the clause it speaks for; a general check speaks for none. */
export interface CitedRule {
  readonly rule: Rule;
  readonly pack: Pack | null;
  readonly clause: Clause | null;
}

const cited: readonly CitedRule[] = [
  ...[...generalChecks, exceptionsNameAPromise(packs)].map((rule) => ({ rule, pack: null, clause: null })),
  ...packs.flatMap((pack) => [
    ...clausesOf(pack).flatMap((clause) =>
      clause.keeping.kept === 'checked' ? rulesFor(pack, clause).map((rule) => ({ rule, pack, clause })) : [],
    ),
    ...(pack.statementRule ? [{ rule: pack.statementRule, pack, clause: null }] : []),
  ]),
];

export function allRules(): readonly CitedRule[] {
  return cited;
}

/** The rules an alliance has signed up to: those of the packs it adopted, and of the general ones those whose tabs it keeps. */
export function adoptedRules(settings: Settings): readonly CitedRule[] {
  return cited.filter(
    ({ pack, rule }) =>
      (pack === null || settings[pack.adoptedBy].value === true) &&
      rule.reads.every(({ tab }) => isKept(tab, settings)),
  );
}

/** "working protocols 21"; null for a general check. */
export function citation({ pack, clause }: CitedRule): string | null {
  if (pack === null) return null;
  return clause === null ? pack.citedAs : `${pack.citedAs} ${clause.number}`;
}
