import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laestab, uln, upn, urn, urns } from '../../../sheets-schema/cells/identifier.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

describe('URNs', () => {
  itReads(urn, [
    ['137001', '137001'],
    [' 137 001 ', '137001'],
    ['URN 137001', '137001'],
    ['urn: 137001', '137001'],
    ['000123', '000123'],
    [137001, '137001'],
  ]);
  itRefuses(urn, [
    ['Elm Park', 'not-figures'],
    ['13700A', 'not-figures'],
    ['13700', 'wrong-length'],
    ['1370011', 'wrong-length'],
    [13700, 'zeros-lost'],
    [1370011, 'wrong-length'],
    [137001.5, 'not-figures'],
    [-137001, 'not-figures'],
    [{ date: 137001 }, 'not-figures'],
  ]);
});

describe('several URNs', () => {
  itReads(urns, [
    ['137001', '137001'],
    [137001, '137001'],
    ['URN 137001', '137001'],
    ['137001, 142317', '137001, 142317'],
    ['142317 and 137001', '137001, 142317'],
    ['142317 137001', '137001, 142317'],
    ['URN 142317; URN 137001;', '137001, 142317'],
    ['137001/137001', '137001'],
  ]);
  itRefuses(urns, [
    ['1370', 'not-urns'],
    ['137001, 1423', 'not-urns'],
    ['137001 until 2020', 'not-urns'],
    [',', 'not-urns'],
    ['see the register', 'not-urns'],
    ['137OO1', 'letter-among-figures', '137001'],
  ]);
});

describe('DfE numbers', () => {
  itReads(laestab, [
    ['350/4001', '3504001'],
    ['3504001', '3504001'],
    ['350-4001', '3504001'],
    ['350 4001', '3504001'],
    ['350 / 4001', '3504001'],
    ['DfE 350/4001', '3504001'],
    [3504001, '3504001'],
  ]);
  itRefuses(laestab, [
    ['350/401', 'wrong-length'],
    ['350/ABCD', 'not-figures'],
    [350401, 'zeros-lost'],
  ]);
  itShows(laestab, [['3504001', '350/4001']]);
});

describe('ULNs', () => {
  itReads(uln, [
    ['9276308686', '9276308686'],
    ['927 630 8686', '9276308686'],
    [9276308686, '9276308686'],
  ]);
  itRefuses(uln, [
    ['9276308687', 'check-fails'],
    ['9267308686', 'check-fails'],
    ['0276308686', 'check-fails'],
    ['927630868', 'wrong-length'],
    [927630868, 'zeros-lost'],
  ]);
});

describe('UPNs', () => {
  itReads(upn, [
    ['C350400126001', 'C350400126001'],
    ['X929270926017', 'X929270926017'],
    ['L89141232507A', 'L89141232507A'],
    ['B801200005001', 'B801200005001'],
    ['P207000016049', 'P207000016049'],
    ['c350400126001', 'C350400126001'],
    ['C 350 4001 26 001', 'C350400126001'],
  ]);
  itRefuses(upn, [
    ['A801200005001', 'check-fails'],
    ['Q207000016049', 'check-fails'],
    ['C350400126010', 'check-fails'],
    ['C35040012600', 'not-a-upn'],
    ['S350400126001', 'not-a-upn'],
    ['C35O400126001', 'not-a-upn'],
    [350400126001, 'not-a-upn'],
    [true, 'not-a-upn'],
  ]);

  it('never repeats a pupil’s number in a message', () => {
    for (const { says, fix } of Object.values(upn.messages)) expect(says + fix).not.toContain('{typed}');
  });

  it('notices any one figure mistyped', () => {
    const slip = fc.record({ place: fc.integer({ min: 1, max: 12 }), figure: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(slip, ({ place, figure }) => {
        const right = 'C350400126001';
        const mistyped = right.slice(0, place) + figure + right.slice(place + 1);
        fc.pre(mistyped !== right);
        expect(upn.read(mistyped, CONTEXT)).toHaveProperty('problem.message', 'check-fails');
      }),
    );
  });
});
