import { testRule } from '../../support/rule-tester.ts';

testRule('BLA-21b', 'school', {
  passes: [
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
      name: 'a day and a half in one row',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | 10/11/2025 | 1    |
          | Mr Ashby        | 11/11/2025 | 1½   |`,
      },
      findings: [{ at: 'Staff days!C3', message: 'longRow', severity: 'problem', says: 'C3 says 1½ days' }],
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
        { at: 'Staff days!C2', message: 'longDay', severity: 'warning', says: '10 November 2025 come to 1½ days' },
      ],
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
  ],
  skips: [
    {
      name: 'the heading Member of staff was changed',
      tabs: { 'Staff days': '| Who | Date | Days |\n| Ms Okafor | 10/11/2025 | 3 |' },
      why: 'Staff days has no column called Member of staff.',
    },
  ],
});
