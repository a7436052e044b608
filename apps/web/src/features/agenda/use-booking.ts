import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { dayIn } from '../../lib/dates.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import type { BookingDraft, BookingSlotProps, VisitPreview } from '../../lib/visit-slots.ts';
import type { AgendaPageProps } from './agenda.types.ts';
import { instantAt, minuteAt } from './grid/axis.ts';
import type { GridPreview } from './grid/AgendaGrid.tsx';
import type { CardWords } from './grid/card-words.ts';
import { holds } from './grid/axis.ts';
import type { GridColumn, GridModel } from './grid/model.ts';
import type { Landing } from './grid/session.ts';
import type { Mover } from './grid/target.ts';
import type { AgendaUrl, AgendaUrlChange } from './use-agenda-url.ts';

type Setup = {
  url: AgendaUrl;
  change: (change: AgendaUrlChange) => void;
  zone: string;
  onBook: AgendaPageProps['onBook'];
};

export type Booking = {
  draft: BookingDraft;
  preview: VisitPreview | undefined;
  begin: (draft: Partial<BookingDraft>) => void;
  /** The preview was moved in the grid. */
  land: (landing: Landing, model: GridModel) => void;
  panelProps: BookingSlotProps;
};

/** Where a column's time is, as a booking wants it. */
export const draftAt = (column: GridColumn, minute: number): Partial<BookingDraft> => ({
  day: column.axis.day,
  startsAt: instantAt(column.axis, minute),
  providerId: column.providerId,
  operatoryId: column.operatoryId,
});

/** The booking that is open beside the grid: its draft, and the preview that both can move. */
export const useBooking = ({ url, change, zone, onBook }: Setup): Booking => {
  const cache = useQueryClient();
  const [begun, setBegun] = useState<Partial<BookingDraft>>({});
  const [preview, setPreview] = useState<VisitPreview>();
  const draft: BookingDraft = { day: url.day, patientId: url.patientId, ...begun };
  const close = (): void => {
    setBegun({});
    setPreview(undefined);
    change({ book: undefined, patientId: undefined });
  };
  const begin = (wanted: Partial<BookingDraft>): void => {
    setBegun(wanted);
    change({ book: 'new', patientId: wanted.patientId ?? url.patientId, visit: undefined });
    onBook?.({ day: url.day, patientId: url.patientId, ...wanted });
  };
  const land = ({ target }: Landing, model: GridModel): void => {
    const column = model.columns[target.column];
    if (column === undefined) return;
    const place = draftAt(column, target.start);
    setBegun((before) => ({
      ...before,
      ...place,
      providerId: place.providerId ?? preview?.providerId,
      operatoryId: place.operatoryId ?? preview?.operatoryId,
    }));
  };
  const onPreviewChange = (next: VisitPreview | undefined): void => {
    setPreview(next);
    const day = next && dayIn(zone, Date.parse(next.startsAt));
    if (day !== undefined && day !== url.day) change({ day });
  };
  const onBooked: BookingSlotProps['onBooked'] = ({ id, startsAt }) => {
    setBegun({});
    setPreview(undefined);
    void cache.invalidateQueries({ queryKey: queryKeys.agenda });
    change({ book: undefined, patientId: undefined, visit: id, day: dayIn(zone, Date.parse(startsAt)) });
  };
  return { draft, preview, begin, land, panelProps: { draft, onPreviewChange, onClose: close, onBooked } };
};

const columnOf = (model: GridModel, preview: VisitPreview): number =>
  model.columns.findIndex(
    (column) =>
      holds(column.axis, preview.startsAt) &&
      (model.isWeek ||
        (model.by === 'operatory'
          ? column.operatoryId === preview.operatoryId
          : column.providerId === preview.providerId)),
  );

/** The preview as the grid draws and moves it. */
export const drawnPreview = (
  model: GridModel | undefined,
  preview: VisitPreview | undefined,
  words: CardWords,
): GridPreview | undefined => {
  if (model === undefined || preview === undefined) return undefined;
  const column = columnOf(model, preview);
  const axis = model.columns[column]?.axis;
  if (axis === undefined) return undefined;
  const { durationMinutes, label, providerId, operatoryId, startsAt } = preview;
  const startMs = Date.parse(startsAt);
  const mover: Mover = { kind: 'preview', card: undefined, label, durationMinutes, providerId, operatoryId };
  return {
    target: { column, start: minuteAt(axis, startsAt), duration: durationMinutes },
    mover,
    time: words.clock.range(startMs, startMs + durationMinutes * 60_000),
  };
};
