import { describe } from 'vitest';
import { email } from '../../../sheets-schema/cells/email.ts';
import { itReads, itRefuses } from './reading.ts';

describe('e-mail addresses', () => {
  itReads(email, [
    ['office@school.example', 'office@school.example'],
    [' office@school.example ', 'office@school.example'],
    ['A.Head+bla@SCHOOL.Example', 'A.Head+bla@school.example'],
    ["o'neill@school.example", "o'neill@school.example"],
    ['mailto:office@school.example', 'office@school.example'],
    ['office@elm-park.bolton.example', 'office@elm-park.bolton.example'],
  ]);

  itRefuses(email, [
    ['office', 'not-an-address'],
    ['office@school', 'not-an-address'],
    ['@school.example', 'not-an-address'],
    ['office@.example', 'not-an-address'],
    ['office@school..example', 'not-an-address'],
    ['office@-school.example', 'not-an-address'],
    ['the office@school.example', 'not-an-address'],
    ['office@school,example', 'not-an-address', 'office@school.example'],
    ['office@school.example.', 'not-an-address', 'office@school.example'],
    ['office @ school.example', 'not-an-address', 'office@school.example'],
    ['The office <office@School.example>', 'not-an-address', 'office@school.example'],
    ['a@school.example; b@school.example', 'several-addresses'],
    [`${'a'.repeat(250)}@school.example`, 'not-an-address'],
    [7, 'not-an-address'],
    [{ date: 46268 }, 'not-an-address'],
  ]);
});
