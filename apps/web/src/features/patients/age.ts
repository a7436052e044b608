import { isDay } from '../../lib/dates.ts';

const adultFrom = 18;

/** Whole years on a day; undefined for what is no past day. */
const ageOn = (birth: string, today: string): number | undefined => {
  if (!isDay(birth) || birth > today) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
};

export const isMinorOn = (birth: string, today: string): boolean => {
  const age = ageOn(birth, today);
  return age !== undefined && age < adultFrom;
};
