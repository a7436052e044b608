import type { Clock } from '../../platform/clock.ts';
import type { ScheduleBook, StrandedVisits } from '../schedule/index.ts';
import { clinicsRoutes } from './clinics.routes.ts';
import { createClinicsService } from './clinics.service.ts';

export { clinicsSchedule } from './clinics.schedule.ts';
export { type ClinicsService } from './clinics.service.ts';

type Deps = { clock: Clock; schedule: ScheduleBook; stranded: StrandedVisits };

/** The clinic itself: settings, locations with their hours and holidays, closures. */
export const createClinicsModule = (deps: Deps) => {
  const service = createClinicsService(deps);
  return { routes: clinicsRoutes(service), service };
};
