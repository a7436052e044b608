import { nothingLost, onceOrNever, refusedLeftNothing } from './checks/effects.ts';
import { eventsFollowChanges } from './checks/events.ts';
import { refusalsAreTrue } from './checks/refusals.ts';
import { noSharedTime, rightClaims } from './checks/time.ts';
import type { Evidence, Finding, Invariant } from './history.ts';

/** The laws of the agenda, each recomputed from the raw documents and the writers' logs. */
const checks: Readonly<Record<Invariant, (evidence: Evidence) => Finding[]>> = {
  I1: ({ visits }) => noSharedTime(visits),
  I2: ({ visits, facts }) => rightClaims(visits, facts),
  I3: nothingLost,
  I4: refusedLeftNothing,
  I5: onceOrNever,
  I6: eventsFollowChanges,
  I7: refusalsAreTrue,
};

/** Everything that is wrong with a run; empty is the only good answer. */
export const check = (evidence: Evidence): Finding[] =>
  Object.values(checks).flatMap((find) => find(evidence));
