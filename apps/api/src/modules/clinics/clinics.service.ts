import type { Clock } from '../../platform/clock.ts';
import type { Tx, Types } from '../../platform/mongo.ts';
import type { ScheduleBook, StrandedVisits } from '../schedule/index.ts';
import { clinicFacts } from './clinic-facts.ts';
import { createClinicSettingsService } from './clinic-settings.service.ts';
import { createClosuresService } from './closures.service.ts';
import { createLocationsService } from './locations.service.ts';
import { createClinic, type NewClinic } from './registration.ts';

type Deps = { clock: Clock; schedule: ScheduleBook; stranded: StrandedVisits };

export const createClinicsService = (deps: Deps) => ({
  ...createClinicSettingsService(deps),
  ...createLocationsService(deps),
  ...createClosuresService(deps),
  ...clinicFacts,

  /** Creates a clinic with its first location and answers its id. */
  register: async (tx: Tx, draft: NewClinic): Promise<Types.ObjectId> =>
    (await createClinic(tx, draft)).clinic._id,
});
export type ClinicsService = ReturnType<typeof createClinicsService>;
