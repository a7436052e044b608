import type { AppointmentType, Operatory, Provider, SlotOffer } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { operatoriesQuery, providersQuery, typesQuery } from '../visits.api.ts';
import type { BookingForm, Settled } from './booking-form.ts';
import { typeOf } from './use-booking-form.ts';
import { useFreeTimes, useSlotCheck } from './use-free-times.ts';

const none: readonly never[] = [];

type Resources = {
  types: readonly AppointmentType[];
  providers: readonly Provider[];
  operatories: readonly Operatory[];
};

const useResources = (locationId: string): Resources => ({
  types: useQuery(typesQuery).data ?? none,
  providers: useQuery(providersQuery(locationId)).data ?? none,
  operatories: useQuery(operatoriesQuery(locationId)).data ?? none,
});

/** The person's word first, then what the free times offer. */
const settle = (
  { chosen, providerId }: BookingForm,
  slot: SlotOffer | undefined,
): Pick<Settled, 'startsAt' | 'providerId' | 'operatoryId'> => ({
  startsAt: chosen?.startsAt,
  providerId: chosen?.providerId ?? providerId ?? slot?.providerId,
  operatoryId: chosen?.operatoryId ?? slot?.operatoryId,
});

const namesOf = ({ providers, operatories }: Resources, settled: Settled): string[] =>
  [
    providers.find((one) => one.id === settled.providerId)?.fullName,
    operatories.find((one) => one.id === settled.operatoryId)?.name,
  ].filter((name) => name !== undefined);

const usualMinutes = 30;

/** The form together with what the clinic says: types, people, chairs, free times, and the time as it stands. */
export const useSettled = (form: BookingForm, locationId: string, zone: string) => {
  const resources = useResources(locationId);
  const type = typeOf(resources.types, form.typeId);
  const search = { locationId, zone, typeId: type?.id, form };
  const times = useFreeTimes(search);
  const { state, slot } = useSlotCheck(search);
  const settled: Settled = { locationId, typeId: type?.id, ...settle(form, slot) };
  return {
    ...resources,
    type,
    times,
    state,
    settled,
    durationMinutes: form.durationMinutes ?? type?.durationMinutes ?? usualMinutes,
    slots: times.data?.days.flatMap((day) => day.slots) ?? none,
    who: namesOf(resources, settled),
  };
};

export type SettledForm = ReturnType<typeof useSettled>;
