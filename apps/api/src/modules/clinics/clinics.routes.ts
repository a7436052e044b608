import {
  changeClinic,
  changeClinicSecurity,
  changeLocation,
  createClosure,
  createLocation,
  deleteClosure,
  getClinic,
  getClinicSecurity,
  listClosures,
  listHolidays,
  listLocations,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { ClinicsService } from './clinics.service.ts';

export const clinicsRoutes = (service: ClinicsService): Route[] => [
  route(getClinic, 'signed-in', (actor) => service.clinic(actor)),
  route(changeClinic, 'settings:write', (actor, { body }) => service.changeClinic(actor, body)),
  route(getClinicSecurity, 'settings:read', (actor) => service.security(actor)),
  route(changeClinicSecurity, { access: 'settings:write', stepUp: true }, (actor, { body }) =>
    service.changeSecurity(actor, body),
  ),

  route(listLocations, 'appointments:read', (actor) => service.locations(actor)),
  route(createLocation, 'scheduling:configure', (actor, { body }) => service.addLocation(actor, body)),
  route(changeLocation, 'scheduling:configure', (actor, { params, body }) =>
    service.changeLocation(actor, params.locationId, body),
  ),
  route(listHolidays, 'appointments:read', (actor, { params, query }) =>
    service.holidays(actor, params.locationId, query.year),
  ),

  route(listClosures, 'appointments:read', (actor, { query }) => service.closures(actor, query)),
  route(createClosure, 'scheduling:configure', (actor, { body }) => service.close(actor, body)),
  route(deleteClosure, 'scheduling:configure', (actor, { params }) =>
    service.reopen(actor, params.closureId),
  ),
];
