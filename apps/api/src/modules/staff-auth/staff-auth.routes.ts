import { me, refreshSession, registerClinic, signIn, signOut } from '@topsmile/contracts';
import { publicRoute, type Route, route } from '../../platform/http/route.ts';
import type { StaffAuthService } from './staff-auth.service.ts';

export const staffAuthRoutes = (service: StaffAuthService): Route[] => [
  publicRoute(registerClinic, ({ body, info }) => service.register(body, info), { commands: 12 }),
  publicRoute(signIn, ({ body, info }) => service.signIn(body, info), { commands: 8 }),
  publicRoute(refreshSession, ({ info }) => service.refresh(info.refreshToken)),
  route(signOut, 'signed-in', (actor) => service.signOut(actor)),
  route(me, 'signed-in', (actor) => service.me(actor)),
];
