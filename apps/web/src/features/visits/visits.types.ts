import type { ReactNode } from 'react';
import type { BookingSlotProps, VisitSlotProps } from '../../lib/visit-slots.ts';

/** The field that finds, shows and registers a patient; another feature's component, handed in by `app/`. */
export type PatientSlotProps = {
  patientId: string | undefined;
  onChange: (patientId: string | undefined) => void;
  zone: string;
  /** A translated sentence under the field. */
  error?: string | undefined;
};

export type BookingPanelProps = BookingSlotProps & {
  locationId: string;
  renderPatient: (props: PatientSlotProps) => ReactNode;
};

export type VisitPanelProps = VisitSlotProps & {
  /** Medical alerts of the patient, from the feature that owns them. */
  alerts?: ReactNode;
};
