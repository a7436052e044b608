import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  AppointmentId,
  AppointmentTypeId,
  ClosureId,
  EquipmentId,
  Instant,
  line,
  LocationId,
  minutes,
  OperatoryId,
  PageQuery,
  PatientId,
  PlainDate,
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

const tag = 'Agenda';
const base = '/scheduling/appointments';
const Params = z.strictObject({ appointmentId: AppointmentId });

/** Half-open minutes of the local day, `0` being 00:00 on the wall clock of a day without a clock change. */
const OpenWindow = z.object({ startsAt: Instant, endsAt: Instant });
const AgendaColumn = z.object({
  operatoryId: OperatoryId.optional(),
  providerId: ProviderId.optional(),
  name: z.string(),
  /** Chair view: who works there that day; provider view: where they work. */
  subtitle: z.string().optional(),
  colorIndex: z.number().int().optional(),
  day: PlainDate,
  open: z.array(OpenWindow),
  freeMinutes: z.number().int(),
  bookedMinutes: z.number().int(),
});
export const Agenda = z
  .object({
    from: PlainDate,
    to: PlainDate,
    locationId: LocationId,
    zone: z.string(),
    slotStepMinutes: z.number().int(),
    longWaitMinutes: z.number().int(),
    /** The days' real lengths: a day with a clock change has 23 or 25 hours. */
    days: z.array(
      z.object({ day: PlainDate, startsAt: Instant, endsAt: Instant, closedReason: z.string().optional() }),
    ),
    columns: z.array(AgendaColumn),
    visits: z.array(VisitCard),
    totals: z.record(AppointmentStatus, z.number().int()),
    asOf: Instant,
  })
  .meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof Agenda>;

export const getAgenda = endpoint({
  method: 'get',
  path: '/scheduling/agenda',
  tag,
  summary: 'A day by chair or provider, or up to seven days of one of them: columns, hours, visits, totals',
  query: z.strictObject({
    locationId: LocationId,
    from: PlainDate,
    to: PlainDate.optional(),
    by: z.enum(['operatory', 'provider']).default('operatory'),
    /** Needed when the range is longer than a day. */
    providerId: ProviderId.optional(),
    operatoryId: OperatoryId.optional(),
  }),
  response: Agenda,
});

