import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { PatientSummaryView } from './patient.mapper.ts';
import type { PatientDoc } from './patient.model.ts';
import { emergencyAccesses } from './emergency-access.model.ts';

/** What decides whether a chart is open: charts of well-known people and of colleagues are not, to everybody. */
export type Guarded = Pick<PatientDoc, '_id' | 'isRestricted' | 'treatingUserIds'>;

/** Whether somebody may open a chart without an emergency. */
export const mayOpen = ({ rights, userId }: Actor, { isRestricted, treatingUserIds }: Guarded): boolean =>
  isRestricted !== true ||
  rights.has('patients:restricted') ||
  (treatingUserIds ?? []).some((id) => id.equals(userId));

const hidden = '••••';

/** A row of a list as somebody may see it: of a restricted chart they learn that there is one. */
export const shownTo = (actor: Actor, doc: Guarded, summary: PatientSummaryView): PatientSummaryView => {
  if (doc.isRestricted !== true) return summary;
  if (mayOpen(actor, doc)) return { ...summary, isRestricted: true };
  const { id, recordNumber, status } = summary;
  return { id, recordNumber, status, fullName: hidden, phone: hidden, isRestricted: true };
};

const restricted = (): AppError =>
  new AppError('restricted', 'This chart is restricted. In an emergency it opens with a reason.');

/** Throws `restricted` unless the chart is open to the actor, by right, by treating, or by an emergency of theirs. */
export const createAccessPolicy =
  (clock: Clock) =>
  async (actor: Actor, doc: Guarded): Promise<void> => {
    if (mayOpen(actor, doc)) return;
    const { clinicId, sessionId } = actor;
    const access = await emergencyAccesses().findOne(
      { clinicId, patientId: doc._id, sessionId, until: { $gt: clock.now() } },
      { projection: { _id: 1 } },
    );
    if (access === null) throw restricted();
  };
export type AccessPolicy = ReturnType<typeof createAccessPolicy>;
