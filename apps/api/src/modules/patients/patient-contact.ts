import { given } from '../../platform/given.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { type PatientDoc, PatientModel } from './patient.model.ts';

export type PatientContact = { name: string; email?: string; phone: string };

/** How a patient is called and reached, in one command; undefined for anybody who is not active here. */
export const contactOf = async (patientId: string): Promise<PatientContact | undefined> => {
  const found = await PatientModel.findOne(
    { clinicId: currentClinicId(), _id: new Types.ObjectId(patientId), status: 'active' },
    { firstName: 1, socialName: 1, email: 1, phone: 1 },
  ).lean<Pick<PatientDoc, 'firstName' | 'socialName' | 'email' | 'phone'>>();
  if (found === null) return undefined;
  return { name: found.socialName ?? found.firstName, phone: found.phone, ...given({ email: found.email }) };
};
