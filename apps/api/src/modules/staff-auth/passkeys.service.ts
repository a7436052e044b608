import type {
  Passkey as PasskeyView,
  PasskeyAttestation,
  PasskeyCreation,
  ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError, invalid, notFound, violates } from '../../platform/errors.ts';
import type { Filter } from '../../platform/mongo.ts';
import type { Sessions } from '../../platform/sessions/sessions.ts';
import { type Account, changeAccount } from './account.ts';
import type { Challenges } from './challenges.ts';
import { codesFor, createFactorChange, lastFactor, toPasskey, withoutFactor } from './factors.service.ts';
import type { FactorRules } from './factor-rules.ts';
import { wrongState } from './failures.ts';
import type { Letters } from './letters.ts';
import type { Passkeys } from './passkeys.ts';
import { ownAccount } from './prove.service.ts';

type Deps = {
  sessions: Pick<Sessions<Actor>, 'endAll'>;
  challenges: Challenges;
  passkeys: Passkeys;
  letters: Letters;
  rules: FactorRules;
};
type View = ViewOf<typeof PasskeyView>;

const most = 10;
const holderOf = ({ sessionId }: Actor) =>
  ({ purpose: 'new-passkey', secret: sessionId.toHexString() }) as const;

const alreadyKept = (error: unknown): never => {
  if (!violates(error, 'uniq_passkey')) throw error;
  throw new AppError('already-exists', 'This passkey is in use already.');
};

const fewerThanMost = (): Filter<Account> => ({ [`security.passkeys.${most - 1}`]: { $exists: false } });

const keysOf = ({ security }: Account) => security?.passkeys ?? [];
const keyOf = (account: Account, passkeyId: string) => {
  const key = keysOf(account).find(({ id }) => id.toHexString() === passkeyId);
  if (key === undefined) throw notFound();
  return key;
};

/** A key goes, and with the last one the factor; the last factor stays where one is required. */
const createRemoval =
  (apply: ReturnType<typeof createFactorChange>, rules: FactorRules) =>
  async (actor: Actor, passkeyId: string): Promise<{ id: string }> => {
    const account = await ownAccount(actor);
    const key = keyOf(account, passkeyId);
    const kept = keysOf(account).length;
    const { left, unset } = withoutFactor(account, 'passkey');
    const isLast = kept === 1 && left.length === 0;
    if (isLast && (await rules.isRequiredFor(account))) throw lastFactor();
    await apply(actor, account, {
      filter: {
        'security.passkeys.id': key.id,
        // As many as were counted: two removals at once cannot take the last two.
        'security.passkeys': { $size: kept },
        secondFactors: account.secondFactors ?? [],
      },
      update: {
        $pull: { 'security.passkeys': { id: key.id } },
        ...(kept === 1 ? { $set: { secondFactors: left } } : {}),
        ...(isLast ? { $unset: unset } : {}),
      },
      change: 'disabled',
    });
    return { id: passkeyId };
  };

/** The passkeys of the signed-in person. */
export const createPasskeysService = ({ sessions, challenges, passkeys, letters, rules }: Deps) => {
  const apply = createFactorChange({ sessions, letters });

  return {
    list: async (actor: Actor): Promise<View[]> => keysOf(await ownAccount(actor)).map(toPasskey),

    options: async (actor: Actor): Promise<ViewOf<typeof PasskeyCreation>> => {
      const account = await ownAccount(actor);
      if (keysOf(account).length >= most) throw wrongState(`At most ${most} passkeys: take one away first.`);
      const options = await passkeys.creation(account);
      await challenges.keep(holderOf(actor), { userId: actor.userId, signs: options.challenge });
      return options;
    },

    add: async (actor: Actor, { name, attestation }: { name: string; attestation: PasskeyAttestation }) => {
      const { signs = '' } = await challenges.take(holderOf(actor));
      const account = await ownAccount(actor);
      const passkey = await passkeys.made(attestation, { challenge: signs, name });
      if (passkey === undefined) throw invalid([{ path: 'attestation', message: 'passkey' }]);
      const { codes, set } = codesFor(account);
      await apply(actor, account, {
        filter: fewerThanMost(),
        update: {
          $push: { 'security.passkeys': passkey },
          $addToSet: { secondFactors: 'passkey' },
          ...(codes.length === 0 ? {} : { $set: set }),
        },
        change: 'enabled',
      }).catch(alreadyKept);
      return { passkey: toPasskey(passkey), recoveryCodes: codes };
    },

    rename: async (actor: Actor, passkeyId: string, name: string): Promise<View> => {
      const key = keyOf(await ownAccount(actor), passkeyId);
      const filter = { _id: actor.userId, 'security.passkeys.id': key.id };
      if (!(await changeAccount(filter, { $set: { 'security.passkeys.$.name': name } }))) throw notFound();
      return toPasskey({ ...key, name });
    },

    remove: createRemoval(apply, rules),
  };
};
