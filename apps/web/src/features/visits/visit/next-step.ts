import type { AppointmentStatus, Visit } from '@topsmile/contracts';

type Standing = Pick<Visit, 'status' | 'approval' | 'nextStatuses'>;

/** The way forward; on another day a visit that waits is confirmed rather than checked in. */
const forward = (status: AppointmentStatus, isToday: boolean): readonly AppointmentStatus[] => {
  if (status === 'scheduled') return isToday ? ['checked_in', 'confirmed'] : ['confirmed'];
  if (status === 'confirmed') return isToday ? ['checked_in'] : [];
  if (status === 'checked_in') return ['in_progress'];
  if (status === 'in_progress') return ['completed'];
  return status === 'held' ? ['scheduled'] : [];
};

/** The one step that the big button offers: forward, and only if the server allows it to this reader. */
export const nextStep = (visit: Standing, isToday: boolean): AppointmentStatus | undefined => {
  if (visit.approval === 'waiting') return undefined;
  return forward(visit.status, isToday).find((status) => visit.nextStatuses.includes(status));
};

export type SideStep = 'confirm' | 'no-show' | 'cancel' | 'reopen' | 'restore';

const sideSteps: readonly [SideStep, AppointmentStatus, readonly AppointmentStatus[]][] = [
  ['confirm', 'confirmed', ['scheduled']],
  ['no-show', 'no_show', ['scheduled', 'confirmed', 'checked_in']],
  ['cancel', 'cancelled', ['held', 'scheduled', 'confirmed', 'checked_in']],
  ['reopen', 'in_progress', ['completed']],
  ['restore', 'scheduled', ['cancelled', 'no_show']],
];

/** What else may happen to the visit now. */
export const sideStepsOf = ({ status, approval, nextStatuses }: Standing): SideStep[] =>
  sideSteps
    .filter(([, to, from]) => from.includes(status) && nextStatuses.includes(to))
    .map(([step]) => step)
    .filter((step) => step !== 'confirm' || approval !== 'waiting');

/** Whether its time can be changed. */
export const isMovable = ({ status }: Pick<Visit, 'status'>): boolean =>
  status === 'scheduled' || status === 'confirmed' || status === 'checked_in';
