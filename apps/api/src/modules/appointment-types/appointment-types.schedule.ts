import { stampOf } from '../../platform/stale.ts';
import type { ScheduleSources } from '../schedule/index.ts';
import { type AppointmentTypeDoc, AppointmentTypeModel } from './appointment-type.model.ts';

const unread = {
  description: 0,
  preparationInstructions: 0,
  postTreatmentInstructions: 0,
  searchWords: 0,
  changes: 0,
} as const;

/** What the schedule book reads of appointment types. */
export const typesSchedule: Pick<ScheduleSources, 'types'> = {
  types: async (clinicId) => {
    const found = await AppointmentTypeModel.find({ clinicId }, unread)
      .sort({ order: 1, name: 1 })
      .lean<AppointmentTypeDoc[]>();
    const items = found.map((type) => ({
      id: type._id.toHexString(),
      name: type.name,
      color: type.color,
      category: type.category,
      durationMinutes: type.durationMinutes,
      pattern: type.pattern ?? undefined,
      patternSquareMinutes: type.patternSquareMinutes,
      bufferBeforeMinutes: type.bufferBeforeMinutes,
      bufferAfterMinutes: type.bufferAfterMinutes,
      equipmentIds: type.equipmentIds.map(String),
      allowsOnlineBooking: type.allowsOnlineBooking,
      requiresApproval: type.requiresApproval,
      order: type.order,
      isActive: type.isActive,
    }));
    return { items, stamps: found.map(stampOf) };
  },
};
