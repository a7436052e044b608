import {
  bookAppointment,
  bookAppointmentAlias,
  bookSeries,
  changeAppointment,
  changeStatus,
  confirmHold,
  createBlock,
  decideApproval,
  deleteAppointment,
  findNextFree,
  getAgenda,
  getAppointment,
  getAvailability,
  holdSlot,
  listAppointments,
  listNeedsMoving,
  listPatientVisits,
  moveStranded,
  providerAvailability,
  releaseHold,
  reschedule,
  stepBack,
  swapAppointments,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { AgendaService } from './agenda.service.ts';
import type { ApprovalService } from './approval.service.ts';
import type { AvailabilityService } from './availability.service.ts';
import type { BlocksService } from './blocks.service.ts';
import type { BookingService } from './booking.service.ts';
import type { HoldsService } from './holds.service.ts';
import type { MoveService } from './move.service.ts';
import type { NeedsMovingService } from './needs-moving.service.ts';
import type { SeriesService } from './series.service.ts';
import type { StatusService } from './status.service.ts';
import type { SwapService } from './swap.service.ts';
import type { VisitsService } from './visits.service.ts';

export type Services = {
  agenda: AgendaService;
  approval: ApprovalService;
  availability: AvailabilityService;
  blocks: BlocksService;
  booking: BookingService;
  holds: HoldsService;
  move: MoveService;
  needsMoving: NeedsMovingService;
  series: SeriesService;
  status: StatusService;
  swap: SwapService;
  visits: VisitsService;
};

const read = 'appointments:read';
const write = 'appointments:write';
// The key lives on the visit itself, for ever.
const ownKey = { access: write, idempotency: 'own' } as const;

const readRoutes = ({ agenda, availability, needsMoving, visits }: Services): Route[] => [
  route(getAgenda, read, (_actor, { query }) => agenda.show(query)),
  route(getAvailability, read, (_actor, { query }) => availability.list(query)),
  route(findNextFree, read, (_actor, { query }) => availability.next(query)),
  route(providerAvailability, read, (_actor, { params, query }) =>
    availability.ofProvider(params.providerId, query),
  ),
  route(listAppointments, read, (_actor, { query }) => visits.list(query)),
  route(listPatientVisits, read, (_actor, { params, query }) => visits.ofPatient(params.patientId, query)),
  route(listNeedsMoving, read, (_actor, { query }) => needsMoving.list(query.locationId)),
  route(getAppointment, read, (actor, { params }) => visits.get(actor, params.appointmentId)),
];

const bookingRoutes = ({ blocks, booking, holds, series }: Services): Route[] => [
  route(bookAppointment, ownKey, (actor, { body, info }) => booking.book(actor, body, info)),
  route(bookAppointmentAlias, ownKey, (actor, { body, info }) => booking.book(actor, body, info)),
  route(holdSlot, ownKey, (actor, { body, info }) => holds.hold(actor, body, info)),
  route(confirmHold, write, (actor, { params, body }) =>
    holds.confirm(actor, params.appointmentId, body.token),
  ),
  route(releaseHold, write, (actor, { params, query }) =>
    holds.release(actor, params.appointmentId, query.token),
  ),
  route(createBlock, ownKey, (actor, { body, info }) => blocks.create(actor, body, info)),
  // Each of at most sixty visits is written for itself in `skip` mode.
  route(bookSeries, { access: write, commands: 130 }, (actor, { body }) => series.bookSeries(actor, body)),
];

const changeRoutes = ({ approval, move, needsMoving, status, swap, visits }: Services): Route[] => [
  route(changeAppointment, write, (actor, { params, body }) =>
    visits.edit(actor, params.appointmentId, body),
  ),
  route(changeStatus, write, (actor, { params, body }) => status.change(actor, params.appointmentId, body)),
  route(stepBack, write, (actor, { params, body }) => status.stepBack(actor, params.appointmentId, body.rev)),
  route(reschedule, write, (actor, { params, body }) => move.reschedule(actor, params.appointmentId, body)),
  route(swapAppointments, write, (actor, { body }) => swap.swap(actor, body)),
  route(decideApproval, write, (actor, { params, body }) =>
    approval.decide(actor, params.appointmentId, body),
  ),
  route(deleteAppointment, 'appointments:delete', (actor, { params }) =>
    visits.remove(actor, params.appointmentId),
  ),
  // Up to a hundred moves, each succeeding or failing alone.
  route(moveStranded, { access: write, commands: 500 }, (actor, { body }) =>
    needsMoving.move(actor, body.moves),
  ),
];

export const appointmentsRoutes = (services: Services): Route[] => [
  ...readRoutes(services),
  ...bookingRoutes(services),
  ...changeRoutes(services),
];
