import { violates } from '../errors.ts';
import { connection, type Types } from '../mongo.ts';
import type { EmbeddedEvent } from './events.ts';
import { OutboxModel } from './outbox.model.ts';

const batch = 100;

type Carrier = { _id: Types.ObjectId; clinicId: Types.ObjectId; outbox: EmbeddedEvent[] };

/**
 * Moves the embedded events of some documents into the outbox, inserted first and removed after, so that a
 * crash repeats and never loses; answers whether more are left.
 */
export const drainCarrier = async (name: string): Promise<boolean> => {
  const collection = connection().collection<Carrier>(name);
  const carriers = await collection
    .find({ 'outbox.at': { $exists: true } }, { projection: { clinicId: 1, outbox: 1 }, limit: batch })
    .toArray();
  for (const carrier of carriers) await moveRows(name, carrier);
  return carriers.length === batch;
};

const moveRows = async (name: string, carrier: Carrier): Promise<void> => {
  const rows = carrier.outbox.map(({ id, ...event }) => ({
    _id: id,
    clinicId: carrier.clinicId,
    aggregateType: name,
    aggregateId: carrier._id.toHexString(),
    ...event,
    state: 'pending' as const,
    attempts: 0,
    nextAt: event.at,
  }));
  await OutboxModel.collection.insertMany(rows, { ordered: false }).catch((error: unknown) => {
    if (!violates(error, '_id_')) throw error;
  });
  await connection()
    .collection<Carrier>(name)
    .updateOne({ _id: carrier._id }, {
      $pull: { outbox: { id: { $in: rows.map((row) => row._id) } } },
    } as never);
};
