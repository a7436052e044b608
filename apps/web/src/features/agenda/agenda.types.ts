import type { VisitCard } from '@topsmile/contracts';
import type { ReactNode } from 'react';
import type { BookingDraft, BookingSlotProps, VisitSlotProps } from '../../lib/visit-slots.ts';

export type AgendaView = 'day' | 'week' | 'list';
export type AgendaBy = 'operatory' | 'provider';

export type AgendaPageProps = {
  renderBookingPanel: (props: BookingSlotProps) => ReactNode;
  renderVisitPanel: (props: VisitSlotProps) => ReactNode;
  /** Told whenever a booking begins here. */
  onBook?: ((draft: BookingDraft) => void) | undefined;
  /** Takes the next step of a visit instead of the agenda itself. */
  onNextStatus?: ((card: VisitCard) => void) | undefined;
};
