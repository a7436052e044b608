import type { Actor } from '../../platform/actor.ts';
import type { AnyBulkWriteOperation, Tx, Types } from '../../platform/mongo.ts';
import { changedEvent } from './patient-draft.ts';
import { type PatientDoc, patients } from './patient.model.ts';
import { rememberedChanges } from './patient-store.ts';

type Writing = { tx: Tx; actor: Actor; at: Date };
type Link = { from: Types.ObjectId; to: Types.ObjectId };

const relink = (
  ward: PatientDoc,
  to: Types.ObjectId,
  { actor, at }: Writing,
): AnyBulkWriteOperation<PatientDoc> => {
  const rev = ward.rev + 1;
  const entry = { rev, at, by: actor.displayName, fields: ['guardian'] };
  return {
    updateOne: {
      filter: { clinicId: actor.clinicId, _id: ward._id, rev: ward.rev },
      update: {
        $set: { 'guardian.patientId': to, updatedAt: at, rev },
        $push: {
          changes: { $each: [entry], $slice: -rememberedChanges },
          outbox: changedEvent(ward._id, { seq: rev, at }),
        },
      },
    },
  };
};

/**
 * Those whose guardian is one record name the other instead; `among` limits them. Answers who they are. An edit of one
 * of them meanwhile repeats the transaction: both write the same document.
 */
export const relinkWards = async (
  { from, to }: Link,
  writing: Writing,
  among?: readonly Types.ObjectId[],
): Promise<Types.ObjectId[]> => {
  const { clinicId } = writing.actor;
  const { session } = writing.tx;
  const limits = among === undefined ? { $nin: [from, to] } : { $in: [...among] };
  const wards = await patients()
    .find({ clinicId, 'guardian.patientId': from, _id: limits }, { session })
    .toArray();
  if (wards.length > 0)
    await patients().bulkWrite(
      wards.map((ward) => relink(ward, to, writing)),
      { session },
    );
  return wards.map(({ _id }) => _id);
};
