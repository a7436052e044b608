import type { Agenda, VisitCard } from '@topsmile/contracts';
import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { todayIn } from '../../lib/dates.ts';
import { useCan, useSession } from '../../lib/session.ts';
import { announce } from '../../ui/announcer.ts';
import { claimPinboard } from './agenda.store.ts';
import type { AgendaPageProps } from './agenda.types.ts';
import { longDay, weekOf, weekTitle } from './calendar.ts';
import type { GridHandle } from './grid/AgendaGrid.tsx';
import type { CardWords } from './grid/card-words.ts';
import type { GridColumn, GridModel } from './grid/model.ts';
import { useMinute } from './grid/ticker.ts';
import type { LandingTexts } from './landing-texts.ts';
import { useAdvanceVisit } from './use-advance-visit.ts';
import { type AgendaData, useAgendaData } from './use-agenda-data.ts';
import { useAgendaModel, useCardWords, useHeldStill, useLandingTexts } from './use-agenda-model.ts';
import { type AgendaUrl, type AgendaUrlChange, useAgendaUrl } from './use-agenda-url.ts';
import { type Booking, draftAt, useBooking } from './use-booking.ts';
import { useMoveText } from './use-move-text.ts';
import { type Moves, useMoves } from './use-moves.ts';

export type Place = { id: string; name: string; zone: string };
export type Dialog = { kind: 'keys' } | { kind: 'move'; card: VisitCard } | undefined;

/** What a person can do to the agenda, from wherever on the page. */
export type Acts = {
  open: (card: VisitCard) => void;
  book: () => void;
  bookAt: (column: GridColumn, minute: number) => void;
  next: (card: VisitCard) => void;
  askMove: (card: VisitCard) => void;
};

export type Screen = {
  place: Place;
  url: AgendaUrl;
  change: (change: AgendaUrlChange) => void;
  title: string;
  today: string;
  nowMs: number;
  isPhone: boolean;
  isWeek: boolean;
  canWrite: boolean;
  canOverride: boolean;
  data: AgendaData;
  agenda: Agenda | undefined;
  model: GridModel | undefined;
  words: CardWords;
  texts: LandingTexts | undefined;
  moves: Moves;
  booking: Booking;
  selected: VisitCard | undefined;
  isMoving: boolean;
  setMoving: (isMoving: boolean) => void;
  dialog: Dialog;
  setDialog: (dialog: Dialog) => void;
  grid: RefObject<GridHandle | null>;
  acts: Acts;
};

/** "35 consultas, 3 na recepção", once per day that is opened. */
const useDayAnnounced = (agenda: Agenda | undefined): void => {
  const { t } = useTranslation('agenda');
  const said = useRef('');
  useEffect(() => {
    const key = agenda === undefined ? said.current : `${agenda.from}|${agenda.to}`;
    if (agenda === undefined || said.current === key) return;
    said.current = key;
    const visits = agenda.visits.filter(({ kind, status }) => kind === 'visit' && status !== 'cancelled');
    const waiting = t('announce.waiting', { count: agenda.totals.checked_in ?? 0 });
    announce(`${t('announce.visits', { count: visits.length })}, ${waiting}`);
  }, [agenda, t]);
};

const useTitle = (url: AgendaUrl, isWeek: boolean): string => {
  const { language } = useTranslation('agenda').i18n;
  return isWeek ? weekTitle(weekOf(url.day), language) : longDay(url.day, language);
};

const useOwnPinboard = (): void => {
  const { clinic, user } = useSession();
  useEffect(() => claimPinboard(`${clinic.id}:${user.id}`), [clinic.id, user.id]);
};

type Wiring = Pick<Screen, 'change' | 'booking' | 'setDialog'> &
  Pick<AgendaPageProps, 'onNextStatus'> & { zone: string };

const useActs = ({ change, booking, setDialog, onNextStatus, zone }: Wiring): Acts => {
  const advance = useAdvanceVisit(zone);
  return {
    open: (card) => change({ visit: card.id, book: undefined, patientId: undefined }),
    book: () => booking.begin({}),
    bookAt: (column, minute) => booking.begin(draftAt(column, minute)),
    next: onNextStatus ?? advance,
    askMove: (card) => setDialog({ kind: 'move', card }),
  };
};

const useRights = () => ({
  canWrite: useCan('appointments:write'),
  canOverride: useCan('appointments:override'),
});

const useView = (place: Place) => {
  const isPhone = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false });
  const nowMs = useMinute();
  const today = todayIn(place.zone);
  const [url, change] = useAgendaUrl(today);
  const isWeek = url.view === 'week' && !isPhone;
  return { isPhone, nowMs, today, url, change, isWeek, title: useTitle(url, isWeek) };
};

/** Everything the agenda's page knows and can do, in one value for its parts. */
export const useAgendaScreen = (props: AgendaPageProps, place: Place): Screen => {
  const view = useView(place);
  const { url, change, nowMs, isPhone } = view;
  const rights = useRights();
  const [isMoving, setMoving] = useState(false);
  const [dialog, setDialog] = useState<Dialog>();
  const grid = useRef<GridHandle>(null);
  const data = useAgendaData({ url, locationId: place.id, isPhone });
  const agenda = useHeldStill(data.query.data, isMoving);
  const model = useAgendaModel({ agenda, by: data.by, nowMs, canBook: rights.canWrite });
  const words = useCardWords(place.zone);
  const texts = useLandingTexts(model, words);
  const moves = useMoves(texts, useMoveText({ data, words, day: url.day, zone: place.zone }));
  const booking = useBooking({ url, change, zone: place.zone, onBook: props.onBook });
  const acts = useActs({ change, booking, setDialog, onNextStatus: props.onNextStatus, zone: place.zone });
  const selected = useMemo(() => agenda?.visits.find(({ id }) => id === url.visitId), [agenda, url.visitId]);
  useDayAnnounced(agenda);
  useOwnPinboard();
  // biome-ignore format: one name a line would only lengthen it
  return { ...view, ...rights, place, data, agenda, model, words, texts, moves, booking, selected, isMoving, setMoving, dialog, setDialog, grid, acts };
};
