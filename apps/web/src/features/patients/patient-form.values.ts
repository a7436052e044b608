import { type Patient, PatientChange, PatientDraft, Uf } from '@topsmile/contracts';
import { z } from 'zod';
import { relationships } from './relationships.ts';
import type { TypedPerson } from './typed-person.ts';

const text = z.string();

/** What the fields hold: text as typed, blank for nothing. */
const Typed = z.object({
  firstName: text,
  lastName: text,
  socialName: text,
  dateOfBirth: text,
  gender: z.enum(['', 'female', 'male', 'other']),
  cpf: text,
  phone: text,
  email: text,
  address: z.object({
    zipCode: text,
    street: text,
    number: text,
    complement: text,
    neighborhood: text,
    city: text,
    state: z.union([z.literal(''), Uf]),
  }),
  guardian: z.object({
    name: text,
    phone: text,
    cpf: text,
    relationship: z.enum(relationships),
    patientId: text,
  }),
  emergencyContact: z.object({ name: text, phone: text, relationship: text }),
  preferredContact: z.enum(['whatsapp', 'sms', 'email', 'phone']),
  notes: text,
});
export type PatientValues = z.infer<typeof Typed>;
type DraftInput = z.input<typeof PatientDraft>;

const given = (value: string): string | undefined => (value.trim() === '' ? undefined : value);
const orNone = <Value extends string>(value: Value | ''): Value | undefined =>
  value === '' ? undefined : value;

const guardianOf = ({ guardian }: PatientValues): DraftInput['guardian'] => {
  const { name, phone, cpf, relationship, patientId } = guardian;
  if ([name, phone, cpf].every((field) => given(field) === undefined)) return undefined;
  return { name, relationship, phone: given(phone), cpf: given(cpf), patientId: given(patientId) };
};

const emergencyOf = ({ emergencyContact }: PatientValues): DraftInput['emergencyContact'] => {
  const { name, phone, relationship } = emergencyContact;
  if ([name, phone].every((field) => given(field) === undefined)) return undefined;
  return { name, phone, relationship: given(relationship) };
};

const draftOf = (values: PatientValues): DraftInput => {
  const { state, ...lines } = values.address;
  const { zipCode, street, number, complement, neighborhood, city } = lines;
  return {
    firstName: values.firstName,
    lastName: values.lastName,
    socialName: given(values.socialName),
    dateOfBirth: given(values.dateOfBirth),
    gender: orNone(values.gender),
    cpf: given(values.cpf),
    phone: values.phone,
    email: given(values.email),
    address: {
      zipCode: given(zipCode),
      street: given(street),
      number: given(number),
      complement: given(complement),
      neighborhood: given(neighborhood),
      city: given(city),
      state: orNone(state),
    },
    guardian: guardianOf(values),
    emergencyContact: emergencyOf(values),
    preferredContact: values.preferredContact,
    notes: given(values.notes),
  };
};

/** The form's rules: the contract's own, read through what a field can hold. */
export const PatientFormSchema = Typed.transform(draftOf).pipe(PatientDraft);

export const isPatientValues = (value: unknown): value is PatientValues => Typed.safeParse(value).success;

const noAddress: PatientValues['address'] = {
  zipCode: '',
  street: '',
  number: '',
  complement: '',
  neighborhood: '',
  city: '',
  state: '',
};
const noGuardian: PatientValues['guardian'] = {
  name: '',
  phone: '',
  cpf: '',
  relationship: 'guardian',
  patientId: '',
};
const noContact: PatientValues['emergencyContact'] = { name: '', phone: '', relationship: '' };

/** An empty form, or one that begins with what was typed into a search. */
export const newValues = (typed?: TypedPerson): PatientValues => ({
  firstName: typed?.firstName ?? '',
  lastName: typed?.lastName ?? '',
  socialName: '',
  dateOfBirth: '',
  gender: '',
  cpf: typed?.cpf ?? '',
  phone: typed?.phone ?? '',
  email: '',
  address: noAddress,
  guardian: noGuardian,
  emergencyContact: noContact,
  preferredContact: 'whatsapp',
  notes: '',
});

const filled = <Blank extends object>(blank: Blank, stored: object | undefined): Blank => ({
  ...blank,
  ...Object.fromEntries(Object.entries(stored ?? {}).filter(([, value]) => value !== undefined)),
});

/** A record as the form shows it. */
export const valuesOf = (patient: Patient): PatientValues => ({
  firstName: patient.firstName,
  lastName: patient.lastName,
  socialName: patient.socialName ?? '',
  dateOfBirth: patient.dateOfBirth ?? '',
  gender: patient.gender ?? '',
  cpf: patient.cpf ?? '',
  phone: patient.phone,
  email: patient.email ?? '',
  address: filled(noAddress, patient.address),
  guardian: filled(noGuardian, patient.guardian),
  emergencyContact: filled(noContact, patient.emergencyContact),
  preferredContact: patient.preferredContact,
  notes: patient.notes ?? '',
});

// Keys in one order, absent and undefined alike: equal text means equal content.
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([key, inner]) => [key, sorted(inner)])
    : value;
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

export const draftKeys = PatientDraft.keyof().options;
export type DraftKey = (typeof draftKeys)[number];

/** The keys in which two drafts differ. */
export const changedKeys = (before: PatientDraft, after: PatientDraft): DraftKey[] =>
  draftKeys.filter((key) => !isSame(before[key], after[key]));

/**
 * Only what was changed here is sent, so that somebody else's change of another field survives; a cleared
 * field is `null`.
 */
export const changeFrom = (before: PatientDraft, after: PatientDraft, rev: number): PatientChange =>
  PatientChange.parse({
    ...Object.fromEntries(changedKeys(before, after).map((key) => [key, after[key] ?? null])),
    rev,
  });

/** The record as a draft; undefined where a stored value is older than today's rules. */
export const storedDraft = (patient: Patient): PatientDraft | undefined =>
  PatientFormSchema.safeParse(valuesOf(patient)).data;
