import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseEncryptionKeys } from './encryption-keys.rules.ts';

const strong = (name: string): string => createHash('sha256').update(name).digest('base64');
const repeated = Buffer.alloc(32, 7).toString('base64');
const counted = Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64');
const typed = Buffer.from('change-me-change-me-please-32-by').toString('base64');

test('a list is read in order, the current key first', () => {
  const keys = parseEncryptionKeys(`k2:${strong('two')}, k1:${strong('one')}`);
  expect(keys).toEqual([
    { id: 'k2', key: Buffer.from(strong('two'), 'base64') },
    { id: 'k1', key: Buffer.from(strong('one'), 'base64') },
  ]);
});

test.each([
  ['no key at all', ' , ', 'empty'],
  ['a key without an id', strong('one'), 'shape'],
  ['an id that is no id', `K 1:${strong('one')}`, 'shape'],
  ['text that is no base64', 'k1:{{}}', 'shape'],
  ['too few bytes', `k1:${Buffer.alloc(16, 1).toString('base64')}`, 'length'],
  ['one byte repeated', `k1:${repeated}`, 'weak'],
  ['bytes that count', `k1:${counted}`, 'weak'],
  ['typed words', `k1:${typed}`, 'weak'],
  ['one id twice', `k1:${strong('one')},k1:${strong('two')}`, 'duplicate-id'],
  ['one key under two ids', `k1:${strong('one')},k2:${strong('one')}`, 'duplicate-key'],
  ['a weak one behind a good one', `k1:${strong('one')},k2:${repeated}`, 'weak'],
])('%s is refused', (_what, text, problem) => {
  expect(parseEncryptionKeys(text)).toBe(problem);
});
