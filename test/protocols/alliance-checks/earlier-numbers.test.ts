import { testRule } from '../../support/rule-tester.ts';

const SCHOOLS = `
  | URN    | School               | Joined on | Left on   | Earlier URN    | URN since |`;

testRule('GEN-26', 'alliance', {
  passes: [
    {
      name: 'an academy, a school that changed twice, and one that took over two that have left',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School | 1/9/2015  |           | 980001         | 1/4/2026  |
          | 990002 | St Aldhelm's School  |           |           | 980002, 970002 | 1/9/2025  |
          | 990003 | The Meadows          |           | 31/3/2026 |                |           |
          | 990004 | The Orchards         |           | 1/4/2026  |                |           |
          | 990005 | Meadow and Orchard   | 1/4/2026  |           | 990003 and 990004 | 1/4/2026 |`,
      },
    },
    {
      name: 'a school that had three numbers in turn, of which one had this year’s workbook, and two that left as they became one',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School |          |           | 970001, 980001 | 1/4/2026 |
          | 990002 | St Aldhelm's School  |          | 31/3/2026 |                |          |
          | 990003 | The Meadows          |          | 31/3/2026 |                |          |
          | 990004 | The Orchards         | 1/4/2026 |           | 990002, 990003 | 1/4/2026 |`,
      },
      keptNumbers: ['980001', '990002', '990003', '990004'],
    },
    {
      name: 'a number that cannot be read is said by itself',
      tabs: { Schools: `${SCHOOLS}\n | 990001 | Elm Park High School | | | 9800 | 1/4/2026 |` },
      alsoFoundBy: ['GEN-14'],
    },
  ],
  fails: [
    {
      name: 'the number of its own row',
      tabs: { Schools: `${SCHOOLS}\n | 990001 | Elm Park High School | | | 990001 | 1/4/2026 |` },
      findings: [{ at: 'Schools!E2', message: 'itself', severity: 'warning', says: '990001' }],
    },
    {
      name: 'the number of a member, of one that left later, and of one that left where the day is not said',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School | | | 990002 | 1/4/2026 |
          | 990002 | St Aldhelm's School  | | | | |
          | 990003 | The Meadows          | 1/4/2026 | | 990004 | 1/4/2026 |
          | 990004 | The Orchards         | | 20/7/2026 | | |
          | 990005 | The Coppice          | | | 990006 | |
          | 990006 | The Spinney          | | 31/12/2025 | | |`,
      },
      findings: [
        { at: 'Schools!E2', message: 'another', severity: 'problem', says: "St Aldhelm's School" },
        { at: 'Schools!E4', message: 'another', fix: 'Left on' },
        { at: 'Schools!E6', message: 'another' },
        { at: 'Schools!F6', message: 'sinceWhen', severity: 'warning', fix: '1/4/2026' },
      ],
    },
    {
      name: 'one number in two rows, in either order',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School | | | 980001         | 1/4/2026 |
          | 990002 | St Aldhelm's School  | | | 980002, 980001 | 1/4/2026 |`,
      },
      findings: [
        { at: 'Schools!E2', message: 'claimedTwice', severity: 'problem', says: "St Aldhelm's School" },
        { at: 'Schools!E3', message: 'claimedTwice', says: 'Elm Park High School' },
      ],
    },
    {
      name: 'two that became one, of which nobody says since when it is a member',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School | | 31/3/2026 | | |
          | 990002 | St Aldhelm's School  | | 31/3/2026 | | |
          | 990003 | The Meadows          | | | 990001, 990002 | 1/4/2026 |`,
      },
      findings: [
        {
          at: 'Schools!C4',
          message: 'joinedWhen',
          severity: 'warning',
          says: "and St Aldhelm's School",
          fix: '1/4/2026',
        },
      ],
    },
    {
      name: 'the rows of two that became one, or of one that another took over, are gone',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School | | | 970001, 980001, 980002 | 1/4/2026 |
          | 990002 | St Aldhelm's School  | | | 980003                 | 1/4/2026 |
          | 990003 | The Meadows          | | | 980004                 | 1/4/2026 |`,
      },
      keptNumbers: ['980001', '980002', '980003', '990002', '980004'],
      findings: [
        {
          at: 'Schools!E2',
          message: 'twoWorkbooks',
          severity: 'warning',
          says: 'By E2 this is one school, and 980001 and 980002 each have a workbook for 2025/26, as two schools do.',
          fix: 'put back the rows that are gone, with their last day under Left on',
        },
        { at: 'Schools!E3', message: 'twoWorkbooks', says: '980003 and 990002 each have' },
      ],
    },
    {
      name: 'a number of which another row says whose it is, beside two that were schools',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School |          |           | 980001, 980002 | 1/4/2026 |
          | 990002 | St Aldhelm's School  |          |           | 980002         | 1/4/2026 |
          | 990003 | The Meadows          | 1/4/2026 |           | 990004, 980003, 980004 | 1/4/2026 |
          | 990004 | The Orchards         |          | 31/3/2026 |                | |`,
      },
      keptNumbers: ['980001', '980002', '980003', '980004', '990004'],
      findings: [
        { at: 'Schools!E2', message: 'claimedTwice' },
        { at: 'Schools!E3', message: 'claimedTwice' },
        { at: 'Schools!E4', message: 'twoWorkbooks', says: '980003 and 980004 each have' },
      ],
    },
    {
      name: 'no day, no number, and a day before joining',
      tabs: {
        Schools: `${SCHOOLS}
          | 990001 | Elm Park High School |          | | 980001 |          |
          | 990002 | St Aldhelm's School  |          | |        | 1/4/2026 |
          | 990003 | The Meadows          | 1/9/2020 | | 980003 | 1/4/2019 |`,
      },
      findings: [
        { at: 'Schools!F2', message: 'sinceWhen', says: '990001' },
        { at: 'Schools!E3', message: 'noNumber', says: '1 April 2026' },
        { at: 'Schools!F4', message: 'beforeJoining', says: '1 September 2020' },
      ],
    },
  ],
});
