import type { AppointmentStatus, Visit } from '@topsmile/contracts';

export type StepState = 'done' | 'current' | 'ahead' | 'skipped';
export type Step = {
  status: AppointmentStatus;
  state: StepState;
  at?: string | undefined;
  byName?: string | undefined;
};

const path = ['scheduled', 'confirmed', 'checked_in', 'in_progress', 'completed'] as const;
type OnPath = (typeof path)[number];
type Stamped = Pick<
  Visit,
  | 'status'
  | 'history'
  | 'createdAt'
  | 'createdByName'
  | 'arrivedAt'
  | 'checkedInAt'
  | 'seatedAt'
  | 'dismissedAt'
>;
type Stamp = Pick<Step, 'at' | 'byName'>;

const lastOf = (visit: Stamped, action: Visit['history'][number]['action']): Stamp => {
  const entry = visit.history.findLast((one) => one.action === action);
  return { at: entry?.at, byName: entry?.byName };
};

const stampOf: Record<OnPath, (visit: Stamped) => Stamp> = {
  scheduled: ({ createdAt, createdByName }) => ({ at: createdAt, byName: createdByName }),
  confirmed: (visit) => lastOf(visit, 'confirmed'),
  checked_in: ({ arrivedAt, checkedInAt }) => ({ at: arrivedAt ?? checkedInAt }),
  in_progress: ({ seatedAt }) => ({ at: seatedAt }),
  completed: ({ dismissedAt }) => ({ at: dismissedAt }),
};

const ends: Partial<Record<AppointmentStatus, 'cancelled' | 'no-show' | 'expired'>> = {
  cancelled: 'cancelled',
  no_show: 'no-show',
  expired: 'expired',
};

const stateAt = (place: number, current: number, at: string | undefined): StepState => {
  if (place === current) return 'current';
  if (place > current) return 'ahead';
  return at === undefined ? 'skipped' : 'done';
};

/** A visit that ended early: what had happened, and the end. */
const endedSteps = (visit: Stamped, action: 'cancelled' | 'no-show' | 'expired'): Step[] => [
  ...path
    .map((status): Step => ({ status, state: 'done', ...stampOf[status](visit) }))
    .filter(({ at, status }) => at !== undefined && status !== 'completed'),
  { status: visit.status, state: 'current', ...lastOf(visit, action) },
];

/** The five steps of a visit with when each happened and who did it. */
export const stepsOf = (visit: Stamped): Step[] => {
  const end = ends[visit.status];
  if (end !== undefined) return endedSteps(visit, end);
  const current = visit.status === 'held' ? -1 : path.findIndex((status) => status === visit.status);
  return path.map((status, place) => {
    const stamp = place > current ? {} : stampOf[status](visit);
    return { status, state: stateAt(place, current, stamp.at), ...stamp };
  });
};

/** Since when the patient has waited, or the whole wait once they were seated. Milliseconds since 1970. */
export const waitOf = (visit: Stamped): { from: string; until: number | undefined } | undefined => {
  const from = visit.arrivedAt ?? visit.checkedInAt;
  if (from === undefined) return undefined;
  if (visit.status === 'checked_in') return { from, until: undefined };
  return visit.seatedAt === undefined ? undefined : { from, until: Date.parse(visit.seatedAt) };
};
