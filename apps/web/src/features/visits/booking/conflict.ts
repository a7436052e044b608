import type { ErrorCode } from '@topsmile/contracts';
import { ApiProblem } from '../../../lib/problem.ts';
import type { Permitted } from './booking-form.ts';

type Alternative = NonNullable<ApiProblem['details']['alternatives']>[number];

/** A refusal of the time, as the panel shows it. */
export type Refusal = {
  problem: ApiProblem;
  /** When the refused visit should have begun. */
  startsAt: string;
  /** Who holds the time, by name. */
  holders: readonly string[];
  alternatives: readonly Alternative[];
  /** The exception that would let it through, for those who may make one. */
  permits: Permitted | undefined;
};

const permitsOf: Partial<Record<ErrorCode, Permitted>> = {
  'slot-taken': 'overbook',
  'patient-busy': 'patient-busy',
  'outside-hours': 'outside-hours',
  'in-the-past': 'past',
  'type-not-offered': 'type-not-offered',
};

const aboutTime: readonly ErrorCode[] = [
  'slot-taken',
  'patient-busy',
  'outside-hours',
  'off-grid',
  'in-the-past',
  'beyond-window',
  'type-not-offered',
];

/** The refusal in an error; undefined when the time is not what was refused. */
export const refusalOf = (error: unknown, startsAt: string): Refusal | undefined => {
  if (!(error instanceof ApiProblem) || !aboutTime.includes(error.code)) return undefined;
  const { busy = [], alternatives = [] } = error.details;
  return {
    problem: error,
    startsAt,
    holders: busy.flatMap(({ name }) => (name === undefined ? [] : [name])),
    alternatives: alternatives.slice(0, 3),
    permits: permitsOf[error.code],
  };
};

/** Whether the server, or the way to it, was away: nothing is known to have happened. */
export const isAway = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && (error.isOffline || error.status >= 500);
