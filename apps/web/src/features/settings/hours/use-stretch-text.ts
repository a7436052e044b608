import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';

type Stretch = { from: string; to: string };
const dayOf = (text: string): string => text.slice(0, 10);
const timeOf = (text: string): string => text.slice(11, 16);

/** "24/12/2026", "24/12/2026 a 31/12/2026" or "24/12/2026, 13:00–18:00". */
export const useStretchText = (zone: string): ((stretch: Stretch) => string) => {
  const { t } = useTranslation('settings');
  const dates = useDates(zone);
  return ({ from, to }) => {
    const first = dates.day(dayOf(from), 'dayShort');
    const last = dates.day(dayOf(to), 'dayShort');
    const isSameDay = dayOf(from) === dayOf(to);
    if (timeOf(from) === '' && timeOf(to) === '')
      return isSameDay ? first : t('stretch.days', { from: first, to: last });
    const starts = timeOf(from) || '00:00';
    const ends = timeOf(to) || '24:00';
    if (isSameDay) return t('stretch.part', { day: first, from: starts, to: ends });
    return t('stretch.days', { from: `${first} ${starts}`, to: `${last} ${ends}` });
  };
};
