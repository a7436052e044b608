import type { AppointmentStatus, Operatory, Visit, VisitCard } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { todayIn } from '../../../lib/dates.ts';
import { useHotkeysWithin } from '../../../lib/hotkeys.ts';
import { useCan } from '../../../lib/session.ts';
import { announce } from '../../../ui/announcer.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Bone, Loading } from '../../../ui/Skeletons.tsx';
import { tokensOfStatus } from '../../../ui/statuses.ts';
import { seedBooking } from '../booking/use-booking-form.ts';
import { onlyInside } from '../keys-within.ts';
import { initialsOf } from '../person-initials.ts';
import { useWhen, type When } from '../use-when.ts';
import { useZone } from '../use-zone.ts';
import { operatoriesQuery, visitQuery } from '../visits.api.ts';
import type { VisitPanelProps } from '../visits.types.ts';
import { dayOf } from '../when.ts';
import type { VisitDialog } from './dialogs.ts';
import { isMovable, nextStep, sideStepsOf } from './next-step.ts';
import { Facts } from './parts/Facts.tsx';
import { History } from './parts/History.tsx';
import { Steps } from './parts/Steps.tsx';
import { VisitDialogs } from './parts/VisitDialogs.tsx';
import { VisitFooter } from './parts/VisitFooter.tsx';
import { VisitMenu } from './parts/VisitMenu.tsx';
import { Approval, Hold } from './parts/Waiting.tsx';
import { Who } from './parts/Who.tsx';
import { type StepOrder, useVisitSteps, type VisitSteps } from './use-visit-steps.ts';
import classes from './visit-panel.module.css';

const none: readonly never[] = [];

const isTarget = (status: AppointmentStatus): status is StepOrder['status'] =>
  status !== 'held' && status !== 'expired';

const Title = ({ card }: { card: VisitCard }): JSX.Element => {
  const { t } = useTranslation('visits');
  const { fill, text } = tokensOfStatus(card.status);
  const name =
    card.kind === 'block'
      ? t(`block.kinds.${card.blockKind ?? 'other'}`)
      : (card.patientName ?? card.typeName ?? '');
  return (
    <span className={classes.title}>
      {card.kind === 'visit' && (
        <span className={classes.initials} style={{ background: fill, color: text }} aria-hidden>
          {initialsOf(name)}
        </span>
      )}
      {name}
    </span>
  );
};

const eyebrowOf = (card: VisitCard, when: When, operatories: readonly Operatory[]): string =>
  [when.range(card.startsAt, card.endsAt), operatories.find((chair) => chair.id === card.operatoryId)?.name]
    .filter((part) => part !== undefined)
    .join(' · ');

const BodySkeleton = (): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <Loading label={t('visit.loading')}>
      <div className={classes.bones}>
        {['58%', '72%', '64%', '48%', '52%', '80%', '66%'].map((width) => (
          <Bone key={width} width={width} height={16} />
        ))}
      </div>
    </Loading>
  );
};

type FootProps = Parameters<typeof VisitFooter>[0] & { onFree: () => void };

const Foot = ({ onFree, ...props }: FootProps): JSX.Element => {
  const { t } = useTranslation('visits');
  if (props.visit.kind === 'visit') return <VisitFooter {...props} />;
  return (
    <Button variant="default" fullWidth loading={props.isWorking} onClick={onFree}>
      {t('block.free')}
    </Button>
  );
};

type BodyProps = {
  visit: Visit;
  alerts: VisitPanelProps['alerts'];
  when: When;
  steps: VisitSteps;
  mayWrite: boolean;
  onRefuse: () => void;
};

const Body = ({ visit, alerts, when, steps, mayWrite, onRefuse }: BodyProps): JSX.Element => (
  <div className={classes.body}>
    <Who card={visit} />
    {alerts}
    {visit.approval === 'waiting' && <Approval steps={steps} mayWrite={mayWrite} onRefuse={onRefuse} />}
    {visit.status === 'held' && <Hold visit={visit} mayWrite={mayWrite} />}
    {visit.kind === 'visit' && (
      <section>
        <Steps visit={visit} when={when} />
      </section>
    )}
    <section>
      <Facts visit={visit} when={when} />
    </section>
    <section>
      <History visit={visit} when={when} />
    </section>
  </div>
);

