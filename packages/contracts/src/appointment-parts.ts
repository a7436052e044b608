import { z } from 'zod';
import { AppointmentId } from './primitives.ts';

/** What the endpoints of visits have in common; not part of the public contract. */

export const agendaTag = 'Agenda';
export const appointmentsPath = '/scheduling/appointments';
export const AppointmentParams = z.strictObject({ appointmentId: AppointmentId });

export const bookingErrors = [
  'slot-taken',
  'patient-busy',
  'outside-hours',
  'off-grid',
  'in-the-past',
  'beyond-window',
  'patient-inactive',
  'type-not-offered',
  'idempotency-key-reused',
] as const;
