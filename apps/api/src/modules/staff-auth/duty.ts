import type { Duty } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { dutyOf, type FactorRule, isFactorRequired } from './duty.rules.ts';

type Person = {
  mustChangePassword?: boolean | null | undefined;
  passwordChangedAt?: Date | null | undefined;
  createdAt: Date;
  secondFactors?: readonly string[] | null | undefined;
};

type Deps = { clock: Clock; passwordDays: number; isProduction: boolean };

/** What somebody must do before anything else works, as this deployment has it. */
export const createDutyOf =
  ({ clock, passwordDays: days, isProduction }: Deps) =>
  (person: Person, rule: FactorRule): Duty | undefined =>
    dutyOf(
      {
        mustChangePassword: person.mustChangePassword === true,
        passwordChangedAt: person.passwordChangedAt ?? person.createdAt,
        hasSecondFactor: (person.secondFactors ?? []).length > 0,
        isFactorRequired: isFactorRequired(rule, isProduction),
      },
      { now: clock.now(), days },
    );
export type DutyOf = ReturnType<typeof createDutyOf>;
