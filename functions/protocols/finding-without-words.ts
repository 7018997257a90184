import type { Catalogue } from './catalogue.ts';
import type { Finding } from './finding.ts';
import { fingerprintOf, type Keys } from './fingerprints.ts';

/** Findings as they may leave a workbook whose rows are not kept: by the titles of their rules, with nothing of a row but where it stands. */
export function withoutWords(findings: readonly Finding[], { rules }: Pick<Catalogue, 'rules'>): Finding[] {
  const titles = new Map(rules.map(({ rule }) => [rule.id, rule.title]));
  return findings.map(({ fingerprint, rule, messageId, promise, severity, tab, cell, place }) => {
    const words = {
      message: `This does not hold: “${titles.get(rule) ?? rule}”.`,
      fix: 'The tab Checks of the workbook says what was found, and what to do.',
    };
    const noneOfTheRow = {
      school: null,
      about: [],
      covers: [],
      judgedOn: null,
      suggestion: null,
      ...words,
      kept: words,
    };
    return { fingerprint, rule, messageId, promise, severity, tab, cell, place, ...noneOfTheRow };
  });
}

/** The same, each under one fingerprint with all others of its rule, tab, column and severity. */
export function underOne(findings: readonly Finding[], keys: Keys): Finding[] {
  return findings.map((finding) => {
    const { rule, place, severity } = finding;
    return { ...finding, fingerprint: fingerprintOf(['all of these', rule, place.tab, place.column, severity], keys) };
  });
}

/** How many there are under each fingerprint, in order of these. */
export function countFindings(findings: readonly Finding[]) {
  return [...Map.groupBy(findings, ({ fingerprint }) => fingerprint)]
    .map(([fingerprint, [first, ...more]]) => {
      const { rule, severity, place } = first!;
      return { fingerprint, rule, ...place, severity, count: more.length + 1 };
    })
    .sort((one, other) => (one.fingerprint < other.fingerprint ? -1 : 1));
}
