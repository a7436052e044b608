import type { Availability, NextFree, SlotOffer } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { dayTimesQuery, nextFreeQuery } from '../visits.api.ts';
import { dayOf } from '../when.ts';
import type { BookingForm, ChosenTime } from './booking-form.ts';

type Search = {
  locationId: string;
  zone: string;
  typeId: string | undefined;
  form: BookingForm;
};

const searchOf = ({ locationId, typeId, form }: Search) =>
  typeId === undefined
    ? undefined
    : {
        locationId,
        typeId,
        ...(form.providerId === undefined ? {} : { providerId: form.providerId }),
        ...(form.durationMinutes === undefined ? {} : { durationMinutes: form.durationMinutes }),
      };

/** Whatever was chosen for a day, people read it by the clock. */
const byTheClock = (found: NextFree): NextFree => ({
  ...found,
  days: found.days.map((day) => ({
    ...day,
    slots: day.slots.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt)),
  })),
});

/** The first free times: three days that have any, three times a day. */
export const useFreeTimes = (search: Search) => {
  const { form } = search;
  const basics = searchOf(search);
  return useQuery({
    ...nextFreeQuery(
      basics === undefined
        ? undefined
        : {
            ...basics,
            part: form.part,
            rank: form.rank,
            days: 3,
            perDay: 3,
            ...(form.from === undefined ? {} : { from: form.from }),
          },
    ),
    select: byTheClock,
  });
};

type Run = Availability['days'][number]['runs'][number];

// Between two free starts every start is free, so a time off the clinic's step counts too.
const startsWithin = ({ firstStartsAt, stepMinutes, count }: Run, startsAt: string): boolean => {
  const minutes = (Date.parse(startsAt) - Date.parse(firstStartsAt)) / 60_000;
  return minutes >= 0 && minutes <= stepMinutes * (count - 1);
};

const fits = (run: Run, chosen: ChosenTime, providerId: string | undefined): boolean =>
  (providerId === undefined || run.providerId === providerId) &&
  (chosen.operatoryId === undefined || run.operatoryId === chosen.operatoryId) &&
  startsWithin(run, chosen.startsAt);

/** Who and where a wanted time is free, if it is. */
export const slotAmong = (
  days: Availability['days'],
  chosen: ChosenTime,
  providerId: string | undefined,
): SlotOffer | undefined => {
  const run = days.flatMap((day) => day.runs).find((one) => fits(one, chosen, providerId));
  return run === undefined
    ? undefined
    : { startsAt: chosen.startsAt, providerId: run.providerId, operatoryId: run.operatoryId };
};

export type SlotState = 'none' | 'checking' | 'free' | 'not-offered' | 'unknown';

/** Whether the wanted time is free now, and the provider and chair that make it so. */
export const useSlotCheck = (search: Search): { state: SlotState; slot: SlotOffer | undefined } => {
  const { form, zone } = search;
  const { chosen } = form;
  const basics = searchOf(search);
  const day = chosen === undefined ? undefined : dayOf(chosen.startsAt, zone);
  const { data, isError } = useQuery(
    dayTimesQuery(basics === undefined || day === undefined ? undefined : { ...basics, from: day, to: day }),
  );
  if (chosen === undefined || basics === undefined) return { state: 'none', slot: undefined };
  if (isError) return { state: 'unknown', slot: undefined };
  if (data === undefined) return { state: 'checking', slot: undefined };
  const slot = slotAmong(data.days, chosen, chosen.providerId ?? form.providerId);
  return { state: slot === undefined ? 'not-offered' : 'free', slot };
};
