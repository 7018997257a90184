/** The computer's clock goes on as it does, from nine in the morning of a day. */
const CLOCK = `
const { Date: Real } = globalThis;
const ahead = Date.parse(process.env.CLOCK_DAY + 'T09:00:00Z') - Real.now();
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead] : given));
  }
  static now() {
    return Real.now() + ahead;
  }
};
`;

/** What a program is started with so that for it the day is this one. */
export function dayOnTheClock(day: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CLOCK_DAY: day,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CLOCK)}`,
  };
}
