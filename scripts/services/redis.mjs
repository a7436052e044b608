import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePort, isListening } from '../lib/ports.mjs';
import { Problem } from '../lib/problem.mjs';
import { startServer } from '../lib/processes.mjs';
import { waitFor } from '../lib/wait.mjs';
import { removeFolder, temporaryFolder } from './data-folder.mjs';
import { findRedis } from './redis-binary.mjs';

/**
 * @typedef {object} Redis
 * @property {string} url
 * @property {number} port
 * @property {() => number} pid
 * @property {() => Promise<void>} kill SIGKILL; resolves when it is gone
 * @property {() => void} pause SIGSTOP: alive, but silent
 * @property {() => void} resume SIGCONT
 * @property {() => Promise<void>} restart on the same port
 * @property {() => Promise<void>} stop
 */

/** @param {{ binary: string, port: number, dataFolder: string }} plan nothing in the folder is kept */
const launch = async ({ binary, port, dataFolder }) => {
  mkdirSync(dataFolder, { recursive: true });
  const server = startServer({
    name: 'Redis',
    command: binary,
    args: [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      dataFolder,
    ],
    logFile: path.join(dataFolder, 'redis.log'),
    temporaryFolder: dataFolder,
  });
  const isUp = await waitFor(async () => (server.isRunning() ? await isListening(port) : 'dead'), {
    limitMs: 20_000,
    otherwise: `Redis does not listen on port ${port} after 20 s`,
  });
  if (isUp === 'dead') throw new Problem(`Redis ended while starting\n${server.lastLines()}`);
  return server;
};

/**
 * Starts a Redis server on the loopback address that keeps nothing; it ends with this process at the latest.
 * @param {{ port?: number, say?: (text: string) => void }} [options]
 * @returns {Promise<Redis>}
 */
export const startRedis = async ({ port: wished, say } = {}) => {
  const { path: binary } = await findRedis(say);
  const plan = { binary, port: await freePort(wished), dataFolder: temporaryFolder('redis') };
  let server = await launch(plan);
  return {
    url: `redis://127.0.0.1:${plan.port}`,
    port: plan.port,
    pid: () => server.pid,
    kill: async () => {
      server.signal('SIGKILL');
      await server.exited;
    },
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
    restart: async () => {
      await server.stop();
      server = await launch(plan);
    },
    stop: async () => {
      await server.stop();
      removeFolder(plan.dataFolder);
    },
  };
};
