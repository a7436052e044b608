import { z } from 'zod';
import { changeOf } from './change-of.ts';
import { endpoint } from './endpoint.ts';
import {
  Address,
  Cpf,
  Email,
  Instant,
  line,
  PageQuery,
  PatientId,
  PersonName,
  Phone,
  PlainDate,
  prose,
  Rev,
  searchText,
} from './primitives.ts';

/** Oldest accepted age, in years. */
export const maximumAgeYears = 150;

export const Guardian = z.strictObject({
  name: line(120),
  phone: Phone.optional(),
  cpf: Cpf.optional(),
  relationship: z.enum(['mother', 'father', 'guardian', 'grandparent', 'other']),
  /** When the guardian is a patient of the clinic too. */
  patientId: PatientId.optional(),
});
export type Guardian = z.infer<typeof Guardian>;

const EmergencyContact = z.strictObject({ name: line(120), phone: Phone, relationship: line(60).optional() });

export const PatientDraft = z.strictObject({
  firstName: PersonName,
  lastName: PersonName,
  /** The name the person uses; shown first everywhere (a legal right in Brazil). */
  socialName: line(120).optional(),
  dateOfBirth: PlainDate.optional(),
  gender: z.enum(['female', 'male', 'other']).optional(),
  cpf: Cpf.optional(),
  phone: Phone,
  email: Email.optional(),
  address: Address.default({}),
  guardian: Guardian.optional(),
  emergencyContact: EmergencyContact.optional(),
  preferredContact: z.enum(['whatsapp', 'sms', 'email', 'phone']).default('whatsapp'),
  notes: prose(2000).optional(),
});
export type PatientDraft = z.infer<typeof PatientDraft>;

export const Patient = z
  .object({
    ...PatientDraft.shape,
    id: PatientId,
    /** The social name where there is one, else first and last name. */
    fullName: z.string(),
    recordNumber: z.number().int(),
    age: z.number().int().optional(),
    /** Masked (`•••.456.789-••`) for readers without the right to see it whole. */
    cpf: z.string().optional(),
    status: z.enum(['active', 'inactive', 'merged']),
    hasPhoto: z.boolean(),
    /** A minor for whom no guardian is named yet: allowed, and shown. */
    needsGuardian: z.boolean(),
    lastVisitAt: Instant.optional(),
    nextVisitAt: Instant.optional(),
    createdAt: Instant,
    rev: Rev,
  })
  .meta({ id: 'Patient' });
export type Patient = z.infer<typeof Patient>;

/** One row of a list or a search: only what the screen shows. */
export const PatientSummary = z
  .object({
    id: PatientId,
    fullName: z.string(),
    recordNumber: z.number().int(),
    phone: z.string(),
    dateOfBirth: PlainDate.optional(),
    age: z.number().int().optional(),
    status: z.enum(['active', 'inactive', 'merged']),
    lastVisitAt: Instant.optional(),
    nextVisitAt: Instant.optional(),
    /** A restricted chart; name and phone are covered (`••••`) for those to whom it is not open. */
    isRestricted: z.literal(true).optional(),
  })
  .meta({ id: 'PatientSummary' });
export type PatientSummary = z.infer<typeof PatientSummary>;

const Params = z.strictObject({ patientId: PatientId });
const tag = 'Patients';

export const listPatients = endpoint({
  method: 'get',
  path: '/patients',
  tag,
  summary:
    'Find patients by any part of the name (accents do not matter), phone digits, CPF, e-mail or birth date',
  query: z.strictObject({
    search: searchText(100).optional(),
    status: z.enum(['active', 'inactive', 'all']).default('active'),
    sort: z.enum(['name', 'recent', 'lastVisit']).default('name'),
    ...PageQuery,
  }),
  response: z.array(PatientSummary),
  isPaged: true,
});
export const createPatient = endpoint({
  method: 'post',
  path: '/patients',
  tag,
  summary: 'Register a patient',
  body: z.strictObject({
    ...PatientDraft.shape,
    /** Register although somebody with this phone and name is already there. */
    confirmDuplicate: z.boolean().default(false),
  }),
  response: Patient,
  status: 201,
  errors: ['duplicate-patient'],
});
export const findDuplicates = endpoint({
  method: 'post',
  path: '/patients/duplicates',
  tag,
  summary: 'Who might already be this person, asked while the form is typed',
  body: z.strictObject({
    firstName: searchText(100).optional(),
    lastName: searchText(100).optional(),
    phone: searchText(40).optional(),
    cpf: searchText(20).optional(),
    dateOfBirth: PlainDate.optional(),
    exceptId: PatientId.optional(),
  }),
  response: z.array(
    z.object({
      patient: PatientSummary,
      reason: z.enum(['cpf', 'phone-and-name', 'phone', 'name-and-birth']),
    }),
  ),
});
export const getPatient = endpoint({
  method: 'get',
  path: '/patients/:patientId',
  tag,
  summary: 'One patient',
  params: Params,
  response: Patient,
});
export const PatientChange = z.strictObject({
  ...changeOf(PatientDraft.shape),
  rev: Rev,
  confirmDuplicate: z.boolean().optional(),
});
export type PatientChange = z.infer<typeof PatientChange>;
export const changePatient = endpoint({
  method: 'patch',
  path: '/patients/:patientId',
  tag,
  summary: 'Change a patient',
  params: Params,
  body: PatientChange,
  response: Patient,
  errors: ['stale', 'duplicate-patient', 'wrong-state'],
});
export const deactivatePatient = endpoint({
  method: 'delete',
  path: '/patients/:patientId',
  tag,
  summary: 'Deactivate a patient; the record stays',
  params: Params,
  response: Patient,
  errors: ['wrong-state'],
});
export const reactivatePatient = endpoint({
  method: 'patch',
  path: '/patients/:patientId/reactivate',
  tag,
  summary: 'Reactivate a patient',
  params: Params,
  response: Patient,
  errors: ['duplicate-patient', 'wrong-state'],
});

