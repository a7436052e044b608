import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.ts';
import { patientQuery } from '../visits.api.ts';
import type { BookingPanelProps } from '../visits.types.ts';
import type { BookingForm } from './booking-form.ts';
import type { SettledForm } from './use-settled.ts';

/** Draws the wanted time in the grid for as long as the panel shows it. */
export const usePreview = (
  { settled, durationMinutes, type }: SettledForm,
  { patientId }: BookingForm,
  onPreviewChange: BookingPanelProps['onPreviewChange'],
): void => {
  const { startsAt, providerId, operatoryId } = settled;
  const patient = useQuery(patientQuery(patientId)).data;
  const label = patient?.fullName ?? type?.name ?? '';
  const send = useRef(onPreviewChange);
  useEffect(() => {
    send.current = onPreviewChange;
  });
  useEffect(() => {
    send.current(
      startsAt === undefined ? undefined : { startsAt, providerId, operatoryId, durationMinutes, label },
    );
  }, [startsAt, providerId, operatoryId, durationMinutes, label]);
  useEffect(() => () => send.current(undefined), []);
};

/** Says how many free times there are, once they are known. */
export const useCountSaid = ({ times, slots }: SettledForm): void => {
  const { t } = useTranslation('visits');
  const count = slots.length;
  const isThere = times.isSuccess && !times.isPlaceholderData;
  useEffect(() => {
    if (isThere) announce(t('times.count', { count }));
  }, [isThere, count, t]);
};
