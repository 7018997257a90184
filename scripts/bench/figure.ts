/** One JSON line a figure: name, value, unit, and what it was measured on, or why there is none. */
export function print(name: string, value: number | null, unit: string, note: string): void {
  const rounded = value === null ? null : Math.round(value * 100) / 100;
  process.stdout.write(`${JSON.stringify({ name, value: rounded, unit, note })}\n`);
}
