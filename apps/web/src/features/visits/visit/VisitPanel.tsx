import type { Operatory, Visit, VisitCard } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { type JSX, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeysWithin } from '../../../lib/hotkeys.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Bone, Loading } from '../../../ui/Skeletons.tsx';
import { tokensOfStatus } from '../../../ui/statuses.ts';
import { onlyInside } from '../keys-within.ts';
import { initialsOf } from '../../../lib/initials.ts';
import { useFocusBack } from '../use-focus-back.ts';
import type { When } from '../use-when.ts';
import type { VisitPanelProps } from '../visits.types.ts';
import type { VisitDialog } from './dialogs.ts';
import { isMovable } from './side-steps.ts';
import { Facts } from './parts/Facts.tsx';
import { History } from './parts/History.tsx';
import { Steps } from './parts/Steps.tsx';
import { VisitDialogs } from './parts/VisitDialogs.tsx';
import { VisitFooter } from './parts/VisitFooter.tsx';
import { VisitMenu } from './parts/VisitMenu.tsx';
import { Approval, Hold } from './parts/Waiting.tsx';
import { Who } from './parts/Who.tsx';
import { type OpenVisit, useOpenVisit } from './use-open-visit.ts';
import classes from './visit-panel.module.css';

const useName = (): ((card: VisitCard) => string) => {
  const { t } = useTranslation('visits');
  return ({ kind, blockKind, patientName, typeName }) =>
    kind === 'block' ? t(`block.kinds.${blockKind ?? 'other'}`) : (patientName ?? typeName ?? '');
};

const Title = ({ card }: { card: VisitCard }): JSX.Element => {
  const name = useName()(card);
  const { fill, text } = tokensOfStatus(card.status);
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

/** Nothing yet, or why not. */
const NotThere = ({ query }: Pick<OpenVisit, 'query'>): JSX.Element => {
  const { t } = useTranslation('visits');
  if (!query.isError) return <BodySkeleton />;
  return (
    <ErrorState
      title={t('visit.failed')}
      error={query.error}
      isRetrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  );
};

type BodyProps = {
  visit: Visit;
  open: OpenVisit;
  alerts: ReactNode;
  onRefuse: () => void;
};

const Body = ({ visit, open, alerts, onRefuse }: BodyProps): JSX.Element => {
  const { when, steps, mayWrite } = open;
  return (
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
};

type FootProps = {
  visit: Visit;
  open: OpenVisit;
  onMove: () => void;
  onDialog: (dialog: VisitDialog) => void;
};

const Foot = ({ visit, open, onMove, onDialog }: FootProps): JSX.Element => {
  const { t } = useTranslation('visits');
  const { steps } = open;
  if (visit.kind === 'visit')
    return (
      <VisitFooter
        visit={visit}
        next={open.next}
        side={open.side}
        operatories={open.operatories}
        isWorking={steps.isWorking}
        onNext={open.goOn}
        onMove={onMove}
        onBookNext={open.bookAnother}
        onDialog={onDialog}
      />
    );
  const free = (): void => void steps.goOrTell({ status: 'cancelled', reason: t('block.free') });
  return (
    <Button variant="default" fullWidth loading={steps.isWorking} onClick={free}>
      {t('block.free')}
    </Button>
  );
};

/** Who and when, as far as it is known, for the panel's head. */
const useHead = ({ shown, when, operatories }: OpenVisit): { title: ReactNode; eyebrow?: string } => {
  const { t } = useTranslation('visits');
  if (shown === undefined) return { title: t('visit.title') };
  return { title: <Title card={shown} />, eyebrow: eyebrowOf(shown, when, operatories) };
};

/** The right panel that moves a visit forward: who, alerts, steps, reason, and one next step. */
export const VisitPanel = (props: VisitPanelProps): JSX.Element => {
  const { visitId, alerts, onClose, onMove } = props;
  const [dialog, setDialog] = useState<VisitDialog>();
  const root = useRef<HTMLDivElement>(null);
  useFocusBack(dialog !== undefined, root);
  const open = useOpenVisit(props);
  const { visit, steps, mayWrite } = open;
  const head = useHead(open);
  const move = (): void => {
    if (visit !== undefined && mayWrite && isMovable(visit)) onMove();
  };
  const onKeys = useHotkeysWithin([
    { key: 'e', run: () => open.goOn() },
    { key: 'r', run: move },
  ]);
  const menu = visit?.kind === 'visit' && (
    <VisitMenu
      visit={visit}
      side={open.side}
      onDialog={setDialog}
      onConfirm={() => void steps.goOrTell({ status: 'confirmed' })}
      onBookNext={open.bookAnother}
    />
  );
  const foot =
    visit !== undefined && mayWrite ? (
      <Foot visit={visit} open={open} onMove={move} onDialog={setDialog} />
    ) : undefined;
  return (
    <div ref={root} role="presentation" className={classes.keys} onKeyDown={onlyInside(onKeys)}>
      <Panel {...head} focusKey={visitId} onClose={onClose} headerActions={menu} footer={foot}>
        {visit === undefined ? (
          <NotThere query={open.query} />
        ) : (
          <Body visit={visit} open={open} alerts={alerts} onRefuse={() => setDialog('refuse')} />
        )}
      </Panel>
      {visit !== undefined && (
        <VisitDialogs
          open={dialog}
          visit={visit}
          when={open.when}
          steps={steps}
          onClose={() => setDialog(undefined)}
          onGone={onClose}
        />
      )}
    </div>
  );
};
