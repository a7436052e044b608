import { claimsOf } from '@topsmile/scheduling';
import { AppError, violates } from '../../platform/errors.ts';
import { type AnyBulkWriteOperation, type Tx, Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { type AppointmentDoc, appointments, type StoredSegment } from './appointment.model.ts';
import type { PatientForBooking, PatientsPort } from './ports.ts';

type Person = Pick<PatientForBooking, 'id' | 'ord' | 'name' | 'phone'>;
type Deps = { patients: Pick<PatientsPort, 'forBooking'> };

const fieldsOf = ({ id, ord, name, phone }: Person, visit: AppointmentDoc) => {
  const patientId = new Types.ObjectId(id);
  const segments = visit.segments.map(
    (segment): StoredSegment =>
      segment.role === 'patient' ? { ...segment, resId: patientId, ord } : segment,
  );
  const claimed = new Set(claimsOf(segments.map((segment) => ({ ...segment, resId: '' }))));
  // What a squeezed-in visit does not hold of chair and provider it does not hold afterwards either.
  const unclaimed = (visit.unclaimed ?? []).filter((cell) => claimed.has(cell));
  const claims = [...claimed].filter((cell) => !unclaimed.includes(cell));
  return {
    patientId,
    patientOrd: ord,
    patientName: name,
    patientPhone: phone,
    segments,
    ...(visit.claims === undefined ? {} : { claims }),
    ...(unclaimed.length === 0 ? {} : { unclaimed }),
  };
};

const dropped = (visit: AppointmentDoc, fields: ReturnType<typeof fieldsOf>) =>
  visit.unclaimed !== undefined && fields.unclaimed === undefined
    ? { $unset: { unclaimed: '' as const } }
    : {};

const ofPatient = (patientId: string, { session }: Tx): Promise<AppointmentDoc[]> =>
  appointments()
    .find({ clinicId: currentClinicId(), patientId: new Types.ObjectId(patientId) }, { session })
    .toArray();

const busy = (): AppError =>
  new AppError('patient-busy', 'Both records have a visit at the same time. Move one of them first.');

type Write = AnyBulkWriteOperation<AppointmentDoc>;

const giveTo = (target: Person, visit: AppointmentDoc, mergeId: string): Write => {
  const { patientId, patientOrd, patientName = '', patientPhone = '' } = visit;
  const fields = fieldsOf(target, visit);
  const from =
    patientId === undefined || patientOrd === undefined
      ? []
      : [{ mergeId, patientId, ord: patientOrd, name: patientName, phone: patientPhone }];
  return {
    updateOne: {
      filter: { clinicId: visit.clinicId, _id: visit._id, rev: visit.rev },
      update: {
        $set: fields,
        ...dropped(visit, fields),
        $inc: { rev: 1 },
        $push: { merges: { $each: from } },
      },
    },
  };
};

const giveBack = (visit: AppointmentDoc, mergeId: string): Write[] => {
  const merge = visit.merges?.find((one) => one.mergeId === mergeId);
  if (merge === undefined) return [];
  const fields = fieldsOf({ ...merge, id: merge.patientId.toHexString() }, visit);
  return [
    {
      updateOne: {
        filter: { clinicId: visit.clinicId, _id: visit._id, rev: visit.rev },
        update: {
          $set: fields,
          ...dropped(visit, fields),
          $inc: { rev: 1 },
          $pull: { merges: { mergeId } },
        },
      },
    },
  ];
};

const writeAll = async ({ session }: Tx, writes: Write[]): Promise<void> => {
  if (writes.length === 0) return;
  await appointments()
    .bulkWrite(writes, { session, ordered: true })
    .catch((error: unknown) => {
      throw violates(error, 'uniq_claims') ? busy() : error;
    });
};

/** What the merging of two records does to their visits. */
export const createVisitsOfPatient = ({ patients }: Deps) => ({
  count: (patientId: string): Promise<number> =>
    appointments().countDocuments({
      clinicId: currentClinicId(),
      patientId: new Types.ObjectId(patientId),
    }),

  among: async (patientIds: readonly string[]): Promise<string[]> => {
    const found = await appointments().distinct('patientId', {
      clinicId: currentClinicId(),
      patientId: { $in: patientIds.map((id) => new Types.ObjectId(id)) },
    });
    return found.flatMap((id) => id?.toHexString() ?? []);
  },

  /** Gives every visit of one patient to another; refused when both would be in two chairs at once. */
  reassign: async (
    tx: Tx,
    from: string,
    { to, mergeId }: { to: string; mergeId: string },
  ): Promise<number> => {
    const target = await patients.forBooking(to);
    const visits = await ofPatient(from, tx);
    await writeAll(
      tx,
      visits.map((visit) => giveTo(target, visit, mergeId)),
    );
    return visits.length;
  },

  /** Gives the visits of a merge back to the record they came from. */
  restore: async (tx: Tx, mergeId: string): Promise<void> => {
    const visits = await appointments()
      .find({ clinicId: currentClinicId(), 'merges.mergeId': mergeId }, { session: tx.session })
      .toArray();
    await writeAll(
      tx,
      visits.flatMap((visit) => giveBack(visit, mergeId)),
    );
  },
});
