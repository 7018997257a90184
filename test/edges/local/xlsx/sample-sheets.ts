import type {
  CellStyle,
  ColumnFormat,
  NewColumn,
  NewSheet,
  OwnSheet,
  SheetCell,
} from '../../../../sheets-schema/sheet.ts';

export function cell(value: string | number | null, style: CellStyle, link?: SheetCell['link']): SheetCell {
  return link ? { value, style, link } : { value, style };
}

export function column(heading: string, format: ColumnFormat, more: Partial<NewColumn> = {}): NewColumn {
  return { heading, note: `What goes into "${heading}" & how.`, width: 16, format, choices: null, ...more };
}

export const startHere: NewSheet = {
  id: 'start-here',
  title: 'Start here',
  purpose: 'own',
  headings: false,
  columns: [column('', 'text', { width: 20 }), column('', 'text', { width: 50 })],
  rows: [
    [cell('Elm Park High School', 'title')],
    [cell('Days given in 2026/27.', 'lead')],
    [],
    [cell('What needs attention', 'section'), cell(null, 'section')],
    [cell('Problem', 'problem'), cell('B3 is not a date.', 'text', { tab: 'Staff days', cell: 'B3' })],
  ],
};

export const staffDays: NewSheet = {
  id: 'staff-days',
  title: 'Staff days',
  purpose: 'typed',
  headings: true,
  columns: [
    column('Member of staff', 'text'),
    column('Date', 'date'),
    column('Days', 'days'),
    column('Cost', 'money'),
    column('Pupils', 'number'),
    column('Kind', 'text', { choices: ['Training', 'Visit'] }),
    column('Topic', 'text', { choices: ['Reading, writing', 'Sums'] }),
    column('School', 'text', { choices: { tab: "Head's list", column: 0 } }),
    column('Key', 'text', { hidden: true, note: null }),
  ],
  rows: [
    ['A Example', { date: 46_000 }, 0.5, 35.5, 12, 'Training', 'Sums', 'Elm Park', 'k1'],
    ['=1+1', '31/02/2026', 6.5, -20, 4.5, 'Other', null, null, null],
    [null, { date: 46_001.25 }, 0, 0, 0],
    ['007', { error: '#N/A' }, null, null, false],
  ],
};

export const headsList: NewSheet = {
  id: 'head-s-list',
  title: "Head's list",
  purpose: 'typed',
  headings: true,
  columns: [column('School', 'text')],
  rows: [['Elm Park'], ['Oak Lane']],
};

export const checks: NewSheet = {
  id: 'checks',
  title: 'Checks',
  purpose: 'own',
  headings: true,
  columns: [
    column('Status', 'text'),
    column('Place', 'text'),
    column('What', 'text', { width: 40 }),
    column('Since', 'date'),
    column('Reply', 'text', { yours: true }),
    column('Accept', 'text', { yours: true, choices: ['Yes'] }),
  ],
  rows: [
    [
      cell('Problem', 'problem'),
      cell('Staff days!B3', 'link', { tab: 'Staff days', cell: 'B3' }),
      cell('Not a date.', 'text'),
      { date: 46_010 },
      cell('We are on it & will mend it', 'yours'),
    ],
    [cell('Warning', 'warning'), cell("Head's list!A2", 'link', { tab: "Head's list", cell: 'A2' })],
  ],
};

export const sampleSheets: readonly NewSheet[] = [startHere, staffDays, headsList, checks];

export const newChecks: OwnSheet = {
  title: 'checks',
  peoplesColumns: [4, 5],
  rows: [
    ['Status', 'Place', 'What', 'Since', 'Not written', 'Nor this'].map((heading) => cell(heading, 'heading')),
    [
      cell('Breach', 'breach'),
      cell("Head's list!A3", 'link', { tab: "Head's list", cell: 'A3' }),
      cell('=HYPERLINK("x")', 'text'),
      null,
      cell('never written', 'yours'),
      cell('never written', 'yours'),
    ],
    [cell('Note', 'reminder'), cell(7, 'text')],
    [cell('Good', 'good')],
  ],
};
