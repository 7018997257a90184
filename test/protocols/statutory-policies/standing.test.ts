import { describe, expect, it } from 'vitest';
import { exceptionsFor } from '../../../functions/protocols/exceptions.ts';
import { allDeclared } from '../../../functions/workbooks/kinds.ts';
import { checkDrawing, type Drawings } from '../../support/rule-tester.ts';
import { decidedWith, elmPark, elmParkWith, policiesDrawn } from './policies-drawn.ts';

const inMonths = decidedWith('Yearly review of a policy | 12 months after the last');
const late = (...policies: readonly string[]) =>
  policiesDrawn(`| Policy | Last reviewed on |\n${policies.map((policy) => `| ${policy} | 1/9/2024 |`).join('\n')}`);
const CHANGED = policiesDrawn(
  `| Policy | Last reviewed on | What changed | Changed on |
   | Accessibility plan | 1/10/2025 | New block | 1/12/2025 |`,
);
const FOUR = ['School attendance', 'Premises management', 'Teachers’ pay', 'School exclusions'];
const exceptions = (...rows: readonly string[]) => ({
  Exceptions: `
    | School | Protocols | Clause | About | Until | Reason | Agreed on |
    ${rows.map((row) => `| Elm Park High School | Statutory policies | ${row} |`).join('\n')}`,
});

