import type { NextFree, Operatory, Provider, SlotOffer } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, todayIn } from '../../../../lib/dates.ts';
import { Segments } from '../../../../ui/Segments.tsx';
import { Bone, Loading } from '../../../../ui/Skeletons.tsx';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import type { When } from '../../use-when.ts';
import { dateOf, dayAndMonth, distanceOf, nextMonday, weekdayAndDay, weekdayOf } from '../../when.ts';
import type { BookingForm, DayPart, SlotRank } from '../booking-form.ts';
import classes from './free-times.module.css';

type Props = {
  form: BookingForm;
  times: UseQueryResult<NextFree>;
  when: When;
  operatories: readonly Operatory[];
  providers: readonly Provider[];
  onChoose: (slot: SlotOffer) => void;
  onPart: (part: DayPart) => void;
  onFrom: (day: string | undefined) => void;
  onRank: (rank: SlotRank) => void;
  error?: string | undefined;
};

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

const DayName = ({ day, when }: { day: string; when: When }): JSX.Element => {
  const isNear = distanceOf(day, when.zone) === 'today' || distanceOf(day, when.zone) === 'tomorrow';
  return (
    <span className={classes.day}>
      <b>{capital(isNear ? when.dayWord(day) : weekdayOf(day, when.language))}</b>
      {isNear ? weekdayAndDay(day, when.language) : dayAndMonth(day, when.language)}
    </span>
  );
};

type SlotProps = Pick<Props, 'form' | 'when' | 'operatories' | 'providers' | 'onChoose'> & {
  slot: SlotOffer;
  /** From 1; the first six answer to Alt and their number. */
  place: number;
};

const isSame = (slot: SlotOffer, { chosen, isWalkIn }: BookingForm): boolean =>
  !isWalkIn &&
  chosen?.startsAt === slot.startsAt &&
  (chosen.operatoryId ?? slot.operatoryId) === slot.operatoryId;

const Slot = ({ slot, place, form, when, operatories, providers, onChoose }: SlotProps): JSX.Element => {
  const { t } = useTranslation('visits');
  const chair = operatories.find((one) => one.id === slot.operatoryId)?.name ?? '';
  const provider = providers.find((one) => one.id === slot.providerId);
  const shown = form.providerId === undefined && provider !== undefined ? provider.firstName : chair;
  const keys = place <= 6 ? { 'aria-keyshortcuts': `Alt+${place}`, title: `Alt+${place}` } : {};
  return (
    <button
      type="button"
      className={classes.slot}
      aria-pressed={isSame(slot, form)}
      aria-label={t('times.slot', {
        when: when.dayAndTime(slot.startsAt),
        chair,
        provider: provider?.fullName ?? '',
      })}
      onClick={() => onChoose(slot)}
      {...keys}
    >
      <b>{when.time(slot.startsAt)}</b>
      <small>{shown}</small>
    </button>
  );
};

const TimesSkeleton = (): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <Loading label={t('times.loading')}>
      {[3, 2, 3].map((count, day) => (
        <div key={day} className={classes.row}>
          <span className={classes.day}>
            <Bone width="52px" />
          </span>
          <div className={classes.slots}>
            {Array.from({ length: count }, (_, at) => (
              <Bone key={at} height={42} />
            ))}
          </div>
        </div>
      ))}
    </Loading>
  );
};

const NoTimes = ({
  searchedUntil,
  when,
  onFrom,
}: Pick<Props, 'when' | 'onFrom'> & { searchedUntil: string }) => {
  const { t } = useTranslation('visits');
  return (
    <div className={classes.nothing}>
      <p>{t('times.empty', { date: dateOf(searchedUntil, when.language) })}</p>
      <Button variant="default" size="xs" onClick={() => onFrom(addDays(searchedUntil, 1))}>
        {t('times.later')}
      </Button>
    </div>
  );
};

const Failed = ({ times }: Pick<Props, 'times'>): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  return (
    <div className={classes.nothing} role="alert">
      <p>
        <b>{t('times.failed')}</b> {problemText(times.error)}
      </p>
      <Button variant="default" size="xs" loading={times.isFetching} onClick={() => void times.refetch()}>
        {t('common:retry')}
      </Button>
    </div>
  );
};

const Found = (props: Props & { found: NextFree }): JSX.Element => {
  const { found, when } = props;
  const days = found.days.filter((day) => day.slots.length > 0);
  const before = days.map((_, at) => days.slice(0, at).reduce((sum, { slots }) => sum + slots.length, 0));
  if (days.length === 0) return <NoTimes {...props} searchedUntil={found.searchedUntil} />;
  return (
    <div data-stale={props.times.isPlaceholderData || undefined} className={classes.days}>
      {days.map(({ day, slots }, at) => (
        <div key={day} className={classes.row}>
          <DayName day={day} when={when} />
          <div className={classes.slots}>
            {slots.map((slot, index) => (
              <Slot
                key={`${slot.startsAt}${slot.operatoryId}`}
                {...props}
                slot={slot}
                place={(before[at] ?? 0) + index + 1}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
};

const Further = ({ form, when, onFrom, onRank }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const otherRank = form.rank === 'gaps' ? 'time' : 'gaps';
  const monday = nextMonday(form.from ?? todayIn(when.zone));
  return (
    <div className={classes.further}>
      <button type="button" onClick={() => onFrom(monday)}>
        {t('times.week', { date: dateOf(monday, when.language) })}
      </button>
      {form.from !== undefined && (
        <button type="button" onClick={() => onFrom(undefined)}>
          {t('times.first')}
        </button>
      )}
      <button type="button" onClick={() => onRank(otherRank)}>
        {t(`times.rank.${otherRank}`)}
      </button>
    </div>
  );
};

/** The first free times, three days with three each; or why there are none and what to do. */
export const FreeTimes = (props: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const { form, times, onPart, error } = props;
  return (
    <section aria-label={t('times.label')} data-field="time" tabIndex={-1} className={classes.section}>
      <div className={classes.head}>
        <h3 className={classes.label}>{t('times.label')}</h3>
        <Segments
          label={t('times.part')}
          value={form.part}
          options={[
            { value: 'any', label: t('times.any') },
            { value: 'morning', label: t('times.morning') },
            { value: 'afternoon', label: t('times.afternoon') },
          ]}
          onChange={onPart}
        />
      </div>
      {times.isError ? (
        <Failed times={times} />
      ) : times.data === undefined ? (
        <TimesSkeleton />
      ) : (
        <Found {...props} found={times.data} />
      )}
      {times.data?.days.length !== 0 && <Further {...props} />}
      {error !== undefined && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </section>
  );
};
