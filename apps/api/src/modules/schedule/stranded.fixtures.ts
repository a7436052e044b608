import { rightsOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Types } from '../../platform/mongo.ts';
import type { WorkingClinic } from '../../testing/clinic.ts';
import type { ClinicSchedule } from './schedule.types.ts';
import type { ClosedRange, StrandedVisits } from './stranded-visits.ts';

export const actorOf = ({ clinicId }: WorkingClinic): Actor => ({
  kind: 'staff',
  userId: new Types.ObjectId(),
  clinicId: new Types.ObjectId(clinicId),
  sessionId: new Types.ObjectId(),
  role: 'admin',
  rights: rightsOf('admin'),
  duty: undefined,
  provedAt: 0,
  displayName: 'Paula Mendes',
});
export const strandedVisit = {
  appointmentId: 'e'.repeat(24),
  startsAt: '2026-03-10T12:00:00.000Z',
  patientName: 'Ana Lima',
  providerName: 'Helena Prado',
};

/** Visits as the appointments would answer for them, remembering what was asked. */
export const visitsThatAsk = () => {
  const schedules: ClinicSchedule[] = [];
  const ranges: ClosedRange[] = [];
  const port: StrandedVisits = {
    inside: async (asked) => {
      ranges.push(...asked);
      return asked.map((_, at) => at + 1);
    },
    outside: async (proposed) => {
      schedules.push(proposed);
      return [strandedVisit];
    },
  };
  return { port, schedules, ranges };
};
