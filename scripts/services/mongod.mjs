import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePort, isListening } from '../lib/ports.mjs';
import { Problem } from '../lib/problem.mjs';
import { startServer } from '../lib/processes.mjs';
import { waitFor } from '../lib/wait.mjs';
import { removeFolder, temporaryFolder } from './data-folder.mjs';
import { findMongod } from './mongod-binary.mjs';
import { formReplicaSet, REPLICA_SET } from './replica-set.mjs';

/**
 * One server of the set, and the ways to hurt it.
 * @typedef {object} MongoNode
 * @property {number} port
 * @property {string} dataFolder
 * @property {() => number} pid of the running, or last, process
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} kill SIGKILL; resolves when it is gone
 * @property {() => Promise<void>} shutDown SIGTERM; resolves when it is gone
 * @property {() => void} pause SIGSTOP: alive, but silent
 * @property {() => void} resume SIGCONT
 * @property {() => Promise<void>} restart on the same port and data; resolves when it listens
 */

/**
 * @typedef {object} ReplicaSet
 * @property {string} uri without a database name
 * @property {(database: string) => string} uriOf
 * @property {MongoNode[]} nodes
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} ReplicaSetOptions
 * @property {number} [nodes] 1 unless given
 * @property {number} [port] wished for the first node; another free one when taken
 * @property {string} [dataFolder] kept after the run; without it the data lives in a temporary folder
 * @property {number} [electionTimeoutMillis] 10,000 unless given
 * @property {Record<string, string | number | boolean>} [setParameters]
 * @property {number} [cacheSizeGB] WiredTiger cache of each node, 0.5 unless given
 * @property {(text: string) => void} [say] told what is being fetched
 */

/** @typedef {{ binary: string, port: number, dataFolder: string, temporary: string, options: ReplicaSetOptions }} NodePlan */

/** Leaving is not held up for clients: those that remain are ours and are being stopped as well. */
const PARAMETERS = { shutdownTimeoutMillisForSignaledShutdown: 100 };

/** @param {NodePlan} plan */
const argumentsOf = ({ port, dataFolder, options }) => {
  const settings = {
    port,
    bind_ip: '127.0.0.1',
    dbpath: dataFolder,
    replSet: REPLICA_SET,
    // 17 MB instead of 301 MB for a fresh data folder.
    wiredTigerEngineConfigString: 'log=(prealloc=false,file_max=16MB)',
    wiredTigerCacheSizeGB: options.cacheSizeGB ?? 0.5,
    // zlib is left out: CVE-2025-14847 reads the server's memory through it.
    networkMessageCompressors: 'snappy,zstd',
  };
  const parameters = Object.entries({ ...PARAMETERS, ...options.setParameters });
  return [
    ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...parameters.flatMap(([name, value]) => ['--setParameter', `${name}=${value}`]),
    '--nounixsocket',
  ];
};

/** @param {NodePlan} plan */
const launch = async (plan) => {
  mkdirSync(plan.dataFolder, { recursive: true, mode: 0o700 });
  const server = startServer({
    name: 'MongoDB',
    command: plan.binary,
    args: argumentsOf(plan),
    logFile: path.join(plan.dataFolder, 'mongod.log'),
    temporaryFolder: plan.temporary,
  });
  const isUp = await waitFor(async () => (server.isRunning() ? await isListening(plan.port) : 'dead'), {
    limitMs: 60_000,
    otherwise: `MongoDB does not listen on port ${plan.port} after 60 s`,
  });
  if (isUp === 'dead') throw new Problem(`MongoDB ended while starting\n${server.lastLines()}`);
  return server;
};

/**
 * @param {NodePlan} plan
 * @returns {Promise<MongoNode>}
 */
const startNode = async (plan) => {
  let server = await launch(plan);
  return {
    port: plan.port,
    dataFolder: plan.dataFolder,
    pid: () => server.pid,
    isRunning: () => server.isRunning(),
    kill: async () => {
      server.signal('SIGKILL');
      await server.exited;
    },
    shutDown: async () => {
      await server.stop();
    },
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
    restart: async () => {
      await server.stop();
      server = await launch(plan);
    },
  };
};

/**
 * @param {ReplicaSetOptions} options
 * @param {string} temporary folder of this run's data; empty where the data is kept
 */
const planNodes = async (options, temporary) => {
  const { path: binary } = await findMongod(options.say);
  const count = options.nodes ?? 1;
  const parent = options.dataFolder ?? temporary;
  /** @type {NodePlan[]} */
  const plans = [];
  for (let index = 0; index < count; index += 1) {
    const port = await freePort(index === 0 ? options.port : undefined);
    const dataFolder = count === 1 ? parent : path.join(parent, `node${index}`);
    plans.push({ binary, port, dataFolder, temporary, options });
  }
  return plans;
};

/**
 * Starts a replica set on the loopback address and waits until it has a primary.
 * It ends with this process at the latest.
 * @param {ReplicaSetOptions} [options]
 * @returns {Promise<ReplicaSet>}
 */
export const startReplicaSet = async (options = {}) => {
  const temporary = options.dataFolder ? '' : temporaryFolder('mongo');
  const plans = await planNodes(options, temporary);
  const nodes = await Promise.all(plans.map(startNode));
  const ports = nodes.map(({ port }) => port);
  await formReplicaSet(ports, options.electionTimeoutMillis);
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',');
  /** @param {string} database */
  const uriOf = (database) => `mongodb://${hosts}/${database}?replicaSet=${REPLICA_SET}`;
  return {
    uri: uriOf(''),
    uriOf,
    nodes,
    stop: async () => {
      await Promise.all(nodes.map((node) => node.shutDown()));
      if (temporary) removeFolder(temporary);
    },
  };
};
