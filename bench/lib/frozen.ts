import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../scripts/lib/paths.mjs';

/** A control that changes moves every ratio: its files are frozen by hash, and a change of them is a decision. */

const folder = inRoot('bench/controls');
const list = path.join(folder, 'frozen.json');

const hashes = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.(mjs|html)$|^package(-lock)?\.json$/.test(name))
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex'),
      ]),
  );

/** Throws when a control is not what it was frozen as; `--freeze` writes the list anew. */
export const assertFrozen = (): void => {
  if (!existsSync(path.join(folder, 'node_modules')))
    throw new Error('The controls have packages of their own: run `npm ci` in bench/controls once');
  const now = hashes();
  if (process.argv.includes('--freeze')) {
    writeFileSync(list, `${JSON.stringify(now, null, 2)}\n`);
    return;
  }
  const frozen = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>) : {};
  const changed = [...new Set([...Object.keys(now), ...Object.keys(frozen)])].filter(
    (name) => now[name] !== frozen[name],
  );
  if (changed.length > 0)
    throw new Error(`Controls differ from bench/controls/frozen.json: ${changed.join(', ')}`);
};
