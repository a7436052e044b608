import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { atExit } from '../lib/processes.mjs';

const MEMORY_FOLDER = '/dev/shm';
/** A container's default shared memory is 64 MB, which a test run would fill. */
const NEEDED_BYTES = 2 * 1024 ** 3;

const hasRoomInMemory = () => {
  if (!existsSync(MEMORY_FOLDER)) return false;
  const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
  return bavail * bsize >= NEEDED_BYTES;
};

/** @param {string} folder */
export const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true });

/**
 * A folder for one run's data, in memory where there is room; it disappears with this process.
 * @param {string} name
 */
export const temporaryFolder = (name) => {
  const parent = hasRoomInMemory() ? MEMORY_FOLDER : os.tmpdir();
  const folder = mkdtempSync(path.join(parent, `topsmile-${name}-`));
  atExit(() => removeFolder(folder));
  return folder;
};
