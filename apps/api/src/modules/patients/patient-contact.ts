import { given } from '../../platform/given.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { type PatientDoc, PatientModel } from './patient.model.ts';

export type PatientContact = { name: string; fullName: string; email?: string; phone: string };

/** How a patient is called and reached, in one command; undefined for anybody who is not active here. */
export const contactOf = async (patientId: string): Promise<PatientContact | undefined> => {
  const found = await PatientModel.findOne(
    { clinicId: currentClinicId(), _id: new Types.ObjectId(patientId), status: 'active' },
    { firstName: 1, socialName: 1, fullName: 1, email: 1, phone: 1 },
  ).lean<Pick<PatientDoc, 'firstName' | 'socialName' | 'fullName' | 'email' | 'phone'>>();
  if (found === null) return undefined;
  const { firstName, socialName, fullName, email, phone } = found;
  return { name: socialName ?? firstName, fullName, phone, ...given({ email }) };
};
