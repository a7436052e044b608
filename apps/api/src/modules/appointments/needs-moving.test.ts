import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Types } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import type { Json } from '../../testing/client.ts';
import { assertSound } from '../../testing/invariants.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { forBooking } from '../patients/patient-lookup.ts';
import { PatientModel } from '../patients/patient.model.ts';
import { appointments } from './appointment.model.ts';
import { aBookingClinic, aPatient, at, type BookingClinic } from './appointments.fixtures.ts';
import { createAppointmentsModule, createVisitsOfPatient } from './index.ts';

const testApp = anApp();
let clinic: BookingClinic;
beforeAll(async () => {
  clinic = await aBookingClinic(testApp);
});
afterAll(() => testApp.stop());
afterEach(assertSound);

const base = '/scheduling/appointments';
const inClinic = <T>(work: () => Promise<T>): Promise<T> =>
  runInClinic(new Types.ObjectId(clinic.clinicId), work);
const stranded = async (): Promise<Json[]> =>
  (await clinic.receptionist.get('/scheduling/needs-moving', { locationId: clinic.locationId })).body.data;

describe('needs moving', () => {
  test('a closure strands its visits; each is listed with a time of its own and moved for itself', async () => {
    const day = '2026-03-10';
    const visits = [
      await clinic.booked({ startsAt: at('09:00', day) }),
      await clinic.booked({ startsAt: at('10:00', day) }),
      await clinic.booked({ startsAt: at('09:00', day), providerId: clinic.p2 }),
    ];
    await clinic.booked({ startsAt: at('09:00', '2026-03-11') });
    expect(await stranded()).toEqual([]);
    const closure = await clinic.admin.post('/clinic/closures', {
      from: day,
      to: day,
      reason: 'Dedetização',
    });
    expect(closure.status).toBe(201);
    expect(closure.body.data.strandedCount).toBe(3);

    const listed = await stranded();
    expect(new Set(listed.map(({ visit }) => visit.id))).toEqual(new Set(visits.map(({ id }) => id)));
    expect(
      listed.every(({ cause, closureId }) => cause === 'closure' && closureId === closure.body.data.id),
    ).toBe(true);
    const places = listed.map(({ suggestion }) => JSON.stringify(suggestion));
    expect(new Set(places).size).toBe(3);
    expect(listed[0].suggestion.startsAt.slice(0, 10)).not.toBe(day);
    const { commands } = await countingCommands(stranded);
    expect(commands).toBe(2);

    const moves = listed.map(({ visit, suggestion }) => ({ id: visit.id, rev: visit.rev, ...suggestion }));
    const [first, second, third] = moves;
    const reply = await clinic.receptionist.post('/scheduling/needs-moving/move', {
      moves: [
        first,
        { ...second, startsAt: first?.startsAt, providerId: first?.providerId },
        { ...third, rev: 7 },
      ],
    });
    expect(reply.body.data.map(({ outcome }: Json) => outcome)).toEqual(['moved', 'taken', 'stale']);
    const [moved] = await inClinic(() =>
      appointments()
        .find({ clinicId: new Types.ObjectId(clinic.clinicId), _id: new Types.ObjectId(first?.id) })
        .toArray(),
    );
    expect(moved?.outbox.at(-1)?.payload).toMatchObject({ notifyPatient: true });
    expect(await stranded()).toHaveLength(2);
  });

  test('time off and a deactivated chair are causes of their own; a time chosen outside hours is not', async () => {
    const day = '2026-04-06';
    await clinic.booked({
      startsAt: at('07:00', day),
      providerId: clinic.p3,
      override: { reason: 'Combinado', allow: ['outside-hours'] },
    });
    const absent = await clinic.booked({ startsAt: at('09:00', '2026-04-07'), providerId: clinic.p3 });
    const inChair = await clinic.booked({
      startsAt: at('14:00', '2026-04-08'),
      providerId: clinic.p3,
      operatoryId: clinic.r4,
    });
    const before = await stranded();
    const provider = (await clinic.admin.get(`/providers/${clinic.p3}`)).body.data;
    const hours = await clinic.admin.patch(`/providers/${clinic.p3}/working-hours`, {
      rev: provider.rev,
      hours: provider.hours,
      timeOff: [{ from: '2026-04-07', to: '2026-04-07', kind: 'sick' }],
    });
    expect(hours.status).toBe(200);
    expect(hours.body.data.stranded.map(({ appointmentId }: Json) => appointmentId)).toEqual([absent.id]);
    const chair = (await clinic.admin.get(`/scheduling/operatories/${clinic.r4}`)).body.data;
    await clinic.admin.patch(`/scheduling/operatories/${clinic.r4}`, { rev: chair.rev, isActive: false });
    const added = (await stranded()).slice(before.length);
    expect(added.map(({ visit, cause }) => [visit.id, cause])).toEqual([
      [absent.id, 'time-off'],
      [inChair.id, 'operatory-inactive'],
    ]);
  });
});

