import { MongoClient } from 'mongodb';
import { Problem } from '../../scripts/lib/problem.mjs';
import { waitFor } from '../../scripts/lib/wait.mjs';
import type { MongoNode } from '../../scripts/services/mongod.mjs';

const recoveryLimitMs = 90_000;
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

/** What each node says of itself and the others, for a message. */
const report = async (nodes: readonly MongoNode[]): Promise<string> => {
  const lines = await Promise.all(
    nodes.map(async (node) => {
      const states = (await askNode(node.port))?.members.map(({ state }) => state).join(' ');
      return `  ${node.port}: ${node.isRunning() ? 'runs' : 'is down'}, sees ${states ?? 'nothing'}`;
    }),
  );
  return lines.join('\n');
};

const isWhole = async (nodes: readonly MongoNode[]): Promise<boolean> => {
  const states = (await statusOf(nodes))?.members.map(({ state }) => state) ?? [];
  const followers = states.filter((state) => state === secondary).length;
  return followers === nodes.length - 1 && states.includes(primary);
};

/** One primary and nothing but secondaries besides. */
export const waitUntilHealthy = async (nodes: readonly MongoNode[]): Promise<void> => {
  const otherwise = 'the set is not whole again';
  try {
    await waitFor(() => isWhole(nodes), { limitMs: recoveryLimitMs, everyMs: 200, otherwise });
  } catch {
    throw new Problem(`${otherwise} after ${recoveryLimitMs / 1000} s\n${await report(nodes)}`);
  }
};
