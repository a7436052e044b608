import type { Uf } from '@topsmile/contracts';
import Holidays from 'date-holidays';

export type PublicHoliday = { readonly date: string; readonly name: string };

const remembered = new Map<string, readonly PublicHoliday[]>();

// Lei 14.759/2023 made 20 November national; the data set has it for some states only.
const addedByLaw = (year: number): PublicHoliday[] =>
  year >= 2024 ? [{ date: `${year}-11-20`, name: 'Dia da Consciência Negra' }] : [];

const calculate = (state: Uf | undefined, year: number): readonly PublicHoliday[] => {
  const calendar = state === undefined ? new Holidays('BR') : new Holidays('BR', state);
  const known = calendar
    .getHolidays(year, 'pt')
    .filter(({ type }) => type === 'public')
    .map(({ date, name }) => ({ date: date.slice(0, 10), name }));
  const all = [...known, ...addedByLaw(year)];
  const byDate = new Map(all.toReversed().map((holiday) => [holiday.date, holiday]));
  return [...byDate.values()].sort((one, other) => one.date.localeCompare(other.date));
};

/** Brazil's national holidays and those of a state, by date; each year is calculated once per process. */
export const publicHolidays = (state: Uf | undefined, year: number): readonly PublicHoliday[] => {
  const key = `${state ?? ''}/${year}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const calculated = calculate(state, year);
  remembered.set(key, calculated);
  return calculated;
};
