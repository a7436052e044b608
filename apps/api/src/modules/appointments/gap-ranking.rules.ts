import { gapScores, intersectIntervals, type Need, needsOf } from '@topsmile/scheduling';
import type { BusyIndex, Search } from './availability.rules.ts';
import type { ClinicSchedule, ScheduleProvider } from '../schedule/schedule.types.ts';
import { offersType } from './request.rules.ts';
import { providerWindows } from './timetable.rules.ts';

/** Points for leaning on another visit or on an edge of the hours: decides between starts that strand nothing. */
const touchBonus = 5;
const endOfTime = 2 ** 31 - 1;

/** The shortest visit that the provider could still take, buffers included: less than that is lost. */
const shortestMinutes = (schedule: ClinicSchedule, provider: ScheduleProvider): number => {
  const lengths = [...schedule.types.values()]
    .filter((type) => type.isActive && offersType(provider, type.id))
    .map(({ durationMinutes }) => durationMinutes);
  const around = provider.bufferBeforeMinutes + provider.bufferAfterMinutes;
  return lengths.length === 0 ? 0 : Math.min(...lengths) + around;
};

/** From the provider's first minute to the last, as one piece. */
const spanOf = (needs: readonly Need[]): Need | undefined => {
  const [first] = needs;
  const last = needs.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { from: first.from, to: last.to, before: first.before, after: last.after };
};

/** How well each start keeps the provider's day whole; higher is better, nothing stranded is 0 or more. */
export const fitScores = (search: Search, busy: BusyIndex, starts: Int32Array): Int32Array => {
  const { schedule, provider, shape, earliest } = search;
  const need = spanOf(needsOf(shape, 'provider'));
  if (need === undefined) return new Int32Array(starts.length);
  const windows = intersectIntervals(providerWindows(search, provider), Int32Array.of(earliest, endOfTime));
  const timetable = { windows, busy: busy(provider.ord) };
  return gapScores(
    starts,
    { timetable, need },
    { shortestMinutes: shortestMinutes(schedule, provider), touchBonus },
  );
};
