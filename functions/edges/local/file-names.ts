/** Most systems allow 255 bytes; the rest is for what is put before and behind a name while it is written or open. */
const LONGEST_STEM = 120;
const MOST_BYTES = 180;
/** A folder's name stands before that of each file in it, and programs on Windows open no path of more than about 210 signs. */
const LONGEST_FOLDER = 80;

/** Windows keeps these for devices, whatever ending is put behind them. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))/i;

/** A name that every system allows: no path signs, no control characters, not too long; a year at its end stays. */
export function asFileName(name: string): string {
  return shortened(name, LONGEST_STEM);
}

/** The same for a folder. */
export function asFolderName(name: string): string {
  return shortened(name, LONGEST_FOLDER);
}

function shortened(name: string, longest: number): string {
  const plain = withoutEnds(name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-')).replace(DEVICE, '$1-');
  const ending = /(?: \d{4}-\d{2})?\.[a-z]{2,4}$/.exec(plain)?.[0] ?? '';
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, longest);
  while (Buffer.byteLength(stem.join('')) > MOST_BYTES) stem.pop();
  return `${withoutEnds(stem.join('')) || 'unnamed'}${ending}`;
}

/** No system hides it, and Windows drops nothing of it. */
function withoutEnds(name: string): string {
  return name.replace(/^[.\s]+|[.\s]+$/g, '');
}
