import type { AppointmentType, Operatory, Provider } from '@topsmile/contracts';
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

/** The form together with what the clinic says: types, people, chairs, free times, and the time as it stands. */
export const useSettled = (form: BookingForm, locationId: string, zone: string) => {
  const resources = useResources(locationId);
  const type = typeOf(resources.types, form.typeId);
  const search = { locationId, zone, typeId: type?.id, form };
  const times = useFreeTimes(search);
  const { state, slot } = useSlotCheck(search);
  const settled: Settled = {
    locationId,
    typeId: type?.id,
    startsAt: form.chosen?.startsAt,
    providerId: form.chosen?.providerId ?? form.providerId ?? slot?.providerId,
    operatoryId: form.chosen?.operatoryId ?? slot?.operatoryId,
  };
  const who = [
    resources.providers.find((one) => one.id === settled.providerId)?.fullName,
    resources.operatories.find((one) => one.id === settled.operatoryId)?.name,
  ].filter((name) => name !== undefined);
  return {
    ...resources,
    type,
    times,
    state,
    settled,
    durationMinutes: form.durationMinutes ?? type?.durationMinutes ?? 30,
    slots: (times.data?.days ?? []).flatMap((day) => day.slots),
    who,
  };
};

export type SettledForm = ReturnType<typeof useSettled>;
