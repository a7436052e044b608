import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, wherever the command was called from. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything the commands write outside `dist`: binaries, data, logs, secrets. Not in version control. */
export const workFolder = path.join(root, '.topsmile');

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** @param {string[]} parts */
export const inWorkFolder = (...parts) => path.join(workFolder, ...parts);