export const SlotOffer = z.object({
  startsAt: Instant,
  providerId: ProviderId,
  operatoryId: OperatoryId,
});
export type SlotOffer = z.infer<typeof SlotOffer>;
const availabilityQuery = {
  typeId: AppointmentTypeId,
  locationId: LocationId,
  providerId: ProviderId.optional(),
  operatoryId: OperatoryId.optional(),
  durationMinutes: z.coerce.number().pipe(minutes(5, 480)).optional(),
  /** The visit being moved: its own time counts as free. */
  excludeId: AppointmentId.optional(),
  part: z.enum(['any', 'morning', 'afternoon']).default('any'),
};
export const Availability = z
  .object({
    zone: z.string(),
    slotStepMinutes: z.number().int(),
    days: z.array(
      z.object({
        day: PlainDate,
        /** Run-length: first start, minutes between starts, how many; then who and where. */
        runs: z.array(
          z.object({
            firstStartsAt: Instant,
            stepMinutes: z.number().int(),
            count: z.number().int(),
            providerId: ProviderId,
            operatoryId: OperatoryId,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof Availability>;
export const getAvailability = endpoint({
  method: 'get',
  path: '/scheduling/availability',
  tag,
  summary: 'Every bookable start in up to 31 days, run-length per day',
  query: z.strictObject({ ...availabilityQuery, from: PlainDate, to: PlainDate }),
  response: Availability,
});
export const NextFree = z
  .object({
    zone: z.string(),
    days: z.array(z.object({ day: PlainDate, slots: z.array(SlotOffer) })),
    searchedUntil: PlainDate,
  })
  .meta({ id: 'NextFree' });
export type NextFree = z.infer<typeof NextFree>;
export const findNextFree = endpoint({
  method: 'get',
  path: '/scheduling/availability/next',
  tag,
  summary: 'The next days with a free time, looking up to 180 days ahead',
  query: z.strictObject({
    ...availabilityQuery,
    from: PlainDate.optional(),
    days: z.coerce.number().int().min(1).max(14).default(3),
    perDay: z.coerce.number().int().min(1).max(24).default(3),
  }),
  response: NextFree,
});

export const ProviderDay = z
  .object({ zone: z.string(), slotStepMinutes: z.number().int(), slots: z.array(SlotOffer).max(200) })
  .meta({ id: 'ProviderDay' });
export type ProviderDay = z.infer<typeof ProviderDay>;
export const providerAvailability = endpoint({
  method: 'get',
  path: `${base}/providers/:providerId/availability`,
  tag,
  summary: "One provider's free starts on a day",
  params: z.strictObject({ providerId: ProviderId }),
  query: z.strictObject({
    date: PlainDate,
    appointmentTypeId: AppointmentTypeId,
    /** Absent: where the provider's hours begin. */
    locationId: LocationId.optional(),
  }),
  response: ProviderDay,
});

export const BookingRequest = z.strictObject({
  patientId: PatientId,
  typeId: AppointmentTypeId,
  providerId: ProviderId,
  locationId: LocationId,
  /** Absent: the first free chair in display order. */
  operatoryId: OperatoryId.optional(),
  equipmentIds: z.array(EquipmentId).max(10).optional(),
  startsAt: Instant,
  /** Absent: the type's own length. */
  durationMinutes: minutes(5, 480).optional(),
  priority: Priority.default('routine'),
  note: prose(1000).optional(),
  isWalkIn: z.boolean().default(false),
  override: Override.optional(),
});
export type BookingRequest = z.infer<typeof BookingRequest>;
export type BookingInput = z.input<typeof BookingRequest>;

const bookingErrors = [
  'slot-taken',
  'patient-busy',
  'outside-hours',
  'off-grid',
  'in-the-past',
  'beyond-window',
  'patient-inactive',
  'type-not-offered',
  'idempotency-key-reused',
] as const;

export const bookAppointment = endpoint({
  method: 'post',
  path: base,
  tag,
  summary: 'Book a visit; two callers can never win the same chair, provider, patient or minute',
  body: BookingRequest,
  response: Visit,
  status: 201,
  errors: bookingErrors,
});
/** The inventory's second name for the same act. */
export const bookAppointmentAlias = endpoint({ ...bookAppointment, path: `${base}/book` });

export const holdSlot = endpoint({
  method: 'post',
  path: `${base}/holds`,
  tag,
  summary: 'Hold a time for some minutes while the booking is finished',
  body: BookingRequest.omit({ override: true, isWalkIn: true }),
  response: Visit,
  status: 201,
  errors: bookingErrors,
});
export const confirmHold = endpoint({
  method: 'post',
  path: `${base}/:appointmentId/confirm-hold`,
  tag,
  summary: 'Turn a hold into a booking; late is fine as long as nobody took the time',
  params: Params,
  body: z.strictObject({ token: z.string().min(16).max(64) }),
  response: Visit,
  errors: ['hold-lost'],
});
export const releaseHold = endpoint({
  method: 'delete',
  path: `${base}/:appointmentId/hold`,
  tag,
  summary: 'Give a held time back',
  params: Params,
  query: z.strictObject({ token: z.string().min(16).max(64) }),
  response: Visit,
  errors: ['hold-lost'],
});

const VisitStatusQuery = z.union([AppointmentStatus, z.array(AppointmentStatus).max(9)]);
export const listAppointments = endpoint({
  method: 'get',
  path: base,
  tag,
  summary: 'Visits between two days, in time order',
  query: z.strictObject({
    startDate: PlainDate,
    endDate: PlainDate,
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
  tag,
  summary: 'The visits of one patient, newest first',
  params: z.strictObject({ patientId: PatientId }),
  query: z.strictObject({ ...PageQuery }),
  response: z.array(VisitCard),
  isPaged: true,
});
export const getAppointment = endpoint({
  method: 'get',
  path: `${base}/:appointmentId`,
  tag,
  summary: 'One visit with its history',
  params: Params,
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
  path: `${base}/:appointmentId`,
  tag,
  summary: 'Change notes and priority; times change only through reschedule',
  params: Params,
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
  path: `${base}/:appointmentId/status`,
  tag,
  summary: 'Move a visit along: confirm, check in, seat, complete, no-show, cancel, reopen, restore',
  params: Params,
  body: StatusChange,
  response: Visit,
  errors: ['stale', 'illegal-transition', 'reason-required', 'slot-taken'],
});
export const stepBack = endpoint({
  method: 'post',
  path: `${base}/:appointmentId/step-back`,
  tag,
  summary: 'Undo the last status change within a minute of it',
  params: Params,
  body: z.strictObject({ rev: Rev }),
  response: Visit,
  errors: ['stale', 'illegal-transition', 'slot-taken'],
});

export const Reschedule = z.strictObject({
  rev: Rev,
  startsAt: Instant,
  durationMinutes: minutes(5, 480).optional(),
  providerId: ProviderId.optional(),
  operatoryId: OperatoryId.optional(),
  reason: prose(300).optional(),
  rescheduleBy: z.enum(['clinic', 'patient']).default('clinic'),
  /** Puts a visit back exactly where it was: keeps `confirmed` and asks no new confirmation. */
  isUndo: z.boolean().default(false),
  override: Override.optional(),
});
export type Reschedule = z.infer<typeof Reschedule>;
export const reschedule = endpoint({
  method: 'patch',
  path: `${base}/:appointmentId/reschedule`,
  tag,
  summary: 'Move or resize a visit in one step; losing leaves it where it was',
  params: Params,
  body: Reschedule,
  response: Visit,
  errors: [...bookingErrors, 'stale', 'illegal-transition'],
});
export const swapAppointments = endpoint({
  method: 'post',
  path: `${base}/swap`,
  tag,
  summary: 'Exchange the times and chairs of two visits, both or neither',
  body: z.strictObject({
    first: z.strictObject({ id: AppointmentId, rev: Rev }),
    second: z.strictObject({ id: AppointmentId, rev: Rev }),
  }),
  response: z.object({ first: Visit, second: Visit }),
  errors: ['slot-taken', 'stale', 'illegal-transition', 'outside-hours'],
});
export const decideApproval = endpoint({
  method: 'post',
  path: `${base}/:appointmentId/approval`,
  tag,
  summary: 'Approve or refuse a request; refusing cancels it',
  params: Params,
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
  path: `${base}/:appointmentId`,
  tag,
  summary: 'Remove a visit from every list; the record stays',
  params: Params,
  response: Visit,
  errors: ['wrong-state'],
});

export const BlockDraft = z.strictObject({
  locationId: LocationId,
  operatoryId: OperatoryId.optional(),
  providerId: ProviderId.optional(),
  startsAt: Instant,
  /** At most a day; longer absences are closures or time off. */
  durationMinutes: minutes(5, 1440),
  blockKind: BlockKind,
  note: line(120).optional(),
});
export type BlockDraft = z.infer<typeof BlockDraft>;
export const createBlock = endpoint({
  method: 'post',
  path: '/scheduling/blocks',
  tag,
  summary: 'Block time of a chair, a provider or both',
  body: BlockDraft.refine((block) => block.operatoryId !== undefined || block.providerId !== undefined, {
    error: 'required',
    path: ['operatoryId'],
  }),
  response: Visit,
  status: 201,
  errors: ['slot-taken', 'off-grid'],
});

export const SeriesRequest = z.strictObject({
  ...BookingRequest.omit({ override: true, isWalkIn: true }).shape,
  /** RFC 5545, e.g. `FREQ=WEEKLY;COUNT=10`; instances keep their wall time across clock changes. */
  rrule: z
    .string()
    .max(200)
    .regex(/^FREQ=[A-Z0-9=;,:+-]+$/, 'rrule'),
  /** `atomic`: one clash and nothing is written. `skip`: the rest is written, the clashes are reported. */
  mode: z.enum(['atomic', 'skip']),
});
export type SeriesRequest = z.infer<typeof SeriesRequest>;
export const bookSeries = endpoint({
  method: 'post',
  path: `${base}/series`,
  tag,
  summary: 'Book recurring visits',
  body: SeriesRequest,
  response: z.object({ seriesId: z.string(), booked: z.array(Visit), skipped: z.array(PlainDate) }),
  status: 201,
  errors: bookingErrors,
});

export const NeedsMoving = z.object({
  visit: VisitCard,
  cause: z.enum(['closure', 'time-off', 'hours', 'provider-inactive', 'operatory-inactive']),
  closureId: ClosureId.optional(),
  suggestion: SlotOffer.optional(),
});
export type NeedsMoving = z.infer<typeof NeedsMoving>;
export const listNeedsMoving = endpoint({
  method: 'get',
  path: '/scheduling/needs-moving',
  tag,
  summary:
    'Future visits that a closure, absence or change of hours left stranded, with a suggested time each',
  query: z.strictObject({ locationId: LocationId }),
  response: z.array(NeedsMoving),
});
export const moveStranded = endpoint({
  method: 'post',
  path: '/scheduling/needs-moving/move',
  tag,
  summary: 'Move many stranded visits; each succeeds or fails alone and each patient is told',
  body: z.strictObject({
    moves: z
      .array(
        z.strictObject({
          id: AppointmentId,
          rev: Rev,
          startsAt: Instant,
          providerId: ProviderId,
          operatoryId: OperatoryId,
        }),
      )
      .min(1)
      .max(100),
  }),
  response: z.array(
    z.object({
      id: AppointmentId,
      outcome: z.enum(['moved', 'taken', 'stale', 'refused']),
      visit: Visit.optional(),
    }),
  ),
});
