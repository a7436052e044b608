import type { Clock } from '../../platform/clock.ts';
import { type Filter, inTransaction } from '../../platform/mongo.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { rememberedPasswords } from '../../platform/password.rules.ts';
import { type Account, changeAccount } from './account.ts';
import type { Letters } from './letters.ts';

/** Keeps a new password and tells its owner; false when the account is no longer as `filter` says. */
export const createPasswordStore =
  ({ clock, letters }: { clock: Clock; letters: Letters }) =>
  async (account: Account, password: string, filter: Filter<Account>): Promise<boolean> => {
    const passwordHash = await hashPassword(password);
    const { passwordHash: old, security } = account;
    const history = [...new Set([...(security?.passwordHistory ?? []), old, passwordHash])];
    const update = {
      $set: {
        passwordHash,
        'security.passwordHistory': history.slice(-rememberedPasswords),
        passwordChangedAt: clock.now(),
        mustChangePassword: false,
      },
      // A link that was asked for before is for a password that is no more.
      $unset: { 'security.reset': 1 as const },
    };
    return inTransaction(async (tx) => {
      if (!(await changeAccount({ ...filter, _id: account._id }, update, tx))) return false;
      await letters.tell(
        'password-changed',
        { tx, person: account },
        { params: (happened) => happened, secretParams: {} },
      );
      return true;
    });
  };
export type KeepPassword = ReturnType<typeof createPasswordStore>;