describe('where a school stands by its register', () => {
  const said = (policies: string, asOf?: string, alliance: Drawings = inMonths) =>
    elmParkWith(policies, { ...(asOf ? { asOf } : {}), alliance })
      .standing()
      .map(({ what, figure, state }) => [what, figure, state]);

  it.each([
    ['in order', policiesDrawn('| Policy |'), '22 of 22', 'kept', '8 of 8', 'kept'],
    ['with one late', late('School attendance'), '21 of 22, 1 overdue', 'overdue', '8 of 8', 'kept'],
    [
      'with two not yet typed, one of them without a row',
      policiesDrawn('| Policy |\n| School uniform |', { without: ['School complaints'] }),
      '20 of 22, 2 not yet typed',
      'open',
      '6 of 8, 2 not yet typed',
      'open',
    ],
    [
      'with a day and an address that cannot be read',
      policiesDrawn(
        `| Policy | Last reviewed on | Where it is published |
         | School uniform | in spring | http://elmpark.example |`,
      ),
      '21 of 22, 1 to be mended',
      'open',
      '7 of 8, 1 to be mended',
      'open',
    ],
    [
      'with a day to come under Approved on',
      policiesDrawn('| Policy | Approved on | Last reviewed on |\n| School attendance | 1/10/2027 | 1/10/2025 |'),
      '21 of 22, 1 to be mended',
      'open',
      '8 of 8',
      'kept',
    ],
    [
      'with the accessibility plan later than recommended',
      policiesDrawn('| Policy | Last reviewed on |\n| Accessibility plan | 1/9/2022 |'),
      '21 of 22, 1 later than advised',
      'open',
      '8 of 8',
      'kept',
    ],
    [
      'with the accessibility plan not reviewed after a change, in the days that we suggest',
      CHANGED,
      '21 of 22, 1 later than advised',
      'open',
      '8 of 8',
      'kept',
    ],
    [
      'with an answer under Applies that cannot be read',
      policiesDrawn('| Policy | Applies | Last reviewed on |\n| School uniform | maybe | 1/10/2025 |'),
      '21 of 22, 1 to be mended',
      'open',
      '7 of 8, 1 to be mended',
      'open',
    ],
    [
      'with such an answer in one row, and Yes in another',
      policiesDrawn(
        `| Policy | Applies | Last reviewed on |
         | Premises management | maybe | 1/10/2025 |
         | Premises management | Yes | |`,
      ),
      '22 of 22',
      'kept',
      '8 of 8',
      'kept',
    ],
    [
      'with a page that is not there',
      policiesDrawn('| Policy | Last reviewed on |\n| School uniform | 1/10/2025 |'),
      '22 of 22',
      'kept',
      '7 of 8, 1 overdue',
      'overdue',
    ],
    [
      'with one late and without an address, and a row that may be about it',
      policiesDrawn(
        `| Policy | Last reviewed on | Where it is published |
         | School complaints | 1/9/2024 | |
         | School complants | 1/10/2025 | https://elmpark.example/complaints |`,
      ),
      '21 of 22, 1 perhaps overdue, 1 row to be mended',
      'open',
      '7 of 8, 1 perhaps overdue, 1 row to be mended',
      'open',
    ],
    [
      'without a row',
      policiesDrawn('| Policy |', { reviewed: null }),
      '0 of 21, 21 not yet typed',
      'open',
      '0 of 8, 8 not yet typed',
      'open',
    ],
  ])('%s', (_, policies, reviewed, reviewedState, published, publishedState) => {
    expect(said(policies)).toEqual([
      ['Policies reviewed in time', reviewed, reviewedState],
      ['Published', published, publishedState],
    ]);
  });

  it('says how much is overdue and how much the alliance agreed otherwise', () => {
    const alliance = { ...inMonths, ...exceptions('2 | 1/9/2024 | | The head is new | 1/3/2026') };
    const policies = policiesDrawn(
      `| Policy | Last reviewed on |
       | School emergency plan | 2/9/2024 |
       ${FOUR.map((policy) => `| ${policy} | 1/9/2024 |`).join('\n')}`,
    );
    expect(said(policies, '2026-03-27', alliance)[0]).toEqual([
      'Policies reviewed in time',
      '17 of 22, 1 overdue, 4 agreed otherwise',
      'overdue',
    ]);
  });

  it('is overdue where the alliance chose the days after a change', () => {
    const alliance = decidedWith('Accessibility plan reviewed after a change | 60');
    expect(said(CHANGED, '2026-01-30', alliance)[0]).toEqual(['Policies reviewed in time', '22 of 22', 'kept']);
    expect(said(CHANGED, '2026-01-31', alliance)[0]).toEqual([
      'Policies reviewed in time',
      '21 of 22, 1 overdue',
      'overdue',
    ]);
    expect(said(CHANGED, '2026-01-31', decidedWith())[0]![2]).toBe('open');
  });

  it('is not known before it joins, and as it left once it has', () => {
    const joining = { ...inMonths, ...elmPark({ joined: '13/4/2026' }) };
    expect(said(late(...FOUR), '2026-03-27', joining).map(([, figure]) => figure)).toEqual([
      'not yet known',
      'not yet known',
    ]);
    const leaving = { ...inMonths, ...elmPark({ left: '31/3/2026' }) };
    const inTime = policiesDrawn('| Policy | Last reviewed on |\n| School attendance | 31/3/2025 |');
    for (const asOf of ['2026-03-31', '2026-04-01', '2026-08-31', '2026-12-01'])
      expect(said(inTime, asOf, leaving)[0]).toEqual(['Policies reviewed in time', '22 of 22', 'kept']);
  });

  it.each([
    ['joined', { joined: 'last spring' }],
    ['left', { left: 'soon' }],
  ])('is not known while it cannot be read when it %s, and nothing is late', (_, membership) => {
    const alliance = { ...inMonths, ...elmPark(membership) };
    expect(said(late(...FOUR), '2026-03-27', alliance).map(([, figure]) => figure)).toEqual([
      'not yet known',
      'not yet known',
    ]);
    const tabs = { Policies: late(...FOUR) };
    const { findings } = checkDrawing('school', allDeclared, { name: '', alliance, tabs });
    expect(findings.filter(({ rule }) => rule.startsWith('NLD-'))).toEqual([]);
  });

  it('stands as the year ended, without what was reviewed after', () => {
    const after = policiesDrawn('| Policy | Last reviewed on |\n| School attendance | 10/9/2026 |');
    expect(said(after, '2026-08-31')[0]).toEqual(['Policies reviewed in time', '21 of 22, 1 to be mended', 'open']);
    expect(said(after, '2026-09-15')[0]).toEqual(['Policies reviewed in time', '21 of 22, 1 to be mended', 'open']);
  });

  it('is nothing of a further education college, as the list is one for schools', () => {
    const college = { ...inMonths, ...elmPark({ kind: 'Further education college', phase: '16 plus' }) };
    expect(said(late(...FOUR), '2026-03-27', college)).toEqual([
      ['Policies reviewed in time', 'not asked', 'open'],
      ['Published', 'not asked', 'open'],
    ]);
    const one = policiesDrawn('| Policy | Applies | Last reviewed on |\n| School attendance | Yes | 1/9/2024 |');
    expect(said(one, '2026-03-27', college)[0]).toEqual(['Policies reviewed in time', '0 of 1, 1 overdue', 'overdue']);
  });

  it('is not late for an address while a year has only begun', () => {
    const begun = policiesDrawn('| Policy | Approved by |\n| School uniform | Head |', { reviewed: '1/9/2025' });
    expect(said(begun, '2025-09-30')[1]).toEqual(['Published', '7 of 8', 'open']);
    expect(said(begun, '2025-10-01')[1]).toEqual(['Published', '7 of 8, 1 overdue', 'overdue']);
  });

  it('is nothing of a column that is missing', () => {
    const policies = policiesDrawn('| Policy |').replace('Where it is published', 'Web page');
    expect(said(policies)[1]).toEqual(['Published', '0 of 8, 8 to be mended', 'open']);
  });
});

