import type { Credentials, SecondFactorMethod, SignInOutcome, ViewOf } from '@topsmile/contracts';
import type { CallInfo } from '../../platform/http/route.ts';
import { Reply } from '../../platform/http/route.ts';
import { hashPassword, isOutdatedHash, passwordFits } from '../../platform/passwords.ts';
import { type Account, accountByEmail, changeAccount, hasSecondFactor, noteSubject } from './account.ts';
import type { Challenges } from './challenges.ts';
import type { Enter, HomeOf } from './entering.ts';
import { badCredentials } from './failures.ts';
import type { Attempt, Guessing } from './guessing.ts';
import type { KnownDevices } from './known-devices.ts';

type Deps = {
  enter: Enter;
  homeOf: HomeOf;
  guessing: Guessing;
  devices: KnownDevices;
  challenges: Challenges;
};
type Outcome = ViewOf<typeof SignInOutcome>;

export const methodsOf = ({ secondFactors = [], security }: Account): SecondFactorMethod[] => [
  ...secondFactors,
  ...((security?.recoveryCodes ?? []).length > 0 ? (['recovery-code'] as const) : []),
];

/** Hashes from before, or made with weaker parameters, are replaced the first time the password is at hand. */
const renewHash = async ({ _id, passwordHash }: Account, password: string): Promise<void> => {
  if (!isOutdatedHash(passwordHash)) return;
  const renewed = await hashPassword(password);
  await changeAccount({ _id, passwordHash }, { $set: { passwordHash: renewed } });
};

/** The password, or nothing: one answer and one duration for every kind of failure. */
export const createSignInService = ({ enter, homeOf, guessing, devices, challenges }: Deps) => {
  const proven = async (account: Account | null, password: string, attempt: Attempt): Promise<Account> => {
    const fits = await passwordFits(account?.passwordHash, password);
    if (fits && account !== null && (await homeOf(account)) !== undefined) return account;
    await guessing.failed(attempt);
    throw badCredentials();
  };

  return {
    signIn: async ({ email, password }: Credentials, info: CallInfo): Promise<Reply<Outcome>> => {
      const found = await accountByEmail(email);
      if (found !== null) noteSubject(found);
      const device = devices.known(info, found);
      const attempt: Attempt = { step: 'first', email, address: info.address, device };
      await guessing.begin(attempt);
      const account = await proven(found, password, attempt);
      await renewHash(account, password);
      if (hasSecondFactor(account)) {
        await guessing.halfWay(attempt);
        const { expiresAt, cookie } = await challenges.begin('second-factor', { userId: account._id });
        const methods = methodsOf(account);
        return new Reply(
          { outcome: 'second-factor' as const, methods, expiresAt: expiresAt.toISOString() },
          { cookies: [cookie] },
        );
      }
      await guessing.succeeded(attempt);
      const { data: session, cookies } = await enter(account, info);
      return new Reply({ outcome: 'signed-in' as const, session }, { cookies });
    },
  };
};
