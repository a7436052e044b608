import type { Outcome, Suite } from './lib/bar.ts';
import { scheduling } from './scheduling/index.ts';

/** `npm run bench -- NAME…`: runs the suites one after the other; exit 1 when a bar fails. */
const suites: Readonly<Record<string, readonly Suite[]>> = { scheduling };

const main = async (names: readonly string[]): Promise<number> => {
  const chosen = names.includes('all') ? Object.keys(suites) : names;
  const unknown = chosen.filter((name) => !suites[name]);
  if (chosen.length === 0 || unknown.length > 0) {
    console.error(`usage: npm run bench -- ${[...Object.keys(suites), 'all'].join('|')}`);
    return 2;
  }
  const outcomes: Outcome[] = [];
  console.log(`node ${process.version}, tz data ${process.versions.tz}, ${process.platform} ${process.arch}`);
  for (const suite of chosen.flatMap((name) => suites[name] ?? [])) {
    const outcome = await attempt(suite);
    outcomes.push(outcome);
    console.log(row(suite, outcome));
  }
  const count = (verdict: Outcome['verdict']): number =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const unclear = count('inconclusive');
  console.log(
    `${count('pass')} passed, ${count('fail')} failed${unclear > 0 ? `, ${unclear} inconclusive` : ''}`,
  );
  return count('fail') > 0 ? 1 : 0;
};

/** A suite that breaks is a bar that fails; the others still run. */
const attempt = async (suite: Suite): Promise<Outcome> => {
  try {
    return await suite.run();
  } catch (error) {
    return { id: suite.id, ratio: Number.NaN, bar: Number.NaN, verdict: 'fail', raw: String(error) };
  }
};

const row = (suite: Suite, { id, ratio, bar, verdict, raw }: Outcome): string =>
  `${verdict.padEnd(12)} ${id.padEnd(10)} ${short(ratio).padStart(8)} (bar ${short(bar)})  ${suite.title}\n${' '.repeat(13)}${raw}`;

const short = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(3));

process.exitCode = await main(process.argv.slice(2));
