import { breakGlass, changeRestriction, getRestriction } from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { RestrictionService } from './restriction.service.ts';

export const restrictionRoutes = (service: RestrictionService): Route[] => [
  route(getRestriction, 'patients:restricted', (actor, { params }) =>
    service.restriction(actor, params.patientId),
  ),
  route(changeRestriction, { access: 'patients:restricted', audit: 'strict' }, (actor, { params, body }) =>
    service.restrict(actor, params.patientId, body),
  ),
  route(breakGlass, { access: 'patients:read', audit: 'strict' }, (actor, { params, body }) =>
    service.breakGlass(actor, params.patientId, body),
  ),
];
