import type { ClientSession } from './mongo.ts';
import { SequenceModel } from './sequence.model.ts';

/**
 * Takes `count` numbers that nobody else will ever get and answers the first of them. Numbers of an
 * aborted transaction may be lost; they are never given twice.
 */
export const takeNumbers = async (name: string, count = 1, session?: ClientSession): Promise<number> => {
  const after = await SequenceModel.findOneAndUpdate(
    { _id: name },
    { $inc: { value: count } },
    { upsert: true, returnDocument: 'after', ...(session === undefined ? {} : { session }) },
  ).lean();
  return (after?.value ?? count) - count + 1;
};
