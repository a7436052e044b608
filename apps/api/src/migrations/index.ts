import type { Migration } from '../platform/migrations.ts';
import { firstIndexes } from './0001-first-indexes.ts';
import { placesAndProviders } from './0002-places-and-providers.ts';
import { patients } from './0003-patients.ts';
import { appointmentIndexes } from './0004-appointments.ts';
import { eventsOfAppointments } from './0005-events-of-appointments.ts';
import { backgroundScans } from './0006-background-scans.ts';
import { sealedFields } from './0007-sealed-fields.ts';
import { messagesOfClinics } from './0008-messages.ts';
import { ownSecurity } from './0009-own-security.ts';
import { people } from './0010-people.ts';
import { audit } from './0011-audit.ts';

/** In the order in which they run; append only. */
export const migrations: readonly Migration[] = [
  firstIndexes,
  placesAndProviders,
  patients,
  appointmentIndexes,
  eventsOfAppointments,
  backgroundScans,
  sealedFields,
  messagesOfClinics,
  ownSecurity,
  people,
  audit,
];
