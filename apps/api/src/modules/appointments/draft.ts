import type { BookingRequest, Override } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { Types } from '../../platform/mongo.ts';
import type { ClinicSchedule } from '../schedule/index.ts';
import type { AppointmentDoc } from './appointment.model.ts';
import { type Allow, assertInTime, assertOpen, assertWorking, startOnGrid } from './booking.rules.ts';
import { chairOrder, type Plan, shapeOf } from './plan.rules.ts';
import type { PatientForBooking } from './ports.ts';
import { assertOffered, type Resolved, resolve } from './request.rules.ts';

export type Wish = Omit<BookingRequest, 'override' | 'isWalkIn'> & {
  isWalkIn?: boolean;
  override?: Override | undefined;
};

/** A checked request: everything known but the chair and whether the time is free. */
export type Draft = {
  readonly schedule: ClinicSchedule;
  readonly plan: Plan;
  readonly chairs: readonly [string | undefined, ...(string | undefined)[]];
  readonly resolved: Resolved;
};

type Asked = { schedule: ClinicSchedule; wish: Wish; patient: PatientForBooking; allow: Allow; now: Date };

const measuresOf = ({ type }: Resolved, wish: Pick<Wish, 'durationMinutes'>) => ({
  durationMinutes: wish.durationMinutes ?? type.durationMinutes,
  pattern: type.pattern,
  patternSquareMinutes: type.patternSquareMinutes,
  bufferBeforeMinutes: type.bufferBeforeMinutes,
  bufferAfterMinutes: type.bufferAfterMinutes,
});

/** Checks a wish against every rule that needs no look at the other visits. */
export const draftOf = ({ schedule, wish, patient, allow, now }: Asked): Draft => {
  const resolved = resolve(schedule, wish);
  assertOffered(resolved, allow);
  const plan: Plan = {
    start: startOnGrid(wish.startsAt),
    shape: shapeOf(measuresOf(resolved, wish), resolved.provider),
    locationId: resolved.location.id,
    typeId: resolved.type.id,
    providerId: resolved.provider.id,
    equipmentIds: resolved.equipmentIds,
    patient: { id: patient.id, ord: patient.ord },
  };
  assertWorking(schedule, plan, wish.operatoryId);
  assertInTime({ schedule, plan, allow, now });
  assertOpen({ schedule, plan, allow, now });
  const [first, ...others] = wish.operatoryId === undefined ? chairOrder(schedule, plan) : [wish.operatoryId];
  return { schedule, plan, chairs: [first, ...others], resolved };
};

type Fresh = {
  draft: Draft;
  wish: Wish;
  patient: PatientForBooking;
  actor: Pick<Actor, 'displayName'>;
  now: Date;
};
export type FreshFields = Omit<
  AppointmentDoc,
  'startsAt' | 'endsAt' | 'durationMinutes' | 'zone' | 'wall' | 'localDate' | 'tzdb' | 'segments'
>;

/** A new visit's record without its time. */
export const freshVisit = ({ draft, wish, patient, actor, now }: Fresh): FreshFields => {
  const { type, provider, equipmentIds } = draft.resolved;
  const { durationMinutes: _length, pattern, ...measures } = measuresOf(draft.resolved, wish);
  return {
    _id: new Types.ObjectId(),
    clinicId: currentClinicId(),
    kind: 'visit',
    locationId: new Types.ObjectId(draft.plan.locationId),
    providerId: new Types.ObjectId(provider.id),
    patientId: new Types.ObjectId(patient.id),
    typeId: new Types.ObjectId(type.id),
    equipmentIds: equipmentIds.map((id) => new Types.ObjectId(id)),
    patientOrd: patient.ord,
    patientName: patient.name,
    patientPhone: patient.phone,
    typeName: type.name,
    typeColor: type.color,
    providerName: provider.name,
    status: 'scheduled',
    approval: type.requiresApproval ? 'waiting' : 'not_needed',
    priority: wish.priority,
    isFirstVisit: !patient.hasVisited,
    isOverbooked: false,
    isWalkIn: wish.isWalkIn ?? false,
    ...(wish.note === undefined || wish.note === '' ? {} : { note: wish.note }),
    ...(wish.override === undefined ? {} : { overrideReason: wish.override.reason }),
    ...(pattern === undefined ? {} : { pattern }),
    ...measures,
    rev: 0,
    outbox: [],
    history: [],
    createdByName: actor.displayName,
    createdAt: now,
    updatedAt: now,
  };
};
