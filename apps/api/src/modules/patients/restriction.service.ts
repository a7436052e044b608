import {
  type BodyOf,
  type breakGlass,
  type changeRestriction,
  emergencyMinutes,
  type Restriction,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { noteForAudit } from '../../platform/audit/audit-call.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { editRecord } from '../../platform/stale.ts';
import { emergencyAccesses } from './emergency-access.model.ts';
import { type PatientDoc, PatientModel } from './patient.model.ts';

/** Which of some people work in the clinic. */
export type MembersAmong = (
  clinicId: Types.ObjectId,
  userIds: readonly Types.ObjectId[],
) => Promise<readonly { _id: Types.ObjectId }[]>;

type Deps = { clock: Clock; membersAmong: MembersAmong };
type View = ViewOf<typeof Restriction>;
type Facts = Pick<PatientDoc, '_id' | 'isRestricted' | 'treatingUserIds' | 'rev'>;

const shownEmergencies = 50;
const fields = { isRestricted: 1, treatingUserIds: 1, rev: 1 } as const;

// Without the policy of the chart itself: whoever asks here is about to say why, or decides who may open it.
const factsOf = async ({ clinicId }: Actor, patientId: string): Promise<Facts> => {
  const found = await PatientModel.findOne(
    { clinicId, _id: new Types.ObjectId(patientId) },
    fields,
  ).lean<Facts>();
  if (found === null) throw notFound();
  return found;
};

const view = async ({ clinicId }: Actor, doc: Facts): Promise<View> => {
  const rows = await emergencyAccesses()
    .find({ clinicId, patientId: doc._id })
    .sort({ at: -1 })
    .limit(shownEmergencies)
    .toArray();
  return {
    isRestricted: doc.isRestricted === true,
    treatingUserIds: (doc.treatingUserIds ?? []).map((id) => id.toHexString()),
    emergencies: rows.map(({ at, until, by, reason }) => ({
      at: at.toISOString(),
      until: until.toISOString(),
      by,
      reason,
    })),
    rev: doc.rev,
  };
};

export const createRestrictionService = ({ clock, membersAmong }: Deps) => {
  const assertMembers = async ({ clinicId }: Actor, ids: readonly Types.ObjectId[]): Promise<void> => {
    const known = ids.length === 0 ? [] : await membersAmong(clinicId, ids);
    if (ids.some((id) => !known.some(({ _id }) => _id.equals(id))))
      throw invalid([{ path: 'treatingUserIds', message: 'unknown' }]);
  };

  return {
    restriction: async (actor: Actor, patientId: string): Promise<View> =>
      view(actor, await factsOf(actor, patientId)),

    restrict: async (
      actor: Actor,
      patientId: string,
      { rev, isRestricted, treatingUserIds }: BodyOf<typeof changeRestriction>,
    ): Promise<View> => {
      const treating = treatingUserIds?.map((id) => new Types.ObjectId(id));
      await assertMembers(actor, treating ?? []);
      const identity = { _id: new Types.ObjectId(patientId), clinicId: actor.clinicId };
      const values = { isRestricted, treatingUserIds: treating };
      return view(
        actor,
        await editRecord<PatientDoc>(PatientModel, identity, { actor, at: clock.now(), rev, values }),
      );
    },

    /** Opens a restricted chart to this session for an hour; the reason is kept before anything is shown. */
    breakGlass: async (
      actor: Actor,
      patientId: string,
      { reason }: BodyOf<typeof breakGlass>,
    ): Promise<{ until: string }> => {
      const { _id, isRestricted } = await factsOf(actor, patientId);
      if (isRestricted !== true) throw new AppError('wrong-state', 'This chart is not restricted.');
      const at = clock.now();
      const until = new Date(at.getTime() + emergencyMinutes * 60_000);
      const { clinicId, userId, sessionId, displayName: by } = actor;
      const access = { _id: new Types.ObjectId(), clinicId, patientId: _id, userId, sessionId };
      noteForAudit({ reason });
      await emergencyAccesses().insertOne({ ...access, by, reason, at, until });
      return { until: until.toISOString() };
    },
  };
};
export type RestrictionService = ReturnType<typeof createRestrictionService>;
