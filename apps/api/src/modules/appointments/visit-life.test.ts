import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import type { Json, TestReply } from '../../testing/client.ts';
import { assertSound } from '../../testing/invariants.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aBookingClinic, aPatient, at, type BookingClinic } from './appointments.fixtures.ts';

const ascending = (one: number, other: number): number => one - other;
const testApp = anApp();
let clinic: BookingClinic;
beforeAll(async () => {
  clinic = await aBookingClinic(testApp);
});
afterAll(() => testApp.stop());
afterEach(assertSound);

const base = '/scheduling/appointments';
const to = (visit: Json, status: string, extra: Record<string, unknown> = {}): Promise<TestReply> =>
  clinic.receptionist.patch(`${base}/${visit.id}/status`, { rev: visit.rev, status, ...extra });
const move = (visit: Json, change: Record<string, unknown>): Promise<TestReply> =>
  clinic.receptionist.patch(`${base}/${visit.id}/reschedule`, {
    rev: visit.rev,
    startsAt: visit.startsAt,
    ...change,
  });
const seen = async (id: string): Promise<Json> => (await clinic.receptionist.get(`${base}/${id}`)).body.data;

describe('D-22: one step after another', () => {
  test('stamps say when each step was taken, and a refused one changes nothing', async () => {
    let visit = await clinic.booked({ startsAt: at('09:00') });
    const skipped = await to(visit, 'completed');
    expect([skipped.status, skipped.body.code]).toEqual([422, 'illegal-transition']);
    expect(skipped.body.details.allowed).toContain('confirmed');
    testApp.clock.advance(60);
    visit = (await to(visit, 'checked_in')).body.data;
    testApp.clock.advance(60);
    visit = (await to(visit, 'in_progress')).body.data;
    testApp.clock.advance(60);
    visit = (await to(visit, 'completed')).body.data;
    expect(visit).toMatchObject({ checkedInAt: visit.arrivedAt });
    expect(Date.parse(visit.seatedAt) - Date.parse(visit.arrivedAt)).toBe(60_000);
    expect(Date.parse(visit.dismissedAt) - Date.parse(visit.seatedAt)).toBe(60_000);
    expect((await move(visit, { startsAt: at('15:00') })).body.code).toBe('illegal-transition');
    expect((await to(visit, 'in_progress')).body.code).toBe('reason-required');
    const reopened = await to(visit, 'in_progress', { reason: 'Faltou um dente' });
    expect(reopened.body.data).toMatchObject({ status: 'in_progress' });
    expect(reopened.body.data.history.at(-1)).toMatchObject({
      action: 'reopened',
      reason: 'Faltou um dente',
    });
  });

  test('a restored visit claims its time again, or is told who has it', async () => {
    const day = '2026-03-11';
    const visit = await clinic.booked({ startsAt: at('09:00', day) });
    const cancelled = (await to(visit, 'cancelled', { reason: 'Viajou' })).body.data;
    expect(cancelled.cancellationReason).toBe('Viajou');
    const other = await clinic.booked({ startsAt: at('09:30', day), operatoryId: clinic.r1 });
    const lost = await to(cancelled, 'scheduled', { reason: 'Voltou' });
    expect([lost.status, lost.body.code]).toEqual([409, 'slot-taken']);
    await to(other, 'no_show');
    const restored = await to(cancelled, 'scheduled', { reason: 'Voltou' });
    expect(restored.body.data).toMatchObject({ status: 'scheduled' });
    expect(restored.body.data.cancellationReason).toBeUndefined();
  });

  test('a step can be taken back within a minute, with its stamps and its claims, and not later', async () => {
    const day = '2026-03-12';
    let visit = await clinic.booked({ startsAt: at('09:00', day) });
    visit = (await to(visit, 'checked_in')).body.data;
    const back = await clinic.receptionist.post(`${base}/${visit.id}/step-back`, { rev: visit.rev });
    expect(back.body.data).toMatchObject({ status: 'scheduled' });
    expect(back.body.data.arrivedAt).toBeUndefined();
    visit = (await to(back.body.data, 'no_show')).body.data;
    testApp.clock.advance(30);
    visit = (await clinic.receptionist.post(`${base}/${visit.id}/step-back`, { rev: visit.rev })).body.data;
    expect(visit.status).toBe('scheduled');
    visit = (await to(visit, 'confirmed')).body.data;
    testApp.clock.advance(61);
    const late = await clinic.receptionist.post(`${base}/${visit.id}/step-back`, { rev: visit.rev });
    expect(late.body.code).toBe('illegal-transition');
  });

  test('seating may change the chair, if that one is free', async () => {
    const day = '2026-03-13';
    const visit = await clinic.booked({ startsAt: at('09:00', day) });
    await clinic.booked({ startsAt: at('09:00', day), providerId: clinic.p2 });
    expect((await to(visit, 'in_progress', { operatoryId: clinic.r2 })).status).toBe(409);
    const seated = await to(visit, 'in_progress', { operatoryId: clinic.r3 });
    expect(seated.body.data).toMatchObject({ status: 'in_progress', operatoryId: clinic.r3 });
  });

  test('refusing a request cancels it and frees its time', async () => {
    const day = '2026-03-16';
    const visit = await clinic.booked({ startsAt: at('09:00', day), typeId: clinic.typeIds.implant });
    expect(visit.nextStatuses).toEqual(['cancelled']);
    expect((await to(visit, 'confirmed')).status).toBe(422);
    const refused = await clinic.receptionist.post(`${base}/${visit.id}/approval`, {
      rev: visit.rev,
      decision: 'refused',
      reason: 'Sem exames',
    });
    expect(refused.body.data).toMatchObject({ status: 'cancelled', approval: 'refused' });
    await clinic.booked({ startsAt: at('09:00', day), operatoryId: clinic.r1 });
  });
});

