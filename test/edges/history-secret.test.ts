import { describe, expect, it } from 'vitest';
import { newHistorySecret, secretOf } from '../../functions/edges/history-secret.ts';
import { describeSecretContract } from '../support/secret-contract.ts';

describeSecretContract('A secret held as text', () => secretOf(newHistorySecret())!);

describe('secretOf', () => {
  it('gives the same secret for the same text, with a line break or without', () => {
    const text = newHistorySecret();
    expect(secretOf(`${text}\n`)!.keyed('salt', 'once')).toBe(secretOf(text)!.keyed('salt', 'once'));
  });

  it('is HMAC-SHA-256 over the use and the text, so that it can be worked out elsewhere', () => {
    const known = secretOf('00'.repeat(32))!.keyed('salt', 'abc');
    expect(known).toBe('6c31d16f959f9b60b6abfdff1e14e2ebbe9e0a1bda4d0d0d435bd7ff3c505b19');
  });

  it.each([
    ['nothing', ''],
    ['rubbish', 'not a secret'],
    ['too few digits', 'a'.repeat(63)],
    ['too many', 'a'.repeat(65)],
    ['capitals', 'A'.repeat(64)],
  ])('knows %s from a secret', (_, text) => expect(secretOf(text)).toBeNull());
});
