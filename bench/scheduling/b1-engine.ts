import type { Suite } from '../lib/bar.ts';
import { race } from '../lib/race.ts';
import { engineSweep } from './engine.ts';
import { countStarts, floorSweep, isSameStarts } from './floor.ts';
import { bigClinic } from './workload.ts';

export const suite: Suite = {
  id: 'B1',
  title: 'engine: 50 providers × 90 days, 45,000 visits, step 15',
  run: () => {
    const clinic = bigClinic(90);
    return race({
      id: 'B1',
      bar: { atMost: 4 },
      floor: { name: 'floor', run: () => floorSweep(clinic) },
      subject: { name: 'engine', run: () => engineSweep(clinic) },
      isSame: isSameStarts,
      note: `${countStarts(engineSweep(clinic))} starts`,
    });
  },
};