describe('what other modules see and say', () => {
  test('events keep the patient’s last and next visit, and a new name reaches the visits to come', async () => {
    const created = await clinic.admin.post('/patients', {
      firstName: 'Joana',
      lastName: 'Prates',
      dateOfBirth: '1990-05-05',
      phone: '(11) 97777-6666',
    });
    expect(created.status).toBe(201);
    const patientId: string = created.body.data.id;
    const visit = await clinic.booked({ patientId, startsAt: at('09:00', '2026-03-24') });
    await testApp.container.relay.tick();
    const patient = () => inClinic(async () => PatientModel.findById(patientId).lean());
    expect((await patient())?.nextVisitAt?.toISOString()).toBe(at('09:00', '2026-03-24'));
    await clinic.receptionist.patch(`${base}/${visit.id}/status`, { rev: 0, status: 'cancelled' });
    await testApp.container.relay.tick();
    expect((await patient())?.nextVisitAt).toBeUndefined();

    const next = await clinic.booked({ patientId, startsAt: at('09:00', '2026-03-24') });
    const record = (await clinic.admin.get(`/patients/${patientId}`)).body.data;
    const changed = await clinic.admin.patch(`/patients/${patientId}`, {
      rev: record.rev,
      firstName: 'Joaquina',
    });
    expect(changed.status).toBe(200);
    await testApp.container.relay.tick();
    const seen = await clinic.receptionist.get(`${base}/${next.id}`);
    expect(seen.body.data.patientName).toMatch(/^Joaquina/);
  });

  test('a merge moves visits with their claims and gives them back; two visits at once refuse it', async () => {
    const [from, to] = [await aPatient(clinic.clinicId), await aPatient(clinic.clinicId)];
    const visit = await clinic.booked({ patientId: from, startsAt: at('09:00', '2026-03-25') });
    const visits = createVisitsOfPatient({ patients: { forBooking } });
    const merge = (mergeId: string) =>
      inClinic(() => inTransaction((tx) => visits.reassign(tx, from, { to, mergeId })));
    expect(await inClinic(() => visits.count(from))).toBe(1);
    expect(await merge('m1')).toBe(1);
    expect(await inClinic(() => visits.among([from, to]))).toEqual([to]);
    const busy = await clinic.book({
      patientId: to,
      startsAt: at('09:00', '2026-03-25'),
      providerId: clinic.p2,
    });
    expect(busy.body.code).toBe('patient-busy');
    await inClinic(() => inTransaction((tx) => visits.restore(tx, 'm1')));
    const seen = await clinic.receptionist.get(`${base}/${visit.id}`);
    expect(seen.body.data).toMatchObject({ patientId: from, patientName: visit.patientName });

    await clinic.booked({ patientId: to, startsAt: at('09:00', '2026-03-25'), providerId: clinic.p2 });
    await expect(merge('m2')).rejects.toMatchObject({ code: 'patient-busy' });
    expect(await inClinic(() => visits.count(from))).toBe(1);
  });
});

describe('jobs', () => {
  const { config, clock, schedule } = testApp.container;
  const module = createAppointmentsModule({
    config,
    clock,
    book: schedule,
    patients: { forBooking, noteVisits: () => Promise.resolve() },
  });

  test('claims of visits that ended a week ago are given back, and the visit stays as it was', async () => {
    const visit = await clinic.booked({ startsAt: at('10:00', '2026-03-26') });
    testApp.clock.set('2026-04-02T14:01:00Z');
    await module.work.releaseClaims();
    const raw = await inClinic(() =>
      appointments().findOne({
        clinicId: new Types.ObjectId(clinic.clinicId),
        _id: new Types.ObjectId(visit.id),
      }),
    );
    expect(raw).toMatchObject({ status: 'scheduled', releasedAt: testApp.clock.now() });
    expect(raw?.claims).toBeUndefined();
    testApp.clock.set('2026-03-02T12:00:00Z');
  });

  test('a hold is swept only when a late payment is no longer to be expected', async () => {
    const { isWalkIn: _none, ...wish } = clinic.wish({
      patientId: await aPatient(clinic.clinicId),
      startsAt: at('11:00', '2026-03-26'),
    });
    const held = (await clinic.receptionist.post(`${base}/holds`, wish)).body.data;
    const status = async () =>
      inClinic(async () => {
        const raw = await appointments().findOne({
          clinicId: new Types.ObjectId(clinic.clinicId),
          _id: new Types.ObjectId(held.id),
        });
        return raw?.status;
      });
    testApp.clock.advance(20 * 60);
    await module.work.sweepHolds();
    expect(await status()).toBe('held');
    testApp.clock.advance(25 * 60);
    await module.work.sweepHolds();
    expect(await status()).toBe('expired');
    testApp.clock.set('2026-03-02T12:00:00Z');
  });
});