/** Largest accepted photo, in bytes. */
export const maximumPhotoBytes = 5 * 1024 * 1024;
/** Multipart with one part `file`: JPEG, PNG or WebP; kept as a JPEG of at most 512 pixels without metadata. */
export const putPatientPhoto = endpoint({
  method: 'post',
  path: '/patients/:patientId/photo',
  tag,
  summary: 'Set or replace the photo of a patient',
  params: Params,
  response: Patient,
  errors: ['payload-too-large', 'unsupported-media-type', 'wrong-state'],
});
/** Answers the JPEG itself, not JSON. */
export const getPatientPhoto = endpoint({
  method: 'get',
  path: '/patients/:patientId/photo',
  tag,
  summary: 'The photo of a patient, as image/jpeg',
  params: Params,
  response: z.string().meta({ format: 'binary' }),
});
export const deletePatientPhoto = endpoint({
  method: 'delete',
  path: '/patients/:patientId/photo',
  tag,
  summary: 'Remove the photo of a patient',
  params: Params,
  response: Patient,
  errors: ['wrong-state'],
});
export const patientStats = endpoint({
  method: 'get',
  path: '/patients/stats',
  tag,
  summary: 'Counts of patients',
  response: z.object({
    total: z.number().int(),
    active: z.number().int(),
    inactive: z.number().int(),
    recentlyAdded: z.number().int(),
  }),
});

const MergedField = z.object({
  field: z.string(),
  kept: z.string().optional(),
  dropped: z.string().optional(),
  result: z.string().optional(),
});
export const MergePreview = z.object({
  survivor: PatientSummary,
  duplicate: PatientSummary,
  fields: z.array(MergedField),
  movedVisits: z.number().int(),
});
export type MergePreview = z.infer<typeof MergePreview>;
const MergeBody = z.strictObject({ survivorId: PatientId, duplicateId: PatientId });
export const previewMerge = endpoint({
  method: 'post',
  path: '/patients/merge/preview',
  tag,
  summary: 'What merging two records would keep, drop and move; nothing is saved',
  body: MergeBody,
  response: MergePreview,
});
export const mergePatients = endpoint({
  method: 'post',
  path: '/patients/merge',
  tag,
  summary: 'Merge a duplicate into the surviving record',
  body: MergeBody,
  response: z.object({ mergeId: z.string(), patient: Patient }),
  errors: ['wrong-state', 'patient-busy'],
});
export const undoMerge = endpoint({
  method: 'post',
  path: '/patients/merge/:mergeId/undo',
  tag,
  summary: 'Take a merge back: both records as they were, visits returned',
  params: z.strictObject({ mergeId: z.string().regex(/^[0-9a-f]{24}$/, 'id') }),
  response: z.object({ survivor: Patient, duplicate: Patient }),
  errors: ['wrong-state'],
});

const MergedRecord = z.object({ id: PatientId, fullName: z.string(), recordNumber: z.number().int() });
export const PatientMergeRecord = z
  .object({
    id: z.string(),
    survivor: MergedRecord,
    duplicate: MergedRecord,
    movedVisits: z.number().int(),
    at: Instant,
    /** Who did it. */
    by: z.string().optional(),
    undoneAt: Instant.optional(),
    /** False once it was taken back or somebody has worked on one of the records. */
    canUndo: z.boolean(),
  })
  .meta({ id: 'PatientMergeRecord' });
export type PatientMergeRecord = z.infer<typeof PatientMergeRecord>;
export const listMerges = endpoint({
  method: 'get',
  path: '/patients/:patientId/merges',
  tag,
  summary: 'The merges that a record was part of, newest first; at most 50',
  params: Params,
  response: z.array(PatientMergeRecord),
});
