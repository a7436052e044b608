import { notFound } from '../../platform/errors.ts';
import { type Tx, Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { type PatientDoc, PatientModel } from './patient.model.ts';

/** What booking needs to know of a patient. */
export type BookablePatient = {
  id: string;
  ord: number;
  name: string;
  phone: string;
  isActive: boolean;
  hasVisited: boolean;
};

export type VisitDates = { lastVisitAt: Date | undefined; nextVisitAt: Date | undefined };

type Facts = Pick<PatientDoc, '_id' | 'ord' | 'fullName' | 'phone' | 'status' | 'lastVisitAt'>;

/** The facts that booking needs, in one command; throws `not-found` for anything not of this clinic. */
export const forBooking = async (patientId: string): Promise<BookablePatient> => {
  if (!Types.ObjectId.isValid(patientId)) throw notFound();
  const found = await PatientModel.findOne(
    { clinicId: currentClinicId(), _id: new Types.ObjectId(patientId) },
    { ord: 1, fullName: 1, phone: 1, status: 1, lastVisitAt: 1 },
  ).lean<Facts>();
  if (found === null) throw notFound();
  return {
    id: found._id.toHexString(),
    ord: found.ord,
    name: found.fullName,
    phone: found.phone,
    isActive: found.status === 'active',
    hasVisited: found.lastVisitAt instanceof Date,
  };
};

/**
 * Remembers on the patient when the last and next visits are; `undefined` clears. It is no edit by a
 * person: `rev` stays, so that an open form does not go stale.
 */
export const noteVisits = async (
  tx: Tx | undefined,
  patientId: string,
  { lastVisitAt, nextVisitAt }: VisitDates,
): Promise<void> => {
  const $set = {
    ...(lastVisitAt === undefined ? {} : { lastVisitAt }),
    ...(nextVisitAt === undefined ? {} : { nextVisitAt }),
  };
  const $unset = {
    ...(lastVisitAt === undefined ? { lastVisitAt: 1 } : {}),
    ...(nextVisitAt === undefined ? { nextVisitAt: 1 } : {}),
  };
  await PatientModel.updateOne(
    { clinicId: currentClinicId(), _id: new Types.ObjectId(patientId) },
    { $set, $unset },
    tx === undefined ? {} : { session: tx.session },
  );
};
