import type { VisitCard } from '@topsmile/contracts';
import type { ReactNode } from 'react';

export type AgendaView = 'day' | 'week' | 'list';
export type AgendaBy = 'operatory' | 'provider';

/** What is known of a booking when it begins. */
export type BookingDraft = {
  patientId?: string | undefined;
  day: string;
  startsAt?: string | undefined;
  providerId?: string | undefined;
  operatoryId?: string | undefined;
};

/** A visit that is not booked yet, drawn in the grid and movable there. */
export type VisitPreview = {
  operatoryId?: string | undefined;
  providerId?: string | undefined;
  startsAt: string;
  durationMinutes: number;
  label: string;
};

/** The booking panel: a move of the preview in the grid comes back as a new `draft`. */
export type BookingPanelProps = {
  draft: BookingDraft;
  onPreviewChange: (preview: VisitPreview | undefined) => void;
  onClose: () => void;
  /** The new visit; the agenda shows its day and selects it. */
  onBooked: (visit: { id: string; startsAt: string }) => void;
};

export type VisitPanelProps = {
  visitId: string;
  /** What the agenda already knows of it, so that the panel opens full; undefined on another day. */
  card: VisitCard | undefined;
  onClose: () => void;
  onBookNext: (draft: Partial<BookingDraft>) => void;
  /** Opens the "Mover…" dialog for this visit. */
  onMove: () => void;
};

export type AgendaPageProps = {
  renderBookingPanel: (props: BookingPanelProps) => ReactNode;
  renderVisitPanel: (props: VisitPanelProps) => ReactNode;
  /** Told whenever a booking begins here. */
  onBook?: ((draft: BookingDraft) => void) | undefined;
  /** Takes the next step of a visit instead of the agenda itself. */
  onNextStatus?: ((card: VisitCard) => void) | undefined;
};
