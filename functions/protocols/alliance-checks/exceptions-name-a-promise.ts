import { exceptionsTab } from '../../../sheets-schema/tabs/exceptions.tab.ts';
import { listed } from '../../../sheets-schema/wording.ts';
import { clausesOf, type Pack, promising } from '../pack.ts';
import { defineRule, type Rule } from '../rule.ts';

/** An exception to a promise that nothing checks would answer nothing. */
export function exceptionsNameAPromise(packs: readonly Pack[]): Rule {
  return defineRule({
    id: 'GEN-18',
    title: 'Every exception is to a protocol that is checked',
    mendedIn: exceptionsTab,
    reads: [{ tab: exceptionsTab, columns: ['protocols', 'clause'] }],
    messages: {
      whichProtocols: {
        severity: 'problem',
        says: '{cell} is blank, and the alliance has adopted more than one: {adopted}.',
        fix: 'Pick the protocols that the clause is from.',
      },
      notAdopted: {
        severity: 'problem',
        says: '{cell} says {protocols}, which the alliance has not adopted.',
        fix: 'Pick protocols that it has adopted: {adopted}.',
      },
      notAClause: {
        severity: 'problem',
        says: '{cell} says {clause}, which is not a clause of the {protocols}.',
        fix: 'Type a clause that is checked: {clauses}.',
      },
      notChecked: {
        severity: 'problem',
        says: '{cell} says {clause}, and no check speaks for that clause of the {protocols}.',
        fix: 'Type a clause that is checked: {clauses}.',
      },
    },
    check(input, report) {
      const adopted = promising(packs).filter(({ adoptedBy }) => input.settings.held(adoptedBy).value);
      const titles = listed(adopted.map(({ title }) => title));
      for (const row of input.rows(exceptionsTab)) {
        const place = { tab: exceptionsTab, row };
        if (row.protocols === null) {
          report({ ...place, message: 'whichProtocols', column: 'protocols', data: { adopted: titles } });
          continue;
        }
        const pack = adopted.find(({ id }) => id === row.protocols);
        if (!pack) {
          const protocols = packs.find(({ id }) => id === row.protocols)?.title ?? row.protocols;
          report({ ...place, message: 'notAdopted', column: 'protocols', data: { protocols, adopted: titles } });
          continue;
        }
        const clauses = clausesOf(pack);
        const checked = clauses.filter(({ keeping }) => keeping.kept === 'checked').map(({ ref }) => ref);
        if (checked.includes(row.clause)) continue;
        const isClause = clauses.some(({ ref }) => ref === row.clause);
        const data = { clause: row.clause, protocols: pack.citedAs, clauses: listed(checked) };
        report({ ...place, message: isClause ? 'notChecked' : 'notAClause', column: 'clause', data });
      }
    },
  });
}
