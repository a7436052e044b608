import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inWorkFolder } from './paths.mjs';
import { isListening } from './ports.mjs';
import { Problem } from './problem.mjs';
import { waitFor } from './wait.mjs';
import { startReplicaSet } from '../services/mongod.mjs';
import { onNode } from '../services/replica-set.mjs';
import { atExit } from './processes.mjs';

export const dataFolder = inWorkFolder('data');
const recordFile = inWorkFolder('mongod.json');
const DATABASE = 'topsmile';

/** @typedef {{ pid: number, port: number, owner: number }} MongoRecord */

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** @returns {MongoRecord | undefined} */
const readRecord = () => (existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : undefined);

/** @param {MongoRecord} record */
const keepRecord = (record) => {
  mkdirSync(inWorkFolder(), { recursive: true });
  writeFileSync(recordFile, JSON.stringify(record));
  atExit(() => rmSync(recordFile, { force: true }));
};

/**
 * Our own server on this folder, left behind or in use by another command. A process that merely
 * got the same number, or another server on the port, does not count.
 * @returns {Promise<MongoRecord | undefined>}
 */
const findRunning = async () => {
  const record = readRecord();
  if (!record || !isAlive(record.pid) || !(await isListening(record.port))) return undefined;
  const options = await onNode(record.port, (admin) => admin.command({ getCmdLineOpts: 1 })).catch(
    () => undefined,
  );
  return options?.['parsed']?.storage?.dbPath === dataFolder ? record : undefined;
};

/** @param {number} port */
const uriAt = (port) => `mongodb://127.0.0.1:${port}/${DATABASE}?replicaSet=rs0`;

/**
 * Stops a server that lost the command it belonged to.
 * @param {MongoRecord} record
 */
const stopOrphan = async ({ pid }) => {
  process.kill(pid, 'SIGTERM');
  await waitFor(async () => !isAlive(pid), {
    limitMs: 20_000,
    otherwise: `MongoDB (process ${pid}) does not stop`,
  });
};

/** Makes sure that no server uses the data folder, so that it may be deleted. */
export const releaseData = async () => {
  const running = await findRunning();
  if (!running) return;
  if (isAlive(running.owner))
    throw new Problem(`The data is in use by process ${running.owner}; stop it first.`);
  await stopOrphan(running);
};

/**
 * The product's own database on this machine, its data kept between runs. MONGODB_URI, where given, is used instead.
 * @param {(note: string) => void} note
 * @returns {Promise<string>} its connection string
 */
export const ensureMongo = async (note) => {
  const given = process.env['MONGODB_URI'];
  if (given) {
    note('the one in MONGODB_URI');
    return given;
  }
  const running = await findRunning();
  if (running && isAlive(running.owner)) {
    note(`shared with the command that runs as process ${running.owner}`);
    return uriAt(running.port);
  }
  if (running) {
    note(`the one left by an earlier run, process ${running.pid}, was stopped first`);
    await stopOrphan(running);
  }
  const port = readRecord()?.port;
  const set = await startReplicaSet({ dataFolder, say: note, ...(port && { port }) });
  const [node] = set.nodes;
  if (node) keepRecord({ pid: node.pid(), port: node.port, owner: process.pid });
  return set.uriOf(DATABASE);
};
