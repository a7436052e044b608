import { type Patient, type PatientSummary, Uf, type ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import { ageOn, needsGuardian } from './age.rules.ts';
import type { PatientSecrets } from './patient-secrets.ts';
import type { PatientDoc } from './patient.model.ts';

export type PatientView = ViewOf<typeof Patient>;
export type PatientSummaryView = ViewOf<typeof PatientSummary>;

/** Who reads, and on which day of the clinic. */
export type Reader = { today: string; seesCpf: boolean };

/** `123.456.789-09` → `•••.456.789-••`. */
export const maskCpf = (cpf: string): string => `•••${cpf.slice(3, 11)}-••`;

const instantOf = (value: Date | null | undefined): string | undefined => value?.toISOString();

const agesOf = (dateOfBirth: string | null | undefined, today: string) =>
  typeof dateOfBirth === 'string' ? { dateOfBirth, age: ageOn(dateOfBirth, today) } : {};

const addressOf = ({ state, ...lines }: NonNullable<PatientDoc['address']>): PatientView['address'] => ({
  ...given(lines),
  ...given({ state: Uf.safeParse(state).data }),
});

const guardianOf = (
  guardian: PatientDoc['guardian'],
  { guardianCpf }: PatientSecrets,
  reader: Reader,
): PatientView['guardian'] =>
  guardian === undefined || guardian === null
    ? undefined
    : {
        name: guardian.name,
        relationship: guardian.relationship,
        ...given({
          phone: guardian.phone,
          cpf: reader.seesCpf ? guardianCpf : undefined,
          patientId: guardian.patientId?.toHexString(),
        }),
      };

const contactOf = (contact: PatientDoc['emergencyContact']): PatientView['emergencyContact'] =>
  contact === undefined || contact === null
    ? undefined
    : { name: contact.name, phone: contact.phone, ...given({ relationship: contact.relationship }) };

const cpfFor = (cpf: string | undefined, reader: Reader): string | undefined => {
  if (cpf === undefined) return undefined;
  return reader.seesCpf ? cpf : maskCpf(cpf);
};

/** The whole record, as this reader may see it; what is sealed in it comes apart, in clear. */
export const toPatient = (doc: PatientDoc, secrets: PatientSecrets, reader: Reader): PatientView => ({
  id: doc._id.toHexString(),
  firstName: doc.firstName,
  lastName: doc.lastName,
  fullName: doc.fullName,
  recordNumber: doc.recordNumber,
  phone: doc.phone,
  address: addressOf(doc.address),
  preferredContact: doc.preferredContact,
  status: doc.status,
  hasPhoto: typeof doc.photo === 'string',
  needsGuardian: needsGuardian(doc, reader.today),
  createdAt: doc.createdAt.toISOString(),
  rev: doc.rev,
  ...agesOf(doc.dateOfBirth, reader.today),
  ...given({
    socialName: doc.socialName,
    gender: doc.gender,
    cpf: cpfFor(secrets.cpf, reader),
    email: doc.email,
    guardian: guardianOf(doc.guardian, secrets, reader),
    emergencyContact: contactOf(doc.emergencyContact),
    notes: secrets.notes,
    lastVisitAt: instantOf(doc.lastVisitAt),
    nextVisitAt: instantOf(doc.nextVisitAt),
  }),
});

/** The fields that a row needs: what lists project. */
export const summaryFields = {
  fullName: 1,
  recordNumber: 1,
  phone: 1,
  dateOfBirth: 1,
  status: 1,
  lastVisitAt: 1,
  nextVisitAt: 1,
  isRestricted: 1,
  treatingUserIds: 1,
} as const;
export type SummaryDoc = Pick<PatientDoc, '_id' | keyof typeof summaryFields>;

export const toSummary = (doc: SummaryDoc, today: string): PatientSummaryView => ({
  id: doc._id.toHexString(),
  fullName: doc.fullName,
  recordNumber: doc.recordNumber,
  phone: doc.phone,
  status: doc.status,
  ...agesOf(doc.dateOfBirth, today),
  ...given({ lastVisitAt: instantOf(doc.lastVisitAt), nextVisitAt: instantOf(doc.nextVisitAt) }),
});
