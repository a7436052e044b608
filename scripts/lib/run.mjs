import { spawn } from 'node:child_process';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [isShown] its output goes straight to the terminal
 * @property {number} [limitMs]
 * @property {string} [cwd]
 */

/** @typedef {{ code: number, output: string, stdout: string }} RunResult */

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {(result: RunResult) => void} resolve
 */
const collect = (child, resolve) => {
  let output = '';
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    output += text;
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    output += text;
  });
  child.once('error', (error) => resolve({ code: 127, output: error.message, stdout }));
  child.once('close', (code) => resolve({ code: code ?? 1, output, stdout }));
};

/**
 * Runs a command to its end and hands back its exit code and output; never throws for a failing command.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export const tryRun = (command, args, { env = process.env, isShown = false, limitMs, cwd = root } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      ...(limitMs && { timeout: limitMs, killSignal: 'SIGKILL' }),
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    collect(child, resolve);
  });

/**
 * Runs a command that must succeed; a failure carries the end of its output.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export const run = async (command, args, options) => {
  const result = await tryRun(command, args, options);
  if (result.code === 0) return result;
  const ending = result.output.trimEnd().split('\n').slice(-40).join('\n');
  throw new Problem(`${[command, ...args].join(' ')} failed (exit code ${result.code})\n${ending}`.trimEnd());
};

/**
 * npm of the Node that runs us: the one that called us, else the one on PATH.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export const npm = (args) => {
  const script = process.env['npm_execpath'];
  if (script && /\.[cm]?js$/.test(script)) return [process.execPath, [script, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
};
