import type { Agenda, VisitCard } from '@topsmile/contracts';
import { type JSX, type Ref, useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../lib/session.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { announce } from '../../ui/announcer.ts';
import { showToast } from '../../ui/toasts.ts';
import { park, useAgendaStore } from './agenda.store.ts';
import type { AgendaData } from './use-agenda-data.ts';
import { AgendaGrid, type GridHandle } from './grid/AgendaGrid.tsx';
import type { CardWords } from './grid/card-words.ts';
import type { Stop } from './grid/cursor.ts';
import type { GridActions } from './grid/grid-keys.ts';
import type { GridColumn, GridModel } from './grid/model.ts';
import type { Landing } from './grid/session.ts';
import { useFresh } from './grid/use-fresh.ts';
import type { LandingTexts } from './landing-texts.ts';
import { useCardLook } from './use-agenda-model.ts';
import { type Booking, drawnPreview } from './use-booking.ts';
import type { Moves } from './use-moves.ts';

export type AgendaActs = {
  onOpen: (card: VisitCard) => void;
  onBookAt: (column: GridColumn, minute: number) => void;
  onNext: (card: VisitCard) => void;
};

type Props = {
  ref: Ref<GridHandle>;
  agenda: Agenda;
  model: GridModel;
  words: CardWords;
  texts: LandingTexts;
  data: AgendaData;
  today: string;
  nowMs: number;
  title: string;
  selectedId: string | undefined;
  booking: Booking;
  moves: Moves;
  acts: AgendaActs;
  onMovingChange: (isMoving: boolean) => void;
};

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

/** The same functions for the grid's whole life: a card never renders because a callback was made anew. */
const useGridActions = (props: Props): GridActions => {
  const { t } = useTranslation('agenda');
  const latest = useRef(props);
  latest.current = props;
  return useMemo(
    () => ({
      onOpen: (card) => latest.current.acts.onOpen(card),
      onBook: (stop: Stop) => {
        const column = latest.current.model.columns[stop.column];
        if (column !== undefined) latest.current.acts.onBookAt(column, stop.start);
      },
      onPark: (card) => {
        park(card);
        showToast(t('pinboard.parked', { name: latest.current.words.name(card) }));
      },
      onNext: (card) => latest.current.acts.onNext(card),
    }),
    [t],
  );
};

/** The grid with what it shares with the rest of the page. */
export const AgendaBody = (props: Props): JSX.Element => {
  const { agenda, model, words, texts, data, booking, moves } = props;
  const { t } = useTranslation('agenda');
  const canMove = useCan('appointments:write');
  const hasSingleKeys = usePreferences((preferences) => preferences.hasSingleKeys);
  const pinboard = useAgendaStore((store) => store.pinboard);
  const parked = useMemo(() => new Set(pinboard.map(({ id }) => id)), [pinboard]);
  const look = useCardLook(words, data.providers, canMove);
  const fresh = useFresh(agenda.visits, `${agenda.from}|${agenda.to}|${data.by}|${data.columnId}`);
  const actions = useGridActions(props);
  const speak = useSpeaker(texts);
  const onLand = (landing: Landing): void => {
    if (landing.mover.kind === 'preview') return booking.land(landing, model);
    return moves.land(landing, model);
  };
  const onMovingChange = (isMoving: boolean): void => {
    props.onMovingChange(isMoving);
    if (isMoving) announce(t('move.started'));
  };
  return (
    <AgendaGrid
      ref={props.ref}
      model={model}
      look={look}
      label={props.title}
      today={props.today}
      nowMs={props.nowMs}
      selectedId={props.selectedId}
      parked={parked}
      fresh={fresh}
      preview={drawnPreview(model, booking.preview, words)}
      hasSingleKeys={hasSingleKeys}
      actions={actions}
      texts={texts}
      speak={speak}
      onMovingChange={onMovingChange}
      onLand={onLand}
    />
  );
};
