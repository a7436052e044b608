import type { Duty } from '@topsmile/contracts';

export type FactorRule = {
  /** What the owner of the clinic has decided with a recorded reason; undefined: nothing yet. */
  readonly chosen: 'required' | 'optional' | undefined;
  readonly isDemo: boolean;
};

/** Everybody who works with patients' data needs a second factor, but in a demonstration and in development. */
export const isFactorRequired = ({ chosen, isDemo }: FactorRule, isProduction: boolean): boolean =>
  chosen === undefined ? isProduction && !isDemo : chosen === 'required';

export type Standing = {
  readonly mustChangePassword: boolean;
  readonly passwordChangedAt: Date;
  readonly hasSecondFactor: boolean;
  readonly isFactorRequired: boolean;
};

const dayMs = 86_400_000;

/** When a password that was chosen at a time grows too old; never where passwords do not (`days` 0). */
export const passwordExpiry = (changedAt: Date, days: number): Date | undefined =>
  days === 0 ? undefined : new Date(changedAt.getTime() + days * dayMs);

/** What must be done first. A new password comes before a new factor: the old one may be known to others. */
export const dutyOf = (standing: Standing, { now, days }: { now: Date; days: number }): Duty | undefined => {
  const expiry = passwordExpiry(standing.passwordChangedAt, days);
  if (standing.mustChangePassword || (expiry !== undefined && expiry <= now)) return 'new-password';
  return standing.isFactorRequired && !standing.hasSecondFactor ? 'second-factor' : undefined;
};
