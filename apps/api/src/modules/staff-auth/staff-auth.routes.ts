import { me, refreshSession, registerClinic, signIn, signOut } from '@topsmile/contracts';
import { publicRoute, type Route, route } from '../../platform/http/route.ts';
import type { StaffAuthService } from './staff-auth.service.ts';

export const staffAuthRoutes = (service: StaffAuthService): Route[] => [
  publicRoute(registerClinic, ({ body, info }) => service.register(body, info), { commands: 12 }),
  publicRoute(signIn, ({ body, info }) => service.signIn(body, info), { commands: 8 }),
  publicRoute(refreshSession, ({ info }) => service.refresh(info.cookie('refresh'))),
  route(signOut, { access: 'signed-in', duringDuty: true }, (actor) => service.signOut(actor)),
  route(me, { access: 'signed-in', duringDuty: true }, (actor) => service.me(actor)),
];
