import { html } from 'hono/html';

/** Markup in which every value was escaped on its way in. */
export type Html = ReturnType<typeof html>;

export type Section = 'glance' | 'history' | 'documents';

/** What every page says about itself. */
export interface Made {
  /** "3 November 2025, 14:32": when the page was made. */
  readonly at: string;
  /** The instant of the last check the page knows of; a page that follows along asks for a newer one when this differs. */
  readonly news: string;
}

export interface PageContent {
  readonly title: string;
  /** Where the page belongs in the navigation; null for a page outside it. */
  readonly section: Section | null;
  /** Its own address, for "Look again". */
  readonly path: string;
  readonly made: Made;
  /** Everything below the main heading. */
  readonly body: Html | readonly Html[];
}

const SECTIONS: readonly { section: Section; path: string; name: string }[] = [
  { section: 'glance', path: '/', name: 'At a glance' },
  { section: 'history', path: '/history', name: 'What changed' },
  { section: 'documents', path: '/documents', name: 'Documents' },
];

/** A whole page around its content: landmarks, the way to the other pages, and when it was made. */
export function page({ title, section, path, made, body }: PageContent): Html {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Concordat</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/status.css">
<script src="/follow.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="product">Concordat</p>
<nav aria-label="Pages"><ul>${SECTIONS.map(
    (one) =>
      html`<li><a href="${one.path}"${one.section === section ? html` aria-current="page"` : ''}>${one.name}</a></li>`,
  )}</ul></nav>
</header>
<p id="news" role="status" aria-live="polite"></p>
<main id="main" tabindex="-1" data-news="${made.news}">
<h1><bdi>${title}</bdi></h1>
${body}
<p class="made">This page was made on ${made.at}. <a href="${path}">Look again</a></p>
</main>
<footer><p>Only the address that Concordat printed opens this page. What people typed is changed in the workbooks alone.</p></footer>
</body>
</html>`;
}
