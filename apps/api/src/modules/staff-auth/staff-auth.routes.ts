import { me, refreshSession, registerClinic, signIn, signOut } from '@topsmile/contracts';
import { publicRoute, type Route, route } from '../../platform/http/route.ts';
import { securityRoutes } from './security.routes.ts';
import type { SecurityServices } from './security.services.ts';
import type { StaffAuthService } from './staff-auth.service.ts';

export const staffAuthRoutes = (service: StaffAuthService, security: SecurityServices): Route[] => [
  publicRoute(registerClinic, ({ body, info }) => service.register(body, info), { commands: 14 }),
  publicRoute(signIn, ({ body, info }) => security.signIns.signIn(body, info), { commands: 16 }),
  publicRoute(refreshSession, ({ info }) => service.refresh(info.cookie('refresh'))),
  route(signOut, { access: 'signed-in', duringDuty: true }, (actor) => service.signOut(actor)),
  // One more for whoever has a role of the clinic's own.
  route(me, { access: 'signed-in', duringDuty: true, commands: 4 }, (actor) => service.me(actor)),
  ...securityRoutes(security),
];
