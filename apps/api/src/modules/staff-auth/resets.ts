import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/mongo.ts';
import { changeAccount } from './account.ts';
import { forgotPage, type Letters, type Person } from './letters.ts';
import { newLink } from './links.ts';

const minutes = 30;
const failuresLastMinutes = 15;
const hourMs = 3_600_000;

/** Letters that lead back in. */
export const createResets = ({ clock, letters }: { clock: Clock; letters: Letters }) => ({
  /** Sends a link for a new password; an older one is void from now on. */
  start: async (tx: Tx, account: Person): Promise<void> => {
    const { path, hash } = newLink('/reset-password');
    const until = new Date(clock.now().getTime() + minutes * 60_000);
    await changeAccount({ _id: account._id }, { $set: { 'security.reset': { hash, until } } }, tx);
    await letters.tell(
      'password-reset',
      { tx, person: account },
      { params: () => ({ minutes }), secretParams: { path }, lapsesAt: until },
    );
  },

  /** At most one an hour, however many guess. */
  tellOfFailures: (tx: Tx, account: Person): Promise<void> => {
    const hour = Math.floor(clock.now().getTime() / hourMs);
    const cause = `guessing:${account._id.toHexString()}:${hour}`;
    return letters.tell(
      'account-locked-notice',
      { tx, person: account },
      {
        params: (happened) => ({ ...happened, path: forgotPage, minutes: failuresLastMinutes }),
        secretParams: {},
        cause,
      },
    );
  },
});
