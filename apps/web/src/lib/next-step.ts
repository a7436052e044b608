import type { AppointmentStatus, Approval, StatusChange } from '@topsmile/contracts';
import { dayIn, todayIn } from './dates.ts';

export type NextStatus = Extract<
  StatusChange['status'],
  'confirmed' | 'checked_in' | 'in_progress' | 'completed'
>;

/** What a step depends on: a card of the agenda and a whole visit both have it. */
type Standing = {
  kind: 'visit' | 'block';
  status: AppointmentStatus;
  approval: Approval;
  startsAt: string;
};

const onItsDay = new Map<AppointmentStatus, NextStatus>([
  ['scheduled', 'checked_in'],
  ['confirmed', 'checked_in'],
  ['checked_in', 'in_progress'],
  ['in_progress', 'completed'],
]);

const before = new Map<AppointmentStatus, NextStatus>([
  ['scheduled', 'confirmed'],
  ['checked_in', 'in_progress'],
  ['in_progress', 'completed'],
]);

/**
 * The status that follows when all goes well, for the key, the phone's button and the panel alike: nobody
 * arrives before the visit's own day, and on that day asking for a confirmation comes too late.
 * Undefined at the end, for a block, and while an approval is awaited.
 */
export const nextStepOf = (
  { kind, status, approval, startsAt }: Standing,
  zone: string,
): NextStatus | undefined => {
  if (kind === 'block' || approval === 'waiting') return undefined;
  const isDue = dayIn(zone, Date.parse(startsAt)) <= todayIn(zone);
  return (isDue ? onItsDay : before).get(status);
};
