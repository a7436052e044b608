import { bookAppointment, type BookingRequest } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { type CallInfo, Reply } from '../../platform/http/route.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { type VisitView, toVisit } from './appointment.mapper.ts';
import { AppointmentBooked } from './appointments.events.ts';
import { allowedBy } from './booking.rules.ts';
import { draftOf, freshVisit, type FreshFields } from './draft.ts';
import { earlierOf, type Idem, idemOf, type Inserted, insertVisit } from './insert.ts';
import type { PatientForBooking, PatientsPort } from './ports.ts';
import { historyEntry, reasonField, visitEvent } from './record.ts';

export type BookingDeps = { clock: Clock; book: ScheduleBook; patients: Pick<PatientsPort, 'forBooking'> };

export const assertActive = (patient: PatientForBooking): void => {
  if (patient.isActive) return;
  throw new AppError('patient-inactive', 'This patient is inactive. Reactivate the record first.');
};

const withBooked = (fresh: FreshFields, actor: Actor): FreshFields => ({
  ...fresh,
  history: [
    historyEntry(
      { at: fresh.createdAt, rev: 0, actor },
      { action: 'booked', toStatus: fresh.status, ...reasonField(fresh.overrideReason) },
    ),
  ],
  outbox: [
    visitEvent(AppointmentBooked, fresh, { at: fresh.createdAt, seq: 0, notifyPatient: !fresh.isWalkIn }),
  ],
});

export const replyOf = ({ visit, isReplay }: Inserted, actor: Actor): Reply<VisitView> =>
  new Reply(toVisit(visit, actor.rights), { isReplay });

export const createBookingService = ({ clock, book, patients }: BookingDeps) => {
  const attempt = async (actor: Actor, wish: BookingRequest, idem: Idem | undefined): Promise<Inserted> => {
    const now = clock.now();
    const [schedule, patient] = await Promise.all([book.load(), patients.forBooking(wish.patientId)]);
    const allow = allowedBy(actor.rights, wish.override);
    assertActive(patient);
    const draft = draftOf({ schedule, wish, patient, allow, now });
    const fresh = withBooked(freshVisit({ draft, wish, patient, actor, now }), actor);
    const { plan, chairs } = draft;
    return insertVisit({ fresh, claimant: { schedule, plan, chairs, allow, now }, idem });
  };

  return {
    /** Books the visit or says who has the time; two callers can never win the same minutes. */
    book: async (actor: Actor, wish: BookingRequest, info: CallInfo): Promise<Reply<VisitView>> => {
      const idem = idemOf(actor, bookAppointment.path, { key: info.idempotencyKey, body: wish });
      try {
        return replyOf(await attempt(actor, wish, idem), actor);
      } catch (error) {
        // What was booked under this key stays booked, even if the rules would refuse it by now.
        const earlier = error instanceof AppError && error.status === 422 ? await earlierOf(idem) : undefined;
        if (earlier === undefined) throw error;
        return replyOf({ visit: earlier, isReplay: true }, actor);
      }
    },
  };
};
export type BookingService = ReturnType<typeof createBookingService>;
