import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/mongo.ts';
import type { CallInfo } from '../../platform/http/route.ts';
import { spend } from '../../platform/http/limits.ts';
import type { Sessions } from '../../platform/sessions/sessions.ts';
import { refuseDuplicates } from '../../platform/unique.ts';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { type Account, accounts, changeAccount } from './account.ts';
import type { Requests } from './account-requests.ts';
import { linkInvalid } from './failures.ts';
import type { Guessing } from './guessing.ts';
import type { Letters } from './letters.ts';
import { hashOfToken, newLink } from './links.ts';
import type { PasswordPolicy } from './password-policy.ts';
import type { KeepPassword } from './password-store.ts';
import { ownAccount } from './prove.service.ts';

type Deps = {
  clock: Clock;
  sessions: Pick<Sessions<Actor>, 'endAll'>;
  guessing: Pick<Guessing, 'forgive'>;
  policy: PasswordPolicy;
  keepPassword: KeepPassword;
  letters: Letters;
  requests: Pick<Requests, 'ask'>;
  /** What one address, and one account from there, may ask for by mail. */
  limits: { mailsPerAddress: RateLimiterAbstract; mailsPerAccount: RateLimiterAbstract };
};

const confirmHours = 24;

const createWithLink =
  (clock: Clock) =>
  async (kind: 'reset' | 'emailChange', hash: string): Promise<Account> => {
    const filter = { [`security.${kind}.hash`]: hash, [`security.${kind}.until`]: { $gt: clock.now() } };
    const account = await accounts().findOne(filter);
    if (account === null) throw linkInvalid();
    return account;
  };

type Steps = {
  spendMail: (address: string, email: string) => Promise<void>;
  spendTry: (info: CallInfo) => Promise<void>;
  withLink: ReturnType<typeof createWithLink>;
};

/** Another address for a login, once its owner has opened the link. */
const createEmailChange = (
  { clock, letters }: Pick<Deps, 'clock' | 'letters'>,
  { spendMail, spendTry, withLink }: Steps,
) => ({
  /** The new address counts when its owner has opened the link: until then nothing changes. */
  askForEmail: async (actor: Actor, email: string, info: CallInfo): Promise<{ isAccepted: true }> => {
    await spendMail(info.address, email);
    const account = await ownAccount(actor);
    const { path, hash } = newLink('/confirm-email');
    const until = new Date(clock.now().getTime() + confirmHours * 3_600_000);
    await inTransaction(async (tx) => {
      const change = { $set: { 'security.emailChange': { email, hash, until } } };
      await changeAccount({ _id: account._id }, change, tx);
      await letters.tell(
        'email-change-confirm',
        { tx, person: account },
        {
          params: () => ({ hours: confirmHours }),
          secretParams: { path },
          email,
          lapsesAt: until,
        },
      );
    });
    return { isAccepted: true };
  },

  confirmEmail: async (token: string, info: CallInfo): Promise<{ isChanged: true }> => {
    await spendTry(info);
    const hash = hashOfToken(token);
    const account = await withLink('emailChange', hash);
    const email = account.security?.emailChange?.email ?? account.email;
    await inTransaction(async (tx) => {
      const isMine = await changeAccount(
        { _id: account._id, 'security.emailChange.hash': hash },
        // A link for a new password went to the old address.
        { $set: { email }, $unset: { 'security.emailChange': 1, 'security.reset': 1 } },
        tx,
      );
      if (!isMine) throw linkInvalid();
      // To the old address: whoever is being robbed of the account must hear of it.
      await letters.tell(
        'email-changed',
        { tx, person: account },
        { params: (happened) => happened, secretParams: {} },
      );
    }).catch(refuseDuplicates({ uniq_email: 'email' }));
    return { isChanged: true };
  },
});

/** What goes by a link in a mail: a new password, a new address. */
export const createRecoveryService = (deps: Deps) => {
  const { clock, sessions, guessing, policy, keepPassword, requests, limits } = deps;

  const spendMail = async (address: string, email: string): Promise<void> => {
    await spend(limits.mailsPerAddress, address);
    await spend(limits.mailsPerAccount, `${email}|${address}`);
  };
  const spendTry = (info: CallInfo): Promise<void> => spend(limits.mailsPerAddress, `try|${info.address}`);

  const withLink = createWithLink(clock);

  return {
    forgot: async (email: string, info: CallInfo): Promise<{ isAccepted: true }> => {
      await spendMail(info.address, email);
      await requests.ask('password-reset', email);
      return { isAccepted: true };
    },

    /** A bad password leaves the link as it is; a good one uses it up. Nobody is signed in by it. */
    reset: async (
      { token, newPassword }: { token: string; newPassword: string },
      info: CallInfo,
    ): Promise<{ isChanged: true }> => {
      await spendTry(info);
      const hash = hashOfToken(token);
      const account = await withLink('reset', hash);
      await policy.assertGoodFor(account, newPassword);
      if (!(await keepPassword(account, newPassword, { 'security.reset.hash': hash }))) throw linkInvalid();
      await sessions.endAll(account._id, 'password-changed');
      await guessing.forgive(account.email);
      return { isChanged: true };
    },

    ...createEmailChange(deps, { spendMail, spendTry, withLink }),
  };
};
