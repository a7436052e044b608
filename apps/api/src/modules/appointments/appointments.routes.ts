import {
  bookAppointment,
  bookAppointmentAlias,
  changeAppointment,
  changeStatus,
  deleteAppointment,
  findNextFree,
  getAgenda,
  getAppointment,
  getAvailability,
  listAppointments,
  listPatientVisits,
  reschedule,
  stepBack,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { AgendaService } from './agenda.service.ts';
import type { AvailabilityService } from './availability.service.ts';
import type { BookingService } from './booking.service.ts';
import type { MoveService } from './move.service.ts';
import type { StatusService } from './status.service.ts';
import type { VisitsService } from './visits.service.ts';

export type Services = {
  agenda: AgendaService;
  availability: AvailabilityService;
  booking: BookingService;
  move: MoveService;
  status: StatusService;
  visits: VisitsService;
};

const read = 'appointments:read';
const write = 'appointments:write';
// The key lives on the visit itself, for ever.
const ownKey = { access: write, idempotency: 'own' } as const;

const readRoutes = ({ agenda, availability, visits }: Services): Route[] => [
  route(getAgenda, read, (_actor, { query }) => agenda.show(query)),
  route(getAvailability, read, (_actor, { query }) => availability.list(query)),
  route(findNextFree, read, (_actor, { query }) => availability.next(query)),
  route(listAppointments, read, (_actor, { query }) => visits.list(query)),
  route(listPatientVisits, read, (_actor, { params, query }) => visits.ofPatient(params.patientId, query)),
  route(getAppointment, read, (actor, { params }) => visits.get(actor, params.appointmentId)),
];

export const appointmentsRoutes = (services: Services): Route[] => [
  ...readRoutes(services),
  route(bookAppointment, ownKey, (actor, { body, info }) => services.booking.book(actor, body, info)),
  route(bookAppointmentAlias, ownKey, (actor, { body, info }) => services.booking.book(actor, body, info)),
  route(changeAppointment, write, (actor, { params, body }) =>
    services.visits.edit(actor, params.appointmentId, body),
  ),
  route(changeStatus, write, (actor, { params, body }) =>
    services.status.change(actor, params.appointmentId, body),
  ),
  route(stepBack, write, (actor, { params, body }) =>
    services.status.stepBack(actor, params.appointmentId, body.rev),
  ),
  route(reschedule, write, (actor, { params, body }) =>
    services.move.reschedule(actor, params.appointmentId, body),
  ),
  route(deleteAppointment, 'appointments:delete', (actor, { params }) =>
    services.visits.remove(actor, params.appointmentId),
  ),
];
