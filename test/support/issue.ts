import { MARCH } from './sync-bench.ts';

/** A document as it may have been issued. */
export function issue(
  said: {
    readonly number?: string;
    readonly school?: string;
    readonly issuedOn?: string;
    readonly replaces?: string | null;
    readonly digest?: string;
  } = {},
) {
  return {
    number: '2025-0001',
    document: 'working-protocols/agreement',
    title: 'Agreement to the protocols',
    urn: '990001',
    school: 'Elm Park High School',
    asOf: MARCH,
    issuedOn: MARCH,
    link: 'Documents/2025-26/2025-0001 Agreement.pdf',
    replaces: null,
    digest: 'd',
    snapshots: [{ workbook: 'alliance-2025', hash: 's' }],
    sha256: 'x',
    ...said,
  };
}
