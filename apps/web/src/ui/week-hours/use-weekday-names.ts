import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

// 2024 began on a Monday.
const dateOf = (weekday: number): Date => new Date(Date.UTC(2024, 0, weekday));

export type WeekdayNames = { long: (weekday: number) => string; short: (weekday: number) => string };

/** Names of ISO weekdays in the reader's language. */
export const useWeekdayNames = (): WeekdayNames => {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const make = (weekday: 'long' | 'short') => {
      const formatter = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
      return (day: number): string => formatter.format(dateOf(day)).replace('.', '').replace('-feira', '');
    };
    return { long: make('long'), short: make('short') };
  }, [language]);
};
