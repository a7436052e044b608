import { z } from 'zod';
import { AppointmentParams, agendaTag, appointmentsPath } from './appointment-parts.ts';
import { endpoint } from './endpoint.ts';
import {
  AgendaDay,
  AppointmentId,
  AppointmentTypeId,
  EquipmentId,
  Instant,
  line,
  LocationId,
  OperatoryId,
  PageQuery,
  PatientId,
  prose,
  ProviderId,
  Rev,
} from './primitives.ts';

export const appointmentStatuses = [
  'held',
  'scheduled',
  'confirmed',
  'checked_in',
  'in_progress',
  'completed',
  'cancelled',
  'no_show',
  'expired',
] as const;
export const AppointmentStatus = z.enum(appointmentStatuses);
export type AppointmentStatus = z.infer<typeof AppointmentStatus>;
export const Approval = z.enum(['not_needed', 'waiting', 'approved', 'refused']);
export type Approval = z.infer<typeof Approval>;
export const priorities = ['routine', 'urgent', 'emergency'] as const;
export const Priority = z.enum(priorities);
export type Priority = z.infer<typeof Priority>;
export const blockKinds = ['meeting', 'lunch', 'maintenance', 'urgency', 'personal', 'other'] as const;
export const BlockKind = z.enum(blockKinds);
export type BlockKind = z.infer<typeof BlockKind>;

/** Squeeze in, ignore hours, notice or the past, or seat one patient in two chairs: permission + reason. */
export const Override = z.strictObject({
  reason: line(200),
  allow: z.array(z.enum(['outside-hours', 'overbook', 'past', 'patient-busy', 'type-not-offered'])).min(1),
});
export type Override = z.infer<typeof Override>;

/** When the dentist is needed inside the visit, minutes from its start. */
const ProviderRun = z.object({ fromMinute: z.number().int(), toMinute: z.number().int() });

/** A visit as the agenda draws it. Times are instants; the web shows them in the location's zone. */
export const VisitCard = z
  .object({
    id: AppointmentId,
    kind: z.enum(['visit', 'block']),
    blockKind: BlockKind.optional(),
    locationId: LocationId,
    operatoryId: OperatoryId.optional(),
    providerId: ProviderId.optional(),
    patientId: PatientId.optional(),
    typeId: AppointmentTypeId.optional(),
    patientName: z.string().optional(),
    patientPhone: z.string().optional(),
    typeName: z.string().optional(),
    typeColor: z.string().optional(),
    providerName: z.string().optional(),
    startsAt: Instant,
    endsAt: Instant,
    durationMinutes: z.number().int(),
    /** With its buffers: what the resources are really taken for. */
    bufferBeforeMinutes: z.number().int(),
    bufferAfterMinutes: z.number().int(),
    providerRuns: z.array(ProviderRun),
    status: AppointmentStatus,
    approval: Approval,
    priority: Priority,
    isFirstVisit: z.boolean(),
    isOverbooked: z.boolean(),
    isWalkIn: z.boolean(),
    note: z.string().optional(),
    /** Held: when the hold lapses. */
    expiresAt: Instant.optional(),
    checkedInAt: Instant.optional(),
    arrivedAt: Instant.optional(),
    seatedAt: Instant.optional(),
    dismissedAt: Instant.optional(),
    rev: Rev,
  })
  .meta({ id: 'VisitCard' });
export type VisitCard = z.infer<typeof VisitCard>;

const HistoryEntry = z.object({
  at: Instant,
  action: z.enum([
    'booked',
    'held',
    'confirmed',
    'arrived',
    'checked-in',
    'seated',
    'completed',
    'reopened',
    'moved',
    'resized',
    'swapped',
    'cancelled',
    'no-show',
    'restored',
    'approved',
    'refused',
    'expired',
    'edited',
    'stepped-back',
    're-zoned',
  ]),
  byName: z.string().optional(),
  reason: z.string().optional(),
  fromStartsAt: Instant.optional(),
  toStartsAt: Instant.optional(),
  fromOperatoryId: OperatoryId.optional(),
  toOperatoryId: OperatoryId.optional(),
  fields: z.array(z.string()).optional(),
});

