import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isInstalled } from './install.mjs';

const LOCKED = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/@topsmile/api': { link: true },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
};

const project = (installed?: object): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'install-'));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: LOCKED }));
  if (!installed) return folder;
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(
    path.join(folder, 'node_modules/.package-lock.json'),
    JSON.stringify({ packages: installed }),
  );
  return folder;
};

test('a fresh clone is not installed', () => {
  expect(isInstalled(project())).toBe(false);
});

test('the locked versions are enough; binaries of other systems are not asked for', () => {
  const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/@topsmile/api': { link: true } };
  expect(isInstalled(project(installed))).toBe(true);
});

test.each([
  [
    'another version',
    { 'node_modules/a': { version: '0.9.0' }, 'node_modules/@topsmile/api': { link: true } },
  ],
  ['a missing package', { 'node_modules/@topsmile/api': { link: true } }],
  ['a missing workspace', { 'node_modules/a': { version: '1.0.0' } }],
])('%s asks for an installation', (_, installed) => {
  expect(isInstalled(project(installed))).toBe(false);
});
