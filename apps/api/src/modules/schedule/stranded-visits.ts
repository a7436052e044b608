import type { StrandedVisit, ViewOf } from '@topsmile/contracts';
import type { ClinicSchedule } from './schedule.types.ts';

/** A closed stretch on the wall clock of a location, or of every location when it names none. */
export type ClosedRange = {
  readonly locationId: string | undefined;
  readonly from: string;
  readonly to: string;
};

/** What closing a place or changing hours does to the visits that are booked already. */
export type StrandedVisits = {
  /** How many future visits meet each range, in the order given; one store command for all of them. */
  inside: (ranges: readonly ClosedRange[]) => Promise<readonly number[]>;
  /** A provider's future visits that would stand outside the windows of this proposed schedule, soonest first. */
  outside: (proposed: ClinicSchedule, providerId: string) => Promise<ViewOf<typeof StrandedVisit>[]>;
};

/** For a clinic's configuration on its own: no visit exists, so none is stranded. */
export const noVisits: StrandedVisits = {
  inside: async (ranges) => ranges.map(() => 0),
  outside: async () => [],
};
