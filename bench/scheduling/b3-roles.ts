import { mergeIntervals, type MultiStarts, multiStarts, type Need } from '@topsmile/scheduling';
import type { Suite } from '../lib/bar.ts';
import { race } from '../lib/race.ts';
import { floorSweep } from './floor.ts';
import { type Resource, workload, type Workload } from './workload.ts';

const days = 30;

const roleOf = (resources: number, seed: number): Workload =>
  workload({
    resources,
    days,
    step: 15,
    length: 30,
    visitsPerDay: 6,
    blocks: [
      { startsAt: '08:00', endsAt: '12:00' },
      { startsAt: '13:00', endsAt: '18:00' },
    ],
    visitLength: (random) => 20 + random(5) * 5,
    seed,
  });

const need = (from: number, to: number): Need => ({ from, to, before: 0, after: 0 });

/** A cleaning with the dentist's examination in its last quarter of an hour. */
const roles = [
  { needs: [need(0, 60)], clinic: roleOf(10, 31) },
  { needs: [need(45, 60)], clinic: roleOf(20, 32) },
  { needs: [need(0, 60)], clinic: roleOf(15, 33) },
];
const everyone: Workload = {
  ...roleOf(0, 0),
  resources: roles.flatMap(({ clinic }) => clinic.resources),
};

const engine = (): MultiStarts =>
  multiStarts(
    roles.map(({ needs, clinic }) => ({
      needs,
      resources: clinic.resources.map(({ windows, visits }) => ({ windows, busy: mergeIntervals(visits) })),
    })),
    everyone.grid,
  );

const at = (list: Int32Array, index: number): number => list[index] ?? 0;

const fits = ({ windows, visits }: Resource, start: number, end: number): boolean => {
  let isInside = false;
  for (let w = 0; w < windows.length; w += 2)
    isInside ||= at(windows, w) <= start && end <= at(windows, w + 1);
  for (let v = 0; v < visits.length; v += 2) {
    if (at(visits, v) < end && at(visits, v + 1) > start) return false;
  }
  return isInside;
};

/** The rule word for word: every grid start, every role, the first resource that fits, by looking at everything. */
const reference = (): MultiStarts => {
  const { windows } = everyone.resources[0] ?? { windows: new Int32Array(0) };
  const starts: number[] = [];
  const picks: number[][] = roles.map(() => []);
  for (let start = at(windows, 0); start < (windows.at(-1) ?? 0); start += everyone.grid.step) {
    const chosen = roles.map(({ needs, clinic }) =>
      clinic.resources.findIndex((resource) =>
        needs.every(({ from, to }) => fits(resource, start + from, start + to)),
      ),
    );
    if (chosen.includes(-1)) continue;
    starts.push(start);
    chosen.forEach((index, role) => picks[role]?.push(index));
  }
  return { starts: Int32Array.from(starts), picks: picks.map((column) => Int32Array.from(column)) };
};

const text = ({ starts, picks }: MultiStarts): string =>
  [starts, ...picks].map((list) => list.join()).join('/');

export const suite: Suite = {
  id: 'B3',
  title: 'three roles: 20 dentists, 10 hygienists, 15 rooms, 30 days',
  run: () => {
    const answer = engine();
    const agrees = text(answer) === text(reference());
    return race<unknown>({
      id: 'B3',
      bar: { atMost: 8 },
      floor: { name: 'one-role sweep of the same 45', run: () => floorSweep(everyone) },
      subject: { name: 'engine', run: engine },
      isSame: () => agrees,
      note: `${answer.starts.length} starts, picks equal to a full scan`,
    });
  },
};
