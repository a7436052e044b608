import { describe, expect, test } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const secret = 'a-secret-of-at-least-32-characters!!';
const box = createSecretBox(secret, 'test');

describe('a secret box', () => {
  test('when a text is sealed, only the same purpose under the same secret opens it', () => {
    const sealed = box.seal('123456 às 10 h 🦷');
    expect(sealed).not.toContain('123456');
    expect(createSecretBox(secret, 'test').open(sealed)).toBe('123456 às 10 h 🦷');
    expect(() => createSecretBox(secret, 'other').open(sealed)).toThrow(/auth/i);
    expect(() => createSecretBox(`${secret}!`, 'test').open(sealed)).toThrow(/auth/i);
  });

  test('when one bit was changed, nothing opens', () => {
    const [prefix, body = ''] = box.seal('123456').split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (const at of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => box.open(`${prefix}.${changed.toString('base64url')}`)).toThrow(/auth/i);
    }
    expect(() => box.open(`v0.${body}`)).toThrow('not known');
  });

  test('when the same text is sealed twice, the two cannot be told to be the same', () => {
    expect(box.seal('123456')).not.toBe(box.seal('123456'));
  });
});
