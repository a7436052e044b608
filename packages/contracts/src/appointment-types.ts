import { z } from 'zod';
import { changeOf } from './change-of.ts';
import { endpoint } from './endpoint.ts';
import {
  AppointmentTypeId,
  Color,
  EquipmentId,
  Flag,
  line,
  minutes,
  prose,
  Rev,
  searchText,
} from './primitives.ts';

export const categories = ['consultation', 'cleaning', 'treatment', 'surgery', 'emergency'] as const;
export const Category = z.enum(categories);
export type Category = z.infer<typeof Category>;

const shape = {
  name: line(100),
  description: prose(500).optional(),
  durationMinutes: minutes(15, 480),
  priceInCents: z.int().min(0).max(100_000_000).default(0),
  color: Color,
  category: Category,
  /**
   * One sign per square: `X` the provider is needed, `/` only the chair and an assistant. `XX//XX` with
   * squares of 10 minutes frees the provider for 20 minutes in the middle. Absent: needed all the time.
   */
  pattern: z
    .string()
    .regex(/^[X/]{1,96}$/, 'pattern')
    .optional(),
  patternSquareMinutes: z.union([z.literal(5), z.literal(10), z.literal(15)]).default(10),
  bufferBeforeMinutes: minutes(0, 120).default(0),
  bufferAfterMinutes: minutes(0, 120).default(0),
  /** Equipment that every visit of this type occupies. */
  equipmentIds: z.array(EquipmentId).max(10).default([]),
  allowsOnlineBooking: z.boolean().default(true),
  requiresApproval: z.boolean().default(false),
  preparationInstructions: prose(1000).optional(),
  postTreatmentInstructions: prose(1000).optional(),
  order: z.int().min(0).max(999).default(0),
};

export const AppointmentTypeDraft = z.strictObject(shape);
export type AppointmentTypeDraft = z.infer<typeof AppointmentTypeDraft>;
export const AppointmentType = z
  .object({ ...shape, id: AppointmentTypeId, isActive: z.boolean(), rev: Rev })
  .meta({ id: 'AppointmentType' });
export type AppointmentType = z.infer<typeof AppointmentType>;
export const AppointmentTypeChange = z.strictObject({ ...changeOf(AppointmentTypeDraft.shape), rev: Rev });
export type AppointmentTypeChange = z.infer<typeof AppointmentTypeChange>;

const Params = z.strictObject({ typeId: AppointmentTypeId });
const path = '/scheduling/appointment-types';
const tag = 'Appointment types';

export const listAppointmentTypes = endpoint({
  method: 'get',
  path,
  tag,
  summary: 'What can be booked, in display order',
  query: z.strictObject({
    search: searchText(100).optional(),
    category: Category.optional(),
    isOnline: Flag.optional(),
    includeInactive: Flag.optional(),
  }),
  response: z.array(AppointmentType),
});
export const createAppointmentType = endpoint({
  method: 'post',
  path,
  tag,
  summary: 'Add an appointment type',
  body: AppointmentTypeDraft,
  response: AppointmentType,
  status: 201,
  errors: ['already-exists'],
});
export const getAppointmentType = endpoint({
  method: 'get',
  path: `${path}/:typeId`,
  tag,
  summary: 'One appointment type',
  params: Params,
  response: AppointmentType,
});
export const changeAppointmentType = endpoint({
  method: 'patch',
  path: `${path}/:typeId`,
  tag,
  summary: 'Change an appointment type; visits already booked keep their length',
  params: Params,
  body: AppointmentTypeChange,
  response: AppointmentType,
  errors: ['stale', 'already-exists'],
});
export const duplicateAppointmentType = endpoint({
  method: 'post',
  path: `${path}/:typeId/duplicate`,
  tag,
  summary: 'Copy an appointment type',
  params: Params,
  response: AppointmentType,
  status: 201,
});
export const reactivateAppointmentType = endpoint({
  method: 'patch',
  path: `${path}/:typeId/reactivate`,
  tag,
  summary: 'Offer a retired type again',
  params: Params,
  response: AppointmentType,
  errors: ['already-exists'],
});
export const deleteAppointmentType = endpoint({
  method: 'delete',
  path: `${path}/:typeId`,
  tag,
  summary: 'Retire an appointment type (booked visits stay)',
  params: Params,
  response: AppointmentType,
});
