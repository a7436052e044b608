import { invitationDays } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { inTransaction, Types } from '../../platform/mongo.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import {
  accountWith,
  join,
  keepAccount,
  newAccount,
  outside,
  platformAdministrators,
  replacePassword,
  type StaffDoor,
  administratorsOfClinics,
  type Account,
} from '../staff-auth/index.ts';
import { hashOf, linkPath, newToken } from './invitation-token.ts';
import { invitationsStore } from './invitation.model.ts';
import type { ClinicsPort } from './ports.ts';

type Deps = {
  clock: Clock;
  publicUrl: string;
  clinics: Pick<ClinicsPort, 'factsOf' | 'lockPeople'>;
  door: Pick<StaffDoor, 'sessions'>;
};
type Person = { email: string; firstName: string; lastName: string };
/** Without a clinic: an administrator of the platform. */
type Request = Person & { clinicId: string | undefined; password: string | undefined };
type Row = { email: string; name: string; where: string };

const dayMs = 86_400_000;
const operator = 'TopSmile';

const nameOf = ({ firstName, lastName }: Person): string => `${firstName} ${lastName}`;

const placeOf = async (
  { clinics }: Pick<Deps, 'clinics'>,
  clinicId: string | undefined,
): Promise<Types.ObjectId> => {
  if (clinicId === undefined) return outside;
  if (!Types.ObjectId.isValid(clinicId)) throw notFound();
  const [clinic] = await clinics.factsOf([new Types.ObjectId(clinicId)]);
  if (clinic === undefined) throw notFound();
  return clinic._id;
};

/** A one-time link, as an invitation has it; no password of somebody else is ever chosen or shown. */
const linkFor = async (
  { clock, publicUrl }: Pick<Deps, 'clock' | 'publicUrl'>,
  person: Person,
  clinicId: Types.ObjectId,
): Promise<string> => {
  const token = newToken();
  const at = clock.now();
  const isPlatform = clinicId.equals(outside);
  await invitationsStore().updateOne(
    { clinicId, email: person.email, state: 'open' },
    {
      $set: {
        ...person,
        role: isPlatform ? 'super_admin' : 'admin',
        locale: 'pt-BR',
        tokenHash: hashOf(token),
        expiresAt: new Date(at.getTime() + invitationDays * dayMs),
        sentAt: at,
        invitedBy: outside,
        inviterName: operator,
        updatedAt: at,
      },
      $setOnInsert: { createdAt: at },
    },
    { upsert: true },
  );
  return new URL(linkPath(token), publicUrl).toString();
};

const createAt = async (
  { clinics }: Pick<Deps, 'clinics'>,
  person: Person & { password: string },
  clinicId: Types.ObjectId,
): Promise<void> => {
  const isPlatformAdmin = clinicId.equals(outside);
  const account = await newAccount({ ...person, isPlatformAdmin, mustChangePassword: true });
  await inTransaction(async (tx) => {
    if (!isPlatformAdmin) await clinics.lockPeople(tx, clinicId);
    await keepAccount(tx, account);
    const to = { role: 'admin' as const, customRoleId: undefined };
    if (!isPlatformAdmin) await join(tx, { clinicId, userId: account._id }, to);
  });
};

/** What the operator of the server does from its command line; nobody else reaches it. */
export const createAdministration = (deps: Deps) => {
  return {
    list: async (): Promise<Row[]> => {
      const row = (where: string) => (account: Account) => ({
        email: account.email,
        name: nameOf(account),
        where,
      });
      const [platform, ofClinics] = await Promise.all([platformAdministrators(), administratorsOfClinics()]);
      return [...platform.map(row('platform')), ...ofClinics.map(row('clinic'))];
    },

    /** Answers the link to open, or nothing where a password was given. */
    create: ({ clinicId, password, ...person }: Request): Promise<string | undefined> =>
      runAsSystem('the operator makes an administrator', async () => {
        const place = await placeOf(deps, clinicId);
        if ((await accountWith(person.email)) !== null && (password !== undefined || place.equals(outside)))
          throw new AppError('already-exists', 'This e-mail already has an account.');
        if (password === undefined) return linkFor(deps, person, place);
        await createAt(deps, { ...person, password }, place);
        return undefined;
      }),

    /** A password that the operator knows opens one thing alone: the choice of another one. */
    reset: (email: string, password: string): Promise<void> =>
      runAsSystem('the operator resets a password', async () => {
        const account = await accountWith(email);
        if (account === null) throw notFound();
        await replacePassword(account._id, password);
        await deps.door.sessions.endAll(account._id, 'ended-by-administrator');
      }),
  };
};
