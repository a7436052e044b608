import { createHmac } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { tooMany } from '../../platform/http/limits.ts';
import type { SignInLimits } from '../../platform/sign-in-limits.ts';
import type { Requests } from './account-requests.ts';
import { failureRows } from './sign-in-failure.model.ts';

/** The password, or what comes after it: counted apart, so that a right password gives no new tries for a code. */
type Step = 'first' | 'second';
export type Attempt = { step: Step; email: string; address: string; device: string | undefined };

type Deps = {
  clock: Clock;
  limits: SignInLimits;
  secret: string;
  /** Failures in a row after which only a known browser or a new password leads in (NIST SP 800-63B-4, 3.2.2). */
  inARow: number;
  requests: Pick<Requests, 'ask'>;
};

const comeBackAfterMs = 3_600_000;

/**
 * What stands between somebody who guesses and an account: tries per account and place, and failures in a row per
 * account wherever they come from. All counted before they are made; success alone starts anew.
 */
export const createGuessing = ({ clock, limits, secret, inARow, requests }: Deps) => {
  const idOf = (email: string): string =>
    createHmac('sha256', secret).update(`sign-in-failures:${email}`).digest('base64url');

  const count = async (email: string): Promise<number> => {
    const row = await failureRows().findOneAndUpdate(
      { _id: idOf(email) },
      { $inc: { count: 1 }, $set: { at: clock.now() } },
      { upsert: true, returnDocument: 'after' },
    );
    return row?.count ?? 1;
  };

  const forgive = async (email: string): Promise<void> => {
    await failureRows().deleteOne({ _id: idOf(email) });
  };

  const counted = ({ step, email, ...from }: Attempt) => ({
    ...from,
    email: step === 'first' ? email : `second|${email}`,
  });

  return {
    /** Spends a try or throws `too-many-requests`. */
    begin: async (attempt: Attempt): Promise<void> => {
      await limits.assertMayTry(counted(attempt));
      if ((await count(attempt.email)) > inARow && attempt.device === undefined)
        throw tooMany(comeBackAfterMs);
    },
    /** Whoever has used up the tries of an account from one place: its owner is told. */
    failed: async (attempt: Attempt): Promise<void> => {
      if (await limits.noteFailure(counted(attempt))) await requests.ask('too-many-failures', attempt.email);
    },
    halfWay: (attempt: Attempt): Promise<void> => limits.noteFirstStep(counted(attempt)),
    succeeded: async (attempt: Attempt): Promise<void> => {
      await Promise.all([
        limits.noteSuccess(counted(attempt)),
        limits.forget(counted({ ...attempt, step: 'first' })),
        forgive(attempt.email),
      ]);
    },
    forgive,
  };
};
export type Guessing = ReturnType<typeof createGuessing>;
