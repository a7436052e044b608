import os from 'node:os';
import { parseArgs } from 'node:util';
import { runCommand } from '../../scripts/lib/lifecycle.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { type ReplicaSet, startReplicaSet } from '../../scripts/services/mongod.mjs';
import { bundle, type Bundled } from './bundle.ts';
import { type Mutant, mutants } from './mutants.ts';
import type { Fault } from './nemesis.ts';
import { figuresOf, findingsOf, linesOf, summaryOf, totals, type Verdict, verdictsOf } from './report.ts';
import { runProof, writers } from './run.ts';

const usage = `usage: npm run proof:booking -- [--seconds 60] [--seed 1] [--keep]
       npm run proof:booking -- --mutants | --mutant NAME [--seconds 30] [--seed 1] [--keep]`;

const electionTimeoutMillis = 2000;
const faults: readonly Fault[] = [
  'kill-primary',
  'isolate-primary',
  'pause-primary',
  'kill-api',
  'kill-primary',
  'pause-api',
];

type Options = { seconds: number; seed: number; keep: boolean };

const startSet = (setParameters: Record<string, number> = {}): Promise<ReplicaSet> =>
  startReplicaSet({ nodes: 3, electionTimeoutMillis, setParameters, cacheSizeGB: 0.25 });

const say = (text: string): void => console.log(text);

const headline = ({ seconds, seed }: Options, about: string): string =>
  `${about}: ${seconds} s, seed ${seed}, ${writers} writers, 2 API processes, 3 MongoDB nodes ` +
  `(electionTimeoutMillis ${electionTimeoutMillis}), node ${process.version}, ${os.availableParallelism()} cores`;

const prove = async (options: Options): Promise<readonly Verdict[]> => {
  say(headline(options, 'Booking proof'));
  const set = await startSet();
  const result = await runProof({ ...options, bundled: await bundle(), set, database: 'proof', faults, say });
  const found = findingsOf(result);
  const verdicts = verdictsOf(result, found);
  for (const text of [...figuresOf(result, found), ...verdicts.flatMap(linesOf)]) say(text);
  return verdicts;
};

const isCaught = async (mutant: Mutant, index: number, { bundled, set, options }: Lab): Promise<Verdict> => {
  const database = `mutant_${index}`;
  const quiet = (): void => undefined;
  const result = await runProof({
    ...options,
    bundled,
    set,
    database,
    faults: mutant.faults,
    mutant,
    say: quiet,
  });
  const found = findingsOf(result);
  const title = `${mutant.name} (${mutant.wrong})`;
  const shown = found.find(({ invariant }) => invariant === mutant.breaks);
  const caught = shown === undefined ? `${mutant.breaks} stands` : `${mutant.breaks}: ${shown.text}`;
  return {
    title,
    isPassed: shown !== undefined,
    notes: [
      `${result.evidence.operations.length} operations, ${result.seconds.toFixed(0)} s, ${summaryOf(found)}`,
      caught,
    ],
  };
};

type Lab = { bundled: Bundled; set: ReplicaSet; options: Options };

const proveMutants = async (options: Options, chosen: readonly Mutant[]): Promise<readonly Verdict[]> => {
  say(headline(options, `${chosen.length} mutants, each`));
  // A monitor that looks every second instead of every minute gives the mutant with a TTL its chance.
  const set = await startSet({ ttlMonitorSleepSecs: 1 });
  const bundled = await bundle();
  const verdicts: Verdict[] = [];
  for (const [index, mutant] of chosen.entries()) {
    const verdict = await isCaught(mutant, index, { bundled, set, options });
    verdicts.push(verdict);
    for (const text of linesOf(verdict)) say(text);
  }
  return verdicts;
};

const chosenBy = (name: string | undefined, isAll: boolean): readonly Mutant[] => {
  if (name === undefined) return isAll ? mutants : [];
  const found = mutants.filter((mutant) => mutant.name === name);
  if (found.length === 0)
    throw new Problem(`no mutant ${name}; there are ${mutants.map((mutant) => mutant.name).join(', ')}`);
  return found;
};

const optionsFrom = () => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      mutants: { type: 'boolean', default: false },
      mutant: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const chosen = chosenBy(values.mutant, values.mutants);
  const seconds = Number(values.seconds ?? (chosen.length > 0 ? 30 : 60));
  const seed = Number(values.seed);
  if (!Number.isInteger(seconds) || seconds < 10 || seconds > 600 || !Number.isInteger(seed))
    throw new Problem(usage);
  return { chosen, options: { seconds, seed, keep: values.keep } };
};

/** Whatever hangs, the command ends. */
const limitMs = 30 * 60_000;

await runCommand(async () => {
  const { chosen, options } = optionsFrom();
  setTimeout(() => process.exit(1), limitMs).unref();
  const verdicts = await (chosen.length > 0 ? proveMutants(options, chosen) : prove(options));
  say(totals(verdicts));
  return verdicts.every(({ isPassed }) => isPassed) ? 0 : 1;
});
