import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import { assertSound } from '../../testing/invariants.ts';
import { aBookingClinic, aPatient, at, type BookingClinic } from './appointments.fixtures.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
afterEach(assertSound);

let clinic: BookingClinic;
let patientId: string;
beforeAll(async () => {
  clinic = await aBookingClinic(testApp);
});

const path = '/scheduling/appointments';
const hold = (time: string, day: string) => {
  const { override: _none, isWalkIn: _no, ...wish } = clinic.wish({ patientId, startsAt: at(time, day) });
  return clinic.receptionist.post(`${path}/holds`, wish);
};

describe('holds of one patient', () => {
  test('when six times are asked for at once, exactly two are held', async () => {
    patientId = await aPatient(clinic.clinicId);
    const times = ['08:00', '09:00', '10:00', '14:00', '15:00', '16:00'];
    const replies = await Promise.all(times.map((time) => hold(time, '2026-03-12')));
    const statuses = replies.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([201, 201, 429, 429, 429, 429]);
  });

  test('when one was given back or confirmed, its place is free at once', async () => {
    patientId = await aPatient(clinic.clinicId);
    const day = '2026-03-13';
    const first = (await hold('08:00', day)).body.data;
    const second = (await hold('09:00', day)).body.data;
    expect((await hold('10:00', day)).status).toBe(429);
    await clinic.receptionist.delete(`${path}/${first.id}/hold?token=${first.holdToken}`);
    expect((await hold('10:00', day)).status).toBe(201);
    expect((await hold('11:00', day)).status).toBe(429);
    await clinic.receptionist.post(`${path}/${second.id}/confirm-hold`, { token: second.holdToken });
    expect((await hold('14:00', day)).status).toBe(201);
  });

  test('when two have lapsed, two others are possible, and a late confirmation still counts', async () => {
    patientId = await aPatient(clinic.clinicId);
    const day = '2026-03-16';
    const [late] = [(await hold('08:00', day)).body.data, (await hold('09:00', day)).body.data];
    testApp.clock.advance(11 * 60);
    expect((await hold('10:00', day)).status).toBe(201);
    expect((await hold('11:00', day)).status).toBe(201);
    expect((await hold('14:00', day)).status).toBe(429);
    const confirmed = await clinic.receptionist.post(`${path}/${late.id}/confirm-hold`, {
      token: late.holdToken,
    });
    expect(confirmed.body.data).toMatchObject({ status: 'scheduled' });
  });
});
