import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { ensureSecrets } from './secrets.mjs';

const newFile = (): string => path.join(mkdtempSync(path.join(os.tmpdir(), 'secrets-')), 'secrets.json');

test('secrets are made once, strong, distinct and readable by their owner alone', () => {
  const file = newFile();
  const first = ensureSecrets(file);
  expect(ensureSecrets(file)).toEqual(first);
  expect(Object.values(first).every((secret) => secret.length >= 43)).toBe(true);
  expect(new Set(Object.values(first)).size).toBe(6);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('one that is missing is added and the others stay', () => {
  const file = newFile();
  writeFileSync(file, JSON.stringify({ TOPSMILE_CSRF_SECRET: 'kept' }));
  expect(ensureSecrets(file)).toMatchObject({ TOPSMILE_CSRF_SECRET: 'kept' });
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toHaveLength(6);
});

test('what the environment gives is left to it', () => {
  vi.stubEnv('TOPSMILE_CSRF_SECRET', 'from the environment');
  expect(ensureSecrets(newFile())).not.toHaveProperty('TOPSMILE_CSRF_SECRET');
  vi.unstubAllEnvs();
});
