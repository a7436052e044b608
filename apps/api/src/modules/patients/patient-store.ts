import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { stale } from '../../platform/stale.ts';
import { type AccessPolicy } from './access-policy.ts';
import { changedEvent } from './patient-draft.ts';
import { type PatientDoc, PatientModel, patients } from './patient.model.ts';

/** What to write; undefined when the record already is as it should be. */
type Alteration = { set?: object; unset?: readonly string[]; fields: readonly string[] } | undefined;
type Who = { actor: Actor; patientId: string };

const attempts = 5;
/** How many changes a record tells of. */
export const rememberedChanges = 20;
const withoutHistory = { changes: 0, outbox: 0 } as const;

/** 409: the record was merged into another and lives on only there. */
export const wasMerged = (): AppError =>
  new AppError('wrong-state', 'This record was merged into another one.');

export const createPatientStore = (clock: Clock, assertOpen: AccessPolicy) => {
  /** The record, or 404; a restricted one only to those to whom it is open. */
  const read = async ({ actor, patientId }: Who): Promise<PatientDoc> => {
    const found = await PatientModel.findOne(
      { clinicId: actor.clinicId, _id: new Types.ObjectId(patientId) },
      withoutHistory,
    ).lean<PatientDoc>();
    if (found === null) throw notFound();
    await assertOpen(actor, found);
    return found;
  };

  const write = async (
    actor: Actor,
    current: PatientDoc,
    { set, unset, fields }: NonNullable<Alteration>,
  ) => {
    const at = clock.now();
    const rev = current.rev + 1;
    const entry = { rev, at, by: actor.displayName, fields: [...fields] };
    const cleared = Object.fromEntries((unset ?? []).map((field) => [field, 1 as const]));
    return patients().findOneAndUpdate(
      { clinicId: actor.clinicId, _id: current._id, rev: current.rev },
      {
        $set: { ...set, updatedAt: at, rev },
        ...(unset === undefined ? {} : { $unset: cleared }),
        $push: {
          changes: { $each: [entry], $slice: -rememberedChanges },
          outbox: changedEvent(current._id, { seq: rev, at }),
        },
      },
      { projection: withoutHistory, returnDocument: 'after' },
    );
  };

  return {
    read,
    /**
     * Changes what nobody typed into a form (status, photo): decided on the record as it is, repeated when
     * somebody else was faster. The fact is written in the same document.
     */
    alter: async (who: Who, decide: (current: PatientDoc) => Alteration): Promise<PatientDoc> => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const current = await read(who);
        if (current.status === 'merged') throw wasMerged();
        const alteration = decide(current);
        if (alteration === undefined) return current;
        const changed = await write(who.actor, current, alteration);
        if (changed !== null) return changed;
      }
      const current = await read(who);
      throw stale(current, current.rev);
    },
  };
};
export type PatientStore = ReturnType<typeof createPatientStore>;
