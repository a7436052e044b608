import type { Override, Priority, SlotOffer } from '@topsmile/contracts';
import type { BookingDraft } from '../../../lib/visit-slots.ts';
import type { Booking } from '../visit-acts.ts';

export type Permitted = Override['allow'][number];
export type DayPart = 'any' | 'morning' | 'afternoon';
export type SlotRank = 'gaps' | 'time';
/** A wanted time; who and where may still be open. */
export type ChosenTime = {
  startsAt: string;
  providerId?: string | undefined;
  operatoryId?: string | undefined;
};

/** What the person at the desk has filled in so far. Kept in memory until it is booked or cleared. */
export type BookingForm = {
  patientId: string | undefined;
  typeId: string | undefined;
  /** Undefined: anybody. */
  providerId: string | undefined;
  /** Undefined: the type's own length. */
  durationMinutes: number | undefined;
  /** First day of the list of free times; undefined: today. */
  from: string | undefined;
  part: DayPart;
  /** Which times of a day are shown: those that leave no unusable gap, or the earliest. */
  rank: SlotRank;
  chosen: ChosenTime | undefined;
  note: string;
  priority: Priority;
  isWalkIn: boolean;
  /** The exceptions that a refusal asked for, and why they are made. */
  allow: readonly Permitted[];
  overrideReason: string;
};

export const emptyForm: BookingForm = {
  patientId: undefined,
  typeId: undefined,
  providerId: undefined,
  durationMinutes: undefined,
  from: undefined,
  part: 'any',
  rank: 'gaps',
  chosen: undefined,
  note: '',
  priority: 'routine',
  isWalkIn: false,
  allow: [],
  overrideReason: '',
};

export const isBookingForm = (value: unknown): value is BookingForm =>
  typeof value === 'object' && value !== null && 'overrideReason' in value && 'allow' in value;

const noException = { allow: [], overrideReason: '' };

/** A draft from outside (a click in the grid, another visit) lands on what was already typed. */
export const withDraft = (form: BookingForm, draft: BookingDraft): BookingForm => {
  const patientId = draft.patientId ?? form.patientId;
  if (draft.startsAt === undefined)
    return { ...form, patientId, providerId: draft.providerId ?? form.providerId };
  const chosen = {
    startsAt: draft.startsAt,
    providerId: draft.providerId,
    operatoryId: draft.operatoryId,
  };
  return {
    ...form,
    ...noException,
    patientId,
    providerId: draft.providerId ?? form.providerId,
    chosen,
    isWalkIn: false,
  };
};

export const withTime = (form: BookingForm, slot: ChosenTime | SlotOffer): BookingForm => ({
  ...form,
  ...noException,
  isWalkIn: false,
  chosen: { startsAt: slot.startsAt, providerId: slot.providerId, operatoryId: slot.operatoryId },
});

/** Another provider keeps the time and lets the chair follow. */
export const withProvider = (form: BookingForm, providerId: string | undefined): BookingForm => ({
  ...form,
  ...noException,
  providerId,
  chosen:
    form.chosen === undefined
      ? undefined
      : { startsAt: form.chosen.startsAt, providerId, operatoryId: undefined },
});

/** Another type brings its own length back. */
export const withType = (form: BookingForm, typeId: string): BookingForm => ({
  ...form,
  ...noException,
  typeId,
  durationMinutes: undefined,
});

export const withPermission = (form: BookingForm, permitted: Permitted, reason: string): BookingForm => ({
  ...form,
  allow: form.allow.includes(permitted) ? form.allow : [...form.allow, permitted],
  overrideReason: reason,
});

export type BookingField = 'patient' | 'type' | 'provider' | 'time';
/** What the form and the free times together say. */
export type Settled = {
  locationId: string;
  typeId: string | undefined;
  startsAt: string | undefined;
  providerId: string | undefined;
  operatoryId: string | undefined;
};

export const missingOf = (form: BookingForm, settled: Settled): BookingField[] => {
  const wanted: [BookingField, string | undefined][] = [
    ['patient', form.patientId],
    ['type', settled.typeId],
    ['time', settled.startsAt],
    ['provider', settled.startsAt === undefined ? 'later' : settled.providerId],
  ];
  return wanted.filter(([, value]) => value === undefined).map(([field]) => field);
};

const overrideOf = ({ allow, overrideReason }: BookingForm): Pick<Booking, 'override'> =>
  allow.length === 0 ? {} : { override: { reason: overrideReason, allow: [...allow] } };

/** The request, once nothing is missing. */
export const bodyOf = (form: BookingForm, settled: Settled): Booking | undefined => {
  const { typeId, startsAt, providerId, operatoryId, locationId } = settled;
  const { patientId } = form;
  if (patientId === undefined || typeId === undefined || startsAt === undefined || providerId === undefined)
    return undefined;
  return {
    patientId,
    typeId,
    providerId,
    locationId,
    startsAt,
    priority: form.priority,
    isWalkIn: form.isWalkIn,
    ...(operatoryId === undefined ? {} : { operatoryId }),
    ...(form.durationMinutes === undefined ? {} : { durationMinutes: form.durationMinutes }),
    ...(form.note.trim() === '' ? {} : { note: form.note }),
    ...overrideOf(form),
  };
};
