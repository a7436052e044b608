import type { CommandStartedEvent, Document } from 'mongodb';
import { connection } from '../platform/mongo.ts';

/** How the server would run the queries that some work really sent: nothing here knows what they look like. */

const questions = new Set(['find', 'aggregate', 'findAndModify', 'update', 'count', 'distinct']);
// Belongs to the session or the cursor, not to the question.
const asideFromQuestion = new Set([
  'lsid',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'readConcern',
  'writeConcern',
  'stmtId',
  'comment',
  'ordered',
  'bypassDocumentValidation',
]);

const isQuestion = ({ commandName, command }: CommandStartedEvent): boolean =>
  questions.has(commandName) &&
  typeof command[commandName] === 'string' &&
  !command[commandName].startsWith('jobs');

const stagesOf = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'stage' in node && typeof node.stage === 'string' ? [node.stage] : [];
  return [...own, ...Object.values(node).flatMap(stagesOf)];
};

const indexesOf = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'indexName' in node && typeof node.indexName === 'string' ? [node.indexName] : [];
  return [...own, ...Object.values(node).flatMap(indexesOf)];
};

export type QueryPlan = {
  /** `find appointments` */
  what: string;
  stages: ReadonlySet<string>;
  indexes: ReadonlySet<string>;
  examined: number;
  question: Document;
};

const explained = async ({ commandName, command }: CommandStartedEvent): Promise<QueryPlan> => {
  const { $db, ...whole } = command;
  const question = Object.fromEntries(
    Object.entries(whole).filter(([key]) => !asideFromQuestion.has(key) && !key.startsWith('$')),
  );
  const answer = await connection()
    .getClient()
    .db(String($db))
    .command({ explain: question, verbosity: 'executionStats' });
  const winning = JSON.stringify(answer, (key, value: unknown) =>
    key === 'rejectedPlans' || key === 'command' ? undefined : value,
  );
  const plan: unknown = JSON.parse(winning);
  const examined = [...winning.matchAll(/"totalDocsExamined":(\d+)/g)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  return {
    what: `${commandName} ${String(command[commandName])}`,
    stages: new Set(stagesOf(plan)),
    indexes: new Set(indexesOf(plan)),
    examined,
    question,
  };
};

/** Does the work, then asks the server for the plan of each query that it sent. */
export const plansOf = async (work: () => Promise<unknown>): Promise<QueryPlan[]> => {
  const client = connection().getClient();
  const heard: CommandStartedEvent[] = [];
  const hear = (event: CommandStartedEvent): void => {
    if (isQuestion(event)) heard.push(event);
  };
  client.on('commandStarted', hear);
  await work().finally(() => client.off('commandStarted', hear));
  const plans: QueryPlan[] = [];
  for (const event of heard) plans.push(await explained(event));
  return plans;
};
