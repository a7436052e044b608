import type { Visit } from '@topsmile/contracts';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.ts';
import { showProblemToast, showToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { useAttemptKey } from '../use-attempt-key.ts';
import type { When } from '../use-when.ts';
import { type Booking, useBook, useChangeStatus } from '../visit-acts.ts';
import { type BookingField, type BookingForm, bodyOf, missingOf, type Settled } from './booking-form.ts';
import { type Refusal, refusalOf } from './conflict.ts';

type Options = {
  form: BookingForm;
  settled: Settled;
  when: When;
  onDone: (visit: Visit) => void;
  onMissing: (field: BookingField) => void;
};

const useCheckInNow = () => {
  const checkIn = useChangeStatus();
  const problemText = useProblemText();
  return async ({ id, rev, status }: Visit): Promise<void> => {
    if (status !== 'scheduled' && status !== 'confirmed') return;
    try {
      await checkIn.mutateAsync({ visitId: id, rev, status: 'checked_in' });
    } catch (error) {
      showProblemToast(problemText(error));
    }
  };
};

/** Sends the booking. Whatever is refused, the form stays as it was and the next step is named. */
export const useBooking = ({ form, settled, when, onDone, onMissing }: Options) => {
  const { t } = useTranslation('visits');
  const book = useBook();
  const checkInNow = useCheckInNow();
  const keyFor = useAttemptKey();
  // State would let the second click of a double click through before it is drawn.
  const isUnderWay = useRef(false);
  const [missing, setMissing] = useState<readonly BookingField[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const [failure, setFailure] = useState<unknown>();

  const onRefused = (error: unknown, { startsAt }: Booking): void => {
    const refused = refusalOf(error, startsAt);
    setRefusal(refused);
    setFailure(refused === undefined ? error : undefined);
    if (refused !== undefined) announce(t('conflict.announced', { time: when.time(startsAt) }), 'assertive');
  };
  const attempt = async (body: Booking): Promise<void> => {
    try {
      const visit = await book.mutateAsync({ body, key: keyFor(body) });
      if (form.isWalkIn) await checkInNow(visit);
      showToast(t('booked', { when: when.dayAndTime(visit.startsAt) }));
      onDone(visit);
    } catch (error) {
      onRefused(error, body);
    }
  };
  const submit = async (wanted: BookingForm = form): Promise<void> => {
    if (isUnderWay.current) return;
    const lacks = missingOf(wanted, settled);
    setMissing(lacks);
    setRefusal(undefined);
    setFailure(undefined);
    const [first] = lacks;
    const body = bodyOf(wanted, settled);
    if (first !== undefined || body === undefined) {
      if (first !== undefined) onMissing(first);
      announce(t('missing.announced', { count: lacks.length }), 'assertive');
      return;
    }
    isUnderWay.current = true;
    try {
      await attempt(body);
    } finally {
      isUnderWay.current = false;
    }
  };
  /** The person changed something: what was refused no longer stands. */
  const forget = (): void => {
    setMissing([]);
    setRefusal(undefined);
    setFailure(undefined);
  };
  return { submit, forget, missing, refusal, failure, isSending: book.isPending };
};

export type BookingAct = ReturnType<typeof useBooking>;
