import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/events.ts';

/** Ids and instants only. `notifyPatient`: the patient is to be told in the clinic's name. */
const visit = { appointmentId: z.string(), patientId: z.string().optional() };
const told = { notifyPatient: z.boolean() };

export const AppointmentBooked = defineEvent('appointment.booked', z.object({ ...visit, ...told }));
export const AppointmentHeld = defineEvent('appointment.held', z.object(visit));
export const AppointmentMoved = defineEvent(
  'appointment.moved',
  z.object({
    ...visit,
    ...told,
    fromStartsAt: z.iso.datetime(),
    toStartsAt: z.iso.datetime(),
    /** The old confirmation does not stand for the new time. */
    asksConfirmation: z.boolean(),
  }),
);
export const AppointmentStatusChanged = defineEvent(
  'appointment.status-changed',
  z.object({ ...visit, ...told, from: z.string(), to: z.string() }),
);
export const AppointmentApprovalDecided = defineEvent(
  'appointment.approval-decided',
  z.object({ ...visit, ...told, decision: z.enum(['approved', 'refused']) }),
);
/** A hold was confirmed too late and somebody else has the time: money taken for it must go back. */
export const HoldLost = defineEvent('hold.lost', z.object(visit));

export const appointmentEvents = [
  AppointmentBooked,
  AppointmentHeld,
  AppointmentMoved,
  AppointmentStatusChanged,
  AppointmentApprovalDecided,
] as const;
