import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Driver } from '../delivery.types.ts';

/** Nothing leaves: each letter becomes a file, whole, for whoever develops on this machine. */
export const folderDriver = (folder: string): Driver => ({
  name: 'folder',
  send: async ({ id, to, subject, text, html }) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const letter = JSON.stringify({ to, subject, text, html }, undefined, 2);
    await writeFile(join(folder, `${id}.json`), letter, { mode: 0o600 });
    return { providerId: id };
  },
  close: () => Promise.resolve(),
});
