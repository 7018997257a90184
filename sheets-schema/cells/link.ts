import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

const SCHEME = /^[a-z][a-z\d+.-]*:/i;

/** The https address of a page, written the way browsers do. Nothing is fetched. */
export const link = defineCell<string>({
  name: 'link',
  format: 'text',
  rule: 'GEN-14',
  hint: 'Paste the address of a page; it begins with https.',
  longest: 2000,
  otherwise: 'not-a-link',
  messages: {
    'not-a-link': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not the address of a page.',
      fix: "Paste the address from the browser's address bar; it begins with https.",
    },
    'not-https': {
      severity: 'problem',
      says: '{cell} holds an address that begins with http where https is needed.',
      fix: "Open the page and paste the address from the browser's address bar.",
    },
    'holds-a-password': {
      severity: 'problem',
      says: '{cell} holds an address with a user name or password in it.',
      fix: 'Paste the address without them.',
    },
  },
  text(typed) {
    const page = pageOf(typed);
    if (page?.username || page?.password) return refused('holds-a-password');
    if (page?.protocol === 'https:') return { value: page.href };
    if (page?.protocol === 'http:') return refused('not-https', pageOf(typed.replace(/^http:/i, 'https:'))?.href);
    const likely = SCHEME.test(typed) || typed.includes('@') ? null : pageOf(`https://${typed}`);
    return refused('not-a-link', likely?.href);
  },
  number: () => refused('not-a-link'),
  show: (value) => value,
});

/** Null for what is no address, or names no place on the web. */
function pageOf(text: string): URL | null {
  if (text.includes(' ') || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname.includes('.') && !url.hostname.endsWith('.') ? url : null;
}
