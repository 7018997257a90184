// Keeps the page as new as the last check. Without it the page says when it was made and has a link to look again.
const news = document.getElementById('news');
const stream = new EventSource('/news');
let fetching = Promise.resolve();

stream.addEventListener('checked', ({ data }) => {
  fetching = fetching.then(() => bringUpToDate(data)).catch(() => say('The page could not be brought up to date.'));
});
stream.addEventListener('error', () => say('Concordat has stopped, or cannot be reached. This is how things stood.'));
stream.addEventListener('open', () => say(''));

async function bringUpToDate(check) {
  const shown = document.querySelector('main');
  if (shown.dataset.news === check) return;
  const answer = await fetch(location.pathname);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = fresh.querySelector('main');
  if (main === null) return;
  const focused = shown.contains(document.activeElement) ? placeOf(document.activeElement, shown) : null;
  const scrolled = [...shown.querySelectorAll('.wide')].map((wide) => wide.scrollLeft);
  shown.replaceWith(main);
  document.title = fresh.title;
  [...main.querySelectorAll('.wide')].forEach((wide, at) => {
    wide.scrollLeft = scrolled[at] ?? 0;
  });
  if (focused !== null) (found(focused, main) ?? main).focus({ preventScroll: true });
  const time = new Date(check).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
  say(`Brought up to date after a check at ${time}.`);
}

/** What has the focus, by what it links to or is called, so that it is found again in the new content. */
function placeOf(element, main) {
  if (element === main) return { selector: 'main', at: 0 };
  const href = element.getAttribute('href');
  const selector = href === null ? '.wide' : `a[href="${CSS.escape(href)}"]`;
  return { selector, at: [...main.querySelectorAll(selector)].indexOf(element) };
}

function found({ selector, at }, main) {
  return selector === 'main' ? main : main.querySelectorAll(selector)[at];
}

function say(words) {
  news.textContent = words;
}
