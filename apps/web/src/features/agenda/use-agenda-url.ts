import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { isDay } from '../../lib/dates.ts';
import type { AgendaBy, AgendaView } from './agenda.types.ts';

export type AgendaUrl = {
  day: string;
  view: AgendaView;
  by: AgendaBy;
  /** The chair or provider of a week, or the provider on a phone. */
  column: string | undefined;
  visitId: string | undefined;
  /** A booking is open; for whom, when known. */
  isBooking: boolean;
  patientId: string | undefined;
};

export type AgendaUrlChange = Partial<
  Record<'day' | 'view' | 'by' | 'column' | 'visit' | 'book' | 'patientId', string | undefined>
>;

const views: readonly AgendaView[] = ['day', 'week', 'list'];

const read = (params: URLSearchParams, today: string): AgendaUrl => {
  const day = params.get('day');
  return {
    day: day !== null && isDay(day) ? day : today,
    view: views.find((view) => view === params.get('view')) ?? 'day',
    by: params.get('by') === 'provider' ? 'provider' : 'operatory',
    column: params.get('column') ?? undefined,
    visitId: params.get('visit') ?? undefined,
    isBooking: params.has('book'),
    patientId: params.get('patientId') ?? undefined,
  };
};

/** Everything a link to the agenda should carry, kept in its address. */
export const useAgendaUrl = (today: string): [AgendaUrl, (change: AgendaUrlChange) => void] => {
  const [params, setParams] = useSearchParams();
  const url = useMemo(() => read(params, today), [params, today]);
  const change = useCallback(
    (wanted: AgendaUrlChange) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(wanted)) {
            if (value === undefined) next.delete(key);
            else next.set(key, value);
          }
          return next;
        },
        { replace: !('day' in wanted || 'view' in wanted) },
      ),
    [setParams],
  );
  return [url, change];
};
