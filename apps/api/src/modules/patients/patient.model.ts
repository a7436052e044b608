import { type InferSchemaType, Schema, Types } from 'mongoose';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import type { EmbeddedEvent } from '../../platform/outbox/events.ts';
import { type Revised, revisionFields } from '../../platform/stale.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const address = new Schema(
  {
    street: String,
    number: String,
    complement: String,
    neighborhood: String,
    city: String,
    state: String,
    zipCode: String,
  },
  { _id: false, strict: 'throw' },
);

const guardian = new Schema(
  {
    name: { type: String, required: true },
    phone: String,
    /** Sealed, as are the patient's own and the notes. */
    cpf: String,
    relationship: {
      type: String,
      enum: ['mother', 'father', 'guardian', 'grandparent', 'other'],
      required: true,
    },
    patientId: Types.ObjectId,
  },
  { _id: false, strict: 'throw' },
);

const emergencyContact = new Schema(
  { name: { type: String, required: true }, phone: { type: String, required: true }, relationship: String },
  { _id: false, strict: 'throw' },
);

const patientSchema = new Schema(
  {
    clinicId: clinicIdField,
    /** The patient's number in the claims of the double-booking guard; unique over all resources. */
    ord: { type: Number, required: true },
    /** The number on the clinic's paper: 1, 2, 3 … */
    recordNumber: { type: Number, required: true },
    firstName: { type: String, required: true },
    lastName: { type: String, required: true },
    socialName: String,
    /** Derived from the three names by `namesOf`: shown, sorted, compared, searched. */
    fullName: { type: String, required: true },
    sortName: { type: String, required: true },
    nameKey: { type: String, required: true },
    nameTokens: { type: [String], required: true },
    /** A calendar day, `YYYY-MM-DD`: it has no zone. */
    dateOfBirth: String,
    gender: { type: String, enum: ['female', 'male', 'other'] },
    /** Sealed. */
    cpf: String,
    /** Keyed hash of the CPF's digits; the only form of it in an index. */
    cpfHash: String,
    phone: { type: String, required: true },
    phoneDigits: { type: String, required: true },
    /** Every ending of the phone from four digits up: any run of its digits begins one of them. */
    phoneEndings: { type: [String], required: true },
    email: String,
    address: { type: address, required: true, default: {} },
    guardian,
    emergencyContact,
    preferredContact: {
      type: String,
      enum: ['whatsapp', 'sms', 'email', 'phone'],
      required: true,
      default: 'whatsapp',
    },
    /** Sealed. */
    notes: String,
    /** Name of the file under the clinic's upload folder. */
    photo: String,
    status: { type: String, enum: ['active', 'inactive', 'merged'], required: true, default: 'active' },
    mergedInto: Types.ObjectId,
    /** Open only to holders of the right, to those who treat the person, and in an emergency. */
    isRestricted: Boolean,
    treatingUserIds: { type: [Types.ObjectId], default: undefined },
    lastVisitAt: Date,
    nextVisitAt: Date,
    /** The spreadsheet and the physical line this record came from. */
    importedFrom: {
      type: new Schema(
        { importId: { type: Types.ObjectId, required: true }, line: { type: Number, required: true } },
        { _id: false, strict: 'throw' },
      ),
    },
    outbox: { type: [Schema.Types.Mixed], required: true, default: [] },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    ...revisionFields,
  },
  { strict: 'throw', versionKey: false },
);

type EmergencyContact = { name: string; phone: string; relationship?: string | null | undefined };
type Stored = InferSchemaType<typeof patientSchema>;
/** `changes` is what `stale` tells of; reads leave it out. */
export type PatientDoc = Omit<Stored, 'outbox' | 'changes' | 'emergencyContact' | 'treatingUserIds'> & {
  _id: Types.ObjectId;
  outbox: EmbeddedEvent[];
  changes?: NonNullable<Revised['changes']>;
  emergencyContact?: EmergencyContact | null;
  treatingUserIds?: Types.ObjectId[] | null;
};
export const PatientModel = defineModel('Patient', tenancy('clinic', patientSchema), 'patients');
export const patients = (): Collection<PatientDoc> => collectionOf(PatientModel);
