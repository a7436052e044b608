import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Route } from '../../platform/http/route.ts';
import { forBooking, noteVisits } from './patient-lookup.ts';

export type { BookablePatient, VisitDates } from './patient-lookup.ts';
export { PatientChanged, PatientsMerged } from './patients.events.ts';

type Deps = { config: Config; clock: Clock };

const createService = () => ({ forBooking, noteVisits });
export type PatientsService = ReturnType<typeof createService>;

/** The people the clinic treats. */
export const createPatientsModule = (_deps: Deps): { routes: Route[]; service: PatientsService } => ({
  routes: [],
  service: createService(),
});
