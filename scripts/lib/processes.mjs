import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './problem.mjs';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit */

/**
 * A server this process has started.
 * @typedef {object} Server
 * @property {string} name
 * @property {number} pid
 * @property {Promise<Exit>} exited resolves once the process is gone
 * @property {() => boolean} isRunning
 * @property {(count?: number) => string} lastLines the end of its log
 * @property {(signal: NodeJS.Signals) => void} signal
 * @property {(limitMs?: number) => Promise<Exit>} stop SIGTERM, and SIGKILL after the limit
 */

/** @type {Set<Server>} */
const running = new Set();
/** @type {Set<() => void>} */
const lastWords = new Set();

let isExitWatched = false;

/** Whatever ends this process, no server it started outlives it (SIGKILL of ourselves excepted). */
const watchExit = () => {
  if (isExitWatched) return;
  isExitWatched = true;
  process.on('exit', () => {
    for (const server of running) server.signal('SIGKILL');
    for (const work of lastWords) work();
  });
};

/**
 * Runs when this process ends, after its servers were told to: for removing their temporary data.
 * @param {() => void} work synchronous
 */
export const atExit = (work) => {
  watchExit();
  lastWords.add(work);
};

/**
 * Servers and guards lead sessions of their own: Ctrl-C reaches this process alone, which then stops
 * them in order (the database last), and no signal to the terminal's group takes a guard away.
 */
const isPosix = process.platform !== 'win32';

/**
 * Waits on a pipe that closes when this process is gone, however it went, then ends the server.
 * Only a kill of ourselves that no handler sees gets this far.
 */
const GUARD = `trap "" INT TERM HUP
read -r _
kill -TERM "$1"
kill -CONT "$1"
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" || break; sleep 1; done
kill -KILL "$1"
[ -z "$2" ] || rm -rf -- "$2"`;

/**
 * @param {number} pid
 * @param {Promise<Exit>} exited
 * @param {string} [folder] to be removed with the server
 */
const guard = (pid, exited, folder = '') => {
  if (!isPosix) return;
  const child = spawn('sh', ['-c', GUARD, 'topsmile-guard', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: isPosix,
  });
  child.once('error', () => {});
  child.unref();
  void exited.then(() => child.kill('SIGKILL'));
};

/**
 * @param {string} file
 * @param {number} count
 */
const endOfFile = (file, count) => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
};

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<Exit>}
 */
const exitOf = (child) =>
  new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: 127, signal: null }));
  });

/**
 * Starts a server whose output goes to a log file.
 * @param {{ name: string, command: string, args: string[], logFile: string, env?: NodeJS.ProcessEnv, cwd?: string, temporaryFolder?: string }} options `temporaryFolder` goes when this process dies
 * @returns {Server}
 */
export const startServer = ({ name, command, args, logFile, env = process.env, cwd, temporaryFolder }) => {
  watchExit();
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(command, args, {
    stdio: ['ignore', log, log],
    detached: isPosix,
    env,
    ...(cwd && { cwd }),
  });
  closeSync(log);
  if (child.pid === undefined) {
    child.once('error', () => {});
    throw new Problem(`${name} could not be started: ${command}`);
  }

  const exited = exitOf(child);
  /** @type {Server} */
  const server = {
    name,
    pid: child.pid,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    lastLines: (count = 20) => endOfFile(logFile, count),
    signal: (signal) => {
      child.kill(signal);
    },
    stop: async (limitMs = 30_000) => {
      if (!server.isRunning()) return exited;
      child.kill('SIGTERM');
      // One that was paused hears nothing until it goes on.
      if (isPosix) child.kill('SIGCONT');
      const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
      try {
        return await exited;
      } finally {
        clearTimeout(timer);
      }
    },
  };
  guard(child.pid, exited, temporaryFolder);
  running.add(server);
  void exited.then(() => running.delete(server));
  return server;
};

/** Stops everything this process has started, the newest first, so that a server outlives its clients. */
export const stopServers = async () => {
  for (const server of [...running].reverse()) await server.stop();
};
