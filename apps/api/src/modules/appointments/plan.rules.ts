import {
  type Buffers,
  type ClaimedSegment,
  type Role,
  visitSegments,
  type VisitShape,
} from '@topsmile/scheduling';
import type { ClinicSchedule, ScheduleOperatory, ScheduleProvider } from '../schedule/schedule.types.ts';
import { addDays, type Board, boundChairs, holds, placeWindows, providerWindows } from './timetable.rules.ts';
import { localDay } from '../../platform/time.ts';

/** A visit as it is wanted, all but its chair. */
export type Plan = {
  /** Epoch minute. */
  readonly start: number;
  readonly shape: VisitShape;
  readonly locationId: string;
  /** Absent for a block, which takes any time. */
  readonly typeId?: string | undefined;
  readonly providerId: string | undefined;
  readonly equipmentIds: readonly string[];
  readonly patient: { readonly id: string; readonly ord: number } | undefined;
};

type Measures = {
  durationMinutes: number;
  pattern?: string | undefined;
  patternSquareMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
};

const buffers = (from: { bufferBeforeMinutes: number; bufferAfterMinutes: number }): Buffers => ({
  before: from.bufferBeforeMinutes,
  after: from.bufferAfterMinutes,
});

/** The type's buffers turn over the chair; the provider's own follow the provider. Listing and booking share this. */
export const shapeOf = (visit: Measures, provider: ScheduleProvider | undefined): VisitShape => ({
  lengthMinutes: visit.durationMinutes,
  pattern: visit.pattern,
  squareMinutes: visit.patternSquareMinutes,
  buffers: {
    operatory: buffers(visit),
    ...(provider === undefined ? {} : { provider: buffers(provider) }),
  },
});

export const endOf = (plan: Plan): number => plan.start + plan.shape.lengthMinutes;

const ordOf = (
  schedule: ClinicSchedule,
  plan: Plan,
  { role, resId }: { role: Role; resId: string },
): number => {
  const ords: Record<Role, number | undefined> = {
    provider: schedule.providers.get(resId)?.ord,
    operatory: schedule.operatories.get(resId)?.ord,
    equipment: schedule.equipment.get(resId)?.ord,
    patient: plan.patient?.ord,
  };
  const ord = ords[role];
  if (ord === undefined) throw new Error(`no such ${role} in the schedule`);
  return ord;
};

/** The segments of the visit in that chair, each with its resource's number. */
export const segmentsOf = (
  schedule: ClinicSchedule,
  plan: Plan,
  operatoryId: string | undefined,
): ClaimedSegment[] =>
  visitSegments({
    ...plan.shape,
    start: plan.start,
    providerId: plan.providerId,
    operatoryId,
    patientId: plan.patient?.id,
    equipmentIds: plan.equipmentIds,
  }).map((segment) => ({ ...segment, ord: ordOf(schedule, plan, segment) }));

/** The board of the day on which the visit starts. */
export const boardOf = (
  schedule: ClinicSchedule,
  plan: Pick<Plan, 'locationId' | 'start' | 'typeId'>,
): Board => {
  const location = schedule.locations.get(plan.locationId);
  if (location === undefined) throw new Error('no such location in the schedule');
  const day = localDay(location.zone, plan.start);
  return { schedule, location, days: { from: day, to: addDays(day, 1) }, typeId: plan.typeId };
};

/** Whether provider and place are open for all of it. */
export const isOpen = (schedule: ClinicSchedule, plan: Plan): boolean => {
  const board = boardOf(schedule, plan);
  const provider = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
  const works = provider === undefined ? undefined : providerWindows(board, provider);
  return (
    holds(placeWindows(board), plan.start, endOf(plan)) &&
    segmentsOf(schedule, plan, undefined).every(
      ({ role, s, e }) => role !== 'provider' || (works !== undefined && holds(works, s, e)),
    )
  );
};

/** A provider's chairs at a place in the order in which they are offered: bound ones first, then as displayed. */
export const chairsAt = (schedule: ClinicSchedule, locationId: string): ScheduleOperatory[] =>
  [...schedule.operatories.values()].filter((chair) => chair.isActive && chair.locationId === locationId);

/** The chairs to try for a visit that names none. */
export const chairOrder = (schedule: ClinicSchedule, plan: Plan): string[] => {
  const board = boardOf(schedule, plan);
  const chairs = chairsAt(schedule, plan.locationId).map((chair) => chair.id);
  const provider = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
  if (provider === undefined) return chairs;
  const preferred = boundChairs(plan.locationId, provider).filter(
    (chair) =>
      chairs.includes(chair) && holds(providerWindows(board, provider, chair), plan.start, endOf(plan)),
  );
  return [...new Set([...preferred, ...chairs])];
};
