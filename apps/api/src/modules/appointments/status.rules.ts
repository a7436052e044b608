import type { AppointmentStatus, Approval, Permission, Rights } from '@topsmile/contracts';
import { blockingStatuses } from '@topsmile/scheduling';
import { AppError } from '../../platform/errors.ts';

/** The statuses that take time; a hold only until it expires. */
export const blocking: readonly AppointmentStatus[] = blockingStatuses;
export const isBlockingStatus = (status: AppointmentStatus): boolean => blocking.includes(status);

export type HistoryAction =
  | 'booked'
  | 'held'
  | 'confirmed'
  | 'arrived'
  | 'checked-in'
  | 'seated'
  | 'completed'
  | 'reopened'
  | 'moved'
  | 'resized'
  | 'swapped'
  | 'cancelled'
  | 'no-show'
  | 'restored'
  | 'approved'
  | 'refused'
  | 'expired'
  | 'edited'
  | 'stepped-back'
  | 're-zoned';

export const stampNames = ['arrivedAt', 'checkedInAt', 'seatedAt', 'dismissedAt'] as const;
export type StampName = (typeof stampNames)[number];

type Step = {
  to: AppointmentStatus;
  action: HistoryAction;
  permission: Permission;
  needsReason?: true;
  stamps?: readonly StampName[];
};

const write = 'appointments:write';
const override = 'appointments:override';
const confirm: Step = { to: 'confirmed', action: 'confirmed', permission: write };
const checkIn: Step = {
  to: 'checked_in',
  action: 'checked-in',
  permission: write,
  stamps: ['arrivedAt', 'checkedInAt'],
};
const seat: Step = { to: 'in_progress', action: 'seated', permission: write, stamps: ['seatedAt'] };
const complete: Step = { to: 'completed', action: 'completed', permission: write, stamps: ['dismissedAt'] };
const cancel: Step = { to: 'cancelled', action: 'cancelled', permission: write };
const noShow: Step = { to: 'no_show', action: 'no-show', permission: write };
const reopen: Step = { to: 'in_progress', action: 'reopened', permission: override, needsReason: true };
const restore: Step = { to: 'scheduled', action: 'restored', permission: override, needsReason: true };

/** What a person may do next. Holds end by confirming, releasing or expiring, which are acts of their own. */
const steps: Record<AppointmentStatus, readonly Step[]> = {
  held: [],
  scheduled: [confirm, checkIn, seat, cancel, noShow],
  confirmed: [checkIn, seat, cancel, noShow],
  checked_in: [seat, cancel, noShow],
  in_progress: [complete],
  completed: [reopen],
  cancelled: [restore],
  no_show: [restore],
  expired: [],
};

export type Standing = { kind: 'visit' | 'block'; status: AppointmentStatus; approval: Approval };

/** A visit that waits for approval can only be cancelled, and so can a block. */
const stepsFrom = ({ kind, status, approval }: Standing): readonly Step[] => {
  const isLimited = kind === 'block' || (status === 'scheduled' && approval === 'waiting');
  return isLimited ? steps[status].filter((step) => step.to === 'cancelled') : steps[status];
};

/** The statuses that may follow now for a reader with these rights, in the order in which they are offered. */
export const nextStatuses = (standing: Standing, rights: Rights): AppointmentStatus[] =>
  stepsFrom(standing)
    .filter((step) => rights.has(step.permission))
    .map((step) => step.to);

/** Whether the machine knows the step at all, whoever asks. */
export const mayFollow = (standing: Standing, to: AppointmentStatus): boolean =>
  stepsFrom(standing).some((step) => step.to === to);

type Wish = { to: AppointmentStatus; rights: Rights; reason: string | undefined };

/** The step to take, or the refusal that says which statuses may follow. */
export const stepTo = (standing: Standing, { to, rights, reason }: Wish): Step => {
  const step = stepsFrom(standing).find((one) => one.to === to);
  if (step === undefined) throw illegalTransition(nextStatuses(standing, rights));
  if (!rights.has(step.permission)) throw new AppError('forbidden', 'Your role does not allow this.');
  if (step.needsReason === true && (reason === undefined || reason === ''))
    throw new AppError('reason-required', 'This needs a reason.', {
      issues: [{ path: 'reason', message: 'required' }],
    });
  return step;
};

export const illegalTransition = (allowed: readonly string[]): AppError =>
  new AppError('illegal-transition', 'The visit cannot go from its status to that one.', {
    details: { allowed: [...allowed] },
  });

/** Where a visit may still be moved; one whose patient has arrived only by those who may override. */
export const isMovable = ({ status }: Pick<Standing, 'status'>, rights: Rights): boolean =>
  status === 'scheduled' || status === 'confirmed' || (status === 'checked_in' && rights.has(override));

/** How long the last change of status can be taken back without a reason. */
export const stepBackMs = 60_000;
