import type { AppointmentStatus, Operatory, Visit, VisitCard } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { todayIn } from '../../../lib/dates.ts';
import { nextStepOf } from '../../../lib/next-step.ts';
import { useCan } from '../../../lib/session.ts';
import { announce } from '../../../ui/announcer.ts';
import { seedBooking } from '../booking/use-booking-form.ts';
import { useWhen, type When } from '../use-when.ts';
import { useZone } from '../use-zone.ts';
import { operatoriesQuery, visitQuery } from '../visits.api.ts';
import type { VisitPanelProps } from '../visits.types.ts';
import { type SideStep, sideStepsOf } from './side-steps.ts';
import { type StepOrder, useVisitSteps } from './use-visit-steps.ts';

const none: readonly never[] = [];

type Offered = { next: StepOrder['status'] | undefined; side: readonly SideStep[] };

/** What this reader may do with the visit now. */
const offeredFor = (visit: Visit | undefined, mayWrite: boolean, zone: string): Offered => {
  if (visit === undefined || !mayWrite) return { next: undefined, side: none };
  const next = nextStepOf(visit, zone);
  const isAllowed = next !== undefined && visit.nextStatuses.includes(next);
  return { next: isAllowed ? next : undefined, side: sideStepsOf(visit) };
};

const useSaid = (visit: Visit | undefined): void => {
  const { t } = useTranslation('visits');
  const said = visit === undefined ? undefined : `${visit.patientName ?? ''}, ${t(`status.${visit.status}`)}`;
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);
};

const usePlace = (card: VisitCard | undefined): { when: When; operatories: readonly Operatory[] } => {
  const when = useWhen(useZone(card?.locationId));
  const operatories = useQuery(operatoriesQuery(card?.locationId)).data ?? none;
  return { when, operatories };
};

const chairFor = (visit: Visit, status: AppointmentStatus, operatoryId: string | undefined) => {
  if (operatoryId !== undefined) return { operatoryId };
  return status === 'in_progress' && visit.operatoryId === undefined ? undefined : {};
};

/** A visit as the panel needs it: what is known at once, then the whole, and what may be done with it. */
export const useOpenVisit = ({ visitId, card, onBookNext }: VisitPanelProps) => {
  const query = useQuery(visitQuery(visitId));
  const mayWrite = useCan('appointments:write');
  const visit = query.data;
  const shown = visit ?? card;
  const { when, operatories } = usePlace(shown);
  const steps = useVisitSteps({ id: visitId, rev: visit?.rev ?? 0, patientName: shown?.patientName });
  const { next, side } = offeredFor(visit, mayWrite, when.zone);
  useSaid(visit);
  /** The one next step; seating a visit without a chair waits for one to be chosen. */
  const goOn = (operatoryId?: string): void => {
    if (visit === undefined || next === undefined) return;
    const chair = chairFor(visit, next, operatoryId);
    if (chair !== undefined) void steps.goOrTell({ status: next, ...chair });
  };
  /** Starts a booking with what this visit already says about the patient. */
  const bookAnother = (): void => {
    if (visit === undefined) return;
    const { patientId, providerId, typeId, locationId } = visit;
    seedBooking(locationId, { patientId, typeId });
    onBookNext({ patientId, providerId, day: todayIn(when.zone) });
  };
  return { query, visit, shown, when, operatories, mayWrite, steps, next, side, goOn, bookAnother };
};

export type OpenVisit = ReturnType<typeof useOpenVisit>;
