import { mergeIntervals, slotStarts } from '@topsmile/scheduling';
import type { Workload } from './workload.ts';

/** The product's own search, from visits as the store returns them to the starts that are offered. */
export const engineSweep = ({ resources, need, grid }: Workload): Int32Array[] =>
  resources.map(({ windows, visits }) =>
    slotStarts({ timetable: { windows, busy: mergeIntervals(visits) }, need, grid }),
  );
