import type { CellStyle } from '../../sheets-schema/sheet.ts';
import { counted } from '../../sheets-schema/wording.ts';
import type { Severity } from './rule.ts';

/** How people read it: as it stands beside a finding. */
export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  problem: 'Problem',
  breach: 'Breach',
  warning: 'Warning',
  reminder: 'Reminder',
  note: 'Note',
};

/** How many there are of it. */
export const SEVERITY_WORDS: Readonly<Record<Severity, (count: number) => string>> = {
  problem: (count) => counted(count, 'problem'),
  breach: (count) => counted(count, 'breach', 'breaches'),
  warning: (count) => counted(count, 'warning'),
  reminder: (count) => counted(count, 'reminder'),
  note: (count) => counted(count, 'note'),
};

/** How a cell looks that names it. */
export const SEVERITY_STYLES: Readonly<Record<Severity, CellStyle>> = {
  problem: 'problem',
  breach: 'breach',
  warning: 'warning',
  reminder: 'reminder',
  note: 'quiet',
};
