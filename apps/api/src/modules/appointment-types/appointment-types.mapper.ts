import type { AppointmentType, ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { AppointmentTypeDoc } from './appointment-type.model.ts';

export const toAppointmentType = (type: AppointmentTypeDoc): ViewOf<typeof AppointmentType> => ({
  id: type._id.toHexString(),
  name: type.name,
  durationMinutes: type.durationMinutes,
  priceInCents: type.priceInCents,
  color: type.color,
  category: type.category,
  patternSquareMinutes: type.patternSquareMinutes,
  bufferBeforeMinutes: type.bufferBeforeMinutes,
  bufferAfterMinutes: type.bufferAfterMinutes,
  equipmentIds: type.equipmentIds.map(String),
  allowsOnlineBooking: type.allowsOnlineBooking,
  requiresApproval: type.requiresApproval,
  order: type.order,
  isActive: type.isActive,
  rev: type.rev,
  ...given({
    description: type.description,
    pattern: type.pattern,
    preparationInstructions: type.preparationInstructions,
    postTreatmentInstructions: type.postTreatmentInstructions,
  }),
});
