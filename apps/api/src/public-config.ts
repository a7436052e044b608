import type { Config } from './platform/config.ts';

/** The demo clinic's people. Their passwords are public on purpose and exist in demo data only. */
export const demoPassword = 'TopSmile-demo-2026';
export const demoPeople = [
  { email: 'recepcao@demo.topsmile.example', firstName: 'Paula', lastName: 'Mendes', role: 'receptionist' },
  { email: 'gerencia@demo.topsmile.example', firstName: 'Rita', lastName: 'Campos', role: 'manager' },
  { email: 'helena@demo.topsmile.example', firstName: 'Helena', lastName: 'Prado', role: 'dentist' },
  { email: 'luana@demo.topsmile.example', firstName: 'Luana', lastName: 'Reis', role: 'hygienist' },
  { email: 'admin@demo.topsmile.example', firstName: 'Marcos', lastName: 'Ipê', role: 'admin' },
] as const;

/** What a browser may know before anybody signs in. */
export const publicConfig = (config: Config) => ({
  isDemo: config.TOPSMILE_DEMO,
  ...(config.TOPSMILE_DEMO
    ? {
        demoLogins: demoPeople.map(({ email, role, firstName, lastName }) => ({
          email,
          role,
          name: `${firstName} ${lastName}`,
          password: demoPassword,
        })),
      }
    : {}),
});
