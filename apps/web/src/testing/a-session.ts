import { ClinicId, LocationId, permissionsOf, type Role, type Session, UserId } from '@topsmile/contracts';

const idOf = (last: string): string => last.padStart(24, '0');

/** A signed-in person of a bookable clinic with one location. */
export const aSession = ({
  role = 'receptionist',
  ...rest
}: { role?: Role } & Partial<Session> = {}): Session => ({
  user: {
    id: UserId.parse(idOf('a1')),
    firstName: 'Paula',
    lastName: 'Moreira',
    email: 'paula@example.com',
    role,
  },
  clinic: {
    id: ClinicId.parse(idOf('c1')),
    name: 'Clínica Ipê Branco',
    currency: 'BRL',
    isDemo: false,
    isSetUp: true,
    locations: [{ id: LocationId.parse(idOf('b1')), name: 'Perdizes', zone: 'America/Sao_Paulo' }],
  },
  permissions: permissionsOf(role),
  secondFactor: { isEnrolled: false, isRequired: false },
  clinics: [{ id: ClinicId.parse(idOf('c1')), name: 'Clínica Ipê Branco' }],
  expiresAt: '2026-11-25T23:00:00.000Z',
  idleMinutes: 30,
  ...rest,
});
