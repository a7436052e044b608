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

/** What stands between the person and the booking: nothing, missing fields, a refused time, or a failure. */
type Obstacle = { missing: readonly BookingField[]; refusal?: Refusal | undefined; failure?: unknown };
const noObstacle: Obstacle = { missing: [] };

const obstacleOf = (error: unknown, startsAt: string): Obstacle => {
  const refusal = refusalOf(error, startsAt);
  return refusal === undefined ? { missing: [], failure: error } : { missing: [], refusal };
};

/** Sends the booking. Whatever is refused, the form stays as it was and the next step is named. */
export const useBooking = ({ form, settled, when, onDone, onMissing }: Options) => {
  const { t } = useTranslation('visits');
  const book = useBook();
  const checkInNow = useCheckInNow();
  const attempted = useAttemptKey('booking');
  // State would let the second click of a double click through before it is drawn.
  const isUnderWay = useRef(false);
  const [obstacle, setObstacle] = useState(noObstacle);

  const attempt = async (body: Booking): Promise<void> => {
    try {
      const visit = await book.mutateAsync({ body, key: attempted.keyFor(body) });
      attempted.succeed();
      if (form.isWalkIn) await checkInNow(visit);
      showToast(t('booked', { when: when.dayAndTime(visit.startsAt) }));
      onDone(visit);
    } catch (error) {
      setObstacle(obstacleOf(error, body.startsAt));
    }
  };
  const refuseIncomplete = (missing: readonly BookingField[]): void => {
    setObstacle({ missing });
    announce(t('missing.announced', { count: missing.length }), 'assertive');
    const [first] = missing;
    if (first !== undefined) onMissing(first);
  };
  const submit = async (wanted: BookingForm = form): Promise<void> => {
    if (isUnderWay.current) return;
    const body = bodyOf(wanted, settled);
    if (body === undefined) {
      refuseIncomplete(missingOf(wanted, settled));
      return;
    }
    setObstacle(noObstacle);
    isUnderWay.current = true;
    await attempt(body);
    isUnderWay.current = false;
  };
  /** The person changed something: what was refused no longer stands. */
  const forget = (): void => setObstacle(noObstacle);
  return { ...obstacle, submit, forget, isSending: book.isPending };
};

export type BookingAct = ReturnType<typeof useBooking>;
