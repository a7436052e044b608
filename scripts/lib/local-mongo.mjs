import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inWorkFolder } from './paths.mjs';
import { isListening } from './ports.mjs';
import { Problem } from './problem.mjs';
import { isAlive } from './process-table.mjs';
import { waitFor } from './wait.mjs';
import { startReplicaSet } from '../services/mongod.mjs';
import { onNode } from '../services/replica-set.mjs';
import { atExit } from './processes.mjs';

export const dataFolder = inWorkFolder('data');
const recordFile = inWorkFolder('mongod.json');
const DATABASE = 'topsmile';

/** @typedef {{ pid: number, port: number, owner: number }} MongoRecord */

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
  const ask = onNode(record.port, (admin) => admin.command({ getCmdLineOpts: 1 }), 2000);
  const options = await ask.catch(() => undefined);
  return options?.['parsed']?.storage?.dbPath === dataFolder ? record : undefined;
};

/** @param {number} port */
const uriAt = (port) => `mongodb://127.0.0.1:${port}/${DATABASE}?replicaSet=rs0`;

/** @param {MongoRecord} record */
const hasGone = ({ pid }) =>
  waitFor(async () => !isAlive(pid), {
    limitMs: 20_000,
    otherwise: `MongoDB (process ${pid}) does not stop`,
  });

/** Its command was killed and it is on its way out: it no longer listens, but still holds the folder. */
const awaitLeaver = async () => {
  const record = readRecord();
  if (record && !isAlive(record.owner)) await hasGone(record).catch(() => {});
};

/**
 * Stops a server that lost the command it belonged to.
 * @param {MongoRecord} record
 */
const stopOrphan = async (record) => {
  process.kill(record.pid, 'SIGTERM');
  await hasGone(record);
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
  await awaitLeaver();
  const port = readRecord()?.port;
  const set = await startReplicaSet({ dataFolder, say: note, ...(port && { port }) });
  const [node] = set.nodes;
  if (node) keepRecord({ pid: node.pid(), port: node.port, owner: process.pid });
  return set.uriOf(DATABASE);
};
