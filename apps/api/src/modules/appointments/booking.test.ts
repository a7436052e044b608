import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import type { Json } from '../../testing/client.ts';
import { assertSound } from '../../testing/invariants.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aMember } from '../../testing/people.ts';
import { aBookingClinic, aPatient, at, type BookingClinic } from './appointments.fixtures.ts';

const ascending = (one: number, other: number): number => one - other;
const testApp = anApp();
afterAll(() => testApp.stop());
afterEach(assertSound);

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

describe('the rules of booking', () => {
  const day = '2026-03-16';
  const code = (reply: { status: number; body: { code?: string } }) => [reply.status, reply.body.code];

  test.each([
    ['off-grid', { startsAt: at('09:02', day) }],
    ['outside-hours', { startsAt: at('07:30', day) }],
    ['outside-hours', { startsAt: at('11:30', day) }],
    ['outside-hours', { startsAt: at('09:00', '2026-03-15') }],
    ['outside-hours', { startsAt: at('09:00', '2026-04-21') }],
    ['in-the-past', { startsAt: at('09:00', '2026-02-27') }],
    ['beyond-window', { startsAt: at('09:00', '2027-03-09') }],
  ])(
    'D-23: when the start breaks the rule %s, it is refused and nothing is written',
    async (expected, change) => {
      const reply = await clinic.book({ patientId: await aPatient(clinic.clinicId), ...change });
      expect(code(reply)).toEqual([422, expected]);
    },
  );

  test('when a receptionist gives a reason, hours and past can be overridden, and a hygienist may not', async () => {
    const hygienist = await aMember(testApp, clinic.clinicId, 'hygienist');
    const wish = {
      startsAt: at('07:00', day),
      override: { reason: 'Urgência combinada', allow: ['outside-hours'] },
    };
    const refused = await clinic.book(wish, { by: hygienist });
    expect(code(refused)).toEqual([403, 'forbidden']);
    const reply = await clinic.book(wish);
    expect(reply.status).toBe(201);
    expect(reply.body.data).toMatchObject({ overrideReason: 'Urgência combinada', isOverbooked: false });
    const past = await clinic.book({
      startsAt: at('09:00', '2026-02-27'),
      override: { reason: 'Lançamento de ontem', allow: ['past'] },
    });
    expect(past.status).toBe(201);
  });

  test('roles that only read the agenda cannot book', async () => {
    const assistant = await aMember(testApp, clinic.clinicId, 'assistant');
    expect(code(await clinic.book({ startsAt: at('09:00', day) }, { by: assistant }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  test('D-18: an inactive patient is refused', async () => {
    const patientId = await aPatient(clinic.clinicId, { status: 'inactive' });
    expect(code(await clinic.book({ patientId, startsAt: at('09:00', day) }))).toEqual([
      422,
      'patient-inactive',
    ]);
  });

  test('D-10: nothing of another clinic can be mixed in', async () => {
    const other = await aBookingClinic(testApp);
    for (const foreign of [
      { patientId: other.patientId },
      { providerId: other.p1 },
      { typeId: other.typeIds.evaluation },
      { operatoryId: other.r1 },
      { locationId: other.locationId },
      { equipmentIds: [other.r1] },
    ])
      expect(code(await clinic.book({ startsAt: at('09:00', day), ...foreign }))).toEqual([404, 'not-found']);
  });

  test('D-20: a visit inside a longer one is refused, and unknown keys are', async () => {
    await clinic.booked({ startsAt: at('08:00', '2026-03-17'), durationMinutes: 180 });
    const inside = await clinic.book({
      patientId: await aPatient(clinic.clinicId),
      startsAt: at('09:00', '2026-03-17'),
      durationMinutes: 30,
      operatoryId: clinic.r1,
    });
    expect(code(inside)).toEqual([409, 'slot-taken']);
    expect((await clinic.book({ scheduledStart: at('09:00', day) })).status).toBe(400);
  });

  test('D-3, D-19: five at once for one slot: one 201, four 409 with whom and where else', async () => {
    const wishes = await Promise.all([1, 2, 3, 4, 5].map(() => aPatient(clinic.clinicId)));
    const replies = await Promise.all(
      wishes.map((patientId) => clinic.book({ patientId, startsAt: at('09:00', '2026-03-18') })),
    );
    expect(replies.map(({ status }) => status).sort(ascending)).toEqual([201, 409, 409, 409, 409]);
    const lost = replies.find(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({ success: false, code: 'slot-taken' });
    expect(lost?.body.details.busy).toContainEqual(expect.objectContaining({ kind: 'provider' }));
    expect(lost?.body.details.alternatives.map(({ startsAt }: Json) => startsAt)).toEqual(
      ['08:00', '10:00', '10:15'].map((time) => at(time, '2026-03-18')),
    );
  });

  test('D-26: one patient is not seated twice, and no chair is taken twice', async () => {
    const startsAt = at('14:00', '2026-03-18');
    expect((await clinic.book({ startsAt })).status).toBe(201);
    const twice = await clinic.book({ startsAt, providerId: clinic.p2, operatoryId: clinic.r2 });
    expect(code(twice)).toEqual([409, 'patient-busy']);
    expect(JSON.stringify(twice.body)).not.toContain('Joana');
    const patientId = await aPatient(clinic.clinicId);
    expect(
      code(await clinic.book({ patientId, startsAt, providerId: clinic.p2, operatoryId: clinic.r1 })),
    ).toEqual([409, 'slot-taken']);
  });

  test('when no chair is named, the next free one is taken until none is left', async () => {
    const startsAt = at('09:00', '2026-03-19');
    const chairs: string[] = [];
    for (const providerId of [clinic.p1, clinic.p2, clinic.p3, clinic.hygienistIds[0]])
      chairs.push((await clinic.booked({ startsAt, providerId })).operatoryId);
    expect(new Set(chairs).size).toBe(4);
  });

  test('the same five minutes that are running can still be booked, those before cannot', async () => {
    testApp.clock.set('2026-03-02T12:07:00Z');
    const walkIn = await clinic.book({ startsAt: '2026-03-02T12:05:00.000Z', isWalkIn: true });
    expect(walkIn.status).toBe(201);
    expect(code(await clinic.book({ startsAt: '2026-03-02T12:00:00.000Z' }))).toEqual([422, 'in-the-past']);
  });
});

describe('squeezing in', () => {
  test('an overbooked visit shares only what is taken, blocks the rest, and is promoted when the other leaves', async () => {
    const day = '2026-03-20';
    const first = await clinic.booked({ startsAt: at('09:00', day) });
    const override = { reason: 'Dor forte', allow: ['overbook'] };
    const squeezed = await clinic.booked({
      startsAt: at('09:30', day),
      operatoryId: clinic.r1,
      override,
    });
    expect(squeezed).toMatchObject({ isOverbooked: true });
    const third = await clinic.book({
      patientId: await aPatient(clinic.clinicId),
      startsAt: at('10:00', day),
      durationMinutes: 30,
      operatoryId: clinic.r1,
    });
    expect(third.status).toBe(409);
    await clinic.receptionist.patch(`/scheduling/appointments/${first.id}/status`, {
      rev: 0,
      status: 'cancelled',
    });
    const after = await clinic.receptionist.get(`/scheduling/appointments/${squeezed.id}`);
    expect(after.body.data.isOverbooked).toBe(false);
    const stacked = await clinic.book({
      patientId: await aPatient(clinic.clinicId),
      startsAt: at('09:30', day),
      durationMinutes: 30,
      operatoryId: clinic.r1,
    });
    expect(stacked.status).toBe(409);
  });
});

describe('blocks', () => {
  test('a block and a visit can never both win, and its time comes back when it is cancelled', async () => {
    const day = '2026-03-23';
    const block = () =>
      clinic.receptionist.post('/scheduling/blocks', {
        locationId: clinic.locationId,
        operatoryId: clinic.r1,
        providerId: clinic.p1,
        startsAt: at('09:00', day),
        durationMinutes: 120,
        blockKind: 'meeting',
        note: 'Reunião da equipe',
      });
    const replies = await Promise.all([
      block(),
      clinic.book({ startsAt: at('10:00', day), operatoryId: clinic.r1 }),
    ]);
    expect(replies.map(({ status }) => status).sort(ascending)).toEqual([201, 409]);
    const winner = replies.find(({ status }) => status === 201)?.body.data;
    await clinic.receptionist.patch(`/scheduling/appointments/${winner.id}/status`, {
      rev: 0,
      status: 'cancelled',
    });
    const made = await block();
    expect(made.body.data).toMatchObject({
      kind: 'block',
      note: 'Reunião da equipe',
      nextStatuses: ['cancelled'],
    });
  });
});

describe('series', () => {
  const series = async (change: Record<string, unknown>) => {
    const { isWalkIn: _none, ...wish } = clinic.wish({
      patientId: await aPatient(clinic.clinicId),
      ...change,
    });
    return clinic.receptionist.post('/scheduling/appointments/series', { mode: 'atomic', ...wish });
  };

  test('all or nothing: a free series is written whole, in the chair that is free each day, with one message', async () => {
    await clinic.booked({
      startsAt: at('16:00', '2026-05-12'),
      providerId: clinic.p2,
      operatoryId: clinic.r1,
    });
    const reply = await series({ startsAt: at('16:00', '2026-05-05'), rrule: 'FREQ=WEEKLY;COUNT=3' });
    expect(reply.status).toBe(201);
    expect(reply.body.data.booked.map(({ operatoryId }: Json) => operatoryId)).toEqual([
      clinic.r1,
      clinic.r2,
      clinic.r1,
    ]);
    expect(new Set(reply.body.data.booked.map(({ seriesId }: Json) => seriesId)).size).toBe(1);
  });

  test('a holiday inside refuses the whole, or is left out and named', async () => {
    const wish = { startsAt: at('09:00', '2026-04-14'), rrule: 'FREQ=WEEKLY;COUNT=2' };
    const refused = await series(wish);
    expect([refused.status, refused.body.code]).toEqual([422, 'outside-hours']);
    expect(refused.body.details.clashes).toEqual(['2026-04-21']);
    const rest = await series({ ...wish, mode: 'skip' });
    expect(rest.body.data.skipped).toEqual(['2026-04-21']);
    expect(rest.body.data.booked).toHaveLength(1);
  });

  test('a rule without an end, or with too many visits, is malformed', async () => {
    for (const rrule of ['FREQ=WEEKLY', 'FREQ=DAILY;COUNT=61', 'FREQ=HOURLY;COUNT=2'])
      expect((await series({ startsAt: at('09:00', '2026-04-14'), rrule })).status).toBe(400);
  });
});
