import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../../scripts/lib/lifecycle.mjs';
import { inRoot, inWorkFolder } from '../../scripts/lib/paths.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { tryRun } from '../../scripts/lib/run.mjs';
import { totalsLine, vitestTotals } from '../../scripts/lib/totals.mjs';
import { startReplicaSet } from '../../scripts/services/mongod.mjs';
import { startApiProcess } from './api-processes.ts';
import { bundle } from './bundle.ts';
import { setClockFile } from './clock-file.ts';
import { processEnvironment } from './world.ts';

/** `npm run proof:scripts -- [--races 100]`: the scheduling scripts through two real processes. */

const limitMs = 30 * 60_000;

const racesFrom = (): string => {
  const { values } = parseArgs({ options: { races: { type: 'string', default: '100' } } });
  const races = Number(values.races);
  if (!Number.isInteger(races) || races < 1)
    throw new Problem('usage: npm run proof:scripts -- [--races 100]');
  return values.races;
};

const startProcesses = async (uri: string, folder: string, clockFile: string) => {
  const script = (await bundle())['api-process'];
  const env = {
    ...processEnvironment(uri),
    PROOF_CLOCK_FILE: clockFile,
    // Events stay where they were written: the checks read documents and outbox one after the other.
    TOPSMILE_ROLES: 'api',
  };
  const start = (name: string) => startApiProcess({ script, env, logFolder: folder, name });
  // One after the other: the first one migrates.
  return [await start('api-1'), await start('api-2')];
};

const main = async (): Promise<number> => {
  const races = racesFrom();
  setTimeout(() => process.exit(1), limitMs).unref();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'topsmile-scripts-'));
  const clockFile = path.join(folder, 'clock');
  setClockFile(clockFile, '2026-03-02T12:00:00Z');
  // The scripts play on a day of their own: by the database's clock their sessions are long over.
  const set = await startReplicaSet({ setParameters: { ttlMonitorEnabled: false } });
  const uri = set.uriOf('proof_scripts');
  const apis = await startProcesses(uri, folder, clockFile);
  console.log(`The scheduling scripts: 2 API processes, one MongoDB node, ${races} races each`);
  const report = inWorkFolder('reports', 'proof-scripts.json');
  rmSync(report, { force: true });
  const args = ['run', '--config', 'bench/proof/vitest.config.ts', '--reporter=verbose', '--reporter=json'];
  const { code } = await tryRun(
    process.execPath,
    [inRoot('node_modules/vitest/vitest.mjs'), ...args, `--outputFile.json=${report}`],
    {
      isShown: true,
      limitMs,
      env: {
        ...process.env,
        NODE_ENV: 'test',
        MONGODB_URI: uri,
        PROOF_URLS: apis.map(({ url }) => url).join(','),
        PROOF_CLOCK_FILE: clockFile,
        PROOF_RACES: races,
      },
    },
  );
  const totals = vitestTotals(report, code);
  console.log(totalsLine(totals));
  await Promise.all(apis.map((api) => api.stop()));
  rmSync(folder, { recursive: true, force: true });
  return totals.failed === 0 ? 0 : 1;
};

await runCommand(main);
