import type { Duty } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { dutyOf } from './duty.rules.ts';

type Person = {
  mustChangePassword?: boolean | null | undefined;
  passwordChangedAt?: Date | null | undefined;
  createdAt: Date;
  secondFactors?: readonly string[] | null | undefined;
};

/** What somebody must do before anything else works, as this deployment has it. */
export const createDutyOf =
  ({ clock, passwordDays: days }: { clock: Clock; passwordDays: number }) =>
  (person: Person, isFactorRequired: boolean): Duty | undefined =>
    dutyOf(
      {
        mustChangePassword: person.mustChangePassword === true,
        passwordChangedAt: person.passwordChangedAt ?? person.createdAt,
        hasSecondFactor: (person.secondFactors ?? []).length > 0,
        isFactorRequired,
      },
      { now: clock.now(), days },
    );
export type DutyOf = ReturnType<typeof createDutyOf>;
