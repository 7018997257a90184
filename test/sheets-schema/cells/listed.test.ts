import { describe, expect, it } from 'vitest';
import { choiceList } from '../../../sheets-schema/cells/choice.ts';
import { listed } from '../../../sheets-schema/cells/listed.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

const protocols = listed('protocols', 'protocols');
const choices = choiceList('protocols', [
  { value: 'working-protocols', text: 'Working protocols' },
  { value: 'harbour-compact', text: 'Harbour compact', also: ['the harbour'] },
]);
const WITH_LIST = { ...CONTEXT, lists: { protocols: { ...choices, only: null } } };

describe('one of a list that comes in with the reading', () => {
  itReads(
    protocols,
    [
      ['Working protocols', 'working-protocols'],
      ['WORKING  PROTOCOLS', 'working-protocols'],
      ['the harbour', 'harbour-compact'],
    ],
    WITH_LIST,
  );
  itRefuses(
    protocols,
    [
      ['Working', 'not-in-the-list', 'Working protocols'],
      ['Harbor compact', 'not-in-the-list', 'Harbour compact'],
      ['data sharing', 'not-in-the-list'],
      [{ date: 45903 }, 'not-in-the-list'],
    ],
    WITH_LIST,
  );
  itShows(
    protocols,
    [
      ['harbour-compact', 'Harbour compact'],
      ['gone', 'gone'],
    ],
    WITH_LIST,
  );

  it('is read and shown as typed where no such list is at hand', () => {
    expect(protocols.read('Anything', CONTEXT)).toEqual({ value: 'Anything' });
    expect(protocols.show('harbour-compact', CONTEXT)).toBe('harbour-compact');
  });
});
