import type { CommandStartedEvent } from 'mongodb';
import { connection } from '../platform/mongo.ts';
import { isTenantCollection } from '../platform/tenancy/guard.ts';

/**
 * The witness nobody can forget: every command that reaches the server on a tenant collection must name a
 * clinic or be marked as system work. What it saw fails the test that caused it.
 */

const violations: string[] = [];
let commands = 0;

type Command = Record<string, unknown>;
const hasClinic = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'clinicId' in value;
const every = (list: unknown, test: (item: Command) => boolean): boolean =>
  Array.isArray(list) && list.length > 0 && list.every((item) => test(item as Command));

const namesClinic: Record<string, (command: Command) => boolean> = {
  find: ({ filter }) => hasClinic(filter),
  count: ({ query }) => hasClinic(query),
  distinct: ({ query }) => hasClinic(query),
  findAndModify: ({ query }) => hasClinic(query),
  insert: ({ documents }) => every(documents, hasClinic),
  update: ({ updates }) => every(updates, ({ q }) => hasClinic(q)),
  delete: ({ deletes }) => every(deletes, ({ q }) => hasClinic(q)),
  aggregate: ({ pipeline }) =>
    every(Array.isArray(pipeline) ? pipeline.slice(0, 1) : [], ({ $match }) => hasClinic($match)),
};

const housekeeping = new Set([
  'hello',
  'ismaster',
  'ping',
  'endSessions',
  'getMore',
  'killCursors',
  'saslStart',
  'createIndexes',
  'dropIndexes',
  'listIndexes',
  'listCollections',
]);

const observe = ({ commandName, command }: CommandStartedEvent): void => {
  if (housekeeping.has(commandName)) return;
  // The trail writes beside the calls, when it likes.
  if (String(command['comment'] ?? '') !== 'system:audit') commands += 1;
  const collection = String(command[commandName] ?? '');
  if (!isTenantCollection(collection)) return;
  if (String(command['comment'] ?? '').startsWith('system:')) return;
  const test = namesClinic[commandName];
  if (test === undefined || !test(command))
    violations.push(`${commandName} on ${collection} without clinicId`);
};

export const startOracle = (): void => void connection().getClient().on('commandStarted', observe);

/** What was seen since the last call; empty is the only good answer. */
export const takeViolations = (): string[] => violations.splice(0);

/** How many store commands some work cost, background work aside. */
export const countingCommands = async <T>(
  work: () => Promise<T>,
): Promise<{ result: T; commands: number }> => {
  const before = commands;
  const result = await work();
  return { result, commands: commands - before };
};
