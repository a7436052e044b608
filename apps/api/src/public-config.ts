import { getConfig, type PublicConfig, type ViewOf } from '@topsmile/contracts';
import type { Config } from './platform/config.ts';
import { publicRoute, type Route } from './platform/http/route.ts';

/** The demo clinic's people. Their passwords are public on purpose and exist in demo data only. */
export const demoPassword = 'TopSmile-demo-2026';
export const demoPeople = [
  { email: 'recepcao@demo.topsmile.example', firstName: 'Paula', lastName: 'Mendes', role: 'receptionist' },
  { email: 'gerencia@demo.topsmile.example', firstName: 'Rita', lastName: 'Campos', role: 'manager' },
  { email: 'helena@demo.topsmile.example', firstName: 'Helena', lastName: 'Prado', role: 'dentist' },
  { email: 'luana@demo.topsmile.example', firstName: 'Luana', lastName: 'Reis', role: 'hygienist' },
  { email: 'admin@demo.topsmile.example', firstName: 'Marcos', lastName: 'Ipê', role: 'admin' },
] as const;

const demoLogins = demoPeople.map(({ email, role, firstName, lastName }) => ({
  email,
  role,
  name: `${firstName} ${lastName}`,
  password: demoPassword,
}));

/** What a browser may know before anybody signs in. */
export const publicConfigRoutes = (config: Config): Route[] => {
  const answer: ViewOf<typeof PublicConfig> = {
    isDemo: config.TOPSMILE_DEMO,
    ...(config.TOPSMILE_DEMO ? { demoLogins } : {}),
  };
  return [publicRoute(getConfig, async () => answer, { commands: 0 })];
};
