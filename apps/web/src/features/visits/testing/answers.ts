import {
  findDuplicates,
  findNextFree,
  getAvailability,
  getClinic,
  getPatient,
  listAppointmentTypes,
  listOperatories,
  listPatients,
  listProviders,
} from '@topsmile/contracts';
import { respond } from '../../../testing/server.ts';
import {
  chairs,
  free,
  freeOnFriday,
  id,
  joana,
  joao,
  joaoWhole,
  providers,
  types,
} from './visits.fixture.ts';

/** The clinic as every screen of this feature asks for it. */
export const answerClinic = (): void => {
  respond(listAppointmentTypes, types);
  respond(listProviders, providers);
  respond(listOperatories, chairs);
  respond(findNextFree, free);
  respond(getAvailability, freeOnFriday);
  respond(listPatients, [joao, joana]);
  respond(getPatient, joaoWhole);
  respond(findDuplicates, []);
  respond(getClinic, {
    id: id('c1'),
    name: 'Clínica Ipê Branco',
    country: 'BR',
    currency: 'BRL',
    settings: {
      slotStepMinutes: 15,
      cancellationNoticeHours: 24,
      bookingWindowDays: 180,
      minimumNoticeMinutes: 60,
      holdMinutes: 5,
      longWaitMinutes: 15,
    },
    isDemo: false,
    isSetUp: true,
    rev: 0,
  });
};
