import '../scripts/lib/require-node.mjs';
import { parseArgs } from 'node:util';
import { runCommand } from '../scripts/lib/lifecycle.mjs';
import { catalogue } from './catalogue/index.ts';
import { createRunner, type Outcome } from './lib/runner.ts';
import { writeMatrix } from './lib/matrix.ts';
import { openWorld } from './lib/world.ts';

/**
 * `npm run probes [-- --only C | --only C7] [--url http://127.0.0.1:3000] [--write-matrix]`: the attacker's
 * catalogue against the running product, one line per row.
 */

const megabyte = 1024 ** 2;
const allowedGrowth = 50 * megabyte;

const say = ({ id, state, words }: Outcome): void =>
  console.log(state === 'absent' ? `${id} absent: ${words}` : `${id} ${state} ${words}`);

const chosen = (only: string | undefined) => {
  const wanted = only?.toUpperCase().split(',') ?? [];
  const isWanted = (id: string): boolean =>
    wanted.length === 0 || wanted.includes(id) || wanted.includes(id.slice(0, 1));
  return catalogue
    .map(({ group, rows }) => ({ group, rows: rows.filter(({ id }) => isWanted(id)) }))
    .filter(({ rows }) => rows.length > 0);
};

const grown = (group: string, before: number | undefined, after: number | undefined): Outcome[] => {
  if (before === undefined || after === undefined) return [];
  const growth = Math.round((after - before) / megabyte);
  const state = after - before < allowedGrowth ? 'pass' : 'fail';
  return [{ id: `${group} memory`, state, words: `${growth < 0 ? '' : '+'}${growth} MB resident` }];
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, url: { type: 'string' }, 'write-matrix': { type: 'boolean' } },
  });
  const world = await openWorld(values.url);
  if (values['write-matrix'] === true) {
    writeMatrix(world.operations);
    await world.stage.stop();
    return 0;
  }
  const runner = createRunner(world);
  await runner.warm();
  const outcomes: Outcome[] = [];
  const note = (outcome: Outcome): void => {
    outcomes.push(outcome);
    say(outcome);
  };
  for (const { group, rows } of chosen(values.only)) {
    const before = await runner.memory();
    for (const row of rows) note(await runner.run(row));
    for (const outcome of grown(group, before, await runner.memory())) note(outcome);
  }
  const count = (state: Outcome['state']): number => outcomes.filter((one) => one.state === state).length;
  console.log(`\n${count('pass')} passed, ${count('fail')} failed, ${count('absent')} absent`);
  await world.stage.stop();
  return count('fail') === 0 ? 0 : 1;
};

await runCommand(main);
