import { type Clock, systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { trusted } from '../platform/mongo.ts';
import { ClinicModel } from '../modules/clinics/clinic.model.ts';
import { demoPassword, demoPeople } from '../public-config.ts';
import { seedBusy } from './busy.ts';
import { seedDemo } from './demo.ts';

type Context = { config: Config; say: (line: string) => void; clock?: Clock };

const roleNames: Record<string, string> = {
  receptionist: 'Recepção',
  manager: 'Gerência',
  dentist: 'Dentista',
  hygienist: 'TSB',
  admin: 'Administração',
};

const sayLogins = (say: Context['say']): void => {
  say('Demo logins (password for all: ' + demoPassword + ')');
  for (const { email, role } of demoPeople) say(`  ${(roleNames[role] ?? role).padEnd(14)} ${email}`);
};

// A demo clinic whose seeding was cut short does not count.
const isEmpty = async (): Promise<boolean> =>
  (await ClinicModel.exists({ $or: trusted([{ isDemo: false }, { isSetUp: true }]) })) === null;

// 200 clinics with about a million visits between them, for the benches.
const busyShape = {
  clinics: 200,
  members: 10,
  columns: 5,
  patients: 200,
  days: 60,
  perDay: 10,
  fullDays: [],
  fullPerDay: 0,
  fullMinutes: 5,
  past: 2000,
};

/** `seed demo|busy|empty [--if-empty]`: fills a database; the same day always gets the same clinic. */
export const seed = async (
  args: readonly string[],
  { config, say, clock = systemClock }: Context,
): Promise<void> => {
  const [kind = 'demo'] = args.filter((arg) => !arg.startsWith('--'));
  if (kind === 'empty') return;
  if (kind === 'busy') return seedBusy({ config, clock, shape: busyShape, say });
  if (kind !== 'demo') throw new Error('Use: seed demo | busy | empty [--if-empty]');
  if (await isEmpty())
    await seedDemo({ config, clock, say: args.includes('--if-empty') ? () => undefined : say });
  else if (!args.includes('--if-empty'))
    throw new Error('The database is not empty: npm start -- --reset wipes it');
  sayLogins(say);
};
