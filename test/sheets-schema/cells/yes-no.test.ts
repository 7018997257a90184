import { describe } from 'vitest';
import { yesNo } from '../../../sheets-schema/cells/yes-no.ts';
import { itReads, itRefuses, itShows } from './reading.ts';

describe('yes or no', () => {
  itReads(yesNo, [
    ['Y', true],
    ['y', true],
    ['Yes', true],
    ['YES.', true],
    ['yes!', true],
    [' yes ', true],
    ['true', true],
    ['✓', true],
    ['✔', true],
    ['✔\ufe0f', true],
    ['☑', true],
    ['✅', true],
    ['1', true],
    [1, true],
    [true, true],
    ['N', false],
    ['no', false],
    ['No.', false],
    ['FALSE', false],
    ['0', false],
    [0, false],
    [false, false],
  ]);

  itRefuses(yesNo, [
    ['x', 'cross'],
    ['X', 'cross'],
    ['✗', 'cross'],
    ['✘', 'cross'],
    ['❌', 'cross'],
    ['maybe', 'not-yes-or-no'],
    ['n/a', 'not-yes-or-no'],
    ['yesterday', 'not-yes-or-no'],
    ['Yes - in June', 'not-yes-or-no', 'Yes'],
    ['no, not yet', 'not-yes-or-no', 'No'],
    [2, 'not-yes-or-no'],
    [-1, 'not-yes-or-no'],
    [{ date: 1 }, 'not-yes-or-no'],
  ]);

  itShows(yesNo, [
    [true, 'Yes'],
    [false, 'No'],
  ]);
});
