import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seeded } from '../lib/random.ts';
import { run } from '../../scripts/lib/run.mjs';
import type { ReplicaSet } from '../../scripts/services/mongod.mjs';
import { unforeseenIn } from './api-logs.ts';
import { type ApiProcess, startApiProcess } from './api-processes.ts';
import { createBoard } from './board.ts';
import type { Bundled } from './bundle.ts';
import { createClient } from './client.ts';
import { readEvidence } from './evidence.ts';
import type { Evidence, Operation } from './history.ts';
import { applyToIndexes, type Mutant } from './mutants.ts';
import { apisUp, attack, type Fault, planStrikes, type Struck } from './nemesis.ts';
import { waitUntilHealthy } from './replica-state.ts';
import { processEnvironment, type World } from './world.ts';
import { createWriter } from './writer.ts';

export const writers = 32;

export type Plan = {
  readonly bundled: Bundled;
  readonly set: ReplicaSet;
  readonly database: string;
  readonly seconds: number;
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly mutant?: Mutant | undefined;
  readonly keep: boolean;
  readonly say: (text: string) => void;
};
export type Result = {
  readonly evidence: Evidence;
  readonly struck: Struck;
  readonly seconds: number;
  /** Failures that the processes did not expect. */
  readonly unforeseen: readonly string[];
};

const seedWorld = async (script: string, env: NodeJS.ProcessEnv): Promise<World> => {
  const { stdout } = await run(process.execPath, [script, String(writers)], { env });
  return JSON.parse(stdout) as World;
};

type Crew = { world: World; apis: readonly ApiProcess[]; seed: number; isOver: () => boolean };

const writeAll = async ({ world, apis, seed, isOver }: Crew): Promise<Operation[]> => {
  const operations: Operation[] = [];
  const board = createBoard();
  const urls = apis.map(({ url }) => url);
  const clients = await Promise.all(
    world.sessions.map((session, number) => createClient(urls[number % urls.length] ?? '', session)),
  );
  await Promise.all(
    clients.map((client, number) =>
      createWriter({
        number,
        world,
        client,
        urls,
        random: seeded(seed * 1000 + number),
        board,
        log: (operation) => operations.push(operation),
        isOver,
      })(),
    ),
  );
  return operations;
};

type Battle = { plan: Plan; world: World; apis: readonly ApiProcess[] };

/** Writers and nemesis together: at least as long as asked, and until every planned fault has struck. */
const fight = async ({ plan, world, apis }: Battle) => {
  const random = seeded(plan.seed);
  const strikes = planStrikes(plan.seconds, plan.faults, random);
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  let isPeace = false;
  const isOver = (): boolean => isPeace && elapsed() >= plan.seconds;
  const writing = writeAll({ world, apis, seed: plan.seed, isOver });
  const targets = { nodes: plan.set.nodes, apis };
  const attacking = attack({ targets, strikes, random, say: plan.say }).finally(() => {
    isPeace = true;
  });
  const [struck, operations] = await Promise.all([attacking, writing]);
  return { struck, operations, seconds: elapsed() };
};

/** One run: a fresh clinic, two processes, the fight, and what is left when all is healed. */
export const runProof = async (plan: Plan): Promise<Result> => {
  const uri = plan.set.uriOf(plan.database);
  const { mutant } = plan;
  const env = {
    ...processEnvironment(uri),
    ...(mutant === undefined ? {} : { PROOF_MUTANT: mutant.name }),
  };
  const logFolder = mkdtempSync(path.join(os.tmpdir(), 'topsmile-proof-'));
  await waitUntilHealthy(plan.set.nodes);
  const world = await seedWorld(plan.bundled.seed, processEnvironment(uri));
  const names = ['api-1', 'api-2'];
  const apis = await Promise.all(
    names.map((name) => startApiProcess({ script: plan.bundled['api-process'], env, logFolder, name })),
  );
  try {
    if (mutant !== undefined) await applyToIndexes(mutant, uri);
    const { struck, operations, seconds } = await fight({ plan, world, apis });
    await apisUp(apis);
    // Nothing may still be under way when the documents are read.
    await Promise.all(apis.map((api) => api.stop()));
    const evidence = await readEvidence({ uri, world, operations });
    if (plan.keep) keep(logFolder, evidence, plan.say);
    return { evidence, struck, seconds, unforeseen: unforeseenIn(logFolder) };
  } finally {
    await Promise.all(apis.map((api) => api.stop()));
    if (!plan.keep) rmSync(logFolder, { recursive: true, force: true });
  }
};

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const keep = (folder: string, { operations, visits, events }: Evidence, say: Plan['say']): void => {
  writeFileSync(path.join(folder, 'operations.jsonl'), lines(operations));
  writeFileSync(path.join(folder, 'visits.jsonl'), lines(visits));
  writeFileSync(path.join(folder, 'events.jsonl'), lines(events));
  say(`kept in ${folder}`);
};