/** One visit whole, as the visit panel shows it. */
export const Visit = z
  .object({
    ...VisitCard.shape,
    equipmentIds: z.array(EquipmentId),
    wall: z.string(),
    zone: z.string(),
    privateNote: z.string().optional(),
    cancellationReason: z.string().optional(),
    overrideReason: z.string().optional(),
    holdToken: z.string().optional(),
    seriesId: z.string().optional(),
    /** The statuses that may follow now, for this reader. */
    nextStatuses: z.array(AppointmentStatus),
    history: z.array(HistoryEntry),
    createdAt: Instant,
    createdByName: z.string().optional(),
  })
  .meta({ id: 'Visit' });
export type Visit = z.infer<typeof Visit>;

const VisitStatusQuery = z.union([AppointmentStatus, z.array(AppointmentStatus).max(9)]);
export const listAppointments = endpoint({
  method: 'get',
  path: appointmentsPath,
  tag: agendaTag,
  summary: 'Visits between two days, in time order',
  query: z.strictObject({
    startDate: AgendaDay,
    endDate: AgendaDay,
    locationId: LocationId.optional(),
    providerId: ProviderId.optional(),
    patientId: PatientId.optional(),
    status: VisitStatusQuery.optional(),
    ...PageQuery,
  }),
  response: z.array(VisitCard),
  isPaged: true,
});
export const listPatientVisits = endpoint({
  method: 'get',
  path: '/patients/:patientId/appointments',
  tag: agendaTag,
  summary: 'The visits of one patient, newest first',
  params: z.strictObject({ patientId: PatientId }),
  query: z.strictObject({ ...PageQuery }),
  response: z.array(VisitCard),
  isPaged: true,
});
export const getAppointment = endpoint({
  method: 'get',
  path: `${appointmentsPath}/:appointmentId`,
  tag: agendaTag,
  summary: 'One visit with its history',
  params: AppointmentParams,
  response: Visit,
});

export const VisitChange = z.strictObject({
  rev: Rev,
  note: prose(1000).nullable().optional(),
  privateNote: prose(2000).nullable().optional(),
  priority: Priority.optional(),
});
export type VisitChange = z.infer<typeof VisitChange>;
export const changeAppointment = endpoint({
  method: 'patch',
  path: `${appointmentsPath}/:appointmentId`,
  tag: agendaTag,
  summary: 'Change notes and priority; times change only through reschedule',
  params: AppointmentParams,
  body: VisitChange,
  response: Visit,
  errors: ['stale'],
});

export const StatusChange = z.strictObject({
  rev: Rev,
  status: AppointmentStatus.exclude(['held', 'expired']),
  reason: prose(300).optional(),
  /** Seating needs a chair when the visit has none. */
  operatoryId: OperatoryId.optional(),
});
export type StatusChange = z.infer<typeof StatusChange>;
export const changeStatus = endpoint({
  method: 'patch',
  path: `${appointmentsPath}/:appointmentId/status`,
  tag: agendaTag,
  summary: 'Move a visit along: confirm, check in, seat, complete, no-show, cancel, reopen, restore',
  params: AppointmentParams,
  body: StatusChange,
  response: Visit,
  errors: ['stale', 'illegal-transition', 'reason-required', 'slot-taken'],
});
export const stepBack = endpoint({
  method: 'post',
  path: `${appointmentsPath}/:appointmentId/step-back`,
  tag: agendaTag,
  summary: 'Undo the last status change within a minute of it',
  params: AppointmentParams,
  body: z.strictObject({ rev: Rev }),
  response: Visit,
  errors: ['stale', 'illegal-transition', 'slot-taken'],
});

export const decideApproval = endpoint({
  method: 'post',
  path: `${appointmentsPath}/:appointmentId/approval`,
  tag: agendaTag,
  summary: 'Approve or refuse a request; refusing cancels it',
  params: AppointmentParams,
  body: z.strictObject({
    rev: Rev,
    decision: z.enum(['approved', 'refused']),
    reason: prose(300).optional(),
  }),
  response: Visit,
  errors: ['stale', 'illegal-transition'],
});
export const deleteAppointment = endpoint({
  method: 'delete',
  path: `${appointmentsPath}/:appointmentId`,
  tag: agendaTag,
  summary: 'Remove a visit from every list; the record stays',
  params: AppointmentParams,
  response: Visit,
  errors: ['wrong-state'],
});
