/** A fund's year at the bank: every line that there was, oldest first, with the balance after it. Names are invented. */
export const workedYear: readonly (readonly [day: string, amount: string, words: string, balance: string])[] = [
  ['14/04/2026', '200.00', 'BIRCH SCHOOL ARREARS', '4,450.00'],
  ['20/05/2026', '1,000.00', 'CEDAR SCHOOL 2026-27', '5,450.00'],
  ['08/07/2026', '-360.00', 'TOWN HALL', '5,090.00'],
  ['05/10/2026', '1,000.00', 'ALDER SCHOOL', '6,090.00'],
  ['16/10/2026', '-820.00', 'TRAINER', '5,270.00'],
  ['09/11/2026', '1,000.00', 'ALDER SCHOOL', '6,270.00'],
  ['12/11/2026', '3,300.00', 'BIRCH SCHOOL', '9,570.00'],
  ['30/11/2026', '2,000.00', 'CEDAR SCHOOL', '11,570.00'],
  ['11/01/2027', '1,000.00', 'ALDER SCHOOL', '12,570.00'],
  ['15/01/2027', '750.00', 'GRANT FOR TRAINING', '13,320.00'],
  ['10/02/2027', '-480.00', 'TRAINING', '12,840.00'],
  ['02/03/2027', '1,500.00', 'DELL SCHOOL', '14,340.00'],
  ['18/03/2027', '45.00', 'CASH', '14,385.00'],
  ['31/03/2027', '12.34', 'INTEREST', '14,397.34'],
  ['06/04/2027', '1,000.00', 'ALDER SCHOOL', '15,397.34'],
  ['04/05/2027', '-600.00', 'ALDER SCHOOL', '14,797.34'],
  ['08/06/2027', '-95.60', 'PRINTING', '14,701.74'],
  ['08/06/2027', '-7.50', 'PARKING', '14,694.24'],
  ['08/06/2027', '-7.50', 'PARKING', '14,686.74'],
  ['20/08/2027', '1,500.00', 'BIRCH SCHOOL', '16,186.74'],
];

export const withHeadings = (lines: typeof workedYear): (string | null)[][] => [
  ['Date', 'Amount', 'Details', 'Balance'],
  ...lines.map((line) => [...line]),
];

/** Three pastes: to November, November to March the newest first, and without balances from March on. */
export const threePastes = [
  withHeadings(workedYear.slice(0, 8)),
  withHeadings(workedYear.slice(5, 14).toReversed()),
  withHeadings(workedYear.slice(11)).map(([day, amount, words]) => [day!, amount!, words!, null]),
] as const;
