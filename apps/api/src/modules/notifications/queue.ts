import type { MessageTemplate } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Tx, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { messages } from './message.model.ts';
import { createRows, type MessageOrder, type Sender } from './message-order.ts';

export type SenderPort = { senderOf: (clinicId: Types.ObjectId, tx: Tx | undefined) => Promise<Sender> };

type Deps = {
  clock: Clock;
  box: SecretBox;
  secret: string;
  publicUrl: string;
  clinics: SenderPort;
  wake: () => void;
};

export const createQueue = ({ clinics, wake, ...deps }: Deps) => {
  const rowOf = createRows(deps);

  /**
   * Writes a message in the transaction of the change that causes it: both are there after a crash, or neither.
   * Two store commands. It leaves soon after the commit, at least once and normally exactly once.
   */
  return async <K extends MessageTemplate>(tx: Tx | undefined, order: MessageOrder<K>): Promise<void> => {
    const { clinicId } = order;
    const sender = await clinics.senderOf(clinicId, tx);
    const row = rowOf(order, sender);
    // An upsert and not an insert: a duplicate key would abort the caller's whole transaction.
    await runInClinic(clinicId, () =>
      messages().updateOne(
        { clinicId, onceKey: row.onceKey },
        { $setOnInsert: row },
        { upsert: true, ...(tx === undefined ? {} : { session: tx.session }) },
      ),
    );
    if (tx === undefined) wake();
    else tx.session.once('ended', wake);
  };
};
export type Queue = ReturnType<typeof createQueue>;
