import { maximumAgeYears } from '@topsmile/contracts';

const adultAge = 18;

/** Whole years between two calendar days; who was born on 29 February turns a year older on 1 March. */
export const ageOn = (dateOfBirth: string, today: string): number => {
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
};

/** Why a day cannot be somebody's birth, or undefined. */
export const birthProblem = (
  dateOfBirth: string,
  today: string,
): 'inTheFuture' | 'tooLongAgo' | undefined => {
  if (dateOfBirth > today) return 'inTheFuture';
  return ageOn(dateOfBirth, today) > maximumAgeYears ? 'tooLongAgo' : undefined;
};

/** A minor for whom nobody is named to answer. */
export const needsGuardian = (
  { dateOfBirth, guardian }: { dateOfBirth?: string | null | undefined; guardian?: unknown },
  today: string,
): boolean => {
  if (typeof dateOfBirth !== 'string' || (guardian !== undefined && guardian !== null)) return false;
  return ageOn(dateOfBirth, today) < adultAge;
};