describe('moving', () => {
  test('a confirmed visit asks for a new confirmation, and taking the move back restores the old one', async () => {
    const day = '2026-03-17';
    let visit = await clinic.booked({ startsAt: at('09:00', day) });
    visit = (await to(visit, 'confirmed')).body.data;
    const moved = (await move(visit, { startsAt: at('14:00', day) })).body.data;
    expect(moved).toMatchObject({ status: 'scheduled', startsAt: at('14:00', day) });
    const undone = await move(moved, { startsAt: at('09:00', day), isUndo: true });
    expect(undone.body.data).toMatchObject({ status: 'confirmed', startsAt: at('09:00', day) });
    const resized = await move(undone.body.data, { startsAt: at('09:00', day), durationMinutes: 90 });
    expect(resized.body.data).toMatchObject({ status: 'confirmed', durationMinutes: 90 });
    expect(resized.body.data.history.at(-1).action).toBe('resized');
  });

  test('a false undo does not keep the confirmation', async () => {
    const day = '2026-03-18';
    const booked = await clinic.booked({ startsAt: at('09:00', day) });
    const visit = (await to(booked, 'confirmed')).body.data;
    const moved = await move(visit, { startsAt: at('10:00', day), isUndo: true });
    expect(moved.body.data.status).toBe('scheduled');
  });

  test('D-21: a move meets the same rules as a booking and leaves the visit alone when it fails', async () => {
    const day = '2026-03-19';
    const visit = await clinic.booked({ startsAt: at('09:00', day) });
    await clinic.booked({ startsAt: at('10:00', day), operatoryId: clinic.r1 });
    const codes = async (change: Record<string, unknown>) => {
      const { status, body } = await move(visit, change);
      return [status, body.code];
    };
    expect(await codes({ startsAt: at('03:00', day) })).toEqual([422, 'outside-hours']);
    expect(await codes({ startsAt: at('09:30', day) })).toEqual([409, 'slot-taken']);
    expect(await codes({ startsAt: at('09:01', day) })).toEqual([422, 'off-grid']);
    expect(await codes({ startsAt: at('09:00', '2026-02-27') })).toEqual([422, 'in-the-past']);
    expect(await codes({ startsAt: at('09:00', '2027-06-01') })).toEqual([422, 'beyond-window']);
    expect(await codes({ patientId: clinic.patientId })).toEqual([400, 'invalid-request']);
    expect(await seen(visit.id)).toEqual(visit);
  });

  test('when two people move one visit, one wins and the other is told who and what', async () => {
    const day = '2026-03-20';
    const visit = await clinic.booked({ startsAt: at('09:00', day) });
    const replies = await Promise.all([
      move(visit, { startsAt: at('10:00', day) }),
      move(visit, { startsAt: at('15:00', day) }),
    ]);
    expect(replies.map(({ status }) => status).sort(ascending)).toEqual([200, 409]);
    const lost = replies.find(({ status }) => status === 409);
    expect(lost?.body.code).toBe('stale');
    expect(lost?.body.details.current).toMatchObject({
      rev: 1,
      changedBy: 'Paula Mendes',
      fields: ['startsAt'],
    });
  });

  test('a swap exchanges times and chairs, both or neither', async () => {
    const day = '2026-03-23';
    const first = await clinic.booked({ startsAt: at('09:00', day) });
    const second = await clinic.booked({ startsAt: at('10:00', day), providerId: clinic.p2 });
    const swap = (revs: [number, number]) =>
      clinic.receptionist.post(`${base}/swap`, {
        first: { id: first.id, rev: revs[0] },
        second: { id: second.id, rev: revs[1] },
      });
    const done = await swap([0, 0]);
    expect([done.status, done.body.code, done.body.details]).toEqual([200, undefined, undefined]);
    expect(done.body.data).toMatchObject({
      first: { startsAt: at('10:00', day), operatoryId: clinic.r2, providerId: clinic.p1 },
      second: { startsAt: at('09:00', day), operatoryId: clinic.r1, providerId: clinic.p2 },
    });
    expect((await swap([0, 1])).body.code).toBe('stale');
    // The first visit's dentist gets busy at the time it would go back to.
    const blocker = await clinic.booked({ startsAt: at('09:00', day), operatoryId: clinic.r3 });
    const refused = await swap([1, 1]);
    expect([refused.status, refused.body.code]).toEqual([409, 'slot-taken']);
    expect(refused.body.details.busy).toEqual([expect.objectContaining({ kind: 'provider', id: clinic.p1 })]);
    expect(await seen(first.id)).toEqual(done.body.data.first);
    expect(blocker.status).toBe('scheduled');
  });
});

