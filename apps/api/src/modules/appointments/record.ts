import type { Actor } from '../../platform/actor.ts';
import { Types } from '../../platform/mongo.ts';
import { embeddedEvent, type EmbeddedEvent, type EventType } from '../../platform/outbox/events.ts';
import { instantOf, latestRelease, wallOf } from '../../platform/time.ts';
import type { z } from 'zod';
import type { ClinicSchedule } from '../schedule/index.ts';
import type { AppointmentDoc, HistoryEntry } from './appointment.model.ts';
import { claimFields, type Placed } from './claiming.ts';
import { endOf, isOpen, type Plan } from './plan.rules.ts';

const historyKept = 200;

/** The fields of a record that say when and where it is. */
export const timeFields = (schedule: ClinicSchedule, plan: Plan, placed: Placed) => {
  const zone = schedule.locations.get(plan.locationId)?.zone ?? 'UTC';
  const wall = wallOf(zone, plan.start);
  return {
    startsAt: instantOf(plan.start),
    endsAt: instantOf(endOf(plan)),
    durationMinutes: plan.shape.lengthMinutes,
    zone,
    wall,
    localDate: wall.slice(0, 10),
    tzdb: latestRelease,
    isOutsideHours: !isOpen(schedule, plan),
    ...(placed.operatoryId === undefined ? {} : { operatoryId: new Types.ObjectId(placed.operatoryId) }),
    ...claimFields(placed),
  };
};

type Happening = { at: Date; rev: number; actor: Pick<Actor, 'displayName'> | undefined };

export const historyEntry = (
  { at, rev, actor }: Happening,
  entry: Omit<HistoryEntry, 'at' | 'rev' | 'byName'>,
): HistoryEntry => ({
  at,
  rev,
  ...(actor === undefined ? {} : { byName: actor.displayName }),
  ...entry,
});

export const reasonField = (reason: string | undefined): { reason?: string } =>
  reason === undefined || reason === '' ? {} : { reason };

/** `$push` of what happened: the history for people, the event for the other modules. */
export const noted = (entry: HistoryEntry, events: readonly EmbeddedEvent[]) => ({
  history: { $each: [entry], $slice: -historyKept },
  ...(events.length === 0 ? {} : { outbox: { $each: [...events] } }),
});

type Subject = Pick<AppointmentDoc, '_id' | 'patientId'>;

/** An event about a visit: its ids and whatever else the event carries. */
export const visitEvent = <P extends z.ZodType>(
  event: EventType<P>,
  { _id, patientId }: Subject,
  { at, seq, ...extra }: { at: Date; seq: number } & Record<string, unknown>,
): EmbeddedEvent => {
  const ids = {
    appointmentId: _id.toHexString(),
    ...(patientId === undefined ? {} : { patientId: patientId.toHexString() }),
  };
  const checked: EventType = event;
  return embeddedEvent(checked, { at, seq, payload: { ...ids, ...extra } });
};
