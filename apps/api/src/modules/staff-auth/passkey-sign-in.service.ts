import type { PasskeyAssertion, PasskeyRequest, Session, ViewOf } from '@topsmile/contracts';
import { type CallInfo, Reply } from '../../platform/http/route.ts';
import { accountByPasskey } from './account.ts';
import type { Challenges } from './challenges.ts';
import type { Enter } from './entering.ts';
import { badCode } from './failures.ts';
import type { Guessing } from './guessing.ts';
import type { Passkeys } from './passkeys.ts';
import { challengeSecretOf } from './second-factor.service.ts';

type Deps = {
  enter: Enter;
  guessing: Pick<Guessing, 'forgive'>;
  challenges: Challenges;
  passkeys: Passkeys;
};
type View = ViewOf<typeof Session>;
type Request = ViewOf<typeof PasskeyRequest>;

/** In without a password. */
export const createPasskeySignInService = ({ enter, guessing, challenges, passkeys }: Deps) => ({
  passkeyOptions: async (): Promise<Reply<Request>> => {
    const request = await passkeys.request();
    const { cookie } = await challenges.begin('passkey-sign-in', { signs: request.challenge });
    return new Reply<Request>(request, { cookies: [cookie] });
  },

  /** A passkey that verified its user is something they have and something they know or are: both factors. */
  passkeySignIn: async (assertion: PasskeyAssertion, info: CallInfo): Promise<Reply<View>> => {
    const { signs } = await challenges.take({ purpose: 'passkey-sign-in', secret: challengeSecretOf(info) });
    const account = await accountByPasskey(assertion.id);
    if (account === null || !(await passkeys.accept(account, assertion, signs))) throw badCode();
    await guessing.forgive(account.email);
    return enter(account, info);
  },
});
