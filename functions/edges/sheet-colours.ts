/** RRGGBB, wherever a workbook lives. */
export const COLOURS = {
  navy: '1F3864',
  lead: '404040',
  quiet: '595959',
  link: '0B5394',
  heading: 'DFE8F3',
  rule: '8EA9C8',
  frame: 'D5D9DE',
  yours: 'FFF9DC',
} as const;

export type Tone = 'good' | 'problem' | 'breach' | 'warning' | 'reminder';

/** Text and fill of each tone have a contrast of at least 7:1. */
export const TONES: Readonly<Record<Tone, { readonly text: string; readonly fill: string }>> = {
  good: { text: '1E4D2B', fill: 'E3F1E1' },
  problem: { text: '7A1420', fill: 'F9DCDF' },
  breach: { text: '6E2A08', fill: 'FBE0CF' },
  warning: { text: '5A3F00', fill: 'FFF0C7' },
  reminder: { text: '1B4468', fill: 'E1EDF8' },
};

/** By which statuses in *Checks* a cell takes which tone, worst first. */
export const FLAGGED = {
  problem: ['Problem', 'Breach'],
  warning: ['Warning'],
  reminder: ['Reminder', 'Note'],
} as const satisfies Partial<Record<Tone, readonly string[]>>;
