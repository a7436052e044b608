import type {
  PasskeyAssertion,
  PasskeyRequest,
  SecondFactorProof,
  Session,
  ViewOf,
} from '@topsmile/contracts';
import type { CallInfo } from '../../platform/http/route.ts';
import { Reply } from '../../platform/http/route.ts';
import { type Account, accountById, accountByPasskey, hasSecondFactor, noteSubject } from './account.ts';
import type { Challenges } from './challenges.ts';
import { signInExpired } from './challenges.ts';
import type { Enter } from './entering.ts';
import { badCode } from './failures.ts';
import type { Guessing } from './guessing.ts';
import type { KnownDevices } from './known-devices.ts';
import type { Letters } from './letters.ts';
import type { Passkeys } from './passkeys.ts';
import type { AcceptsProof } from './proofs.ts';

type Deps = {
  enter: Enter;
  guessing: Guessing;
  devices: KnownDevices;
  challenges: Challenges;
  passkeys: Passkeys;
  accepts: AcceptsProof;
  letters: Letters;
};
type View = ViewOf<typeof Session>;
type Request = ViewOf<typeof PasskeyRequest>;

const secretOf = (info: CallInfo): string => {
  const secret = info.cookie('challenge');
  if (secret === undefined || secret === '') throw signInExpired();
  return secret;
};

/** Whose challenge this is, if they still have a second factor. */
const accountOf = async (userId: Account['_id'] | undefined): Promise<Account> => {
  const account = userId === undefined ? null : await accountById(userId);
  if (account === null || !hasSecondFactor(account)) throw signInExpired();
  noteSubject(account);
  return account;
};

const tellOfRecoveryCode = ({ letters }: Deps, account: Account): Promise<void> => {
  const left = (account.security?.recoveryCodes ?? []).length - 1;
  return letters.tell(
    'recovery-codes-used',
    { person: account },
    { params: (happened) => ({ ...happened, left }), secretParams: {} },
  );
};

/** The step after the password, and the one that needs none. */
export const createSecondFactorService = (deps: Deps) => {
  const { enter, guessing, devices, challenges, passkeys, accepts } = deps;

  return {
    secondFactor: async (proof: SecondFactorProof, info: CallInfo): Promise<Reply<View>> => {
      const holder = { purpose: 'second-factor', secret: secretOf(info) } as const;
      const { userId, signs } = await challenges.spendTry(holder);
      const account = await accountOf(userId);
      const { email } = account;
      const device = devices.known(info, account);
      const attempt = { step: 'second', email, address: info.address, device } as const;
      await guessing.begin(attempt);
      if (!(await accepts(account, proof, signs))) {
        await guessing.failed(attempt);
        throw badCode();
      }
      await challenges.take(holder);
      await guessing.succeeded(attempt);
      if (proof.method === 'recovery-code') await tellOfRecoveryCode(deps, account);
      return enter(account, info);
    },

    secondFactorPasskey: async (info: CallInfo): Promise<Request> => {
      const holder = { purpose: 'second-factor', secret: secretOf(info) } as const;
      const account = await accountOf((await challenges.find(holder)).userId);
      const request = await passkeys.request(account.security?.passkeys);
      await challenges.mustSign(holder, request.challenge);
      return request;
    },

    passkeyOptions: async (): Promise<Reply<Request>> => {
      const request = await passkeys.request();
      const { cookie } = await challenges.begin('passkey-sign-in', { signs: request.challenge });
      return new Reply<Request>(request, { cookies: [cookie] });
    },

    /** A passkey that verified its user is something they have and something they know or are: both factors. */
    passkeySignIn: async (assertion: PasskeyAssertion, info: CallInfo): Promise<Reply<View>> => {
      const { signs } = await challenges.take({ purpose: 'passkey-sign-in', secret: secretOf(info) });
      const account = await accountByPasskey(assertion.id);
      if (account !== null) noteSubject(account);
      if (account === null || !(await passkeys.accept(account, assertion, signs))) throw badCode();
      await guessing.forgive(account.email);
      return enter(account, info);
    },
  };
};
