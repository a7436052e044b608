import type { BodyOf, mergePatients } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid, notFound, violates } from '../../platform/errors.ts';
import { type ClientSession, inTransaction, type Tx, Types } from '../../platform/mongo.ts';
import { publish } from '../../platform/outbox/outbox.ts';
import type { BlindIndex } from './blind-index.ts';
import { namesOf } from './identity.rules.ts';
import { differencesOf, isUndoable, linksToItself, takenOver, visitDatesOf } from './merge.rules.ts';
import { patientMerges, type MergeDoc } from './patient-merge.model.ts';
import { changedEvent } from './patient-draft.ts';
import { type PatientDoc, patients } from './patient.model.ts';
import { rememberedChanges, wasMerged } from './patient-store.ts';
import { PatientsMerged } from './patients.events.ts';
import type { VisitsOfPatient } from './visits-of-patient.ts';
import { relinkWards } from './wards.ts';

type Pair = { survivor: PatientDoc; duplicate: PatientDoc };
type Body = BodyOf<typeof mergePatients>;
type Deps = { clock: Clock; visits: VisitsOfPatient; blindIndex: BlindIndex };

const readPair = async (
  { clinicId }: Actor,
  { survivorId, duplicateId }: { survivorId: string; duplicateId: string },
  session?: ClientSession,
): Promise<Pair> => {
  const ids = [new Types.ObjectId(survivorId), new Types.ObjectId(duplicateId)];
  const found = await patients()
    .find({ clinicId, _id: { $in: ids } }, session === undefined ? {} : { session })
    .toArray();
  const of = (id: string): PatientDoc | undefined => found.find(({ _id }) => _id.toHexString() === id);
  const [survivor, duplicate] = [of(survivorId), of(duplicateId)];
  if (survivor === undefined || duplicate === undefined) throw notFound();
  return { survivor, duplicate };
};

const assertMergeable = ({ survivor, duplicate }: Pair): void => {
  if (survivor.status === 'merged' || duplicate.status === 'merged') throw wasMerged();
  if (survivor.status !== 'active')
    throw new AppError('wrong-state', 'The record that stays must be an active one.');
};

const assertTwo = ({ survivorId, duplicateId }: Body): void => {
  if (survivorId === duplicateId) throw invalid([{ path: 'duplicateId', message: 'sameRecord' }]);
};

type Writing = Deps & { tx: Tx; actor: Actor; at: Date };

const write = async (
  doc: PatientDoc,
  { set, fields }: { set: object; fields: string[] },
  { tx, actor, at }: Writing,
): Promise<PatientDoc> => {
  const rev = doc.rev + 1;
  const entry = { rev, at, by: actor.displayName, fields };
  const changed = await patients().findOneAndUpdate(
    { clinicId: actor.clinicId, _id: doc._id, rev: doc.rev },
    {
      $set: { ...set, updatedAt: at, rev },
      $push: {
        changes: { $each: [entry], $slice: -rememberedChanges },
        outbox: changedEvent(doc._id, { seq: rev, at }),
      },
    },
    { session: tx.session, returnDocument: 'after' },
  );
  if (changed === null) throw notFound();
  return changed;
};

/** The one guardian of both, without a link that would make the survivor its own guardian. */
const guardianAfter = (
  { survivor, duplicate }: Pair,
  isTaken: boolean,
): Pick<PatientDoc, 'guardian'> | object => {
  const guardian = isTaken ? duplicate.guardian : survivor.guardian;
  const both = [survivor._id.toHexString(), duplicate._id.toHexString()];
  if (!guardian || !linksToItself(guardian.patientId?.toHexString(), both)) return {};
  const { patientId: _itself, ...rest } = guardian;
  return { guardian: rest };
};

const survivorAfter = (pair: Pair, { blindIndex, actor: { clinicId } }: Writing) => {
  const { survivor, duplicate } = pair;
  const over = takenOver(survivor, duplicate);
  const cpf = 'cpf' in over && typeof over.cpf === 'string' ? over.cpf : undefined;
  const socialName = typeof over.socialName === 'string' ? over.socialName : survivor.socialName;
  const set = {
    ...over,
    ...namesOf({ firstName: survivor.firstName, lastName: survivor.lastName, socialName }),
    ...(cpf === undefined ? {} : { cpfHash: blindIndex(clinicId, cpf) }),
    ...guardianAfter(pair, 'guardian' in over),
    ...visitDatesOf(survivor, duplicate),
  };
  return { set, fields: Object.keys(over) };
};

const tell = (merge: MergeDoc, { tx, actor, at }: Writing): Promise<void> =>
  publish(tx, PatientsMerged, {
    clinicId: actor.clinicId,
    aggregate: { type: 'patients', id: merge.duplicateId.toHexString() },
    seq: merge.revs.duplicate,
    at,
    payload: {
      survivorId: merge.survivorId.toHexString(),
      duplicateId: merge.duplicateId.toHexString(),
    },
  });

