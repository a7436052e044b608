import type { Suite } from '../lib/bar.ts';
import { race } from '../lib/race.ts';
import { engineSweep } from './engine.ts';
import { floorSweep, isSameStarts } from './floor.ts';
import { bigClinic } from './workload.ts';

const barMs = 8;

/** An absolute time counts only on a quiet machine, so a slow one makes it inconclusive, not failed. */
export const suite: Suite = {
  id: 'V1-ms',
  title: 'engine, milliseconds for 50 providers × 90 days (quiet machine)',
  run: async () => {
    const clinic = bigClinic(90);
    const { raw, ...outcome } = await race({
      id: 'V1-ms',
      bar: { atMost: Number.POSITIVE_INFINITY },
      floor: { name: 'floor', run: () => floorSweep(clinic) },
      subject: { name: 'engine', run: () => engineSweep(clinic) },
      isSame: isSameStarts,
    });
    const ms = Number(/engine ([\d.]+) ms/.exec(raw)?.[1]);
    const isSlow = outcome.verdict === 'pass' && ms > barMs;
    return {
      ...outcome,
      ratio: ms,
      bar: barMs,
      raw,
      verdict: isSlow ? 'inconclusive' : outcome.verdict,
    };
  },
};
