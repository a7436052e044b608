import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { type Tx, Types } from '../../platform/mongo.ts';
import { on, type Subscriber } from '../../platform/outbox/relay.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { PatientChanged } from '../patients/index.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { appointmentEvents } from './appointments.events.ts';
import type { PatientsPort } from './ports.ts';

type Deps = { clock: Clock; patients: PatientsPort };

const attended: AppointmentDoc['status'][] = ['in_progress', 'completed'];
const booked: AppointmentDoc['status'][] = ['scheduled', 'confirmed', 'checked_in'];

/** The start of the last visit that took place, or of the next one that is booked. */
const edgeVisit = async (
  patientId: string,
  which: { statuses: AppointmentDoc['status'][]; range: { $lte: Date } | { $gt: Date }; order: 1 | -1 },
  { session }: Tx,
): Promise<Date | undefined> => {
  const found = await appointments().findOne(
    {
      clinicId: currentClinicId(),
      patientId: new Types.ObjectId(patientId),
      status: { $in: which.statuses },
      startsAt: which.range,
    },
    { session, projection: { startsAt: 1 }, sort: { startsAt: which.order } },
  );
  return found?.startsAt;
};

export const appointmentsSubscribers = ({ clock, patients }: Deps): Subscriber[] => {
  const noteVisits = async (tx: Tx, patientId: string | undefined): Promise<void> => {
    if (patientId === undefined) return;
    const now = clock.now();
    const last = { statuses: attended, range: { $lte: now }, order: -1 } as const;
    const next = { statuses: booked, range: { $gt: now }, order: 1 } as const;
    const lastVisitAt = await edgeVisit(patientId, last, tx);
    const nextVisitAt = await edgeVisit(patientId, next, tx);
    await patients.noteVisits(tx, patientId, { lastVisitAt, nextVisitAt });
  };

  /** The name and phone on visits to come are copies; those of the past stay as they were. */
  const refreshCopies = async (tx: Tx, patientId: string): Promise<void> => {
    const patient = await patients.forBooking(patientId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not-found') return undefined;
      throw error;
    });
    if (patient === undefined) return;
    await appointments().updateMany(
      {
        clinicId: currentClinicId(),
        patientId: new Types.ObjectId(patientId),
        startsAt: { $gte: clock.now() },
      },
      { $set: { patientName: patient.name, patientPhone: patient.phone } },
      { session: tx.session },
    );
  };

  return [
    on(PatientChanged, 'appointments.patient-copies', (tx, { payload }) =>
      refreshCopies(tx, payload.patientId),
    ),
    ...appointmentEvents.map((event) =>
      on(event, `appointments.note-visits.${event.type}`, (tx, { payload }) =>
        noteVisits(tx, payload.patientId),
      ),
    ),
  ];
};
