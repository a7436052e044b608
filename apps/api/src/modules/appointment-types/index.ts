import type { Clock } from '../../platform/clock.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { appointmentTypesRoutes } from './appointment-types.routes.ts';
import { createAppointmentTypesService } from './appointment-types.service.ts';

export { typesSchedule } from './appointment-types.schedule.ts';

type Deps = { clock: Clock; schedule: ScheduleBook };

/** What can be booked. */
export const createAppointmentTypesModule = (deps: Deps) => ({
  routes: appointmentTypesRoutes(createAppointmentTypesService(deps)),
});
