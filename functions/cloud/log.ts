/** Ids, counts, codes and durations: never a sentence from elsewhere, which might hold what a cell says. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Writes one line of JSON in the form Google's log reads. */
export type Log = (severity: 'INFO' | 'WARNING' | 'ERROR', event: string, fields: LogFields) => void;

export function logTo(write: (line: string) => void): Log {
  return (severity, event, fields) => write(`${JSON.stringify({ ...fields, severity, message: event })}\n`);
}

/** Where a fault of ours was: its kind and the places in the code, without its message. */
export function traceOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { fault: typeof error };
  const stack = error.stack ?? '';
  const places = stack.slice(stack.indexOf(error.message) + error.message.length);
  const at = places.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return { fault: error.name, at: at.slice(0, 8).map((line) => line.trim()) };
}