describe('an exception that the alliance agreed to', () => {
  const agreedOf = (clause: string, about = '') => exceptions(`${clause} | ${about} | | The head is new | 1/3/2026`);

  it.each([
    ['for the clause', agreedOf('2'), ['agreed'], 'agreed'],
    ['for another clause', agreedOf('3'), ['Policies'], 'overdue'],
    ['for the day of one row', agreedOf('2', '1/9/2024'), ['agreed', 'agreed', 'agreed', 'agreed'], 'agreed'],
  ])('%s answers many in one line as it answers one', (_, Exceptions, found, state) => {
    const alliance = { ...inMonths, ...Exceptions };
    const read = elmParkWith(late(...FOUR), { alliance });
    expect(read.standing()[0]!.state).toBe(state);
    const { agreed, open } = answered({ alliance, policies: late(...FOUR) });
    expect([...agreed.map(() => 'agreed'), ...open.map(({ tab }) => tab)]).toEqual(found);
  });

  it('for the day of one row leaves the others in their line', () => {
    const policies = policiesDrawn(
      `| Policy | Last reviewed on |
       | School emergency plan | 2/9/2024 |
       ${FOUR.map((policy) => `| ${policy} | 1/9/2024 |`).join('\n')}`,
    );
    const { agreed, open } = answered({ alliance: { ...inMonths, ...agreedOf('2', '2/9/2024') }, policies });
    expect([agreed.map(({ cell }) => cell), open.map(({ messageId, cell }) => [messageId, cell])]).toEqual([
      ['G2'],
      [['lateMany', null]],
    ]);
  });
});

describe('an exception about a day', () => {
  const policies = (reviewed: string, address: string) =>
    policiesDrawn(
      `| Policy | Approved on | Last reviewed on | Where it is published | Page last looked at on |
       | Charging and remissions | 4/4/2023 | ${reviewed} | ${address} | 5/5/2024 |
       | School complaints | | 5/5/2024 | https://elmpark.example/complaints | 1/10/2025 |`,
    );
  const agreedOn = (clause: string, about: string) => ({
    ...inMonths,
    ...exceptions(`${clause} | ${about} | | The head is new | 1/3/2026`),
  });

  it.each([
    ['the last review', '6/6/2024', ['G2']],
    ['the last review of another document', '5/5/2024', ['G3']],
    ['an approval before the last review', '4/4/2023', []],
  ])('excuses the review that goes by it: %s', (_, about, cells) => {
    const { agreed, open } = answered({
      alliance: agreedOn('2', about),
      policies: policies('6/6/2024', 'https://elmpark.example/charging'),
    });
    expect(agreed.map(({ cell }) => cell)).toEqual(cells);
    expect(open).toHaveLength(2 - cells.length);
  });

  it.each([
    ['the review of the same row', '6/6/2024', 'agreed'],
    ['a look at its page', '5/5/2024', 'overdue'],
  ])('excuses an address that is missing: %s', (_, about, state) => {
    const typed = policies('6/6/2024', '');
    const alliance = agreedOn('7', about);
    const { findings } = checkDrawing('school', allDeclared, { name: '', alliance, tabs: { Policies: typed } });
    const read = elmParkWith(typed, { alliance });
    const missing = findings.filter(({ rule }) => rule === 'NLD-07');
    expect(missing.map((one) => exceptionsFor(read.situation)(one) !== null)).toEqual([state === 'agreed']);
    expect(read.standing()[1]!.state).toBe(state);
  });

  it('excuses a plan not reviewed since the change of that day, and not since another', () => {
    const chosen = ['Accessibility plan reviewed after a change | 60'];
    const states = ['1/12/2025', '1/10/2025'].map((about) => {
      const alliance = { ...decidedWith(...chosen), ...exceptions(`5 | ${about} | | The head is new | 1/3/2026`) };
      return elmParkWith(CHANGED, { alliance }).standing()[0]!.state;
    });
    expect(states).toEqual(['agreed', 'overdue']);
  });
});

