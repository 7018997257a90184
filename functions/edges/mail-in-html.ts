/** A line under a heading, as people draw it in plain text. */
const RULE = /^[=-]{3,}$/;
const LINK = /https:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g;
const STYLE = 'font-family: Calibri, Arial, sans-serif; font-size: 12pt; line-height: 1.4; max-width: 40em';

/**
 * The text of a message as a page: so that both say the same, and only the text has to be kept and erased from. Paragraphs stand apart by
 * a blank line, a heading has a line of hyphens under it, and what begins with a hyphen is an item of a list.
 */
export function mailInHtml(subject: string, text: string): string {
  const blocks = text.split(/\n{2,}/).flatMap((block) => inHtml(block.split('\n')));
  return [
    '<!DOCTYPE html>',
    '<html lang="en-GB">',
    `<head><meta charset="utf-8"><title>${escaped(subject.replace(/\s+/g, ' '))}</title></head>`,
    `<body style="${STYLE}">`,
    ...blocks,
    '</body>',
    '</html>',
  ].join('\n');
}

function inHtml(lines: readonly string[]): string[] {
  const [first = '', second = '', ...rest] = lines;
  if (first !== '' && RULE.test(second))
    return [`<h2 style="font-size: 14pt; margin: 1.2em 0 0.3em">${escaped(first)}</h2>`, ...inHtml(rest)];
  const isItem = (line: string) => line.startsWith('- ');
  const from = lines.findIndex((line, at) => at > 0 && isItem(line) !== isItem(lines[at - 1]!));
  if (from > 0) return [...inHtml(lines.slice(0, from)), ...inHtml(lines.slice(from))];
  if (isItem(first))
    return ['<ul style="margin: 0.2em 0 1em">', ...lines.map((line) => `<li>${words(line.slice(2))}</li>`), '</ul>'];
  return lines.join('') === '' ? [] : [`<p style="margin: 1em 0 0.2em">${lines.map(words).join('<br>\n')}</p>`];
}

/** With links that lead where they say. */
function words(text: string): string {
  return escaped(text).replace(LINK, (address) => `<a href="${address}">${address}</a>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
