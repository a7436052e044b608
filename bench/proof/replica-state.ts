import { MongoClient } from 'mongodb';
import { waitFor } from '../../scripts/lib/wait.mjs';
import type { MongoNode } from '../../scripts/services/mongod.mjs';

const recoveryLimitMs = 45_000;
const primary = 1;
const secondary = 2;

type Status = { members: { name: string; state: number }[] };

const askNode = async (port: number): Promise<Status | undefined> => {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1000,
    socketTimeoutMS: 2000,
  });
  try {
    return (await client.db('admin').command({ replSetGetStatus: 1 })) as unknown as Status;
  } catch {
    return undefined;
  } finally {
    await client.close();
  }
};

const statusOf = async (nodes: readonly MongoNode[]): Promise<Status | undefined> => {
  for (const node of nodes) {
    const status = await askNode(node.port);
    if (status?.members.some(({ state }) => state === primary)) return status;
  }
  return undefined;
};

/** The node that is primary now. */
export const primaryOf = async (nodes: readonly MongoNode[]): Promise<MongoNode> => {
  const status = await statusOf(nodes);
  const leader = status?.members.find(({ state }) => state === primary);
  const found = nodes.find(({ port }) => leader?.name.endsWith(`:${port}`));
  if (found === undefined) throw new Error('the set has no primary');
  return found;
};

/** One primary and nothing but secondaries besides. */
export const waitUntilHealthy = (nodes: readonly MongoNode[]): Promise<boolean> =>
  waitFor(
    async () => {
      const states = (await statusOf(nodes))?.members.map(({ state }) => state) ?? [];
      const followers = states.filter((state) => state === secondary).length;
      return followers === nodes.length - 1 && states.includes(primary);
    },
    { limitMs: recoveryLimitMs, everyMs: 200, otherwise: 'the set is not whole again' },
  );
