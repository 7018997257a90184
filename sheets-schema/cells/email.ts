import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

const ADDRESS = /^[^\s@<>()[\]{},;:\\"]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i;
const MISPLACED_POINT = /^\.|\.\.|\.@/;
const LABEL_DASH = /[@.]-|-(?:\.|$)/;
const SURROUNDINGS = /^[^<]*<|>.*$|[.,;]+$/g;

/** One e-mail address, the domain in lower case. Whether anyone reads it is not known. */
export const email = defineCell<string>({
  name: 'e-mail address',
  format: 'text',
  rule: 'GEN-14',
  hint: 'Type one e-mail address, such as office@school.example.',
  longest: 254,
  otherwise: 'not-an-address',
  messages: {
    'not-an-address': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not an e-mail address.',
      fix: 'Type one address, such as office@school.example.',
    },
    'several-addresses': {
      severity: 'problem',
      says: '{cell} holds more than one e-mail address.',
      fix: 'Keep the one that should be written to.',
    },
  },
  text(typed) {
    const address = typed.replace(/^mailto:/i, '');
    if (isAddress(address)) return { value: lowerDomain(address) };
    if (address.split('@').length > 2) return refused('several-addresses');
    const likely = address.replace(SURROUNDINGS, '').replace(/ ?@ ?/, '@').replaceAll(',', '.').trim();
    return refused('not-an-address', isAddress(likely) ? lowerDomain(likely) : null);
  },
  number: () => refused('not-an-address'),
  show: (value) => value,
});

function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !MISPLACED_POINT.test(text) && !LABEL_DASH.test(text.slice(text.indexOf('@')));
}

function lowerDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}
