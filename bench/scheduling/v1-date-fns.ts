import { addMinutes, isAfter, isBefore } from 'date-fns';
import type { Suite } from '../lib/bar.ts';
import { race } from '../lib/race.ts';
import { engineSweep } from './engine.ts';
import { isSameStarts } from './floor.ts';
import { bigClinic, type Workload } from './workload.ts';

type Span = { readonly start: Date; readonly end: Date };
type Shape = { readonly windows: readonly Span[]; readonly visitsByWindow: readonly (readonly Span[])[] };

const toSpans = (pairs: Int32Array): Span[] =>
  Array.from({ length: pairs.length / 2 }, (_, i) => ({
    start: new Date((pairs[2 * i] ?? 0) * 60_000),
    end: new Date((pairs[2 * i + 1] ?? 0) * 60_000),
  }));

/** The control's favourite input: visits already grouped by the window they lie in, none of it timed. */
const shapesOf = ({ resources }: Workload): Shape[] =>
  resources.map(({ windows, visits }) => {
    const spans = toSpans(windows);
    const all = toSpans(visits);
    return {
      windows: spans,
      visitsByWindow: spans.map(({ start, end }) =>
        all.filter((visit) => visit.start < end && visit.end > start),
      ),
    };
  });

/** How such searches are usually written: a date object per candidate, compared with each visit of the day. */
const dateFnsSweep = (shapes: readonly Shape[], length: number, step: number): Int32Array[] =>
  shapes.map(({ windows, visitsByWindow }) => {
    const starts: number[] = [];
    windows.forEach((window, index) => {
      const visits = visitsByWindow[index] ?? [];
      for (
        let start = window.start;
        !isAfter(addMinutes(start, length), window.end);
        start = addMinutes(start, step)
      ) {
        const end = addMinutes(start, length);
        const isTaken = visits.some((visit) => isBefore(start, visit.end) && isAfter(end, visit.start));
        if (!isTaken) starts.push(start.getTime() / 60_000);
      }
    });
    return Int32Array.from(starts);
  });

export const suite: Suite = {
  id: 'V1',
  title: 'engine against the date-fns shape: 50 providers × 90 days',
  run: async () => {
    const clinic = bigClinic(90);
    const shapes = shapesOf(clinic);
    const outcome = await race({
      id: 'V1',
      bar: { atMost: 1 / 60 },
      floor: { name: 'date-fns', run: () => dateFnsSweep(shapes, clinic.need.to, clinic.grid.step) },
      subject: { name: 'engine', run: () => engineSweep(clinic) },
      isSame: isSameStarts,
    });
    return { ...outcome, raw: `${(1 / outcome.ratio).toFixed(0)}× faster · ${outcome.raw}` };
  },
};
