import type { FieldCipher } from '../platform/crypto/field-cipher.ts';
import type { Types } from '../platform/mongo.ts';
import { takeNumbers } from '../platform/sequence.ts';
import { createBlindIndex } from '../modules/patients/blind-index.ts';
import { newPatient } from '../modules/patients/patient-draft.ts';
import { PatientModel } from '../modules/patients/patient.model.ts';
import { hashPassword } from '../platform/passwords.ts';
import { UserModel } from '../modules/staff-auth/user.model.ts';
import { demoPassword, demoPeople } from '../public-config.ts';
import { demoPatient } from './demo-patients.ts';
import type { Random } from './random.ts';

/** The demo's staff; their password is public on purpose. */
export const makeStaff = async (clinicId: Types.ObjectId): Promise<void> => {
  const passwordHash = await hashPassword(demoPassword);
  const staff = demoPeople.map(({ role, ...person }) => ({
    ...person,
    passwordHash,
    memberships: [{ clinicId, role, isActive: true }],
  }));
  await UserModel.create(staff);
};

export type SeededPatient = { id: string; ord: number; name: string; phone: string };
type Wish = {
  clinicId: Types.ObjectId;
  count: number;
  thisYear: number;
  indexSecret: string;
  cipher: FieldCipher;
  at: Date;
};

const batchSize = 500;

const guardianOf = (lastName: string, phone: string) => ({
  name: `Responsável ${lastName}`,
  phone,
  relationship: 'mother' as const,
});

/** Patients in batches, with numbers taken once for all of them. */
export const makePatients = async (
  random: Random,
  { clinicId, count, thisYear, indexSecret, cipher, at }: Wish,
): Promise<SeededPatient[]> => {
  const discretion = { blindIndex: createBlindIndex(indexSecret), seal: await cipher.sealer(clinicId) };
  const ord = await takeNumbers('resource-ord', count);
  const recordNumber = await takeNumbers(`record-number:${clinicId.toHexString()}`, count);
  const documents = Array.from({ length: count }, (_, index) => {
    const { isChild, ...person } = demoPatient(random, { at: index, thisYear });
    const guardian = isChild ? guardianOf(person.lastName, person.phone) : undefined;
    const draft = { ...person, guardian, preferredContact: 'whatsapp' as const };
    return newPatient(
      { draft, numbers: { ord: ord + index, recordNumber: recordNumber + index }, clinicId, at },
      discretion,
    );
  });
  for (let from = 0; from < documents.length; from += batchSize) {
    await PatientModel.collection.insertMany(documents.slice(from, from + batchSize));
  }
  return documents.map(({ _id, ord: number, fullName, phone }) => ({
    id: _id.toHexString(),
    ord: number,
    name: fullName,
    phone,
  }));
};
