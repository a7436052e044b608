import type { PasskeyRequest, Proof, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { provenForMs } from '../../platform/http/mount.ts';
import type { CallInfo } from '../../platform/http/route.ts';
import { type Sessions, sessionExpired } from '../../platform/sessions/sessions.ts';
import { type Account, accountById } from './account.ts';
import type { Challenges } from './challenges.ts';
import { badCode, wrongState } from './failures.ts';
import type { Guessing } from './guessing.ts';
import type { KnownDevices } from './known-devices.ts';
import type { Passkeys } from './passkeys.ts';
import type { AcceptsProof } from './proofs.ts';

type Deps = {
  clock: Clock;
  sessions: Pick<Sessions<Actor>, 'prove'>;
  guessing: Guessing;
  devices: KnownDevices;
  challenges: Challenges;
  passkeys: Passkeys;
  accepts: AcceptsProof;
};

const holderOf = ({ sessionId }: Actor) => ({ purpose: 'proof', secret: sessionId.toHexString() }) as const;

export const ownAccount = async ({ userId }: Pick<Actor, 'userId'>): Promise<Account> => {
  const account = await accountById(userId);
  if (account === null) throw sessionExpired();
  return account;
};

/** Step-up: somebody who is signed in shows again that it is they. Guessing is as slow as at the door. */
export const createProveService = (deps: Deps) => {
  const { clock, sessions, guessing, devices, challenges, passkeys, accepts } = deps;
  return {
    prove: async (actor: Actor, proof: Proof, info: CallInfo): Promise<{ provedUntil: string }> => {
      const account = await ownAccount(actor);
      const signed = proof.method === 'passkey' ? (await challenges.take(holderOf(actor))).signs : undefined;
      const step = proof.method === 'password' ? 'first' : 'second';
      const { email } = account;
      const attempt = { step, email, address: info.address, device: devices.known(info, account) } as const;
      await guessing.begin(attempt);
      if (!(await accepts(account, proof, signed))) {
        await guessing.failed(attempt);
        throw badCode();
      }
      await guessing.succeeded(attempt);
      await sessions.prove(actor.sessionId);
      return { provedUntil: new Date(clock.now().getTime() + provenForMs).toISOString() };
    },

    passkeyOptions: async (actor: Actor): Promise<ViewOf<typeof PasskeyRequest>> => {
      const { security } = await ownAccount(actor);
      if ((security?.passkeys ?? []).length === 0) throw wrongState('There is no passkey to confirm with.');
      const request = await passkeys.request(security?.passkeys);
      await challenges.keep(holderOf(actor), { userId: actor.userId, signs: request.challenge });
      return request;
    },
  };
};
