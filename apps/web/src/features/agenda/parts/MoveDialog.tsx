import type { Provider, VisitCard } from '@topsmile/contracts';
import { Button, Modal, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../../../lib/clock.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { agendaOn } from '../agenda.api.ts';
import { cardWords } from '../grid/card-words.ts';
import { msAt } from '../grid/axis.ts';
import { type GridModel, gridModel } from '../grid/model.ts';
import type { Landing } from '../grid/session.ts';
import { judge, type Mover, moverOf } from '../grid/target.ts';
import { landingTexts } from '../landing-texts.ts';
import { dayIn } from '../zone-day.ts';
import classes from './dialogs.module.css';

type Props = {
  card: VisitCard;
  zone: string;
  providers: readonly Provider[];
  onClose: () => void;
  onLand: (landing: Landing, model: GridModel) => void;
};

type Wanted = {
  day: string;
  minute: number | undefined;
  operatoryId: string;
  providerId: string;
  duration: number;
};

const durations = [10, 15, 20, 30, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180, 240, 300, 360, 480];

const useDayModel = (card: VisitCard, day: string): GridModel | undefined => {
  const { data } = useQuery(agendaOn({ locationId: card.locationId, from: day, by: 'operatory' }));
  return useMemo(
    () =>
      data &&
      gridModel(data, {
        by: 'operatory',
        nowMs: now(),
        showsCancelled: false,
        showsWholeDay: false,
        canBook: false,
        restName: '',
      }),
    [data],
  );
};

const minutesOf = (model: GridModel, wanted: Wanted): number[] => {
  const minutes: number[] = [];
  const last = model.range.to - Math.min(wanted.duration, 30);
  for (let minute = model.range.from; minute <= last; minute += model.step) minutes.push(minute);
  return minutes;
};

const landingAt = (model: GridModel, mover: Mover, wanted: Wanted & { minute: number }): Landing => {
  const column = Math.max(
    0,
    model.columns.findIndex(({ operatoryId }) => operatoryId === wanted.operatoryId),
  );
  const target = { column, start: wanted.minute, duration: wanted.duration };
  return { mover, target, verdict: judge(model, { mover, target }, now()) };
};

const startingMinute = (model: GridModel, card: VisitCard): number | undefined => {
  const axis = model.columns[0]?.axis;
  if (axis === undefined) return undefined;
  const minute = (Date.parse(card.startsAt) - axis.startMs) / 60_000;
  return minute >= 0 && minute < axis.length ? minute : undefined;
};

const verdictOf = ({ verdict }: Landing): 'free' | 'soft' | 'taken' => {
  if (verdict.clashes.length > 0) return 'taken';
  return verdict.soft.length > 0 ? 'soft' : 'free';
};

/** The way to move a visit without dragging: date, time, chair and provider, with the same live answer. */
export const MoveDialog = ({ card, zone, providers, onClose, onLand }: Props): JSX.Element => {
  const { t, i18n } = useTranslation('agenda');
  const [wanted, setWanted] = useState<Wanted>({
    day: dayIn(zone, Date.parse(card.startsAt)),
    minute: undefined,
    operatoryId: card.operatoryId ?? '',
    providerId: card.providerId ?? '',
    duration: card.durationMinutes,
  });
  const model = useDayModel(card, wanted.day);
  const set = (change: Partial<Wanted>): void => setWanted((before) => ({ ...before, ...change }));
  const words = cardWords(t, zone, false);
  const texts = model && landingTexts(t, model, { words, locale: i18n.language });
  const mover: Mover = {
    ...moverOf(card),
    durationMinutes: wanted.duration,
    providerId: wanted.providerId || undefined,
  };
  const minute =
    wanted.minute ??
    (model && (startingMinute(model, card) ?? model.columns[0]?.open[0]?.start ?? model.range.from));
  const landing = model && minute !== undefined ? landingAt(model, mover, { ...wanted, minute }) : undefined;
  const axis = model?.columns[0]?.axis;
  const options =
    model && axis && minute !== undefined
      ? [...new Set([minute, ...minutesOf(model, wanted)])].toSorted((a, b) => a - b)
      : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (landing === undefined || model === undefined) return;
    onClose();
    onLand(landing, model);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('move.title', { name: card.patientName ?? t('unnamed') })}
      centered
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 0 }}
    >
      <form noValidate onSubmit={submit}>
        <div className={classes.fields}>
          <DateField
            label={t('move.day')}
            zone={zone}
            value={wanted.day}
            onChange={(day) => set({ day, minute })}
            data-autofocus
          />
          <NativeSelect
            label={t('move.time')}
            value={minute ?? ''}
            data={options.map((one) => ({
              value: String(one),
              label: axis ? words.clock.time(msAt(axis, one)) : '',
            }))}
            onChange={(event) => set({ minute: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label={t('by.operatory')}
            value={wanted.operatoryId}
            data={(model?.columns ?? []).map((column) => ({
              value: column.operatoryId ?? '',
              label: column.name,
            }))}
            onChange={(event) => set({ operatoryId: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('by.provider')}
            value={wanted.providerId}
            data={providers.map(({ id, fullName, title }) => ({
              value: id,
              label: [title, fullName].filter(Boolean).join(' '),
            }))}
            onChange={(event) => set({ providerId: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('move.duration')}
            value={wanted.duration}
            data={[...new Set([...durations, card.durationMinutes])]
              .toSorted((a, b) => a - b)
              .map((one) => ({ value: String(one), label: `${one} min` }))}
            onChange={(event) => set({ duration: Number(event.currentTarget.value) })}
          />
        </div>
        <p className={classes.verdict} data-verdict={landing && verdictOf(landing)} aria-live="polite">
          {landing && texts ? texts.hint(landing) || t('move.free') : t('move.checking')}
        </p>
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('question.keep')}
          </Button>
          <Button type="submit">
            {axis && minute !== undefined
              ? t('move.submit', { time: words.clock.time(msAt(axis, minute)) })
              : t('move.open')}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
