import { readFileSync } from 'node:fs';

/** The typeface of the documents; its licence stands beside it in templates/fonts, also where the functions are deployed. */
export function documentFonts() {
  const read = (weight: 'regular' | 'bold') =>
    readFileSync(new URL(`../templates/fonts/ibm-plex-sans-${weight}.ttf`, import.meta.url));
  return { regular: read('regular'), bold: read('bold') };
}
