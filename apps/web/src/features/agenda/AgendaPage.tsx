import type { Agenda, VisitCard } from '@topsmile/contracts';
import { useMediaQuery } from '@mantine/hooks';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, todayIn } from '../../lib/dates.ts';
import { type Hotkey, useHotkeysWithin } from '../../lib/hotkeys.ts';
import { useCan, useClinicLocation, useSession } from '../../lib/session.ts';
import { announce } from '../../ui/announcer.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { AgendaBody } from './AgendaBody.tsx';
import { AgendaFooter } from './AgendaFooter.tsx';
import { toggleInitials, useAgendaStore, claimPinboard } from './agenda.store.ts';
import type { AgendaPageProps } from './agenda.types.ts';
import { longDay, weekOf, weekTitle } from './calendar.ts';
import type { GridHandle } from './grid/AgendaGrid.tsx';
import { useMinute } from './grid/ticker.ts';
import { BarActions, DayNav } from './parts/AgendaBar.tsx';
import { AgendaList } from './parts/AgendaList.tsx';
import { AgendaSkeleton } from './parts/AgendaSkeleton.tsx';
import { KeysDialog } from './parts/KeysDialog.tsx';
import { MoveDialog } from './parts/MoveDialog.tsx';
import { SoftQuestion } from './parts/SoftQuestion.tsx';
import { AgendaPhone } from './phone/AgendaPhone.tsx';
import { PrintSheets } from './print/PrintSheets.tsx';
import { useAdvanceVisit } from './use-advance-visit.ts';
import { useAgendaData } from './use-agenda-data.ts';
import { useAgendaModel, useCardWords, useHeldStill, useLandingTexts } from './use-agenda-model.ts';
import { type AgendaUrl, type AgendaUrlChange, useAgendaUrl } from './use-agenda-url.ts';
import { draftAt, useBooking } from './use-booking.ts';
import { useMoves } from './use-moves.ts';
import { useMoveText } from './use-move-text.ts';
import classes from './agenda.module.css';

type Place = { id: string; name: string; zone: string };

const page = (url: AgendaUrl, direction: 1 | -1): string =>
  addDays(url.day, direction * (url.view === 'week' ? 7 : 1));

/** "35 consultas, 3 na recepção", once per day that is opened. */
const useDayAnnounced = (agenda: Agenda | undefined): void => {
  const { t } = useTranslation('agenda');
  const said = useRef('');
  useEffect(() => {
    if (agenda === undefined) return;
    const key = `${agenda.from}|${agenda.to}`;
    if (said.current === key) return;
    said.current = key;
    const count = agenda.visits.filter(({ kind, status }) => kind === 'visit' && status !== 'cancelled').length;
    const waiting = agenda.totals.checked_in ?? 0;
    announce([t('announce.visits', { count }), t('announce.waiting', { count: waiting })].join(', '));
  }, [agenda, t]);
};

type Keys = {
  url: AgendaUrl;
  change: (change: AgendaUrlChange) => void;
  canBook: boolean;
  onBook: () => void;
  onKeys: () => void;
};

const usePageKeys = ({ url, change, canBook, onBook, onKeys }: Keys) => {
  const keys: Hotkey[] = [
    ...(canBook ? [{ key: 'n', run: onBook }] : []),
    { key: 't', run: () => change({ day: undefined }) },
    { key: 'PageUp', run: () => change({ day: page(url, -1) }) },
    { key: 'PageDown', run: () => change({ day: page(url, 1) }) },
    { key: 'd', run: () => change({ view: undefined }) },
    { key: 's', run: () => change({ view: 'week' }) },
    { key: '.', run: toggleInitials },
    { key: '?', run: onKeys },
  ];
  return useHotkeysWithin(keys);
};

type Dialog = { kind: 'keys' } | { kind: 'move'; card: VisitCard } | undefined;

