import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseReference } from '../../../sheets-schema/cells/clause-reference.ts';
import { runs } from '../../support/property-runs.ts';
import { CONTEXT, itReads, itRefuses } from './reading.ts';

describe('clauses', () => {
  itReads(clauseReference, [
    ['21', '21'],
    [21, '21'],
    ['21.', '21'],
    ['(21)', '21'],
    ['protocol 21', '21'],
    ['Protocol: 21', '21'],
    ['clause 21', '21'],
    ['no. 21', '21'],
    ['No 21', '21'],
    ['#21', '21'],
    ['§ 21', '21'],
    ["'21", '21'],
    ['２１', '21'],
    ['A4', 'A4'],
    ['a4', 'A4'],
    ['A 4', 'A4'],
    ['R3', 'R3'],
    ['1.4', '1.4'],
    [1.4, '1.4'],
    ['1 . 4', '1.4'],
    ['1.10', '1.10'],
    ['12B', '12b'],
    ['2(a)', '2(a)'],
  ]);
  itRefuses(clauseReference, [
    ['WP 21', 'not-a-reference', '21'],
    ['working protocols 21', 'not-a-reference', '21'],
    ['21 (staff days)', 'not-a-reference', '21'],
    ['21 and 25', 'not-a-reference'],
    ['21, 25', 'not-a-reference'],
    ['21-25', 'not-a-reference'],
    ['staff days', 'not-a-reference'],
    ['all', 'not-a-reference'],
    [-21, 'not-a-reference', '21'],
    [123456, 'not-a-reference'],
    [true, 'not-a-reference'],
    [{ date: 45903 }, 'is-a-date'],
    [{ error: '#REF!' }, 'error-cell'],
    ['=A1', 'typed-formula'],
  ]);

  it('are never read as another one', () => {
    const anyReference = fc
      .tuple(fc.constantFrom('', 'A', 'R'), fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 }))
      .map(([letter, figures]) => letter + figures.join('.'));
    const around = fc.constantFrom(
      ...[
        (ref: string) => ref,
        (ref: string) => ` ${ref.toLowerCase()}. `,
        (ref: string) => `clause ${ref}`,
        (ref: string) => `WP ${ref}`,
        (ref: string) => `${ref} and 7`,
        (ref: string) => `${ref}?`,
      ],
    );
    fc.assert(
      fc.property(anyReference, around, (ref, write) => {
        const reading = clauseReference.read(write(ref), CONTEXT);
        expect('value' in reading ? reading.value : (reading.problem.suggestion ?? ref).toUpperCase()).toBe(ref);
      }),
      runs(200),
    );
  });
});
