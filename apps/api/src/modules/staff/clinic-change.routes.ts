import {
  enterClinic,
  leaveClinic,
  listMyClinics,
  listPlatformClinics,
  switchClinic,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { ClinicChange } from './clinic-change.service.ts';

// Who, where, the session in its place, and what the screen is drawn from.
const commands = 12;

export const clinicChangeRoutes = (service: ClinicChange): Route[] => [
  route(listMyClinics, 'signed-in', (actor) => service.mine(actor)),
  route(switchClinic, { access: 'signed-in', commands }, (actor, { body, info }) =>
    service.switchTo(actor, body.clinicId, info),
  ),

  route(listPlatformClinics, { access: 'platform:enter', scope: 'platform', audit: 'strict' }, () =>
    service.every(),
  ),
  route(
    enterClinic,
    { access: 'platform:enter', scope: 'platform', stepUp: true, commands },
    (actor, { body, info }) => service.enter(actor, body, info),
  ),
  route(leaveClinic, { access: 'signed-in', commands, audit: 'strict' }, (actor, { info }) =>
    service.leave(actor, info),
  ),
];
