import { useTranslation } from 'react-i18next';
import {
  dayOf,
  type Distance,
  distanceOf,
  longDay,
  type Reader,
  shortDate,
  timeOf,
  weekdayOf,
} from './when.ts';

/** Sentences about times in the reader's language and the location's zone. */
export const useWhen = (zone: string) => {
  const { t, i18n } = useTranslation('visits');
  const reader: Reader = { language: i18n.language, zone };
  const time = (instant: string): string => timeOf(instant, reader);
  const dayWords: Record<Distance, (day: string) => string> = {
    today: () => t('when.today'),
    tomorrow: () => t('when.tomorrow'),
    thisWeek: (day) => weekdayOf(day, reader.language),
    later: (day) => t('when.onDate', { date: shortDate(day, reader.language) }),
  };
  /** `hoje`, `amanhã`, `sexta`, `dia 04/12`. */
  const dayWord = (day: string): string => dayWords[distanceOf(day, zone)](day);
  const stamp = (instant: string): string => {
    const day = dayOf(instant, zone);
    return distanceOf(day, zone) === 'today'
      ? time(instant)
      : `${shortDate(day, reader.language)}, ${time(instant)}`;
  };
  return {
    ...reader,
    time,
    dayWord,
    /** `10:30` today, `24/11, 18:20` otherwise. */
    stamp,
    /** `sexta às 14:30`. */
    dayAndTime: (instant: string): string =>
      t('when.dayAtTime', { day: dayWord(dayOf(instant, zone)), time: time(instant) }),
    /** `Hoje, 11:00–11:30`. */
    range: (startsAt: string, endsAt: string): string => {
      const day = dayOf(startsAt, zone);
      const word = distanceOf(day, zone) === 'today' ? t('when.Today') : longDay(day, reader.language);
      return `${word}, ${time(startsAt)}–${time(endsAt)}`;
    },
  };
};

export type When = ReturnType<typeof useWhen>;
