import type { Override } from '@topsmile/contracts';
import type { Types } from '../../platform/mongo.ts';
import type { ClinicSchedule } from '../schedule/index.ts';
import type { Plan } from './plan.rules.ts';

export type Allowed = Override['allow'][number];

/** Somebody who wants time: what for, in which chairs, and what may be overridden. */
export type Claimant = {
  readonly schedule: ClinicSchedule;
  readonly plan: Plan;
  /** Tried in this order; `undefined` for a block that takes no chair. */
  readonly chairs: readonly [string | undefined, ...(string | undefined)[]];
  readonly allow: ReadonlySet<Allowed>;
  readonly now: Date;
  /** The caller's idempotency key: a clash with one's own earlier attempt is no clash. */
  readonly idemKey?: string | undefined;
  /** The visit that is being moved. */
  readonly ownId?: Types.ObjectId | undefined;
};
