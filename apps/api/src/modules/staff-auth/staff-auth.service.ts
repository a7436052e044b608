import {
  type Credentials,
  permissionsOf,
  type Registration,
  type Role,
  type Session,
  type ViewOf,
} from '@topsmile/contracts';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Actor } from '../../platform/actor.ts';
import { AppError, violates } from '../../platform/errors.ts';
import { tooMany } from '../../platform/http/limits.ts';
import { type CallInfo, type CookieChange, Reply } from '../../platform/http/route.ts';
import { inTransaction, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import type { SessionDoc } from './session.model.ts';
import { idleMinutes, type Sessions, sessionExpired } from './sessions.ts';
import { type UserDoc, UserModel } from './user.model.ts';

type SessionView = ViewOf<typeof Session>;

type Deps = {
  sessions: Sessions;
  clinics: Pick<ClinicsService, 'register' | 'sessionView'>;
  /** Failures per account and address, and per address alone. */
  accountLimit: RateLimiterAbstract;
  addressLimit: RateLimiterAbstract;
};

const badCredentials = (): AppError =>
  new AppError('invalid-credentials', 'E-mail or password do not match.');
const cleared = (['access', 'refresh', 'session'] as const).map(
  (name): CookieChange => ({ name, value: '', maxAgeSeconds: 0 }),
);

export const createStaffAuthService = ({ sessions, clinics, accountLimit, addressLimit }: Deps) => {
  const viewOf = async (session: SessionDoc, user: UserDoc, role: Role): Promise<SessionView> => ({
    user: {
      id: user._id.toHexString(),
      firstName: user.firstName,
      lastName: user.lastName,
      email: user.email,
      role,
    },
    clinic: await runInClinic(session.clinicId, () => clinics.sessionView(session.clinicId)),
    permissions: permissionsOf(role),
    expiresAt: session.expiresAt.toISOString(),
    idleMinutes,
  });

  const assertNotLimited = async (accountKey: string, address: string): Promise<void> => {
    const counts = await Promise.all([accountLimit.get(accountKey), addressLimit.get(address)]);
    const [account, origin] = counts;
    if (account !== null && account.consumedPoints >= accountLimit.points)
      throw tooMany(account.msBeforeNext);
    if (origin !== null && origin.consumedPoints >= addressLimit.points) throw tooMany(origin.msBeforeNext);
  };

  const noteFailure = (accountKey: string, address: string): Promise<unknown> =>
    Promise.allSettled([accountLimit.consume(accountKey), addressLimit.consume(address)]);

  const enter = async (user: UserDoc, info: CallInfo): Promise<Reply<SessionView>> => {
    const membership = user.memberships.find((one) => one.isActive);
    if (membership === undefined) throw badCredentials();
    const opened = await sessions.open(user._id, membership.clinicId, info);
    return new Reply(await viewOf(opened.session, user, membership.role), { cookies: opened.cookies });
  };

  return {
    /** Clinic, first location and first administrator, all or nothing; the administrator is signed in. */
    register: async (draft: Registration, info: CallInfo): Promise<Reply<SessionView>> => {
      const passwordHash = await hashPassword(draft.password);
      const { firstName, lastName, email } = draft;
      const user = await inTransaction(async (tx) => {
        const _id = new Types.ObjectId();
        const clinicId = await clinics.register(tx, {
          name: draft.clinicName,
          cnpj: draft.cnpj,
          phone: draft.phone,
          zone: draft.zone,
        });
        const memberships = [{ clinicId, role: 'admin' as const, isActive: true }];
        const [created] = await UserModel.create(
          [{ _id, firstName, lastName, email, passwordHash, memberships }],
          { session: tx.session },
        );
        if (created === undefined) throw new Error('create answered nothing');
        return created.toObject<UserDoc>();
      }).catch((error: unknown) => {
        if (violates(error, 'uniq_email')) {
          throw new AppError('already-exists', 'This e-mail already has an account.', {
            issues: [{ path: 'email', message: 'alreadyExists' }],
          });
        }
        throw error;
      });
      return enter(user, info);
    },

    /** One answer and one duration for every kind of failure; failures count per account and per address. */
    signIn: async ({ email, password }: Credentials, info: CallInfo): Promise<Reply<SessionView>> => {
      const accountKey = `${email}|${info.address}`;
      await assertNotLimited(accountKey, info.address);
      const user = await UserModel.findOne({ email }).select('+passwordHash').lean<UserDoc>();
      if (!(await passwordFits(user?.passwordHash, password)) || user === null) {
        await noteFailure(accountKey, info.address);
        throw badCredentials();
      }
      await accountLimit.delete(accountKey);
      return enter(user, info);
    },

    refresh: async (token: string | undefined): Promise<Reply<{ expiresAt: string }>> => {
      const { session, cookies } = await sessions.refresh(token);
      return new Reply({ expiresAt: session.expiresAt.toISOString() }, { cookies });
    },

    signOut: async (actor: Actor): Promise<Reply<{ isSignedOut: true }>> => {
      await sessions.end(actor.sessionId.toHexString(), 'signed-out');
      return new Reply({ isSignedOut: true as const }, { cookies: cleared });
    },

    me: async (actor: Actor): Promise<SessionView> => {
      const [session, user] = await Promise.all([
        sessions.find(actor.sessionId.toHexString()),
        UserModel.findById(actor.userId).lean<UserDoc>(),
      ]);
      if (session === null || user === null) throw sessionExpired();
      return viewOf(session, user, actor.role);
    },
  };
};
export type StaffAuthService = ReturnType<typeof createStaffAuthService>;
