import type { Provider, VisitCard } from '@topsmile/contracts';
import { Button, Modal, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../../../lib/clock.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { agendaOn } from '../agenda.api.ts';
import { msAt } from '../grid/axis.ts';
import { cardWords } from '../grid/card-words.ts';
import { clockLabels } from '../grid/clock-labels.ts';
import { type GridModel, gridModel } from '../grid/model.ts';
import type { Landing } from '../grid/session.ts';
import { judge, moverOf } from '../grid/target.ts';
import { landingTexts } from '../landing-texts.ts';
import { dayIn } from '../../../lib/dates.ts';
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
  /** Undefined: the visit's own time, or the first of the day. */
  minute: number | undefined;
  operatoryId: string;
  providerId: string;
  duration: number;
};

const durations = [10, 15, 20, 30, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180, 240, 300, 360, 480];

const wantedOf = (card: VisitCard, zone: string): Wanted => ({
  day: dayIn(zone, Date.parse(card.startsAt)),
  minute: undefined,
  operatoryId: card.operatoryId ?? '',
  providerId: card.providerId ?? '',
  duration: card.durationMinutes,
});

const useDayModel = (card: VisitCard, day: string): GridModel | undefined => {
  const { data } = useQuery(agendaOn({ locationId: card.locationId, from: day, by: 'operatory' }));
  return useMemo(() => {
    const options = { showsCancelled: false, showsWholeDay: false, canBook: false, restName: '' };
    return data && gridModel(data, { by: 'operatory', nowMs: now(), ...options });
  }, [data]);
};

const startingMinute = (model: GridModel, card: VisitCard): number => {
  const [column] = model.columns;
  const minute = column === undefined ? -1 : (Date.parse(card.startsAt) - column.axis.startMs) / 60_000;
  const isThatDay = column !== undefined && minute >= 0 && minute < column.axis.length;
  return isThatDay ? minute : (column?.open[0]?.start ?? model.range.from);
};

const landingAt = (model: GridModel, card: VisitCard, wanted: Wanted): Landing => {
  const mover = { ...moverOf(card), providerId: wanted.providerId || undefined };
  const chair = model.columns.findIndex(({ operatoryId }) => operatoryId === wanted.operatoryId);
  const start = wanted.minute ?? startingMinute(model, card);
  const target = { column: Math.max(0, chair), start, duration: wanted.duration };
  return { mover, target, verdict: judge(model, { mover, target }, now()) };
};

/** The day's starts by the clinic's step, and the one chosen even when it is off the step. */
const startsOf = (model: GridModel, chosen: number): number[] => {
  const starts = [chosen];
  for (let minute = model.range.from; minute < model.range.to; minute += model.step) starts.push(minute);
  return [...new Set(starts)].toSorted((a, b) => a - b);
};

const verdictOf = ({ verdict }: Landing): 'free' | 'soft' | 'taken' => {
  if (verdict.clashes.length > 0) return 'taken';
  return verdict.soft.length > 0 ? 'soft' : 'free';
};

type Found = { model: GridModel; landing: Landing };
type FieldsProps = Props & {
  wanted: Wanted;
  found: Found | undefined;
  set: (change: Partial<Wanted>) => void;
};

const TimeField = ({ found, zone, set }: FieldsProps): JSX.Element => {
  const { t } = useTranslation('agenda');
  const axis = found?.model.columns[0]?.axis;
  const clock = clockLabels(zone);
  const options =
    found === undefined || axis === undefined
      ? []
      : startsOf(found.model, found.landing.target.start).map((minute) => ({
          value: String(minute),
          label: clock.time(msAt(axis, minute)),
        }));
  return (
    <NativeSelect
      label={t('move.time')}
      value={found?.landing.target.start ?? ''}
      data={options}
      onChange={(event) => set({ minute: Number(event.currentTarget.value) })}
    />
  );
};

const Fields = (props: FieldsProps): JSX.Element => {
  const { wanted, found, zone, providers, card, set } = props;
  const { t } = useTranslation('agenda');
  const chairs = (found?.model.columns ?? []).map(({ operatoryId, name }) => ({
    value: operatoryId ?? '',
    label: name,
  }));
  const people = providers.map(({ id, fullName, title }) => ({
    value: id,
    label: [title, fullName].filter(Boolean).join(' '),
  }));
  const lengths = [...new Set([...durations, card.durationMinutes])].toSorted((a, b) => a - b);
  return (
    <div className={classes.fields}>
      <DateField
        label={t('move.day')}
        zone={zone}
        value={wanted.day}
        onChange={(day) => set({ day, minute: found?.landing.target.start })}
        data-autofocus
      />
      <TimeField {...props} />
      <NativeSelect
        label={t('by.operatory')}
        value={wanted.operatoryId}
        data={chairs}
        onChange={(event) => set({ operatoryId: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('by.provider')}
        value={wanted.providerId}
        data={people}
        onChange={(event) => set({ providerId: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('move.duration')}
        value={wanted.duration}
        data={lengths.map((minutes) => ({ value: String(minutes), label: `${minutes} min` }))}
        onChange={(event) => set({ duration: Number(event.currentTarget.value) })}
      />
    </div>
  );
};

const Verdict = ({ found, zone }: { found: Found | undefined; zone: string }): JSX.Element => {
  const { t, i18n } = useTranslation('agenda');
  const hint = (): string => {
    if (found === undefined) return t('move.checking');
    const words = cardWords(t, zone, false);
    return (
      landingTexts(t, found.model, { words, locale: i18n.language }).hint(found.landing) || t('move.free')
    );
  };
  return (
    <p className={classes.verdict} data-verdict={found && verdictOf(found.landing)} aria-live="polite">
      {hint()}
    </p>
  );
};

/** The way to move a visit without dragging: date, time, chair and provider, with the same live answer. */
export const MoveDialog = (props: Props): JSX.Element => {
  const { card, zone, onClose, onLand } = props;
  const { t } = useTranslation('agenda');
  const [wanted, setWanted] = useState<Wanted>(() => wantedOf(card, zone));
  const model = useDayModel(card, wanted.day);
  const found = model && { model, landing: landingAt(model, card, wanted) };
  const axis = model?.columns[0]?.axis;
  const time = found && axis && clockLabels(zone).time(msAt(axis, found.landing.target.start));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (found === undefined) return;
    onClose();
    onLand(found.landing, found.model);
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
        <Fields
          {...props}
          wanted={wanted}
          found={found}
          set={(change) => setWanted({ ...wanted, ...change })}
        />
        <Verdict found={found} zone={zone} />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('question.keep')}
          </Button>
          <Button type="submit">{time === undefined ? t('move.open') : t('move.submit', { time })}</Button>
        </div>
      </form>
    </Modal>
  );
};
