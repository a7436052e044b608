import { randomBytes } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { CookieChange } from '../../platform/http/cookies.ts';
import type { Types } from '../../platform/mongo.ts';
import { sha256 } from '../../platform/sessions/tokens.ts';
import { type ChallengeDoc, challengeRows, type Purpose } from './challenge.model.ts';

const minutes = 5;
const mostTries = 5;

export const signInExpired = (): AppError =>
  new AppError('sign-in-expired', 'This took too long. Sign in from the start.');

type Content = { userId?: Types.ObjectId; signs?: string };
/** Who holds a challenge: a secret of this browser's cookie, or the session of somebody signed in. */
type Holder = { purpose: Purpose; secret: string };

export const clearedChallenge: CookieChange = { name: 'challenge', value: '', maxAgeSeconds: 0 };

const idOf = ({ purpose, secret }: Holder): string => `${purpose}:${sha256(secret)}`;

/** Steps between two requests: short-lived, bound to their holder, counted, and used up by success. */
export const createChallenges = (clock: Clock) => {
  const alive = (holder: Holder) => ({ _id: idOf(holder), expiresAt: { $gt: clock.now() } });

  const keep = async (holder: Holder, content: Content): Promise<Date> => {
    const expiresAt = new Date(clock.now().getTime() + minutes * 60_000);
    const row = { ...content, tries: 0, expiresAt };
    await challengeRows().replaceOne({ _id: idOf(holder) }, row, { upsert: true });
    return expiresAt;
  };

  return {
    keep,
    /** Begins one whose holder is this browser: answers the cookie that carries the secret. */
    begin: async (purpose: Purpose, content: Content) => {
      const secret = randomBytes(32).toString('base64url');
      const expiresAt = await keep({ purpose, secret }, content);
      const cookie: CookieChange = { name: 'challenge', value: secret, maxAgeSeconds: minutes * 60 };
      return { expiresAt, cookie };
    },

    /** Spends one of five tries; counted before it is made, so that many at once cannot pass together. */
    spendTry: async (holder: Holder): Promise<ChallengeDoc> => {
      const filter = { ...alive(holder), tries: { $lt: mostTries } };
      const found = await challengeRows().findOneAndUpdate(
        filter,
        { $inc: { tries: 1 } },
        { returnDocument: 'after' },
      );
      if (found === null) throw signInExpired();
      return found;
    },

    /** Adds what a passkey must sign. */
    mustSign: async (holder: Holder, signs: string): Promise<ChallengeDoc> => {
      const found = await challengeRows().findOneAndUpdate(
        alive(holder),
        { $set: { signs } },
        { returnDocument: 'after' },
      );
      if (found === null) throw signInExpired();
      return found;
    },

    find: async (holder: Holder): Promise<ChallengeDoc> => {
      const found = await challengeRows().findOne(alive(holder));
      if (found === null) throw signInExpired();
      return found;
    },

    /** Uses it up: of two who succeed at once, one does. */
    take: async (holder: Holder): Promise<ChallengeDoc> => {
      const found = await challengeRows().findOneAndDelete(alive(holder));
      if (found === null) throw signInExpired();
      return found;
    },
  };
};
export type Challenges = ReturnType<typeof createChallenges>;
