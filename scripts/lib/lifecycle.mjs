import { describe } from './problem.mjs';
import { parentOf } from './process-table.mjs';
import { stopServers } from './processes.mjs';

let isEnding = false;

/** True once the command is on its way out; a server that ends now has not failed. */
export const hasEnded = () => isEnding;

/**
 * Stops what was started and leaves with the code. The second call changes nothing.
 * @param {number} code
 */
export const end = async (code) => {
  if (isEnding) return;
  isEnding = true;
  await stopServers();
  process.exit(code);
};

/** npm, killed without a word, leaves its shell and its script running; a changed ancestor gives that away. */
const watchParents = () => {
  if (!process.env['npm_lifecycle_event']) return;
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = ancestors();
  setInterval(() => {
    if (ancestors() !== before) void end(1);
  }, 1000).unref();
};

/**
 * Runs a command's story: Ctrl-C ends it with the given code, a failure with its message and 1.
 * @param {() => Promise<number | void>} main resolves with an exit code, or with nothing while servers run on
 * @param {{ interruptedCode?: number }} [options]
 */
export const runCommand = async (main, { interruptedCode = 130 } = {}) => {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void end(interruptedCode));
  }
  watchParents();
  try {
    const code = await main();
    if (typeof code === 'number') await end(code);
  } catch (error) {
    if (isEnding) return;
    console.error(`\n${describe(error)}`);
    await end(1);
  }
};
