import { useTranslation } from 'react-i18next';

/** Minutes as `8 h`, `7 h 30` or `45 min`. */
export const useDuration = (): ((minutes: number) => string) => {
  const { t } = useTranslation('settings');
  return (minutes) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return t('week.minutes', { minutes: rest });
    return rest === 0 ? t('week.hours', { hours }) : t('week.hoursAndMinutes', { hours, minutes: rest });
  };
};