const useSaid = (visit: Visit | undefined): void => {
  const { t } = useTranslation('visits');
  const said = visit === undefined ? undefined : `${visit.patientName ?? ''}, ${t(`status.${visit.status}`)}`;
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);
};

/** Starts a booking with what this visit already says about the patient. */
const useBookAnother =
  (visit: Visit | undefined, zone: string, onBookNext: VisitPanelProps['onBookNext']) => () => {
    if (visit === undefined) return;
    seedBooking(visit.locationId, { patientId: visit.patientId, typeId: visit.typeId });
    onBookNext({ patientId: visit.patientId, providerId: visit.providerId, day: todayIn(zone) });
  };

/** The right panel that moves a visit forward: who, alerts, steps, reason, and one next step. */
export const VisitPanel = ({
  visitId,
  card,
  alerts,
  onClose,
  onBookNext,
  onMove,
}: VisitPanelProps): JSX.Element => {
  const { t } = useTranslation('visits');
  const query = useQuery(visitQuery(visitId));
  const [dialog, setDialog] = useState<VisitDialog>();
  const mayWrite = useCan('appointments:write');
  const visit = query.data;
  const shown = visit ?? card;
  const when = useWhen(useZone(shown?.locationId));
  const operatories = useQuery(operatoriesQuery(shown?.locationId)).data ?? none;
  const steps = useVisitSteps({ id: visitId, rev: visit?.rev ?? 0, patientName: shown?.patientName });
  const bookAnother = useBookAnother(visit, when.zone, onBookNext);
  useSaid(visit);
  const isDue = visit !== undefined && dayOf(visit.startsAt, when.zone) <= todayIn(when.zone);
  const next = visit === undefined || !mayWrite ? undefined : nextStep(visit, isDue);
  const side = visit === undefined || !mayWrite ? none : sideStepsOf(visit);
  const goOn = (operatoryId?: string): void => {
    if (visit === undefined || next === undefined || !isTarget(next)) return;
    if (next === 'in_progress' && visit.operatoryId === undefined && operatoryId === undefined) return;
    void steps.goOrTell({ status: next, ...(operatoryId === undefined ? {} : { operatoryId }) });
  };
  const move = (): void => {
    if (visit !== undefined && mayWrite && isMovable(visit)) onMove(visitId);
  };
  const onKeys = useHotkeysWithin([
    { key: 'e', run: () => goOn() },
    { key: 'r', run: move },
  ]);
  return (
    <div className={classes.keys} onKeyDown={onlyInside(onKeys)}>
      <Panel
        title={shown === undefined ? t('visit.title') : <Title card={shown} />}
        eyebrow={shown === undefined ? undefined : eyebrowOf(shown, when, operatories)}
        focusKey={visitId}
        onClose={onClose}
        headerActions={
          visit?.kind === 'visit' && (
            <VisitMenu
              visit={visit}
              side={side}
              onDialog={setDialog}
              onConfirm={() => void steps.goOrTell({ status: 'confirmed' })}
              onBookNext={bookAnother}
            />
          )
        }
        footer={
          visit !== undefined &&
          mayWrite && (
            <Foot
              visit={visit}
              next={next}
              side={side}
              operatories={operatories}
              isWorking={steps.isWorking}
              mayWrite={mayWrite}
              onNext={goOn}
              onMove={move}
              onBookNext={bookAnother}
              onDialog={setDialog}
              onFree={() => void steps.goOrTell({ status: 'cancelled', reason: t('block.free') })}
            />
          )
        }
      >
        {visit === undefined && query.isError && (
          <ErrorState
            title={t('visit.failed')}
            error={query.error}
            isRetrying={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        )}
        {visit === undefined && !query.isError && <BodySkeleton />}
        {visit !== undefined && (
          <Body
            visit={visit}
            alerts={alerts}
            when={when}
            steps={steps}
            mayWrite={mayWrite}
            onRefuse={() => setDialog('refuse')}
          />
        )}
      </Panel>
      {visit !== undefined && (
        <VisitDialogs
          open={dialog}
          visit={visit}
          when={when}
          steps={steps}
          onClose={() => setDialog(undefined)}
          onGone={onClose}
        />
      )}
    </div>
  );
};
