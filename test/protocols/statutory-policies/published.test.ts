import { testRule } from '../../support/rule-tester.ts';
import { decidedWith, elmPark, policiesDrawn } from './policies-drawn.ts';

const alliance = decidedWith();
const page = (policy: string, address: string, seen = '', applies = '') => ({
  Policies: policiesDrawn(
    `| Policy | Applies | Last reviewed on | Where it is published | Page last looked at on |
     | ${policy} | ${applies} | 1/10/2025 | ${address} | ${seen} |`,
  ),
});
const many = (cells: string) =>
  policiesDrawn(
    `| Policy | Last reviewed on | Where it is published | Page last looked at on |
     | School uniform | ${cells} |
     | School complaints | ${cells} |
     | Charging and remissions | ${cells} |
     | Equality information | ${cells} |`,
  );

testRule('NLD-07', 'school', {
  passes: [
    { name: 'an address', alliance, tabs: page('School uniform', 'https://elmpark.example/uniform') },
    { name: 'a document that need not be there', alliance, tabs: page('Premises management', '') },
    {
      name: 'an address that is a problem already',
      alliance,
      tabs: page('School uniform', 'http://elmpark.example/uniform'),
      alsoFoundBy: ['GEN-14'],
    },
    {
      name: 'a row that nobody has begun',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Note |\n| School uniform | With the governors |') },
    },
    {
      name: 'careers guidance of a school whose phase nobody typed',
      alliance,
      tabs: page('Careers guidance', ''),
    },
    {
      name: 'careers guidance of a primary school',
      alliance: { ...alliance, ...elmPark({ phase: 'Primary' }) },
      tabs: page('Careers guidance', ''),
    },
    {
      name: 'a page looked at twelve months ago to the day',
      alliance,
      tabs: page('School uniform', 'https://elmpark.example/uniform', '27/3/2025'),
    },
    {
      name: 'an old look at a page that need not be there',
      alliance,
      tabs: page('Premises management', 'https://elmpark.example/premises', '26/3/2024'),
    },
    {
      name: 'two rows for one document, one of them with the address',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Last reviewed on | Where it is published |
           | School uniform | 1/10/2025 | |
           | School uniform | 1/9/2025 | https://elmpark.example/uniform |`,
        ),
      },
    },
    {
      name: 'a school that left in its first days',
      asOf: '2025-11-20',
      alliance: { ...alliance, ...elmPark({ left: '12/9/2025' }) },
      tabs: page('School uniform', ''),
    },
    {
      name: 'a school that has left since',
      asOf: '2026-03-21',
      alliance: { ...alliance, ...elmPark({ left: '20/3/2026' }) },
      tabs: page('School uniform', ''),
    },
  ],
  fails: [
    {
      name: 'no address',
      alliance,
      tabs: page('School uniform', ''),
      findings: [
        {
          at: 'Policies!H2',
          message: 'missing',
          severity: 'breach',
          says: 'School uniform must be on the school’s website, and H2 has no address.',
        },
      ],
    },
    {
      name: 'no address, while a row that may have it waits to be mended',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Last reviewed on | Where it is published |
           | School uniform | 1/10/2025 | |
           | School unifrom | 1/10/2025 | https://elmpark.example/uniform |`,
        ),
      },
      findings: [{ at: 'Policies!H2', message: 'missing', severity: 'warning', says: '1 row in Policies' }],
      alsoFoundBy: ['GEN-05'],
    },
    {
      name: 'a row in which only who looks after it is typed',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Looked after by |\n| School uniform | Deputy head |') },
      findings: [{ at: 'Policies!H2', message: 'missing' }],
    },
    {
      name: 'careers guidance of a high school',
      alliance: { ...alliance, ...elmPark({ phase: 'High' }) },
      tabs: page('Careers guidance', ''),
      findings: [{ at: 'Policies!H2', message: 'missing', severity: 'breach' }],
    },
    {
      name: 'careers guidance of a school that says it has to hold it',
      alliance,
      tabs: page('Careers guidance', '', '', 'Yes'),
      findings: [{ at: 'Policies!H2', message: 'missing' }],
    },
    {
      name: 'no address in the first days of the year',
      asOf: '2025-09-30',
      alliance,
      tabs: {
        Policies: policiesDrawn('| Policy | Approved by |\n| School uniform | Committee |', { reviewed: '1/9/2025' }),
      },
      findings: [{ at: 'Policies!H2', message: 'missingYet', severity: 'reminder' }],
    },
    {
      name: 'four without an address, in one line',
      alliance,
      tabs: { Policies: many('1/10/2025 | |') },
      findings: [
        {
          at: 'Policies',
          message: 'missingMany',
          severity: 'breach',
          says: 'Charging and remissions, Equality information, School complaints and School uniform.',
        },
      ],
    },
    {
      name: 'four in the first days of a membership',
      asOf: '2026-02-09',
      alliance: { ...alliance, ...elmPark({ joined: '2/2/2026' }) },
      tabs: { Policies: many('1/10/2025 | |') },
      findings: [{ at: 'Policies', message: 'missingYetMany', severity: 'reminder' }],
    },
    {
      name: 'a page last looked at more than twelve months ago',
      alliance,
      tabs: page('School uniform', 'https://elmpark.example/uniform', '26/3/2025'),
      findings: [{ at: 'Policies!I2', message: 'unseen', severity: 'warning', says: 'on 26 March 2025' }],
    },
    {
      name: 'four such pages, in one line',
      alliance,
      tabs: { Policies: many('1/10/2025 | https://elmpark.example/all | 26/3/2025') },
      findings: [{ at: 'Policies', message: 'unseenMany', severity: 'warning', says: '4 pages' }],
    },
  ],
});
