import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { FieldCipher } from '../../platform/crypto/field-cipher.ts';
import type { Route } from '../../platform/http/route.ts';
import { localDay, minuteOf } from '../../platform/time.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { createAccessPolicy } from './access-policy.ts';
import { type BlindIndex, createBlindIndex } from './blind-index.ts';
import { createImportApply } from './import-apply.ts';
import { createImportCheck } from './import-check.ts';
import { createImportStore } from './import-store.ts';
import { createImportUndo } from './import-undo.ts';
import { createImporting } from './importing.ts';
import { importingRoutes } from './importing.routes.ts';
import { createMerging } from './merging.ts';
import { mergingRoutes } from './merging.routes.ts';
import { contactOf } from './patient-contact.ts';
import { forBooking, noteVisits } from './patient-lookup.ts';
import { createPatientVault } from './patient-secrets.ts';
import { createPatientStore } from './patient-store.ts';
import { patientsRoutes } from './patients.routes.ts';
import { createShow, createPatientsService } from './patients.service.ts';
import { createPhotos } from './photos.ts';
import { restrictionRoutes } from './restriction.routes.ts';
import { createRestrictionService, type MembersAmong } from './restriction.service.ts';
import { noVisitsOfPatient, type VisitsOfPatient } from './visits-of-patient.ts';

export { sealedFieldsOfPatients } from './patient-secrets.ts';
export { PatientChanged } from './patients.events.ts';

type Deps = {
  config: Config;
  clock: Clock;
  cipher: FieldCipher;
  schedule: Pick<ScheduleBook, 'load'>;
  visits?: VisitsOfPatient;
  membersAmong: MembersAmong;
};

const bookingService = { forBooking, noteVisits, contactOf };
/** What other modules may ask about patients. */
export type PatientsService = typeof bookingService;

const zoneWithoutPlaces = 'America/Sao_Paulo';

// Ages and "in the future" go by the day on the wall of the clinic's first place.
const todayIn = (schedule: Deps['schedule'], clock: Clock) => async (): Promise<string> => {
  const { locations } = await schedule.load();
  const [first] = locations.values();
  return localDay(first?.zone ?? zoneWithoutPlaces, minuteOf(clock.now()));
};

type Parts = Deps & { blindIndex: BlindIndex; today: () => Promise<string>; visits: VisitsOfPatient };

const importingOf = ({ clock, cipher, blindIndex, today, visits }: Parts) => {
  const store = createImportStore(clock, cipher);
  const check = createImportCheck(blindIndex);
  const apply = createImportApply({ clock, today, blindIndex, cipher, store, check });
  return createImporting({ clock, today, store, check, apply, undo: createImportUndo({ store, visits }) });
};

/** The people the clinic treats. */
export const createPatientsModule = (deps: Deps): { routes: Route[]; service: PatientsService } => {
  const { config, clock, cipher, schedule, visits = noVisitsOfPatient } = deps;
  const blindIndex = createBlindIndex(config.TOPSMILE_INDEX_SECRET);
  const vault = createPatientVault(cipher);
  const assertOpen = createAccessPolicy(clock);
  const store = createPatientStore(clock, assertOpen);
  const photos = createPhotos({ uploadDir: config.TOPSMILE_UPLOAD_DIR, store });
  const today = todayIn(schedule, clock);
  const service = createPatientsService({ clock, blindIndex, vault, store, photos, today });
  const merging = createMerging({ clock, visits, blindIndex, vault, assertOpen });
  const importing = importingOf({ ...deps, blindIndex, today, visits });
  return {
    routes: [
      ...patientsRoutes(service),
      ...mergingRoutes(merging, { today, show: createShow({ vault, today }), read: store.read }),
      ...importingRoutes(importing),
      ...restrictionRoutes(createRestrictionService(deps)),
    ],
    service: bookingService,
  };
};
