import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/problem.ts';

const waitOf = (t: TFunction<'errors'>, seconds: number | undefined): string => {
  if (seconds === undefined) return t('wait.soon');
  return seconds < 60
    ? t('wait.seconds', { count: Math.max(1, Math.ceil(seconds)) })
    : t('wait.minutes', { count: Math.ceil(seconds / 60) });
};

/** What happened and what to do next, in the reader's words; never a code or a foreign message. */
export const useProblemText = (): ((error: unknown) => string) => {
  const { t } = useTranslation('errors');
  return (error) => {
    if (!(error instanceof ApiProblem)) return t('unexpected');
    if (error.isOffline) return t('offline');
    return t(error.code, { wait: waitOf(t, error.retryAfterSeconds) });
  };
};
