import type { MfaState, RecoveryCodes, TotpSetup, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid } from '../../platform/errors.ts';
import { given } from '../../platform/given.ts';
import { inTransaction, type UpdateFilter } from '../../platform/mongo.ts';
import type { Sessions } from '../../platform/sessions/sessions.ts';
import type { Passkey } from './account-security.model.ts';
import { type Account, changeAccount, hasSecondFactor } from './account.ts';
import type { FactorRules } from './factor-rules.ts';
import { wrongState } from './failures.ts';
import type { Letters } from './letters.ts';
import { ownAccount } from './prove.service.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import type { Totp } from './totp.ts';
import type { SecondFactor } from './user.model.ts';

type Deps = {
  clock: Clock;
  sessions: Pick<Sessions<Actor>, 'endAll'>;
  totp: Totp;
  letters: Letters;
  rules: FactorRules;
};

const setupMs = 15 * 60_000;

export const toPasskey = ({ id, name, createdAt, lastUsedAt, isSynced }: Passkey) => ({
  id: id.toHexString(),
  name,
  createdAt: createdAt.toISOString(),
  isSynced,
  ...given({ lastUsedAt: lastUsedAt?.toISOString() }),
});

const toTotp = (totp: { since: Date } | undefined) => ({
  isEnrolled: totp !== undefined,
  ...given({ since: totp?.since.toISOString() }),
});

const toState = ({ security, email }: Account, isRequired: boolean): ViewOf<typeof MfaState> => ({
  totp: toTotp(security?.totp),
  passkeys: (security?.passkeys ?? []).map(toPasskey),
  recoveryCodesLeft: security?.recoveryCodes?.length ?? 0,
  isRequired,
  email,
  ...given({ newEmail: security?.emailChange?.email }),
});

type Change = 'enabled' | 'disabled' | 'codes-renewed';
type Update = { filter?: object; update: UpdateFilter<Account>; change: Change };

export const lastFactor = (): AppError =>
  new AppError('last-of-its-kind', 'The clinic asks for a second factor: set another one up first.');

/** Changes how somebody proves who they are: told by mail, and every other session ends. */
export const createFactorChange =
  ({ sessions, letters }: Pick<Deps, 'sessions' | 'letters'>) =>
  async (actor: Actor, account: Account, { filter = {}, update, change }: Update): Promise<void> => {
    await inTransaction(async (tx) => {
      if (!(await changeAccount({ _id: account._id, ...filter }, update, tx)))
        throw wrongState('This has changed in the meantime. Load it again.');
      await letters.tell(
        'mfa-changed',
        { tx, person: account },
        { params: (happened) => ({ ...happened, change }), secretParams: {} },
      );
    });
    await sessions.endAll(actor.userId, 'second-factor-changed', actor.sessionId);
  };

/** Recovery codes come with the first factor; a second one leaves them as they are. */
export const codesFor = ({ security }: Account) => {
  if ((security?.recoveryCodes ?? []).length > 0) return { codes: [], set: {} };
  const { codes, hashes } = newRecoveryCodes();
  return { codes, set: { 'security.recoveryCodes': hashes } };
};

/** What goes with a factor that goes: the recovery codes too when it was the last one. */
export const withoutFactor = ({ secondFactors = [] }: Account, factor: SecondFactor) => {
  const left = secondFactors.filter((one) => one !== factor);
  return { left, unset: left.length === 0 ? { 'security.recoveryCodes': 1 as const } : {} };
};

/** From now on it is asked for at every sign-in. The code that proved it is used up. */
const createVerification =
  ({ clock, totp }: Pick<Deps, 'clock' | 'totp'>, apply: ReturnType<typeof createFactorChange>) =>
  async (actor: Actor, code: string): Promise<ViewOf<typeof RecoveryCodes>> => {
    const account = await ownAccount(actor);
    const pending = account.security?.pendingTotp;
    if (pending === undefined || pending.until <= clock.now())
      throw wrongState('Begin the set-up again: it took too long.');
    const step = await totp.stepOfSealed(account._id, pending.sealedSeed, code);
    if (step === undefined) throw invalid([{ path: 'code', message: 'codeWrong' }]);
    const { codes, set } = codesFor(account);
    const enrolled = { sealedSeed: pending.sealedSeed, since: clock.now(), lastTimeStep: step };
    await apply(actor, account, {
      filter: { 'security.pendingTotp.sealedSeed': pending.sealedSeed },
      update: {
        $set: { 'security.totp': enrolled, ...set },
        $unset: { 'security.pendingTotp': 1 },
        $addToSet: { secondFactors: 'totp' },
      },
      change: 'enabled',
    });
    return { recoveryCodes: codes };
  };

/** The authenticator app and the recovery codes. */
export const createFactorsService = ({ clock, sessions, totp, letters, rules }: Deps) => {
  const apply = createFactorChange({ sessions, letters });
  const stateOf = async (actor: Actor): Promise<ViewOf<typeof MfaState>> => {
    const account = await ownAccount(actor);
    return toState(account, await rules.isRequiredFor(account));
  };

  return {
    state: stateOf,

    setup: async (actor: Actor): Promise<ViewOf<typeof TotpSetup>> => {
      const { _id, email } = await ownAccount(actor);
      const { sealedSeed, ...shown } = await totp.newSeed(_id, email);
      const until = new Date(clock.now().getTime() + setupMs);
      await changeAccount({ _id }, { $set: { 'security.pendingTotp': { sealedSeed, until } } });
      return { ...shown, expiresAt: until.toISOString() };
    },

    verify: createVerification({ clock, totp }, apply),

    disable: async (actor: Actor): Promise<ViewOf<typeof MfaState>> => {
      const account = await ownAccount(actor);
      if (account.security?.totp === undefined) throw wrongState('There is no authenticator app.');
      const { left, unset } = withoutFactor(account, 'totp');
      if (left.length === 0 && (await rules.isRequiredFor(account))) throw lastFactor();
      await apply(actor, account, {
        // The others must still be there: two removals at once cannot leave a required person with none.
        filter: { secondFactors: account.secondFactors ?? [] },
        update: {
          $set: { secondFactors: left },
          $unset: { 'security.totp': 1, 'security.pendingTotp': 1, ...unset },
        },
        change: 'disabled',
      });
      return stateOf(actor);
    },

    renewCodes: async (actor: Actor): Promise<ViewOf<typeof RecoveryCodes>> => {
      const account = await ownAccount(actor);
      if (!hasSecondFactor(account)) throw wrongState('Recovery codes stand in for a second factor.');
      const { codes, hashes } = newRecoveryCodes();
      await apply(actor, account, {
        update: { $set: { 'security.recoveryCodes': hashes } },
        change: 'codes-renewed',
      });
      return { recoveryCodes: codes };
    },
  };
};
