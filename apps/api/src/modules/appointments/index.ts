import type { Clock } from '../../platform/clock.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { createAgendaService } from './agenda.service.ts';
import { appointmentsRoutes } from './appointments.routes.ts';
import { createAvailabilityService } from './availability.service.ts';
import { createBookingService } from './booking.service.ts';
import { createMoveService } from './move.service.ts';
import type { PatientsPort } from './ports.ts';
import { createPromotion } from './promotion.ts';
import { createStatusService } from './status.service.ts';
import { createVisitsService } from './visits.service.ts';

type Deps = { clock: Clock; book: ScheduleBook; patients: PatientsPort };

/** The agenda: booking, availability, the life of a visit. Nobody and nothing is ever booked twice at once. */
export const createAppointmentsModule = ({ clock, book, patients }: Deps) => {
  const promotion = createPromotion({ clock });
  const services = {
    agenda: createAgendaService({ clock, book }),
    availability: createAvailabilityService({ clock, book }),
    booking: createBookingService({ clock, book, patients }),
    move: createMoveService({ clock, book, promotion }),
    status: createStatusService({ clock, book, promotion }),
    visits: createVisitsService({ clock, book, promotion, patients }),
  };
  return { services, routes: appointmentsRoutes(services) };
};
export type AppointmentsModule = ReturnType<typeof createAppointmentsModule>;
