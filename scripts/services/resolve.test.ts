import { chmodSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findProgram } from './resolve.mjs';

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'resolve-'));

const write = (file: string, script = 'exit 0'): string => {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};

const program = (sources: { label: string; fetch: (target: string) => Promise<void> }[] = []) => ({
  title: 'Thing server',
  variable: 'TOPSMILE_TEST_THING',
  names: ['topsmile-thing'],
  sources,
  advice: 'Install thing.',
});

const source = (label: string, script?: string) => ({
  label,
  fetch: async (target: string) => {
    write(target, script);
  },
});

const offline = {
  label: 'vendor',
  fetch: () => Promise.reject(new Error('no answer for 5 s')),
};

let onPath = '';
let cacheFolder = '';
beforeEach(() => {
  onPath = folder();
  cacheFolder = folder();
  vi.stubEnv('PATH', onPath);
});
afterEach(() => vi.unstubAllEnvs());

test('the program named by the environment comes before the one on PATH', async () => {
  const named = write(path.join(folder(), 'mine'));
  write(path.join(onPath, 'topsmile-thing'));
  vi.stubEnv('TOPSMILE_TEST_THING', named);
  expect(await findProgram(program(), { cacheFolder })).toEqual({
    path: named,
    origin: 'TOPSMILE_TEST_THING',
  });
});

test('when the named program does not run, that is said instead of taking another', async () => {
  write(path.join(onPath, 'topsmile-thing'));
  vi.stubEnv('TOPSMILE_TEST_THING', '/etc/passwd');
  await expect(findProgram(program(), { cacheFolder })).rejects.toThrow(
    'Thing server: TOPSMILE_TEST_THING=/etc/passwd is not a program that runs here.',
  );
});

test('PATH comes before the cache, and a program that cannot run here counts as absent', async () => {
  const cached = write(path.join(cacheFolder, 'topsmile-thing'));
  const broken = write(path.join(onPath, 'topsmile-thing'), 'exit 127');
  expect(await findProgram(program(), { cacheFolder })).toMatchObject({ path: cached, origin: 'cache' });
  write(broken);
  expect(await findProgram(program(), { cacheFolder })).toMatchObject({ path: broken, origin: 'PATH' });
});

test('sources are asked in order, and what came is kept for the next time', async () => {
  const asked = program([offline, source('other system', 'exit 126'), source('registry')]);
  expect(await findProgram(asked, { cacheFolder })).toMatchObject({ origin: 'registry' });
  expect(readdirSync(cacheFolder)).toEqual(['topsmile-thing']);
  expect(await findProgram(program(), { cacheFolder })).toMatchObject({ origin: 'cache' });
});

test('when nothing helps, one line says what was tried and what to install', async () => {
  await expect(findProgram(program([offline]), { cacheFolder })).rejects.toThrow(
    'Thing server not found (not on PATH; vendor: no answer for 5 s). Install thing.',
  );
  expect(existsSync(path.join(cacheFolder, 'topsmile-thing'))).toBe(false);
});
