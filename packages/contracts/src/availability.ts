import { z } from 'zod';
import { agendaTag, appointmentsPath } from './appointment-parts.ts';
import { endpoint } from './endpoint.ts';
import {
  AgendaDay,
  AppointmentId,
  AppointmentTypeId,
  Instant,
  LocationId,
  minutes,
  OperatoryId,
  PlainDate,
  ProviderId,
  queryNumber,
} from './primitives.ts';

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
  durationMinutes: queryNumber(minutes(5, 480)).optional(),
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
  tag: agendaTag,
  summary: 'Every bookable start in up to 31 days, run-length per day',
  query: z.strictObject({ ...availabilityQuery, from: AgendaDay, to: AgendaDay }),
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
  tag: agendaTag,
  summary: 'The next days with a free time, looking up to 180 days ahead',
  query: z.strictObject({
    ...availabilityQuery,
    from: AgendaDay.optional(),
    days: queryNumber(z.int().min(1).max(14)).default(3),
    perDay: queryNumber(z.int().min(1).max(24)).default(3),
    /** `time`: the earliest of each day. `gaps`: those that leave no unusable gap first. */
    rank: z.enum(['time', 'gaps']).default('time'),
  }),
  response: NextFree,
});

export const ProviderDay = z
  .object({ zone: z.string(), slotStepMinutes: z.number().int(), slots: z.array(SlotOffer).max(200) })
  .meta({ id: 'ProviderDay' });
export type ProviderDay = z.infer<typeof ProviderDay>;
export const providerAvailability = endpoint({
  method: 'get',
  path: `${appointmentsPath}/providers/:providerId/availability`,
  tag: agendaTag,
  summary: "One provider's free starts on a day",
  params: z.strictObject({ providerId: ProviderId }),
  query: z.strictObject({
    date: AgendaDay,
    appointmentTypeId: AppointmentTypeId,
    /** Absent: where the provider's hours begin. */
    locationId: LocationId.optional(),
  }),
  response: ProviderDay,
});
