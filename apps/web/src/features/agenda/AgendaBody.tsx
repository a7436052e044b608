import type { Agenda } from '@topsmile/contracts';
import { type JSX, useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../lib/preferences.ts';
import { announce } from '../../ui/announcer.ts';
import { park, useAgendaStore } from './agenda.store.ts';
import { AgendaGrid } from './grid/AgendaGrid.tsx';
import type { GridActions } from './grid/grid-keys.ts';
import type { GridModel } from './grid/model.ts';
import type { Landing } from './grid/session.ts';
import { useFresh } from './grid/use-fresh.ts';
import type { LandingTexts } from './landing-texts.ts';
import { useCardLook } from './use-agenda-model.ts';
import type { Screen } from './use-agenda-screen.ts';
import { drawnPreview } from './use-booking.ts';
import { useLatest } from './use-latest.ts';

type Props = { screen: Screen; agenda: Agenda; model: GridModel; texts: LandingTexts };

const speakAfterMs = 220;

/** Says where the lifted thing is once it rests there; a quick series is said once, at its end. */
const useSpeaker = (texts: LandingTexts): ((landing: Landing) => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback(
    (landing) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => announce(texts.spoken(landing)), speakAfterMs);
    },
    [texts],
  );
};

/** The same functions for the grid's whole life: no card renders because a callback was made anew. */
const useGridActions = (props: Props): GridActions => {
  const { t } = useTranslation('agenda');
  const latest = useLatest(props);
  return useMemo(
    () => ({
      onOpen: (card) => latest.current.screen.acts.open(card),
      onBook: (stop) => {
        const { model, screen } = latest.current;
        const column = model.columns[stop.column];
        if (column !== undefined && screen.canWrite) screen.acts.bookAt(column, stop.start);
      },
      onPark: (card) => {
        park(card);
        announce(t('pinboard.parked', { name: latest.current.screen.words.name(card) }));
      },
      onNext: (card) => latest.current.screen.acts.next(card),
    }),
    [latest, t],
  );
};

const useParked = (): ReadonlySet<string> => {
  const pinboard = useAgendaStore((store) => store.pinboard);
  return useMemo(() => new Set(pinboard.map(({ id }) => id)), [pinboard]);
};

/** The grid with what it shares with the rest of the page. */
export const AgendaBody = (props: Props): JSX.Element => {
  const { screen, agenda, model, texts } = props;
  const { grid, ...shown } = screen;
  const { data, booking, moves, words } = shown;
  const { t } = useTranslation('agenda');
  const hasSingleKeys = usePreferences((preferences) => preferences.hasSingleKeys);
  const look = useCardLook(words, data.providers, shown.canWrite);
  const fresh = useFresh(agenda.visits, `${agenda.from}|${agenda.to}|${data.by}|${data.columnId}`);
  const preview = useMemo(() => drawnPreview(model, booking.preview, words), [model, booking.preview, words]);
  const onLand = (landing: Landing): void => {
    if (landing.mover.kind === 'preview') return booking.land(landing, model);
    return moves.land(landing, model);
  };
  const onMovingChange = (isMoving: boolean): void => {
    shown.setMoving(isMoving);
    if (isMoving) announce(t('move.started'));
  };
  return (
    <AgendaGrid
      ref={grid}
      model={model}
      look={look}
      label={shown.title}
      today={shown.today}
      nowMs={shown.nowMs}
      selectedId={shown.url.visitId}
      parked={useParked()}
      fresh={fresh}
      preview={preview}
      hasSingleKeys={hasSingleKeys}
      actions={useGridActions(props)}
      texts={texts}
      speak={useSpeaker(texts)}
      onMovingChange={onMovingChange}
      onLand={onLand}
    />
  );
};
