import type { Collection, Types } from 'mongoose';
import { notFound } from './errors.ts';

type Store = { collection: Collection };
type Identity = { _id: Types.ObjectId; clinicId: Types.ObjectId };

/** A record of a clinic, without its log of changes; 404 when it is not there or not theirs. */
export const findRecord = async <Doc>(model: Store, identity: Identity): Promise<Doc> => {
  const found = await model.collection.findOne(identity, { projection: { changes: 0 } });
  if (found === null) throw notFound();
  return found as Doc;
};
