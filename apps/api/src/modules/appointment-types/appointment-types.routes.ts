import {
  changeAppointmentType,
  createAppointmentType,
  deleteAppointmentType,
  duplicateAppointmentType,
  getAppointmentType,
  listAppointmentTypes,
  reactivateAppointmentType,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { AppointmentTypesService } from './appointment-types.service.ts';

export const appointmentTypesRoutes = (service: AppointmentTypesService): Route[] => [
  route(listAppointmentTypes, 'appointments:read', (actor, { query }) => service.types(actor, query)),
  route(createAppointmentType, 'scheduling:configure', (actor, { body }) => service.add(actor, body)),
  route(getAppointmentType, 'appointments:read', (actor, { params }) => service.type(actor, params.typeId)),
  route(changeAppointmentType, 'scheduling:configure', (actor, { params, body }) =>
    service.change(actor, params.typeId, body),
  ),
  route(duplicateAppointmentType, 'scheduling:configure', (actor, { params }) =>
    service.duplicate(actor, params.typeId),
  ),
  route(reactivateAppointmentType, 'scheduling:configure', (actor, { params }) =>
    service.reactivate(actor, params.typeId),
  ),
  route(deleteAppointmentType, 'scheduling:configure', (actor, { params }) =>
    service.retire(actor, params.typeId),
  ),
];
