import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import { given } from '../../platform/given.ts';
import type { Tx, Types } from '../../platform/mongo.ts';
import type { ScheduleBook, StrandedVisits } from '../schedule/index.ts';
import { clinicFacts } from './clinic-facts.ts';
import { clinicLookup } from './clinic-lookup.ts';
import { createClinicSecurityService } from './clinic-security.service.ts';
import { createClinicSettingsService } from './clinic-settings.service.ts';
import { type ClinicDoc, ClinicModel } from './clinic.model.ts';
import { createClosuresService } from './closures.service.ts';
import { createLocationsService } from './locations.service.ts';
import { createClinic, type NewClinic } from './registration.ts';

type ClinicSender = { name: string; email?: string; phone?: string };

type Deps = { clock: Clock; schedule: ScheduleBook; stranded: StrandedVisits };

export const createClinicsService = (deps: Deps) => ({
  ...createClinicSettingsService(deps),
  ...createLocationsService(deps),
  ...createClosuresService(deps),
  ...createClinicSecurityService(deps),
  ...clinicLookup,
  ...clinicFacts,

  /** Creates a clinic with its first location and answers its id. */
  register: async (tx: Tx, draft: NewClinic): Promise<Types.ObjectId> =>
    (await createClinic(tx, draft)).clinic._id,

  /** Whose name stands under the clinic's messages, and where answers go. */
  senderOf: async (clinicId: Types.ObjectId, tx: Tx | undefined): Promise<ClinicSender> => {
    const clinic = await ClinicModel.findById(clinicId, { name: 1, email: 1, phone: 1 })
      .session(tx?.session ?? null)
      .lean<Pick<ClinicDoc, 'name' | 'email' | 'phone'>>();
    if (clinic === null) throw notFound();
    return { name: clinic.name, ...given({ email: clinic.email, phone: clinic.phone }) };
  },
});
export type ClinicsService = ReturnType<typeof createClinicsService>;
