import type { HoursBlock } from '@topsmile/contracts';
import { useTranslation } from 'react-i18next';
import { useDuration } from './use-duration.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import { blocksOf, totalMinutes } from './week.ts';

/** Runs of neighbouring numbers: 1 2 3 5 → [1,3] [5,5]. */
const runsOf = (days: readonly number[]): [number, number][] =>
  [...days]
    .sort((one, other) => one - other)
    .reduce<[number, number][]>((runs, day) => {
      const last = runs.at(-1);
      if (last !== undefined && last[1] === day - 1) last[1] = day;
      else runs.push([day, day]);
      return runs;
    }, []);

/** "38 h · seg–sex, sáb" */
export const useReadableHours = (): ((hours: readonly HoursBlock[]) => string) => {
  const { t } = useTranslation('settings');
  const duration = useDuration();
  const names = useWeekdayNames();
  return (hours) => {
    if (hours.length === 0) return t('hours.noHours');
    const blocks = blocksOf(hours.map((block) => ({ ...block, place: '' })));
    const runs = runsOf([...new Set(blocks.map(({ weekday }) => weekday))]);
    const days = runs.map(([first, last]) =>
      first === last ? names.short(first) : `${names.short(first)}–${names.short(last)}`,
    );
    return `${duration(totalMinutes(blocks))} · ${days.join(', ')}`;
  };
};
