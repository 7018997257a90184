import { testRule } from '../../support/rule-tester.ts';

testRule('BLA-21b', 'school', {
  passes: [
    {
      name: 'near names of which one gave the morning and one the afternoon, as one person may',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | J Patel         | 10/11/2025 | am   |
          | Jaya Patel      | 10/11/2025 | pm   |
          | Jaya Patell     | 11/11/2025 | 1    |`,
      },
    },
    {
      name: 'near names, where days are counted and not people',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | J Patel         | 10/11/2025 | 1    |
          | Jaya Patel      | 10/11/2025 | 1    |`,
      },
      alliance: { Settings: '| Setting | Value |\n| A staff day is | Calendar days |' },
    },
    {
      name: 'two halves make a day, and five days a week',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days | School supported    |
          | Ms Okafor       | 10/11/2025 | am   | The Meadows         |
          | Ms Okafor       | 10/11/2025 | pm   | St Aldhelm's School |
          | Ms Okafor       | 11/11/2025 | 1    |                     |
          | Ms Okafor       | 12/11/2025 | 1    |                     |
          | Ms Okafor       | 13/11/2025 | 1    |                     |
          | Ms Okafor       | 14/11/2025 | 1    |                     |
          | Ms Okafor       | 17/11/2025 | 1    |                     |`,
      },
    },
    {
      name: 'a team of three, hours, and an INSET day',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days              | Number of staff |
          | English team    | 10/11/2025 | 1                 | 3               |
          | Ms Okafor       | 11/11/2025 | twilight, 1.5 hrs |                 |
          | Ms Okafor       | 12/11/2025 | 6 hours           |                 |`,
      },
    },
    {
      name: 'two people on one day',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | 10/11/2025 | 1    |
          | Mr Ashby        | 10/11/2025 | 1    |`,
      },
    },
  ],
  fails: [
    {
      name: 'an initial, and a slip in a name, on the day of the whole name',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | J Patel         | 10/11/2025 | 1    |
          | Jaya Patel      | 10/11/2025 | 1    |
          | Jaya Patel      | 12/11/2025 | 1    |
          | Jaya Patell     | 12/11/2025 | am   |`,
      },
      findings: [
        {
          at: 'Staff days!A3',
          message: 'nearNames',
          severity: 'warning',
          says: 'A3 is nearly the name in row 2, on 10 November 2025 too. They count as two people.',
        },
        { at: 'Staff days!A5', message: 'nearNames' },
      ],
    },
    {
      name: 'a day and a half in one row',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | 10/11/2025 | 1    |
          | Mr Ashby        | 11/11/2025 | 1½   |`,
      },
      findings: [
        {
          at: 'Staff days!C3',
          message: 'longRow',
          severity: 'warning',
          says: 'C3 says 1½ days on one date. One day of it counts.',
        },
      ],
    },
    {
      name: 'two rows for one person and day come to more than a day, however the name is typed',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days | School supported |
          | Ms Okafor       | 10/11/2025 | 1    | The Meadows      |
          | ms okafor       | 10/11/2025 | ½    |                  |`,
      },
      findings: [
        {
          at: 'Staff days!C2',
          message: 'longDay',
          severity: 'warning',
          says: '10 November 2025 come to 1½ days. 1 of them counts.',
        },
      ],
    },
    {
      name: 'one morning for two schools',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days    | School supported    |
          | Ms Okafor       | 10/11/2025 | am      | St Aldhelm's School |
          | Ms Okafor       | 10/11/2025 | morning | The Meadows         |`,
      },
      findings: [
        {
          at: 'Staff days!C3',
          message: 'sameHalf',
          severity: 'warning',
          says: 'The rows under this name on 10 November 2025 say am more than once. It counts once.',
        },
      ],
    },
    {
      name: 'an afternoon of more people than there are, beside a morning in two rows',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days | School supported    | Number of staff |
          | English team    | 10/11/2025 | am   | St Aldhelm's School | 1               |
          | English team    | 10/11/2025 | am   | The Meadows         | 2               |
          | English team    | 10/11/2025 | pm   | The Meadows         | 3               |
          | English team    | 10/11/2025 | pm   |                     | 1               |`,
      },
      findings: [{ at: 'Staff days!C4', message: 'sameHalf', says: 'say pm more than once' }],
    },
    {
      name: 'a week from Monday to Sunday with more than five days',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | 10/11/2025 | 1    |
          | Ms Okafor       | 11/11/2025 | 1    |
          | Ms Okafor       | 12/11/2025 | 1    |
          | Ms Okafor       | 13/11/2025 | 1    |
          | Ms Okafor       | 14/11/2025 | 1    |
          | Ms Okafor       | 16/11/2025 | am   |`,
      },
      findings: [
        {
          at: 'Staff days!C7',
          message: 'longWeek',
          severity: 'warning',
          says: 'the week of 10 November 2025 come to 5½',
        },
      ],
    },
    {
      name: 'on an INSET day, where the alliance does not count those',
      tabs: { 'Staff days': '| Member of staff | Date | Days |\n| Ms Okafor | 3/11/2025 | 1 |' },
      alliance: {
        Settings: '| Setting | Value |\n| INSET days count | No |',
        Calendar: `
          | What        | From      | To         |
          | Autumn term | 3/9/2025  | 19/12/2025 |
          | INSET day   | 3/11/2025 |            |`,
      },
      findings: [{ at: 'Staff days!B2', message: 'insetDay', severity: 'warning', says: 'B2 is an INSET day.' }],
    },
    {
      name: 'more hours in a row than a day has',
      tabs: { 'Staff days': '| Member of staff | Date | Days |\n| Ms Okafor | 10/11/2025 | 7 hours |' },
      findings: [{ at: 'Staff days!C2', message: 'longRow', says: 'C2 says 7 hours on one date.' }],
    },
    {
      name: 'too long a row of a team, and of two people in one cell',
      tabs: {
        'Staff days': `
          | Member of staff       | Date       | Days | Number of staff |
          | English team          | 10/11/2025 | 2    | 3               |
          | Ms Okafor and Mr Ames | 11/11/2025 | 2    |                 |`,
      },
      findings: [
        {
          at: 'Staff days!C2',
          message: 'longRow',
          says: 'C2 says 2 days on one date. One day of it counts for each of 3 people.',
        },
        { at: 'Staff days!C3', message: 'longRow', says: 'C3 says 2 days on one date. One day of it counts.' },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Member of staff was changed',
      tabs: { 'Staff days': '| Who | Date | Days |\n| Ms Okafor | 10/11/2025 | 3 |' },
      why: 'Staff days has no column called Member of staff.',
    },
  ],
});
