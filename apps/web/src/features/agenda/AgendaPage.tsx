import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../lib/dates.ts';
import { useHotkeysWithin } from '../../lib/hotkeys.ts';
import { useClinicLocation, useSession } from '../../lib/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { AgendaContent } from './AgendaContent.tsx';
import { AgendaFooter } from './AgendaFooter.tsx';
import { toggleInitials } from './agenda.store.ts';
import type { AgendaPageProps } from './agenda.types.ts';
import { BarActions, DayNav } from './parts/AgendaBar.tsx';
import { KeysDialog } from './parts/KeysDialog.tsx';
import { MoveDialog } from './parts/MoveDialog.tsx';
import { SoftQuestion } from './parts/SoftQuestion.tsx';
import { PrintSheets } from './print/PrintSheets.tsx';
import { type Place, type Screen, useAgendaScreen } from './use-agenda-screen.ts';
import classes from './agenda.module.css';

const turnPage = ({ url, change, isWeek }: Screen, direction: 1 | -1): void =>
  change({ day: addDays(url.day, direction * (isWeek ? 7 : 1)) });

const toToday = ({ change }: Screen): void => change({ day: undefined });

/** Keys that work anywhere in the agenda; those of the grid are the grid's own. */
const usePageKeys = (screen: Screen) =>
  useHotkeysWithin([
    { key: 'n', run: () => screen.canWrite && screen.acts.book() },
    { key: 't', run: () => toToday(screen) },
    { key: 'PageUp', run: () => turnPage(screen, -1) },
    { key: 'PageDown', run: () => turnPage(screen, 1) },
    { key: 'd', run: () => screen.change({ view: undefined }) },
    { key: 's', run: () => screen.change({ view: 'week' }) },
    { key: '.', run: toggleInitials },
    { key: '?', run: () => screen.setDialog({ kind: 'keys' }) },
  ]);

const panelOf = (screen: Screen, props: AgendaPageProps): ReactNode => {
  const { url, change, grid, selected, acts, booking } = screen;
  const { visitId } = url;
  if (visitId === undefined) return url.isBooking ? props.renderBookingPanel(booking.panelProps) : undefined;
  return props.renderVisitPanel({
    visitId,
    card: selected,
    onClose: () => {
      change({ visit: undefined });
      grid.current?.focusCard(visitId);
    },
    onBookNext: booking.begin,
    onMove: () => selected !== undefined && acts.askMove(selected),
  });
};

const Dialogs = ({ screen }: { screen: Screen }): JSX.Element => {
  const { dialog, setDialog, moves, place, data } = screen;
  const close = (): void => setDialog(undefined);
  return (
    <>
      <KeysDialog isOpen={dialog?.kind === 'keys'} onClose={close} />
      {dialog?.kind === 'move' && (
        <MoveDialog
          card={dialog.card}
          zone={place.zone}
          providers={data.providers}
          onClose={close}
          onLand={moves.land}
        />
      )}
      <SoftQuestion moves={moves} canOverride={screen.canOverride} />
    </>
  );
};

const Paper = ({ screen }: { screen: Screen }): JSX.Element | null => {
  const { clinic } = useSession();
  const { model, words, place } = screen;
  if (model === undefined) return null;
  return <PrintSheets model={model} words={words} clinicName={clinic.name} locationName={place.name} />;
};

const Bar = ({ screen }: { screen: Screen }): JSX.Element => (
  <BarActions
    url={screen.url}
    change={screen.change}
    choices={screen.data.choices}
    columnId={screen.data.columnId}
    canBook={screen.canWrite}
    onBook={screen.acts.book}
    onPrint={() => globalThis.print()}
    onKeys={() => screen.setDialog({ kind: 'keys' })}
  />
);

const Located = ({ place, ...props }: AgendaPageProps & { place: Place }): JSX.Element => {
  const screen = useAgendaScreen(props, place);
  const onKeyDown = usePageKeys(screen);
  const nav = (
    <DayNav
      isToday={screen.url.day === screen.today}
      view={screen.url.view}
      onToday={() => toToday(screen)}
      onPage={(direction) => turnPage(screen, direction)}
    />
  );
  return (
    <div className={classes.keys} onKeyDown={onKeyDown} role="presentation">
      <Page
        title={screen.title}
        before={screen.isPhone ? undefined : nav}
        actions={screen.isPhone ? undefined : <Bar screen={screen} />}
        panel={panelOf(screen, props)}
        isFilled
      >
        <div className={classes.main}>
          <AgendaContent screen={screen} />
          <AgendaFooter screen={screen} />
        </div>
      </Page>
      <Dialogs screen={screen} />
      <Paper screen={screen} />
    </div>
  );
};

/** The clinic's day. Booking and visit panels are given by the app, which alone knows those features. */
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
