import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '../../../lib/dates.ts';
import { parseTypedTime } from '../../../ui/typed-date.ts';

export type StretchDraft = { from: string; to: string; isPart: boolean; startsAt: string; endsAt: string };
export type StretchErrors = Partial<Record<'from' | 'to' | 'startsAt' | 'endsAt', string>>;

const empty: StretchDraft = { from: '', to: '', isPart: false, startsAt: '08:00', endsAt: '12:00' };

/** A day, several days, or part of one, as the contract writes it. */
export const useStretch = () => {
  const { t } = useTranslation('settings');
  const [draft, setDraft] = useState(empty);
  const [errors, setErrors] = useState<StretchErrors>({});

  const daysProblems = ({ from, to }: StretchDraft): StretchErrors => {
    if (!isDay(from)) return { from: t('issues.day') };
    if (to === '') return {};
    if (!isDay(to)) return { to: t('issues.day') };
    return to < from ? { to: t('issues.beforeStart') } : {};
  };
  const partProblems = ({ from, startsAt, endsAt }: StretchDraft): StretchErrors => {
    if (!isDay(from)) return { from: t('issues.day') };
    if (parseTypedTime(startsAt) === undefined) return { startsAt: t('week.noTime') };
    if (parseTypedTime(endsAt) === undefined) return { endsAt: t('week.noTime') };
    return endsAt <= startsAt ? { endsAt: t('issues.beforeStart') } : {};
  };

  return {
    draft,
    errors,
    change: (part: Partial<StretchDraft>): void => {
      setDraft((current) => ({ ...current, ...part }));
      setErrors({});
    },
    reset: (): void => setDraft(empty),
    /** The stretch, or undefined when something must be corrected first (and is marked). */
    finish: (): { from: string; to: string } | undefined => {
      const found = draft.isPart ? partProblems(draft) : daysProblems(draft);
      setErrors(found);
      if (Object.keys(found).length > 0) return undefined;
      if (!draft.isPart) return { from: draft.from, to: draft.to === '' ? draft.from : draft.to };
      const last = draft.endsAt === '24:00' ? draft.from : `${draft.from}T${draft.endsAt}`;
      return { from: `${draft.from}T${draft.startsAt}`, to: last };
    },
  };
};
