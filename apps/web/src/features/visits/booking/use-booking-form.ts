import type { AppointmentType } from '@topsmile/contracts';
import { useEffect, useState } from 'react';
import { dropDraft, readDraft, saveDraft } from '../../../lib/drafts.ts';
import type { BookingDraft } from '../../../lib/visit-slots.ts';
import { type BookingForm, emptyForm, isBookingForm, withDraft } from './booking-form.ts';

const keyOf = (locationId: string): string => `booking:${locationId}`;

/** Starts the next booking of this place with what is already known: the type of a follow-up, say. */
export const seedBooking = (locationId: string, known: Partial<BookingForm>): void =>
  saveDraft(keyOf(locationId), { ...emptyForm, ...known });

const identityOf = ({ patientId, day, startsAt, providerId, operatoryId }: BookingDraft): string =>
  [patientId, day, startsAt, providerId, operatoryId].join('|');

/**
 * The form of the booking panel. It outlives the panel until it is booked or cleared, and follows what
 * happens outside: another cell clicked, the preview dragged.
 */
export const useBookingForm = (locationId: string, draft: BookingDraft) => {
  const key = keyOf(locationId);
  const [seen, setSeen] = useState(() => identityOf(draft));
  const [form, setForm] = useState<BookingForm>(() =>
    withDraft(readDraft(key, isBookingForm) ?? emptyForm, draft),
  );
  if (seen !== identityOf(draft)) {
    setSeen(identityOf(draft));
    setForm(withDraft(form, draft));
  }
  useEffect(() => {
    saveDraft(key, form);
  }, [key, form]);
  const clear = (): void => {
    dropDraft(key);
    setForm(emptyForm);
  };
  return { form, setForm, clear };
};

/** Until somebody chooses, the first type of the clinic's order stands. */
export const typeOf = (
  types: readonly AppointmentType[] | undefined,
  typeId: string | undefined,
): AppointmentType | undefined => types?.find((type) => type.id === typeId) ?? types?.[0];
