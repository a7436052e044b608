import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {string} prefix
 */
const prefixLines = (stream, prefix) => {
  let rest = '';
  stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) process.stdout.write(`${prefix} ${line}\n`);
  });
  stream.on('end', () => rest && process.stdout.write(`${prefix} ${rest}\n`));
};

/**
 * Runs a development tool in the foreground, each of its lines behind its name.
 * @param {string} name
 * @param {{ command: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string }} options
 * @returns {Promise<number>} its exit code
 */
export const runPrefixed = (name, { command, args, env, cwd = root }) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    process.on('exit', () => child.kill('SIGTERM'));
    prefixLines(child.stdout, `${name} │`);
    prefixLines(child.stderr, `${name} │`);
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
