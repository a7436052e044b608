import type { AppointmentStatus, Visit } from '@topsmile/contracts';

type Standing = Pick<Visit, 'status' | 'approval' | 'nextStatuses'>;

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
