import { expect, test } from 'vitest';
import { normalCode } from './recovery-codes.rules.ts';

test('a recovery code is read however it was written down', () => {
  expect(normalCode('abcd-efgh-jkmn-pqrs')).toBe('ABCDEFGHJKMNPQRS');
  expect(normalCode(' ABCD EFGH JKMN PQRS ')).toBe('ABCDEFGHJKMNPQRS');
  expect(normalCode('o1lI-0000-0000-0000')).toBe('0111000000000000');
});
