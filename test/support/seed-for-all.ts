/** Where every property test begins, so that two runs say the same; `npm run campaign` goes through others. */
const USUAL_SEED = 20_261_122;

/** What the property tests of this run draw from. With CONCORDAT_SEED it is another. */
export const seed = wholeNumber('CONCORDAT_SEED', USUAL_SEED);
/** How many times as many examples as usual each of them draws: CONCORDAT_TIMES=10 takes ten times as long. */
export const times = Math.max(1, wholeNumber('CONCORDAT_TIMES', 1));

/** Says once for the whole run which seed it has. */
export default function setup(): void {
  console.info(`Property tests: seed ${seed}${times === 1 ? '' : `, ${times} times as many examples`}`);
}

function wholeNumber(name: string, usual: number): number {
  const said = process.env[name];
  if (said === undefined || said === '') return usual;
  if (/^\d{1,9}$/.test(said)) return Number(said);
  throw new Error(`${name} is “${said}”. It takes a whole number of at most nine figures.`);
}
