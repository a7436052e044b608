import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inWorkFolder } from './paths.mjs';

const NAMES = [
  'TOPSMILE_STAFF_ACCESS_SECRET',
  'TOPSMILE_PATIENT_ACCESS_SECRET',
  'TOPSMILE_REFRESH_SECRET',
  'TOPSMILE_CSRF_SECRET',
  'TOPSMILE_INDEX_SECRET',
  'TOPSMILE_ENCRYPTION_KEYS',
];

/** @param {string} name */
const newSecret = (name) =>
  name === 'TOPSMILE_ENCRYPTION_KEYS'
    ? `k1:${randomBytes(32).toString('base64')}`
    : randomBytes(32).toString('base64url');

/** @param {string} file */
const readSecrets = (file) =>
  existsSync(file) ? /** @type {Record<string, string>} */ (JSON.parse(readFileSync(file, 'utf8'))) : {};

/**
 * This machine's own secrets, 256 bits each: made once, kept in a file only its owner can read, never printed.
 * One that the environment already gives is left to it.
 * @param {string} [file]
 * @returns {Record<string, string>}
 */
export const ensureSecrets = (file = inWorkFolder('secrets.json')) => {
  const kept = readSecrets(file);
  const missing = NAMES.filter((name) => !kept[name]);
  const secrets = {
    ...kept,
    ...Object.fromEntries(missing.map((name) => [name, newSecret(name)])),
  };
  if (missing.length > 0) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => !process.env[name]));
};
