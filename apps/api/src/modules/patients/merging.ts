import type { BodyOf, mergePatients } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { given } from '../../platform/given.ts';
import { AppError, invalid, notFound, violates } from '../../platform/errors.ts';
import { type ClientSession, inTransaction, type Tx, Types } from '../../platform/mongo.ts';
import { publish } from '../../platform/outbox/outbox.ts';
import type { Seal } from '../../platform/crypto/field-cipher.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { BlindIndex } from './blind-index.ts';
import { namesOf } from './identity.rules.ts';
import { differencesOf, isUndoable, linksToItself, takenOver, visitDatesOf } from './merge.rules.ts';
import { patientMerges, type MergeDoc } from './patient-merge.model.ts';
import { changedEvent } from './patient-draft.ts';
import { type PatientVault, sealField } from './patient-secrets.ts';
import { type PatientDoc, patients } from './patient.model.ts';
import { rememberedChanges, wasMerged } from './patient-store.ts';
import { PatientsMerged } from './patients.events.ts';
import type { VisitsOfPatient } from './visits-of-patient.ts';
import { relinkWards } from './wards.ts';

type Pair = { survivor: PatientDoc; duplicate: PatientDoc };
type Body = BodyOf<typeof mergePatients>;
type Deps = {
  clock: Clock;
  visits: VisitsOfPatient;
  blindIndex: BlindIndex;
  vault: PatientVault;
  assertOpen: AccessPolicy;
};

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

const assertBothOpen = async (
  { assertOpen }: Pick<Deps, 'assertOpen'>,
  actor: Actor,
  { survivor, duplicate }: Pair,
): Promise<void> => {
  await assertOpen(actor, survivor);
  await assertOpen(actor, duplicate);
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

type Guardian = PatientDoc['guardian'];

/** A guardian without a link that would make the survivor its own guardian. */
const withoutSelf = (guardian: Guardian, { survivor, duplicate }: Pair): Guardian => {
  const both = [survivor._id.toHexString(), duplicate._id.toHexString()];
  if (!guardian || !linksToItself(guardian.patientId?.toHexString(), both)) return guardian;
  const { patientId: _itself, ...rest } = guardian;
  return rest;
};

type Taken = ReturnType<typeof takenOver>;

/** What is taken over belongs to the survivor now and is sealed as that record's own. */
const sealedTaken = (
  over: Taken,
  guardian: PatientDoc['guardian'],
  sealing: { seal: Seal; id: Types.ObjectId },
) => {
  const { cpf, notes } = over;
  return {
    ...over,
    ...(typeof cpf === 'string' ? { cpf: sealField(sealing, 'cpf', cpf) } : {}),
    ...(typeof notes === 'string' ? { notes: sealField(sealing, 'notes', notes) } : {}),
    ...('guardian' in over && guardian
      ? { guardian: { ...guardian, ...given({ cpf: sealField(sealing, 'guardian.cpf', guardian.cpf) }) } }
      : {}),
  };
};

const survivorAfter = async (pair: Pair, { blindIndex, vault, actor: { clinicId } }: Writing) => {
  const [survivor, duplicate] = await Promise.all([vault.clear(pair.survivor), vault.clear(pair.duplicate)]);
  const over = takenOver(survivor, duplicate);
  const cpf = 'cpf' in over && typeof over.cpf === 'string' ? over.cpf : undefined;
  const sealing = { seal: await vault.sealer(clinicId), id: survivor._id };
  const socialName = typeof over.socialName === 'string' ? over.socialName : survivor.socialName;
  const set = {
    ...given({ guardian: withoutSelf(pair.survivor.guardian, pair) }),
    ...sealedTaken(over, withoutSelf(duplicate.guardian, pair), sealing),
    ...namesOf({ firstName: survivor.firstName, lastName: survivor.lastName, socialName }),
    ...(cpf === undefined ? {} : { cpfHash: blindIndex(clinicId, cpf) }),
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
  await assertBothOpen(writing, actor, before);
  assertMergeable(before);
  const _id = new Types.ObjectId();
  const mergeId = _id.toHexString();
  const { survivorId, duplicateId } = body;
  // The duplicate leaves first: its CPF must be free before the survivor can take it over.
  const gone = { status: 'merged', mergedInto: before.survivor._id };
  const duplicate = await write(before.duplicate, { set: gone, fields: ['status'] }, writing);
  const survivor = await write(before.survivor, await survivorAfter(before, writing), writing);
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
  await assertBothOpen(writing, actor, now);
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
  const { clock, visits, vault } = deps;
  return {
    /** What a merge would keep, give up and move; nothing is saved. */
    preview: async (actor: Actor, body: Body) => {
      assertTwo(body);
      const pair = await readPair(actor, body);
      await assertBothOpen(deps, actor, pair);
      assertMergeable(pair);
      const movedVisits = await visits.count(body.duplicateId);
      const [kept, dropped] = await Promise.all([vault.clear(pair.survivor), vault.clear(pair.duplicate)]);
      return { ...pair, fields: differencesOf(kept, dropped), movedVisits };
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
