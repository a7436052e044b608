import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/events.ts';

/** A patient's name, phone, status or other facts changed, or the patient is new. */
export const PatientChanged = defineEvent('patient.changed', z.strictObject({ patientId: z.string() }));

/** Two records became one; the visits of the duplicate are the survivor's now. */
export const PatientsMerged = defineEvent(
  'patient.merged',
  z.strictObject({ survivorId: z.string(), duplicateId: z.string() }),
);
