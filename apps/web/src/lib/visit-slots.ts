import type { VisitCard } from '@topsmile/contracts';

/** What the agenda and the panels of a visit say to each other; `app/` puts them together. */

/** What is known of a booking when it begins: a click on an empty cell knows the time and the chair. */
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

export type BookingSlotProps = {
  /** A later change of its time, chair or provider (a move of the preview in the grid) moves the form. */
  draft: BookingDraft;
  onPreviewChange: (preview: VisitPreview | undefined) => void;
  onClose: () => void;
  /** The new visit; the agenda shows its day and selects it. */
  onBooked: (visit: { id: string; startsAt: string }) => void;
};

export type VisitSlotProps = {
  visitId: string;
  /** What the agenda already knows, so that the panel opens full; nothing on another day. */
  card?: VisitCard | undefined;
  onClose: () => void;
  onBookNext: (draft: BookingDraft) => void;
  /** Opens the "Mover…" dialog for this visit. */
  onMove: () => void;
};
