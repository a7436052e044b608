import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { inTransaction, type Tx, Types } from '../../platform/mongo.ts';
import { type Account, accountByEmail, activeClinicOf } from './account.ts';
import { type RequestDoc, type RequestKind, requestRows } from './account-request.model.ts';

type Handlers = Record<RequestKind, (tx: Tx, account: Account) => Promise<void>>;
type Deps = { clock: Clock; logger: Logger; handlers: Handlers };

const mostTries = 5;

/**
 * What strangers may ask for about an account. Asking writes one row, whether there is such an account or not; whether
 * there is one is looked up later, so that neither the answer nor its time can tell.
 */
export const createAccountRequests = ({ clock, logger, handlers }: Deps) => {
  const handle = (row: RequestDoc): Promise<void> =>
    inTransaction(async (tx) => {
      const { deletedCount } = await requestRows().deleteOne({ _id: row._id }, { session: tx.session });
      const account = deletedCount === 1 ? await accountByEmail(row.email) : null;
      if (account !== null && activeClinicOf(account) !== undefined) await handlers[row.kind](tx, account);
    });

  const attempt = async (row: RequestDoc): Promise<void> => {
    try {
      await handle(row);
    } catch (error) {
      const err = error instanceof Error ? error.name : 'unknown';
      logger.warn({ requestId: row._id.toHexString(), kind: row.kind, err }, 'an account request failed');
    }
  };

  const next = (): Promise<RequestDoc | null> =>
    requestRows().findOneAndUpdate(
      { tries: { $lt: mostTries }, at: { $lte: clock.now() } },
      // Should it fail, it comes back later and not at once.
      { $inc: { tries: 1 }, $set: { at: new Date(clock.now().getTime() + 10_000) } },
      { sort: { at: 1 } },
    );

  return {
    ask: async (kind: RequestKind, email: string): Promise<void> => {
      await requestRows().insertOne({ _id: new Types.ObjectId(), kind, email, at: clock.now(), tries: 0 });
    },
    /** Looks at what was asked; answers how many rows. Safe to run in many processes at once. */
    tick: async (): Promise<number> => {
      let count = 0;
      for (let row = await next(); row !== null; row = await next()) {
        await attempt(row);
        count += 1;
      }
      return count;
    },
  };
};
export type Requests = ReturnType<typeof createAccountRequests>;
