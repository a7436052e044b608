import type { PatientDraft } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { Seal } from '../../platform/crypto/field-cipher.ts';
import { Types } from '../../platform/mongo.ts';
import { embeddedEvent } from '../../platform/outbox/events.ts';
import type { BlindIndex } from './blind-index.ts';
import { namesOf, phonesOf } from './identity.rules.ts';
import { sealField } from './patient-secrets.ts';
import type { PatientDoc } from './patient.model.ts';
import { PatientChanged } from './patients.events.ts';

export type Numbers = { ord: number; recordNumber: number };
type Guardian = NonNullable<PatientDraft['guardian']>;

type Sealing = Parameters<typeof sealField>[0];

/** A guardian as it is stored: the id as an ObjectId, the CPF sealed. */
export const storedGuardian = ({ patientId, cpf, ...guardian }: Guardian, sealing: Sealing) => ({
  ...given({ ...guardian, cpf: sealField(sealing, 'guardian.cpf', cpf) }),
  name: guardian.name,
  relationship: guardian.relationship,
  ...(patientId === undefined ? {} : { patientId: new Types.ObjectId(patientId) }),
});

type Birth = { draft: PatientDraft; numbers: Numbers; clinicId: Types.ObjectId; at: Date };
/** What keeps identity numbers findable and unreadable. */
export type Discretion = { blindIndex: BlindIndex; seal: Seal };

/** What of a new patient may be absent; identity numbers and notes sealed. */
const optionalOf = ({ draft, clinicId }: Birth, { blindIndex, seal }: Discretion, id: Types.ObjectId) => {
  const sealing = { seal, id };
  return given({
    socialName: draft.socialName,
    dateOfBirth: draft.dateOfBirth,
    gender: draft.gender,
    cpf: sealField(sealing, 'cpf', draft.cpf),
    cpfHash: draft.cpf === undefined ? undefined : blindIndex(clinicId, draft.cpf),
    email: draft.email,
    guardian: draft.guardian === undefined ? undefined : storedGuardian(draft.guardian, sealing),
    emergencyContact: draft.emergencyContact,
    notes: draft.notes === '' ? undefined : sealField(sealing, 'notes', draft.notes),
  });
};

type NewPatient = Omit<PatientDoc, 'changes'> & { changes: [] };

/** The document of a new patient, every derived field in place; without events. */
export const newPatient = (birth: Birth, discretion: Discretion, _id = new Types.ObjectId()): NewPatient => ({
  ...optionalOf(birth, discretion, _id),
  ...requiredOf(birth),
  _id,
});

type Required = Omit<NewPatient, '_id' | keyof ReturnType<typeof optionalOf>>;

const requiredOf = ({ draft, numbers, clinicId, at }: Birth): Required => ({
  clinicId,
  ...numbers,
  firstName: draft.firstName,
  lastName: draft.lastName,
  ...namesOf(draft),
  phone: draft.phone,
  ...phonesOf(draft.phone),
  address: given(draft.address),
  preferredContact: draft.preferredContact,
  status: 'active',
  outbox: [],
  createdAt: at,
  updatedAt: at,
  rev: 0,
  changes: [],
});

/** The fact that a patient changed, to be written inside the patient's own document. */
export const changedEvent = (patientId: Types.ObjectId, { seq, at }: { seq: number; at: Date }) =>
  embeddedEvent(PatientChanged, { seq, at, payload: { patientId: patientId.toHexString() } });
