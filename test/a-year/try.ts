import { DailyChecks, daysOfTheYear, spans } from './checked-daily.ts';
import { orderlyYear } from './orderly-year.ts';

const t = performance.now();
const checks = new DailyChecks();
const step = Number(process.argv[2] ?? 1);
const days = daysOfTheYear(step).map((day) => ({ day, found: checks.on(orderlyYear, day) }));
for (const l of spans(days)) console.log(l);
console.error(((performance.now() - t) / 1000).toFixed(1), 's', process.cpuUsage());
