import { Problem } from '../lib/problem.mjs';
import { waitFor } from '../lib/wait.mjs';

export const REPLICA_SET = 'rs0';

/** MongoDB's answer to replSetGetConfig on a server that is not in a set yet. */
const NOT_YET_INITIALIZED = 94;

/**
 * @template T
 * @param {number} port
 * @param {(admin: import('mongodb').Db) => Promise<T>} work
 * @param {number} [limitMs] how long the server may take to answer at all
 */
export const onNode = async (port, work, limitMs = 30_000) => {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: limitMs,
  });
  try {
    return await work(client.db('admin'));
  } finally {
    await client.close();
  }
};

/** @param {import('mongodb').Db} admin */
const readConfig = async (admin) => {
  try {
    return (await admin.command({ replSetGetConfig: 1 }))['config'];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
};

/**
 * The set on kept data may carry the ports of an earlier run; the members' addresses are then rewritten.
 * @param {import('mongodb').Db} admin
 * @param {string[]} hosts
 * @param {number} electionTimeoutMillis
 */
const configure = async (admin, hosts, electionTimeoutMillis) => {
  const config = await readConfig(admin);
  const members = hosts.map((host, _id) => ({ _id, host }));
  if (!config) {
    await admin.command({
      replSetInitiate: { _id: REPLICA_SET, members, settings: { electionTimeoutMillis } },
    });
    return;
  }
  const known = config.members.map((/** @type {{ host: string }} */ member) => member.host);
  if (known.join() === hosts.join()) return;
  await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
};

/**
 * Makes the servers one set with a primary that takes writes.
 * @param {number[]} ports
 * @param {number} [electionTimeoutMillis]
 */
export const formReplicaSet = async (ports, electionTimeoutMillis = 10_000) => {
  const [first] = ports;
  if (first === undefined) throw new Problem('A replica set needs at least one server');
  const hosts = ports.map((port) => `127.0.0.1:${port}`);
  await onNode(first, async (admin) => {
    await configure(admin, hosts, electionTimeoutMillis);
    await waitFor(async () => Boolean((await admin.command({ hello: 1 }))['primary']), {
      limitMs: 60_000,
      otherwise: 'The MongoDB replica set found no primary within 60 s',
    });
  });
};
