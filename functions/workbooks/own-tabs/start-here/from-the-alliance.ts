import { severities } from '../../../protocols/rule.ts';
import { SEVERITY_NAMES, SEVERITY_STYLES } from '../../../protocols/severity-words.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_FIRST, beside, headed, type Line, text } from './layout.ts';

/** What the alliance's records say about the school and nobody accepted, worst first. */
export function fromTheAlliance({ identity, situation, alliance }: AsChecked): readonly Line[] {
  if (!identity.kind.tellsOfPromises || alliance === null) return [];
  const lines = alliance.findings
    .filter(({ school, severity }) => school === situation.whose.urn && severity !== 'note')
    .filter(({ fingerprint }) => !alliance.accepted.has(fingerprint))
    .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))
    .flatMap(({ severity, message }) =>
      beside([text(SEVERITY_NAMES[severity], SEVERITY_STYLES[severity])], message, BESIDE_FIRST),
    );
  return headed('From the alliance’s records', lines);
}
