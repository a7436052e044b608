import type { Collection, Model } from 'mongoose';

type Store = { collection: Collection };

/** Creates a record through its schema (defaults, casts, required fields) with the clock's time on it. */
export const insertRecord = async <Doc>(model: Store, values: object, at: Date): Promise<Doc> => {
  const Schema = model as unknown as Model<Record<string, unknown>>;
  const record = new Schema({ ...values, createdAt: at, updatedAt: at });
  await record.save();
  return record.toObject() as Doc;
};
