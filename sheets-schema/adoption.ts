import { yesNo } from './cells/yes-no.ts';
import { defineSetting } from './setting.ts';

// The tabs name these by which they are kept, so they cannot stand with their packs while tabs do.

export const workingProtocolsAdopted = defineSetting({
  id: 'working-protocols/adopted',
  title: 'Working protocols adopted',
  cell: yesNo,
  unit: 'yes or no',
  unset: true,
  chosenBy: 'us',
  from: 'product',
});

export const totalsKept = defineSetting({
  id: 'behaviour-and-attendance/adopted',
  title: 'Absence and exclusion totals kept',
  cell: yesNo,
  unit: 'yes or no',
  unset: true,
  chosenBy: 'us',
  from: 'for the behaviour and attendance annual report',
});