describe('an exception until a day', () => {
  const until = (day: string, left = '') => ({
    ...inMonths,
    ...elmPark({ left }),
    ...exceptions(`2 | | ${day} | The head is new | 1/3/2026`),
  });
  const at = (asOf: string, alliance: Drawings) => {
    const policies = late('School attendance');
    const { agreed, open } = answered({ alliance, policies, asOf });
    return [elmParkWith(policies, { alliance, asOf }).standing()[0]!.state, agreed.length, open.length];
  };

  it.each([
    ['the last day of the year', '31/8/2026', '', '2026-08-31'],
    ['the last day of a membership', '20/3/2026', '20/3/2026', '2026-03-20'],
  ])('holds for good in a register that is closed: %s', (_, day, left, last) => {
    for (const asOf of [last, '2026-09-01', '2027-06-01']) {
      expect([asOf, ...at(asOf, until(day, left))]).toEqual([asOf, 'agreed', 1, 0]);
    }
  });

  it('has ended before the register was closed', () => {
    expect(at('2026-06-30', until('30/6/2026'))).toEqual(['agreed', 1, 0]);
    for (const asOf of ['2026-07-01', '2026-09-01']) expect(at(asOf, until('30/6/2026'))).toEqual(['overdue', 0, 1]);
  });
});

/** The findings of reviews that are late, by whether the alliance agreed otherwise. */
function answered({ alliance, policies, asOf }: { alliance: Drawings; policies: string; asOf?: string }) {
  const on = asOf === undefined ? {} : { asOf };
  const { findings } = checkDrawing('school', allDeclared, { name: '', alliance, tabs: { Policies: policies }, ...on });
  const { situation } = elmParkWith(policies, { alliance, ...on });
  const exceptionOf = exceptionsFor(situation);
  const found = findings.filter(({ rule, messageId }) => rule === 'NLD-02' && messageId.startsWith('late'));
  return { agreed: found.filter((one) => exceptionOf(one)), open: found.filter((one) => !exceptionOf(one)) };
}

describe('what a school has before it this term', () => {
  it('is a line for all of a day, and one for what is not typed', () => {
    const policies = policiesDrawn(
      `| Policy | Last reviewed on | What changed | Changed on |
       | School attendance | 15/6/2025 | | |
       | Premises management | 15/6/2025 | | |
       | Teachers’ pay | 14/7/2025 | | |
       | School exclusions | 1/9/2025 | | |
       | Safeguarding and child protection | | | |
       | Accessibility plan | 1/10/2025 | New block | 1/4/2026 |`,
    );
    const { due } = elmParkWith(policies, { asOf: '2026-04-20', alliance: inMonths });
    expect(due().map(({ by, what }) => [by, what])).toEqual([
      ['2026-05-31', 'To be reviewed: Accessibility plan.'],
      ['2026-06-15', 'To be reviewed: Premises management and School attendance.'],
      ['2026-07-14', 'To be reviewed: Teachers’ pay.'],
      [null, '1 document is not yet typed.'],
    ]);
  });

  it('says that a row to be mended may be what is not typed', () => {
    const policies = policiesDrawn('| Policy | Last reviewed on |\n| School complants | 1/10/2025 |', {
      without: ['School complaints'],
    });
    const { due } = elmParkWith(policies, { asOf: '2026-03-27', alliance: inMonths });
    expect(due().filter(({ by }) => by === null)).toMatchObject([
      { what: '1 document is not yet typed; 1 row to be mended may be among them.' },
    ]);
  });

  it('is nothing of what falls due once the school has left, or of what is late', () => {
    const policies = policiesDrawn(
      '| Policy | Last reviewed on |\n| School attendance | 15/6/2025 |\n| Teachers’ pay | 1/3/2025 |',
    );
    const { due } = elmParkWith(policies, {
      asOf: '2026-04-20',
      alliance: { ...inMonths, ...elmPark({ left: '15/6/2026' }) },
    });
    expect(due()).toEqual([]);
  });
});
