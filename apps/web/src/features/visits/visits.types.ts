import type { VisitCard } from '@topsmile/contracts';
import type { ReactNode } from 'react';

/** What is known of a booking when it begins: a click on an empty cell knows the time and the chair. */
export type BookingDraft = {
  patientId?: string | undefined;
  day: string;
  startsAt?: string | undefined;
  providerId?: string | undefined;
  operatoryId?: string | undefined;
};

/** The visit that is being booked, for the grid to draw. */
export type VisitPreview = {
  operatoryId?: string | undefined;
  providerId?: string | undefined;
  startsAt: string;
  durationMinutes: number;
  label: string;
};

/** The field that finds, shows and registers a patient; another feature's component, handed in by `app/`. */
export type PatientSlotProps = {
  patientId: string | undefined;
  onChange: (patientId: string | undefined) => void;
  zone: string;
  /** A translated sentence under the field. */
  error?: string | undefined;
};

export type BookingPanelProps = {
  /** A later change of its time, chair or provider (a move of the preview in the grid) moves the form. */
  draft: BookingDraft;
  locationId: string;
  renderPatient: (props: PatientSlotProps) => ReactNode;
  onPreviewChange: (preview: VisitPreview | undefined) => void;
  onClose: () => void;
  onBooked: (visit: { id: string; startsAt: string }) => void;
};

export type VisitPanelProps = {
  visitId: string;
  /** What the agenda already knows, so that the panel opens full. */
  card?: VisitCard | undefined;
  /** Medical alerts of the patient, from the feature that owns them. */
  alerts?: ReactNode;
  onClose: () => void;
  onBookNext: (draft: BookingDraft) => void;
  onMove: (visitId: string) => void;
};
