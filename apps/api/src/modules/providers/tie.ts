import { AppError, notFound } from '../../platform/errors.ts';
import type { Tx, Types } from '../../platform/mongo.ts';
import { type ProviderDoc, ProviderModel } from './provider.model.ts';

type Which = { clinicId: Types.ObjectId; providerId: Types.ObjectId };

/** Throws unless the provider is of this clinic and nobody signs in as them. */
export const assertFree = async (clinicId: Types.ObjectId, providerId: Types.ObjectId): Promise<void> => {
  const found = await ProviderModel.findOne({ clinicId, _id: providerId }, { userId: 1 }).lean<
    Pick<ProviderDoc, 'userId'>
  >();
  if (found === null) throw notFound();
  if (found.userId === undefined || found.userId === null) return;
  throw new AppError('already-exists', 'Somebody signs in as this provider already.', {
    issues: [{ path: 'providerId', message: 'alreadyExists' }],
  });
};

/** Ties a provider to whoever signs in as them; one who is tied meanwhile keeps what they have. */
export const tie = async (
  tx: Tx,
  { clinicId, providerId, userId }: Which & { userId: Types.ObjectId },
): Promise<void> => {
  // One provider per person: whoever comes back may be tied to another one already.
  const other = await ProviderModel.collection.findOne({ clinicId, userId }, { session: tx.session });
  if (other !== null) return;
  await ProviderModel.collection.updateOne(
    { clinicId, _id: providerId, userId: { $exists: false } },
    { $set: { userId }, $inc: { rev: 1 } },
    { session: tx.session },
  );
};