const Located = ({ place, ...props }: AgendaPageProps & { place: Place }): JSX.Element => {
  const { t, i18n } = useTranslation('agenda');
  const session = useSession();
  const canWrite = useCan('appointments:write');
  const canOverride = useCan('appointments:override');
  const isPhone = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false });
  const nowMs = useMinute();
  const today = todayIn(place.zone);
  const [url, change] = useAgendaUrl(today);
  const [isMoving, setMoving] = useState(false);
  const [dialog, setDialog] = useState<Dialog>();
  const grid = useRef<GridHandle>(null);
  const showsCancelled = useAgendaStore((store) => store.showsCancelled);

  const data = useAgendaData({ url, locationId: place.id, isPhone });
  const agenda = useHeldStill(data.query.data, isMoving);
  const model = useAgendaModel({ agenda, by: data.by, nowMs, canBook: canWrite });
  const words = useCardWords(place.zone);
  const texts = useLandingTexts(model, words);
  const moves = useMoves(texts, useMoveText({ data, words, day: url.day, zone: place.zone }));
  const booking = useBooking({ url, change, zone: place.zone, onBook: props.onBook });
  const advance = useAdvanceVisit();
  useDayAnnounced(agenda);
  useEffect(() => claimPinboard(`${session.clinic.id}:${session.user.id}`), [session]);

  const selected = agenda?.visits.find(({ id }) => id === url.visitId);
  const onBook = (): void => booking.begin({});
  const onKeyDown = usePageKeys({ url, change, canBook: canWrite, onBook, onKeys: () => setDialog({ kind: 'keys' }) });
  const title = url.view === 'week' && !isPhone ? weekTitle(weekOf(url.day), i18n.language) : longDay(url.day, i18n.language);
  const acts = {
    onOpen: (card: VisitCard) => change({ visit: card.id, book: undefined }),
    onBookAt: (column: Parameters<typeof draftAt>[0], minute: number) => booking.begin(draftAt(column, minute)),
    onNext: props.onNextStatus ?? advance,
  };
  const closeVisit = (): void => {
    change({ visit: undefined });
    if (url.visitId !== undefined) grid.current?.focusCard(url.visitId);
  };

  const panel = (): React.ReactNode => {
    if (url.visitId !== undefined)
      return props.renderVisitPanel({
        visitId: url.visitId,
        card: selected,
        onClose: closeVisit,
        onBookNext: booking.begin,
        onMove: () => selected !== undefined && setDialog({ kind: 'move', card: selected }),
      });
    return url.isBooking ? props.renderBookingPanel(booking.panelProps) : undefined;
  };

  const body = (): JSX.Element => {
    if (data.query.isError && agenda === undefined)
      return (
        <div className={classes.state}>
          <ErrorState
            title={t(url.view === 'week' ? 'error.week' : 'error.day')}
            error={data.query.error}
            onRetry={() => void data.query.refetch()}
            isRetrying={data.query.isFetching}
          />
        </div>
      );
    if (agenda === undefined || model === undefined || texts === undefined)
      return <AgendaSkeleton label={t(url.view === 'week' ? 'loading.week' : 'loading.day')} columns={url.view === 'week' ? 7 : 4} />;
    if (model.columns.length === 0)
      return (
        <div className={classes.state}>
          <EmptyState text={t('empty.columns')} />
        </div>
      );
    if (isPhone)
      return (
        <AgendaPhone
          model={model}
          words={words}
          locationId={place.id}
          day={url.day}
          today={today}
          columnId={url.column}
          canWrite={canWrite}
          onDay={(day) => change({ day })}
          onColumn={(column) => change({ column })}
          onOpen={acts.onOpen}
          onBook={acts.onBookAt}
          onNext={acts.onNext}
        />
      );
    if (url.view === 'list')
      return (
        <AgendaList
          agenda={agenda}
          words={words}
          showsCancelled={showsCancelled}
          selectedId={url.visitId}
          onOpen={acts.onOpen}
          onMove={canWrite ? (card) => setDialog({ kind: 'move', card }) : undefined}
        />
      );
    return (
      <AgendaBody
        ref={grid}
        agenda={agenda}
        model={model}
        words={words}
        texts={texts}
        data={data}
        today={today}
        nowMs={nowMs}
        title={title}
        selectedId={url.visitId}
        booking={booking}
        moves={moves}
        acts={acts}
        onMovingChange={setMoving}
      />
    );
  };

  return null as never;
};

export const AgendaPage = (props: AgendaPageProps): JSX.Element => {
  const { t } = useTranslation('agenda');
  const place = useClinicLocation();
  if (place === undefined)
    return (
      <Page title={t('title')}>
        <EmptyState text={t('empty.location')} />
      </Page>
    );
  return <Located key={place.id} place={place} {...props} />;
};
