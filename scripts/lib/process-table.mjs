import { readFileSync } from 'node:fs';

/**
 * What the system knows of a process, where it shows it (Linux).
 * @param {number} pid
 * @returns {{ state: string, parent: number } | undefined}
 */
const lookUp = (pid) => {
  try {
    // The name, in brackets, may itself hold brackets and blanks.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent] = text.slice(text.lastIndexOf(') ') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
};

/** @param {number} pid */
export const parentOf = (pid) => lookUp(pid)?.parent;

/**
 * False also for a dead process that nobody has collected yet.
 * @param {number} pid
 */
export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return lookUp(pid)?.state !== 'Z';
  } catch {
    return false;
  }
};
