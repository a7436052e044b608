import type { Agenda } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { AgendaBody } from './AgendaBody.tsx';
import { useAgendaStore } from './agenda.store.ts';
import type { GridModel } from './grid/model.ts';
import type { LandingTexts } from './landing-texts.ts';
import { AgendaList } from './parts/AgendaList.tsx';
import { AgendaSkeleton } from './parts/AgendaSkeleton.tsx';
import { AgendaPhone } from './phone/AgendaPhone.tsx';
import type { Screen } from './use-agenda-screen.ts';
import classes from './agenda.module.css';

type Ready = { screen: Screen; agenda: Agenda; model: GridModel; texts: LandingTexts };

const Phone = ({ screen, model }: Ready): JSX.Element => (
  <AgendaPhone
    model={model}
    words={screen.words}
    locationId={screen.place.id}
    day={screen.url.day}
    today={screen.today}
    columnId={screen.url.column}
    canWrite={screen.canWrite}
    onDay={(day) => screen.change({ day })}
    onColumn={(column) => screen.change({ column })}
    onOpen={screen.acts.open}
    onBook={screen.acts.bookAt}
    onNext={screen.acts.next}
  />
);

const List = ({ screen, agenda }: Ready): JSX.Element => (
  <AgendaList
    agenda={agenda}
    words={screen.words}
    showsCancelled={useAgendaStore((store) => store.showsCancelled)}
    selectedId={screen.url.visitId}
    onOpen={screen.acts.open}
    onMove={screen.canWrite ? screen.acts.askMove : undefined}
  />
);

/** An empty day is still a grid: one presses a time to book. */
const EmptyNotice = ({ screen, agenda }: Ready): JSX.Element | null => {
  const { t } = useTranslation('agenda');
  const isEmpty = agenda.visits.every((card) => card.kind === 'block');
  if (!isEmpty) return null;
  return <p className={classes.notice}>{t(screen.isWeek ? 'empty.week' : 'empty.day')}</p>;
};

const Shown = (ready: Ready): JSX.Element => {
  const { screen, model } = ready;
  const { t } = useTranslation('agenda');
  if (model.columns.length === 0)
    return (
      <div className={classes.state}>
        <EmptyState text={t('empty.columns')} />
      </div>
    );
  if (screen.isPhone) return <Phone {...ready} />;
  return (
    <>
      <EmptyNotice {...ready} />
      {screen.url.view === 'list' ? <List {...ready} /> : <AgendaBody {...ready} />}
    </>
  );
};

/** The agenda in one of its four states. */
export const AgendaContent = ({ screen }: { screen: Screen }): JSX.Element => {
  const { t } = useTranslation('agenda');
  const { agenda, model, texts, data, isWeek } = screen;
  const unit = isWeek ? 'week' : 'day';
  if (data.query.isError && agenda === undefined)
    return (
      <div className={classes.state}>
        <ErrorState
          title={t(`error.${unit}`)}
          error={data.query.error}
          onRetry={() => void data.query.refetch()}
          isRetrying={data.query.isFetching}
        />
      </div>
    );
  if (agenda === undefined || model === undefined || texts === undefined)
    return <AgendaSkeleton label={t(`loading.${unit}`)} columns={isWeek ? 7 : 4} />;
  return <Shown screen={screen} agenda={agenda} model={model} texts={texts} />;
};
