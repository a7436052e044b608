import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
  ['João Pedro Figueira', 'JF'],
  ['  érica   de Souza ', 'ÉS'],
  ['Madonna', 'M'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
