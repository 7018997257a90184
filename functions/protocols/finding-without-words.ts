import type { Catalogue } from './catalogue.ts';
import type { Finding } from './finding.ts';
import { fingerprintOf, type Keys } from './fingerprints.ts';

/**
 * Findings as they may leave a workbook whose rows are not kept: by the titles of their rules, with nothing of a row in them but where it
 * stands. Their fingerprint is that of all of their rule, tab, column and severity.
 */
export function withoutWords(findings: readonly Finding[], keys: Keys, { rules }: Pick<Catalogue, 'rules'>): Finding[] {
  const titles = new Map(rules.map(({ rule }) => [rule.id, rule.title]));
  return findings.map((finding) => {
    const { rule, messageId, promise, severity, tab, cell, place } = finding;
    const words = {
      message: `This does not hold: “${titles.get(rule) ?? rule}”.`,
      fix: 'The tab Checks of the workbook says what was found, and what to do.',
    };
    return {
      fingerprint: fingerprintOf(['all of these', rule, place.tab, place.column, severity], keys),
      rule,
      messageId,
      promise,
      severity,
      tab,
      cell,
      place,
      school: null,
      about: [],
      ...words,
      suggestion: null,
      kept: words,
    };
  });
}

/** How many there are under each fingerprint, in order of these. `findings` are without words. */
export function countFindings(findings: readonly Finding[]) {
  return [...Map.groupBy(findings, ({ fingerprint }) => fingerprint)]
    .map(([fingerprint, [first, ...more]]) => {
      const { rule, severity, place } = first!;
      return { fingerprint, rule, ...place, severity, count: more.length + 1 };
    })
    .sort((one, other) => (one.fingerprint < other.fingerprint ? -1 : 1));
}
