import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { createAgendaService } from './agenda.service.ts';
import { createAppointmentsJobs } from './appointments.jobs.ts';
import { appointmentsRoutes } from './appointments.routes.ts';
import { appointmentsSubscribers } from './appointments.subscribers.ts';
import { createApprovalService } from './approval.service.ts';
import { createAvailabilityService } from './availability.service.ts';
import { createBlocksService } from './blocks.service.ts';
import { createBookingService } from './booking.service.ts';
import { createHoldTokens } from './hold-token.ts';
import { createHoldsService } from './holds.service.ts';
import { createMoveService } from './move.service.ts';
import { createNeedsMovingService } from './needs-moving.service.ts';
import type { PatientsPort } from './ports.ts';
import { createPromotion } from './promotion.ts';
import { createSeriesService } from './series.service.ts';
import { createStatusService } from './status.service.ts';
import { createSwapService } from './swap.service.ts';
import { createVisitsService } from './visits.service.ts';

export * from './appointments.events.ts';
export { createStrandedVisits } from './stranded-visits.ts';
export { createVisitForMessage } from './visit-for-message.ts';
export { createVisitsOfPatient } from './visits-of-patient.ts';

type Deps = {
  config: Pick<Config, 'TOPSMILE_INDEX_SECRET'>;
  clock: Clock;
  book: ScheduleBook;
  patients: PatientsPort;
};

/** The agenda: booking, availability, the life of a visit. Nobody and nothing is ever booked twice at once. */
export const createAppointmentsModule = ({ config, clock, book, patients }: Deps) => {
  const promotion = createPromotion({ clock });
  const tokens = createHoldTokens(config.TOPSMILE_INDEX_SECRET);
  const move = createMoveService({ clock, book, promotion });
  const services = {
    agenda: createAgendaService({ clock, book }),
    approval: createApprovalService({ clock, promotion }),
    availability: createAvailabilityService({ clock, book }),
    blocks: createBlocksService({ clock, book }),
    booking: createBookingService({ clock, book, patients }),
    holds: createHoldsService({ clock, book, patients, tokens }),
    move,
    needsMoving: createNeedsMovingService({ clock, book, move }),
    series: createSeriesService({ clock, book, patients }),
    status: createStatusService({ clock, book, promotion }),
    swap: createSwapService({ clock, book }),
    visits: createVisitsService({ clock, book, promotion, patients }),
  };
  const { jobs, work } = createAppointmentsJobs({ clock, book, promotion });
  const subscribers = appointmentsSubscribers({ clock, patients });
  return { services, routes: appointmentsRoutes(services), subscribers, jobs, work };
};
