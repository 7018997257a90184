import { describe, expect, it } from 'vitest';
import { mailInHtml } from '../../functions/edges/mail-in-html.ts';

const bodyOf = (text: string) =>
  mailInHtml('Elm Park', text)
    .replace(/^[\s\S]*<body[^>]*>\n|\n<\/body>[\s\S]*$/g, '')
    .replace(/ style="[^"]*"/g, '');

describe('a message as a page', () => {
  it('has headings, lists, paragraphs and links', () => {
    const text =
      'For you:\n\nElm Park\n--------\nNew:\n- Staff days: 2\n- Policies: 1\nAnd so on.\nBye.\n\nLook at https://drive.example/d/1?a=1&b=2.';
    expect(bodyOf(text)).toBe(
      [
        '<p>For you:</p>',
        '<h2>Elm Park</h2>',
        '<p>New:</p>',
        '<ul>',
        '<li>Staff days: 2</li>',
        '<li>Policies: 1</li>',
        '</ul>',
        '<p>And so on.<br>\nBye.</p>',
        '<p>Look at <a href="https://drive.example/d/1?a=1&amp;b=2">https://drive.example/d/1?a=1&amp;b=2</a>.</p>',
      ].join('\n'),
    );
  });

  it('takes nothing in it for a sign of its own', () => {
    const page = mailInHtml('</title><script>', '');
    expect(page).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(bodyOf('<img src=x onerror="a()"> & javascript:a() http://plain.example')).toBe(
      '<p>&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; javascript:a() http://plain.example</p>',
    );
    expect(bodyOf('https://x.example/"onmouseover="a()')).toBe(
      '<p><a href="https://x.example/&quot;onmouseover=&quot;a(">https://x.example/&quot;onmouseover=&quot;a(</a>)</p>',
    );
  });

  it('is in English, of one title, and an empty page of an empty text', () => {
    expect(mailInHtml('Two', '')).toMatch(
      /^<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>Two<\/title><\/head>\n<body[^>]*>\n<\/body>\n<\/html>$/,
    );
  });
});