const mergeIn = async (writing: Writing, body: Body): Promise<{ mergeId: string; survivor: PatientDoc }> => {
  const { tx, actor, at, visits } = writing;
  const before = await readPair(actor, body, tx.session);
  assertMergeable(before);
  const _id = new Types.ObjectId();
  const mergeId = _id.toHexString();
  const { survivorId, duplicateId } = body;
  // The duplicate leaves first: its CPF must be free before the survivor can take it over.
  const gone = { status: 'merged', mergedInto: before.survivor._id };
  const duplicate = await write(before.duplicate, { set: gone, fields: ['status'] }, writing);
  const survivor = await write(before.survivor, survivorAfter(before, writing), writing);
  const movedVisits = await visits.reassign(tx, duplicateId, { to: survivorId, mergeId });
  const wards = await relinkWards({ from: duplicate._id, to: survivor._id }, writing);
  const merge = {
    _id,
    clinicId: actor.clinicId,
    survivorId: survivor._id,
    duplicateId: duplicate._id,
    before,
    revs: { survivor: survivor.rev, duplicate: duplicate.rev },
    movedVisits,
    wards,
    at,
    by: actor.userId,
    byName: actor.displayName,
  };
  await patientMerges().insertOne(merge, { session: tx.session });
  await tell(merge, writing);
  return { mergeId, survivor };
};

// Everything as it was but the number, which only ever grows, and the events still waiting.
const putBack = async (current: PatientDoc, before: PatientDoc, writing: Writing): Promise<PatientDoc> => {
  const { tx, actor, at } = writing;
  const rev = current.rev + 1;
  const entry = { rev, at, by: actor.displayName, fields: ['status'] };
  const outbox = [...current.outbox, changedEvent(current._id, { seq: rev, at })];
  const changes = [...(current.changes ?? []), entry].slice(-rememberedChanges);
  const restored = { ...before, rev, outbox, changes };
  await patients().replaceOne({ clinicId: actor.clinicId, _id: current._id, rev: current.rev }, restored, {
    session: tx.session,
  });
  return restored;
};

const undoIn = async (writing: Writing, mergeId: string): Promise<Pair> => {
  const { tx, actor, at, visits } = writing;
  const merge = await patientMerges().findOneAndUpdate(
    { clinicId: actor.clinicId, _id: new Types.ObjectId(mergeId) },
    { $set: { undoneAt: at } },
    { session: tx.session, returnDocument: 'before' },
  );
  if (merge === null) throw notFound();
  if (merge.undoneAt) throw new AppError('wrong-state', 'This merge was taken back already.');
  const ids = { survivorId: merge.survivorId.toHexString(), duplicateId: merge.duplicateId.toHexString() };
  const now = await readPair(actor, ids, tx.session);
  if (!isUndoable(merge, { survivor: now.survivor.rev, duplicate: now.duplicate.rev }))
    throw new AppError('wrong-state', 'The records were changed after the merge.');
  const survivor = await putBack(now.survivor, merge.before.survivor, writing);
  const duplicate = await putBack(now.duplicate, merge.before.duplicate, writing);
  await visits.restore(tx, mergeId);
  // Whoever was given another guardian since keeps that one.
  await relinkWards({ from: survivor._id, to: duplicate._id }, writing, merge.wards ?? []);
  return { survivor, duplicate };
};

// A CPF that either record let go may be somebody else's by now.
const cpfIsGone = (error: unknown): never => {
  if (!violates(error, 'uniq_cpf')) throw error;
  throw new AppError('wrong-state', 'Another active patient has this CPF by now.');
};

export const createMerging = (deps: Deps) => {
  const { clock, visits } = deps;
  return {
    /** What a merge would keep, give up and move; nothing is saved. */
    preview: async (actor: Actor, body: Body) => {
      assertTwo(body);
      const pair = await readPair(actor, body);
      assertMergeable(pair);
      const movedVisits = await visits.count(body.duplicateId);
      return { ...pair, fields: differencesOf(pair.survivor, pair.duplicate), movedVisits };
    },

    /** Makes two records one, visits included, or changes nothing. */
    merge: (actor: Actor, body: Body): Promise<{ mergeId: string; survivor: PatientDoc }> => {
      assertTwo(body);
      return inTransaction((tx) => mergeIn({ ...deps, tx, actor, at: clock.now() }, body)).catch(cpfIsGone);
    },

    /** Both records as they were, unless somebody has worked on one of them since. */
    undo: (actor: Actor, mergeId: string): Promise<Pair> =>
      inTransaction((tx) => undoIn({ ...deps, tx, actor, at: clock.now() }, mergeId)).catch(cpfIsGone),
  };
};
export type Merging = ReturnType<typeof createMerging>;
