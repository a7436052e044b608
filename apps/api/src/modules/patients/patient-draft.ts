import type { PatientDraft } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import { Types } from '../../platform/mongo.ts';
import { embeddedEvent } from '../../platform/outbox/events.ts';
import type { BlindIndex } from './blind-index.ts';
import { namesOf, phonesOf } from './identity.rules.ts';
import type { PatientDoc } from './patient.model.ts';
import { PatientChanged } from './patients.events.ts';

export type Numbers = { ord: number; recordNumber: number };
type Guardian = NonNullable<PatientDraft['guardian']>;

/** A guardian as it is stored: the id as an ObjectId. */
export const storedGuardian = ({ patientId, ...guardian }: Guardian) => ({
  ...given(guardian),
  name: guardian.name,
  relationship: guardian.relationship,
  ...(patientId === undefined ? {} : { patientId: new Types.ObjectId(patientId) }),
});

type Birth = { draft: PatientDraft; numbers: Numbers; clinicId: Types.ObjectId; at: Date };

/** The document of a new patient, every derived field in place; without events. */
export const newPatient = (
  { draft, numbers, clinicId, at }: Birth,
  blindIndex: BlindIndex,
): Omit<PatientDoc, 'changes'> & { changes: [] } => ({
  _id: new Types.ObjectId(),
  clinicId,
  ...numbers,
  firstName: draft.firstName,
  lastName: draft.lastName,
  ...namesOf(draft),
  phone: draft.phone,
  ...phonesOf(draft.phone),
  address: given(draft.address),
  preferredContact: draft.preferredContact,
  ...given({
    socialName: draft.socialName,
    dateOfBirth: draft.dateOfBirth,
    gender: draft.gender,
    cpf: draft.cpf,
    cpfHash: draft.cpf === undefined ? undefined : blindIndex(clinicId, draft.cpf),
    email: draft.email,
    guardian: draft.guardian === undefined ? undefined : storedGuardian(draft.guardian),
    emergencyContact: draft.emergencyContact,
    notes: draft.notes === '' ? undefined : draft.notes,
  }),
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
