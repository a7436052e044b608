import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aBookingClinic, aPatient, at, type BookingClinic } from './appointments.fixtures.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

let clinic: BookingClinic;
beforeAll(async () => {
  clinic = await aBookingClinic(testApp);
});

describe('the slice', () => {
  test('book, see it on the agenda, move, confirm, check in, seat, complete; cancel another', async () => {
    const reply = await clinic.book();
    expect(reply.body).toMatchObject({ success: true });
    expect(reply.status).toBe(201);
    const visit = reply.body.data;
    expect(visit).toMatchObject({
      status: 'scheduled',
      operatoryId: clinic.r1,
      startsAt: at('09:00'),
      endsAt: at('10:00'),
      wall: '2026-03-10T09:00',
      isFirstVisit: true,
    });
    const agenda = await clinic.receptionist.get('/scheduling/agenda', {
      locationId: clinic.locationId,
      from: '2026-03-10',
    });
    expect(agenda.status).toBe(200);
    expect(agenda.body.data.visits).toHaveLength(1);
    expect(agenda.body.data.columns[0]).toMatchObject({
      name: 'Cadeira 1',
      bookedMinutes: 60,
      freeMinutes: 540,
    });

    const next = await clinic.receptionist.get('/scheduling/availability/next', {
      locationId: clinic.locationId,
      typeId: clinic.typeIds.evaluation,
      providerId: clinic.p1,
      from: '2026-03-10',
      perDay: 3,
      days: 2,
    });
    expect(next.status).toBe(200);
    expect(next.body.data.days[0].slots.map((slot: { startsAt: string }) => slot.startsAt)).toEqual([
      at('08:00'),
      at('08:15'),
      at('08:30'),
    ]);

    const moved = await clinic.receptionist.patch(`/scheduling/appointments/${visit.id}/reschedule`, {
      rev: visit.rev,
      startsAt: at('14:00'),
    });
    expect(moved.status).toBe(200);
    expect(moved.body.data).toMatchObject({ startsAt: at('14:00'), rev: 1 });
    let rev = 1;
    for (const status of ['confirmed', 'checked_in', 'in_progress', 'completed']) {
      const step = await clinic.receptionist.patch(`/scheduling/appointments/${visit.id}/status`, {
        rev,
        status,
      });
      expect(step.status).toBe(200);
      expect(step.body.data.status).toBe(status);
      rev = step.body.data.rev;
    }
    const other = await clinic.booked({ startsAt: at('10:00') });
    const cancelled = await clinic.receptionist.patch(`/scheduling/appointments/${other.id}/status`, {
      rev: 0,
      status: 'cancelled',
    });
    expect(cancelled.body.data.status).toBe('cancelled');
  });

  test('a booking costs the patient and one insert', async () => {
    await clinic.receptionist.get('/scheduling/agenda', {
      locationId: clinic.locationId,
      from: '2026-03-10',
    });
    const patientId = await aPatient(clinic.clinicId);
    const { result, commands } = await countingCommands(() =>
      clinic.book({ patientId, startsAt: at('15:00') }),
    );
    expect(result.status).toBe(201);
    expect(commands).toBe(2);
  });
});
