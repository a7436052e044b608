import { claimsOf } from '@topsmile/scheduling';
import { afterAll, afterEach, expect, test } from 'vitest';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import { assertSound } from '../../testing/invariants.ts';
import { forBooking } from '../patients/patient-lookup.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { aBookingClinic } from './appointments.fixtures.ts';
import { createAppointmentsModule } from './index.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
afterEach(assertSound);

/** The record as an older release of the tz database would have left it: an hour later. */
const asOfOldLaw = async (id: string, clinicId: string): Promise<void> =>
  runInClinic(new Types.ObjectId(clinicId), async () => {
    const filter = { clinicId: new Types.ObjectId(clinicId), _id: new Types.ObjectId(id) };
    const visit = (await appointments().findOne(filter)) as AppointmentDoc;
    const segments = visit.segments.map(({ s, e, ps, pe, ...rest }) => ({
      ...rest,
      s: s + 60,
      e: e + 60,
      ps: ps + 60,
      pe: pe + 60,
    }));
    const later = (instant: Date) => new Date(instant.getTime() + 3_600_000);
    const $set = {
      segments,
      claims: claimsOf(segments.map((segment) => ({ ...segment, resId: '' }))),
      startsAt: later(visit.startsAt),
      endsAt: later(visit.endsAt),
      tzdb: '2025b',
    };
    await appointments().updateOne(filter, { $set });
  });

test('when a zone’s law changes, the wall time stands, the instant follows, and who stands in the way is named', async () => {
  testApp.clock.set('2026-10-01T15:00:00Z');
  const clinic = await aBookingClinic(testApp, { zone: 'America/Edmonton' });
  const visit = await clinic.booked({ startsAt: '2026-12-01T16:00:00.000Z' });
  expect(visit.wall).toBe('2026-12-01T10:00');
  await asOfOldLaw(visit.id, clinic.clinicId);
  const { config, clock, schedule } = testApp.container;
  const { work } = createAppointmentsModule({
    config,
    clock,
    book: schedule,
    patients: { forBooking, noteVisits: () => Promise.resolve() },
  });

  const blocker = await clinic.booked({ startsAt: '2026-12-01T16:00:00.000Z', operatoryId: clinic.r2 });
  expect(await work.retz()).toEqual({ moved: 0, stuck: [visit.id] });
  await clinic.receptionist.patch(`/scheduling/appointments/${blocker.id}/status`, {
    rev: 0,
    status: 'cancelled',
  });

  expect(await work.retz()).toEqual({ moved: 1, stuck: [] });
  const seen = (await clinic.receptionist.get(`/scheduling/appointments/${visit.id}`)).body.data;
  expect(seen).toMatchObject({
    startsAt: '2026-12-01T16:00:00.000Z',
    wall: '2026-12-01T10:00',
    status: 'scheduled',
  });
  expect(seen.history.at(-1)).toMatchObject({ action: 're-zoned', toStartsAt: '2026-12-01T16:00:00.000Z' });
  expect(await work.retz()).toEqual({ moved: 0, stuck: [] });
});
