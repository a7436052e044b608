import type { Clock } from '../../platform/clock.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { createEquipmentService } from './equipment.service.ts';
import { equipmentRoutes, operatoriesRoutes } from './operatories.routes.ts';
import { createOperatoriesService } from './operatories.service.ts';

export { operatoriesSchedule } from './operatories.schedule.ts';

type Deps = { clock: Clock; schedule: ScheduleBook };

/** Chairs and the equipment that a visit can claim. */
export const createOperatoriesModule = (deps: Deps) => ({
  routes: [
    ...operatoriesRoutes(createOperatoriesService(deps)),
    ...equipmentRoutes(createEquipmentService(deps)),
  ],
});