describe('holds', () => {
  test('a patient has two live holds at most; released ones do not count; wrong tokens are not found', async () => {
    const day = '2026-03-24';
    const patientId = await aPatient(clinic.clinicId);
    const hold = (time: string) => {
      const { override: _none, isWalkIn: _no, ...wish } = clinic.wish({ patientId, startsAt: at(time, day) });
      return clinic.receptionist.post(`${base}/holds`, wish);
    };
    const first = await hold('09:00');
    expect(first.body.data).toMatchObject({ status: 'held' });
    expect((await hold('10:00')).status).toBe(201);
    expect((await hold('11:00')).status).toBe(429);
    expect((await seen(first.body.data.id)).holdToken).toBeUndefined();
    const wrong = await clinic.receptionist.post(`${base}/${first.body.data.id}/confirm-hold`, {
      token: 'x'.repeat(43),
    });
    expect(wrong.status).toBe(404);
    const released = await clinic.receptionist.delete(
      `${base}/${first.body.data.id}/hold?token=${first.body.data.holdToken}`,
    );
    expect(released.body.data.status).toBe('cancelled');
    const again = await hold('11:00');
    expect(again.status).toBe(201);
    const confirm = () =>
      clinic.receptionist.post(`${base}/${again.body.data.id}/confirm-hold`, {
        token: again.body.data.holdToken,
      });
    const confirmed = await Promise.all([confirm(), confirm()]);
    expect(confirmed.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('notes and removal', () => {
  test('notes change by revision and null clears them; a stale edit is told the fields', async () => {
    const visit = await clinic.booked({ startsAt: at('09:00', '2026-03-25'), note: 'Chegar antes' });
    const edit = (body: Record<string, unknown>) => clinic.receptionist.patch(`${base}/${visit.id}`, body);
    const changed = await edit({ rev: 0, note: null, privateNote: 'Prefere de manhã', priority: 'urgent' });
    expect(changed.body.data).toMatchObject({ privateNote: 'Prefere de manhã', priority: 'urgent', rev: 1 });
    expect(changed.body.data.note).toBeUndefined();
    const stale = await edit({ rev: 0, note: 'Outra' });
    expect(stale.body.details.current.fields).toEqual(['note', 'privateNote', 'priority']);
    expect((await edit({ rev: 1, startsAt: at('10:00') })).status).toBe(400);
  });

  test('only an administrator removes a visit; it is gone from every list and its time is free', async () => {
    const day = '2026-03-26';
    const visit = await clinic.booked({ startsAt: at('09:00', day) });
    expect((await clinic.receptionist.delete(`${base}/${visit.id}`)).status).toBe(403);
    expect((await clinic.admin.delete(`${base}/${visit.id}`)).status).toBe(200);
    expect((await clinic.receptionist.get(`${base}/${visit.id}`)).status).toBe(404);
    const list = await clinic.receptionist.get(base, { startDate: day, endDate: day });
    expect(list.body.data).toEqual([]);
    const again = await clinic.booked({ startsAt: at('09:00', day), operatoryId: clinic.r1 });
    const begun = (await to(again, 'in_progress')).body.data;
    expect((await clinic.admin.delete(`${base}/${begun.id}`)).body.code).toBe('wrong-state');
  });
});

describe('lists', () => {
  test('D-27: a day lists its visits with the patient’s name, paged, for one command', async () => {
    const day = '2026-03-27';
    for (const time of ['09:00', '10:00', '11:00']) await clinic.booked({ startsAt: at(time, day) });
    const query = { startDate: day, endDate: day, limit: 2 };
    const { result: first, commands } = await countingCommands(() => clinic.receptionist.get(base, query));
    expect(commands).toBe(1);
    expect(first.body.data).toHaveLength(2);
    expect(first.body.data[0].patientName).toMatch(/^Joana Figueira/);
    const second = await clinic.receptionist.get(base, {
      ...query,
      cursor: first.body.meta.page?.nextCursor,
    });
    expect(second.body.data.map(({ startsAt }: Json) => startsAt)).toEqual([at('11:00', day)]);
    expect(second.body.meta.page?.nextCursor).toBeUndefined();
    expect((await clinic.receptionist.get(base, { ...query, cursor: 'bm8' })).status).toBe(400);
    expect((await clinic.receptionist.get(base, { startDate: day })).status).toBe(400);
    const done = await clinic.receptionist.get(base, { ...query, status: 'completed' });
    expect(done.body.data).toEqual([]);
  });

  test('a patient’s visits come newest first, and another clinic’s patient is not found', async () => {
    const patientId = await aPatient(clinic.clinicId);
    for (const day of ['2026-03-30', '2026-03-31'])
      await clinic.booked({ patientId, startsAt: at('09:00', day) });
    const { result, commands } = await countingCommands(() =>
      clinic.receptionist.get(`/patients/${patientId}/appointments`),
    );
    expect(commands).toBe(2);
    expect(result.body.data.map(({ startsAt }: Json) => startsAt.slice(0, 10))).toEqual([
      '2026-03-31',
      '2026-03-30',
    ]);
    const other = await aBookingClinic(testApp);
    expect((await clinic.receptionist.get(`/patients/${other.patientId}/appointments`)).status).toBe(404);
  });

  test('the agenda costs one command; a week needs one column; another clinic’s place is not found', async () => {
    const query = { locationId: clinic.locationId, from: '2026-03-30' };
    await clinic.receptionist.get('/scheduling/agenda', query);
    const { result, commands } = await countingCommands(() =>
      clinic.receptionist.get('/scheduling/agenda', query),
    );
    expect([result.status, commands]).toEqual([200, 1]);
    const week = { ...query, to: '2026-04-05' };
    expect((await clinic.receptionist.get('/scheduling/agenda', week)).status).toBe(400);
    const mine = await clinic.receptionist.get('/scheduling/agenda', {
      ...week,
      by: 'provider',
      providerId: clinic.p1,
    });
    expect(mine.body.data.columns.map(({ day }: Json) => day)).toHaveLength(7);
    // Good Friday is a holiday.
    expect(mine.body.data.days[4].closedReason).toBeDefined();
    expect(mine.body.data.columns[4]).toMatchObject({ open: [], freeMinutes: 0 });
    const byProvider = await clinic.receptionist.get('/scheduling/agenda', { ...query, by: 'provider' });
    expect(byProvider.body.data.columns[0]).toMatchObject({
      providerId: clinic.p1,
      bookedMinutes: 60,
      freeMinutes: 480,
    });
    const other = await aBookingClinic(testApp);
    const foreign = await clinic.receptionist.get('/scheduling/agenda', {
      ...query,
      locationId: other.locationId,
    });
    expect(foreign.status).toBe(404);
  });
});

describe('D-9: another clinic', () => {
  test('cannot see, move, step, edit, approve, swap or remove a visit', async () => {
    const other = await aBookingClinic(testApp);
    const { id } = await other.booked();
    const mine = await clinic.booked({ startsAt: at('16:00', '2026-03-30') });
    const { receptionist, admin } = clinic;
    const replies = await Promise.all([
      receptionist.get(`${base}/${id}`),
      receptionist.patch(`${base}/${id}`, { rev: 0, note: 'x' }),
      receptionist.patch(`${base}/${id}/status`, { rev: 0, status: 'cancelled' }),
      receptionist.patch(`${base}/${id}/reschedule`, { rev: 0, startsAt: at('11:00') }),
      receptionist.post(`${base}/${id}/step-back`, { rev: 0 }),
      receptionist.post(`${base}/${id}/approval`, { rev: 0, decision: 'approved' }),
      receptionist.post(`${base}/${id}/confirm-hold`, { token: 'x'.repeat(43) }),
      receptionist.post(`${base}/swap`, { first: { id: mine.id, rev: 0 }, second: { id, rev: 0 } }),
      receptionist.patch(`${base}/${mine.id}/reschedule`, {
        rev: 0,
        startsAt: at('11:00'),
        providerId: other.p1,
      }),
      receptionist.patch(`${base}/${mine.id}/status`, {
        rev: 0,
        status: 'in_progress',
        operatoryId: other.r1,
      }),
      admin.delete(`${base}/${id}`),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 404));
    expect((await other.receptionist.get(`${base}/${id}`)).body.data.rev).toBe(0);
  });
});
