import { readFileSync } from 'node:fs';
import type { Clock } from '../../apps/api/src/platform/clock.ts';
import { configFromProcess } from '../../apps/api/src/platform/config.ts';
import { startProcess } from '../../apps/api/src/process.ts';
import { mutate } from './mutations.ts';

/**
 * The server process of a proof: the product's own start, with a mutant's wrong driver when one is named
 * and a clock that lives in a file when one is given.
 */

const clockIn = (file: string): Clock => ({ now: () => new Date(readFileSync(file, 'utf8')) });

const main = async (): Promise<void> => {
  const { PROOF_MUTANT: mutant, PROOF_CLOCK_FILE: clockFile } = process.env;
  if (mutant !== undefined) mutate(mutant);
  const running = await startProcess(
    configFromProcess(),
    clockFile === undefined ? {} : { clock: clockIn(clockFile) },
  );
  process.on('SIGTERM', () => {
    void running.stop().finally(() => process.exit(0));
  });
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
