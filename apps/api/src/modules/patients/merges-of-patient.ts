import type { PatientMergeRecord, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Types } from '../../platform/mongo.ts';
import { isUndoable, type Revs } from './merge.rules.ts';
import { type MergeDoc, patientMerges } from './patient-merge.model.ts';
import { patients } from './patient.model.ts';

const mostShown = 50;

const idsOf = (merges: readonly MergeDoc[]): Types.ObjectId[] =>
  merges.flatMap(({ survivorId, duplicateId }) => [survivorId, duplicateId]);

const revsNow = async ({ clinicId }: Actor, merges: readonly MergeDoc[]): Promise<Map<string, number>> => {
  const rows = await patients()
    .find({ clinicId, _id: { $in: idsOf(merges) } }, { projection: { rev: 1 } })
    .toArray();
  return new Map(rows.map(({ _id, rev }) => [_id.toHexString(), rev]));
};

const toRecord = (
  merge: MergeDoc,
  revOf: (id: Types.ObjectId) => number,
): ViewOf<typeof PatientMergeRecord> => {
  const { survivor, duplicate } = merge.before;
  const now: Revs = { survivor: revOf(merge.survivorId), duplicate: revOf(merge.duplicateId) };
  const short = ({ _id, fullName, recordNumber }: typeof survivor) => ({
    id: _id.toHexString(),
    fullName,
    recordNumber,
  });
  return {
    id: merge._id.toHexString(),
    survivor: short(survivor),
    duplicate: short(duplicate),
    movedVisits: merge.movedVisits,
    at: merge.at.toISOString(),
    ...(merge.byName ? { by: merge.byName } : {}),
    ...(merge.undoneAt ? { undoneAt: merge.undoneAt.toISOString() } : {}),
    canUndo: isUndoable(merge, now),
  };
};

/** The merges that a record was part of, newest first, and which of them can still be taken back. */
export const mergesOf = async (
  actor: Actor,
  patientId: string,
): Promise<ViewOf<typeof PatientMergeRecord>[]> => {
  const id = new Types.ObjectId(patientId);
  const merges = await patientMerges()
    .find({ clinicId: actor.clinicId, $or: [{ survivorId: id }, { duplicateId: id }] })
    .sort({ at: -1 })
    .limit(mostShown)
    .toArray();
  const revs = await revsNow(actor, merges);
  return merges.map((merge) => toRecord(merge, (one) => revs.get(one.toHexString()) ?? -1));
};
