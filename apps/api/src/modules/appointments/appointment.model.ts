import type { AppointmentStatus, Approval, BlockKind, Priority } from '@topsmile/contracts';
import type { Role } from '@topsmile/scheduling';
import { Schema, type Types } from 'mongoose';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import type { EmbeddedEvent } from '../../platform/outbox/events.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';
import type { HistoryAction, StampName } from './status.rules.ts';

/** One resource taken by a visit, in epoch minutes; `ps`–`pe` with buffers. `ord` is the resource's number in claims. */
export type StoredSegment = {
  resId: Types.ObjectId;
  ord: number;
  role: Role;
  s: number;
  e: number;
  ps: number;
  pe: number;
};

export type HistoryEntry = {
  at: Date;
  /** The visit's `rev` after the change. */
  rev: number;
  action: HistoryAction;
  byName?: string;
  reason?: string;
  fromStartsAt?: Date;
  toStartsAt?: Date;
  fromOperatoryId?: Types.ObjectId;
  toOperatoryId?: Types.ObjectId;
  fields?: string[];
  fromStatus?: AppointmentStatus;
  toStatus?: AppointmentStatus;
  /** Stamps that this change set: stepping back takes them away again. */
  stamps?: StampName[];
};

export type AppointmentDoc = {
  _id: Types.ObjectId;
  clinicId: Types.ObjectId;
  kind: 'visit' | 'block';
  blockKind?: BlockKind;
  locationId: Types.ObjectId;
  operatoryId?: Types.ObjectId;
  providerId?: Types.ObjectId;
  patientId?: Types.ObjectId;
  typeId?: Types.ObjectId;
  equipmentIds: Types.ObjectId[];
  /** Copies for the agenda, refreshed by event; the patient's number is needed to move without asking for it. */
  patientOrd?: number;
  patientName?: string;
  patientPhone?: string;
  typeName?: string;
  typeColor?: string;
  providerName?: string;
  status: AppointmentStatus;
  approval: Approval;
  priority: Priority;
  isFirstVisit: boolean;
  isOverbooked: boolean;
  isWalkIn: boolean;
  /** Booked outside the hours on purpose. */
  isOutsideHours?: boolean;
  note?: string;
  privateNote?: string;
  cancellationReason?: string;
  overrideReason?: string;
  startsAt: Date;
  endsAt: Date;
  durationMinutes: number;
  pattern?: string;
  patternSquareMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** The wall time that stands when a zone's law changes, and the tz release by which the instant was derived. */
  zone: string;
  wall: string;
  localDate: string;
  tzdb: string;
  segments: StoredSegment[];
  /** Absent when nothing is claimed, never empty: an empty array would collide with every other one. */
  claims?: number[];
  /** An overbooked visit's five-minute cells that somebody else holds. */
  unclaimed?: number[];
  /** Claims given back by the nightly release; the visit stays as it was. */
  releasedAt?: Date;
  /** `lane`: which of the patient's places for holds it takes; given up once it has lapsed. */
  hold?: { expiresAt: Date; lane?: number; lostAt?: Date };
  idem?: { key: string; bodyHash: string };
  seriesId?: Types.ObjectId;
  recurrenceId?: string;
  arrivedAt?: Date;
  checkedInAt?: Date;
  seatedAt?: Date;
  dismissedAt?: Date;
  /** Merges that moved this visit, each with the patient it was moved from. */
  merges?: { mergeId: string; patientId: Types.ObjectId; ord: number; name: string; phone: string }[];
  rev: number;
  outbox: EmbeddedEvent[];
  history: HistoryEntry[];
  createdByName?: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt?: Date;
};

const id = Schema.Types.ObjectId;
const required = { required: true } as const;
const whole = { type: Number, required: true, validate: Number.isInteger } as const;

const segment = new Schema(
  { resId: { type: id, ...required }, ord: whole, role: String, s: whole, e: whole, ps: whole, pe: whole },
  { _id: false, strict: 'throw' },
);

const historyEntry = new Schema(
  {
    at: { type: Date, ...required },
    rev: whole,
    action: { type: String, ...required },
    byName: String,
    reason: String,
    fromStartsAt: Date,
    toStartsAt: Date,
    fromOperatoryId: id,
    toOperatoryId: id,
    fields: { type: [String], default: undefined },
    fromStatus: String,
    toStatus: String,
    stamps: { type: [String], default: undefined },
  },
  { _id: false, strict: 'throw' },
);

const embedded = new Schema(
  { id, type: { type: String }, v: Number, seq: Number, at: Date, payload: Schema.Types.Mixed },
  { _id: false, strict: 'throw' },
);

const nothing = { default: undefined } as const;

export const appointmentSchema = new Schema(
  {
    clinicId: clinicIdField,
    kind: { type: String, enum: ['visit', 'block'], ...required },
    blockKind: String,
    locationId: { type: id, ...required },
    operatoryId: id,
    providerId: id,
    patientId: id,
    typeId: id,
    equipmentIds: { type: [id], ...required },
    patientOrd: Number,
    patientName: String,
    patientPhone: String,
    typeName: String,
    typeColor: String,
    providerName: String,
    status: { type: String, ...required },
    approval: { type: String, enum: ['not_needed', 'waiting', 'approved', 'refused'], ...required },
    priority: { type: String, ...required },
    isFirstVisit: { type: Boolean, ...required },
    isOverbooked: { type: Boolean, ...required },
    isWalkIn: { type: Boolean, ...required },
    isOutsideHours: Boolean,
    note: String,
    privateNote: String,
    cancellationReason: String,
    overrideReason: String,
    startsAt: { type: Date, ...required },
    endsAt: { type: Date, ...required },
    durationMinutes: whole,
    pattern: String,
    patternSquareMinutes: whole,
    bufferBeforeMinutes: whole,
    bufferAfterMinutes: whole,
    zone: { type: String, ...required },
    wall: { type: String, ...required },
    localDate: { type: String, ...required },
    tzdb: { type: String, ...required },
    segments: { type: [segment], ...required },
    claims: { type: [Number], ...nothing, validate: (claims: number[] | undefined) => claims?.length !== 0 },
    unclaimed: { type: [Number], ...nothing },
    releasedAt: Date,
    hold: {
      type: new Schema({ expiresAt: Date, lane: Number, lostAt: Date }, { _id: false, strict: 'throw' }),
      ...nothing,
    },
    idem: {
      type: new Schema({ key: String, bodyHash: String }, { _id: false, strict: 'throw' }),
      ...nothing,
    },
    seriesId: id,
    recurrenceId: String,
    arrivedAt: Date,
    checkedInAt: Date,
    seatedAt: Date,
    dismissedAt: Date,
    merges: {
      type: [
        new Schema(
          { mergeId: String, patientId: id, ord: Number, name: String, phone: String },
          { _id: false, strict: 'throw' },
        ),
      ],
      ...nothing,
    },
    rev: whole,
    outbox: { type: [embedded], ...required },
    history: { type: [historyEntry], ...required },
    createdByName: String,
    deletedAt: Date,
  },
  { strict: 'throw', versionKey: false, timestamps: true },
);
export const AppointmentModel = defineModel(
  'Appointment',
  tenancy('clinic', appointmentSchema),
  'appointments',
);

/** The collection itself: every write here is one guarded command, and reads decode no more than they show. */
export const appointments = (): Collection<AppointmentDoc> => collectionOf(AppointmentModel);
