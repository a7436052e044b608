import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import type { Json } from '../../testing/client.ts';
import { assertSound } from '../../testing/invariants.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aBookingClinic, aPatient, at, type BookingClinic } from './appointments.fixtures.ts';
import { aType } from './scripts.fixtures.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
afterEach(assertSound);

const startsIn = (days: Json[]): string[] =>
  days.flatMap(({ runs }) =>
    runs.flatMap(({ firstStartsAt, stepMinutes, count }: Json) =>
      Array.from({ length: count }, (_, index) =>
        new Date(Date.parse(firstStartsAt) + index * stepMinutes * 60_000).toISOString(),
      ),
    ),
  );

const offered = async (clinic: BookingClinic, query: Record<string, unknown> = {}): Promise<string[]> => {
  const reply = await clinic.receptionist.get('/scheduling/availability', {
    locationId: clinic.locationId,
    typeId: clinic.typeIds.evaluation,
    providerId: clinic.p1,
    from: '2026-03-10',
    to: '2026-03-10',
    ...query,
  });
  if (reply.status !== 200)
    throw new Error(`availability answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return startsIn(reply.body.data.days).sort();
};

describe('offered times', () => {
  let clinic: BookingClinic;
  beforeAll(async () => {
    clinic = await aBookingClinic(testApp);
  });

  test('D-24, D-25: the first start is the local opening time, whatever the buffers, and lunch is left out', async () => {
    const starts = await offered(clinic, { durationMinutes: 60 });
    expect(starts[0]).toBe(at('08:00'));
    expect(starts).toContain(at('11:00'));
    expect(starts).not.toContain(at('11:15'));
    expect(starts).not.toContain(at('12:00'));
    expect(starts.at(-1)).toBe(at('17:00'));
  });

  test('D-25: a neighbour’s buffer is respected on both sides', async () => {
    const typeId = await aType(clinic, { bufferBeforeMinutes: 15, bufferAfterMinutes: 30 });
    testApp.container.schedule.forget(clinic.clinicId);
    const day = { from: '2026-03-11', to: '2026-03-11' };
    await clinic.booked({ typeId, startsAt: at('09:00', '2026-03-11'), durationMinutes: 30 });
    const starts = await offered(clinic, { ...day, operatoryId: clinic.r1, providerId: clinic.p2 });
    expect(starts).toContain(at('08:15', '2026-03-11'));
    expect(starts).not.toContain(at('08:30', '2026-03-11'));
    expect(starts).not.toContain(at('09:45', '2026-03-11'));
    expect(starts).toContain(at('10:00', '2026-03-11'));
  });

  test('a dentist whose pattern frees the middle is offered in a second chair meanwhile', async () => {
    const day = '2026-03-12';
    await clinic.booked({
      typeId: clinic.typeIds.restoration,
      startsAt: at('09:00', day),
      durationMinutes: 60,
    });
    const starts = await offered(clinic, { from: day, to: day, durationMinutes: 30 });
    expect(starts).toContain(at('09:15', day));
    expect(starts).not.toContain(at('09:00', day));
    expect(starts).not.toContain(at('09:30', day));
    const reply = await clinic.book({
      patientId: await aPatient(clinic.clinicId),
      startsAt: at('09:15', day),
      durationMinutes: 30,
    });
    expect(reply.status).toBe(201);
    expect(reply.body.data.operatoryId).not.toBe(clinic.r1);
  });

  test('the visit that is moved does not stand in its own way', async () => {
    const day = '2026-03-13';
    const visit = await clinic.booked({ startsAt: at('09:00', day) });
    const query = { from: day, to: day, durationMinutes: 60, operatoryId: clinic.r1 };
    expect(await offered(clinic, query)).not.toContain(at('09:15', day));
    expect(await offered(clinic, { ...query, excludeId: visit.id })).toContain(at('09:15', day));
  });

  test('mornings end at noon on the wall', async () => {
    const starts = await offered(clinic, { from: '2026-03-17', to: '2026-03-17', part: 'afternoon' });
    expect(starts[0]).toBe(at('13:00', '2026-03-17'));
  });

  test('a range above 31 days and one that runs backward are refused', async () => {
    const ask = (to: string) =>
      clinic.receptionist.get('/scheduling/availability', {
        locationId: clinic.locationId,
        typeId: clinic.typeIds.evaluation,
        from: '2026-03-10',
        to,
      });
    expect((await ask('2026-04-10')).status).toBe(400);
    expect((await ask('2026-03-09')).status).toBe(400);
    expect((await ask('2026-04-09')).status).toBe(200);
  });

  test('the specification’s own route answers one provider’s day', async () => {
    const reply = await clinic.receptionist.get(
      `/scheduling/appointments/providers/${clinic.p2}/availability`,
      { date: '2026-03-18', appointmentTypeId: clinic.typeIds.evaluation },
    );
    expect(reply.status).toBe(200);
    expect(reply.body.data.slots[0]).toEqual({
      startsAt: at('08:00', '2026-03-18'),
      providerId: clinic.p2,
      operatoryId: clinic.r2,
    });
  });

  test('D-10: another clinic’s provider, type, place and visit are not found', async () => {
    const other = await aBookingClinic(testApp);
    const theirs = await other.booked();
    for (const foreign of [
      { providerId: other.p1 },
      { typeId: other.typeIds.evaluation },
      { locationId: other.locationId },
      { operatoryId: other.r1 },
      { excludeId: theirs.id },
    ]) {
      const reply = await clinic.receptionist.get('/scheduling/availability', {
        locationId: clinic.locationId,
        typeId: clinic.typeIds.evaluation,
        from: '2026-03-10',
        to: '2026-03-10',
        ...foreign,
      });
      expect(reply.status).toBe(404);
    }
  });

  test('offers that leave no unusable gap come first when asked for, and never strand less than the shortest type', async () => {
    const own = await aBookingClinic(testApp);
    const day = '2026-03-17';
    await own.booked({ startsAt: at('09:30', day), durationMinutes: 60 });
    const ask = async (rank: string) => {
      const reply = await own.receptionist.get('/scheduling/availability/next', {
        locationId: own.locationId,
        typeId: own.typeIds.evaluation,
        providerId: own.p1,
        from: day,
        durationMinutes: 30,
        part: 'morning',
        days: 1,
        perDay: 4,
        rank,
      });
      return reply.body.data.days[0].slots.map((slot: { startsAt: string }) => slot.startsAt);
    };
    expect(await ask('time')).toEqual(['08:00', '08:15', '08:30', '08:45'].map((time) => at(time, day)));
    expect(await ask('gaps')).toEqual(['08:00', '09:00', '10:30', '11:30'].map((time) => at(time, day)));
  });

  test('time that is kept for some types is offered and booked for those alone, unless somebody says why', async () => {
    const own = await aBookingClinic(testApp);
    const day = '2026-03-18';
    const { data: provider } = (await own.admin.get(`/providers/${own.p1}`)).body;
    const [block] = provider.hours;
    const change = await own.admin.patch(`/providers/${own.p1}/working-hours`, {
      rev: provider.rev,
      hours: [
        { ...block, startsAt: '08:00', endsAt: '10:00' },
        { ...block, startsAt: '10:00', endsAt: '12:00', typeIds: [own.typeIds.implant] },
      ],
    });
    expect(change.status).toBe(200);
    expect(change.body.data.provider.hours[1].typeIds).toEqual([own.typeIds.implant]);
    const starts = async (typeId: string) => {
      const query = { locationId: own.locationId, typeId, providerId: own.p1, from: day, to: day };
      const reply = await own.receptionist.get('/scheduling/availability', query);
      return reply.body.data.days[0].runs.map((run: Json) => [run.firstStartsAt, run.count]);
    };
    // 30 minutes end by 10:00; 90 minutes may also run on into the kept time.
    expect(await starts(own.typeIds.evaluation)).toEqual([[at('08:00', day), 7]]);
    expect(await starts(own.typeIds.implant)).toEqual([[at('08:00', day), 11]]);
    const wish = { startsAt: at('10:30', day), durationMinutes: 30 };
    const refused = await own.book(wish);
    expect([refused.status, refused.body.code]).toEqual([422, 'type-not-offered']);
    expect((await own.book({ ...wish, typeId: own.typeIds.implant, durationMinutes: 90 })).status).toBe(201);
    const override = { allow: ['type-not-offered'], reason: 'Dor forte' };
    const patientId = await aPatient(own.clinicId);
    const early = { startsAt: at('10:00', day), durationMinutes: 30, patientId };
    expect((await own.book({ ...early, override }, { by: own.admin })).status).toBe(201);
  });

  test('hours kept for a type of another clinic, or for no type, are refused', async () => {
    const other = await aBookingClinic(testApp);
    const { data: provider } = (await clinic.admin.get(`/providers/${clinic.p1}`)).body;
    const ask = (typeIds: string[]) =>
      clinic.admin.patch(`/providers/${clinic.p1}/working-hours`, {
        rev: provider.rev,
        hours: [{ ...provider.hours[0], typeIds }],
      });
    expect((await ask([other.typeIds.evaluation])).status).toBe(404);
    expect((await ask([])).status).toBe(400);
  });

  test('V2: the cost is one look at the visits for any range, two for the farthest search', async () => {
    const query = { locationId: clinic.locationId, typeId: clinic.typeIds.evaluation, from: '2026-03-10' };
    await offered(clinic);
    const month = await countingCommands(() =>
      clinic.receptionist.get('/scheduling/availability', { ...query, to: '2026-04-09' }),
    );
    expect([month.result.status, month.commands]).toEqual([200, 1]);
    const far = await countingCommands(() =>
      clinic.receptionist.get('/scheduling/availability/next', { ...query, from: '2026-08-20', days: 14 }),
    );
    expect(far.result.status).toBe(200);
    expect(far.commands).toBeLessThanOrEqual(2);
  });

  test('the query runs on the index of resources, without a sort', async () => {
    const { appointments } = await import('./appointment.model.ts');
    const { blocking } = await import('./status.rules.ts');
    const { Types } = await import('../../platform/mongo.ts');
    const { runInClinic } = await import('../../platform/tenancy/context.ts');
    const clinicId = new Types.ObjectId(clinic.clinicId);
    const plan = await runInClinic(clinicId, () =>
      appointments()
        .find({
          clinicId,
          'segments.resId': { $in: [new Types.ObjectId(clinic.p1), new Types.ObjectId(clinic.r1)] },
          startsAt: { $gte: new Date(at('00:00')), $lt: new Date(at('23:00')) },
          status: { $in: [...blocking] },
        })
        .explain('executionStats'),
    );
    const text = JSON.stringify(plan['queryPlanner']);
    expect(text).toContain('range_res');
    expect(text).not.toContain('COLLSCAN');
    expect(text).not.toContain('"SORT"');
  });
});

describe('days with a clock change', () => {
  test('in Lisbon the Sunday of the change keeps its wall times and nothing is offered in the gap', async () => {
    const clinic = await aBookingClinic(testApp, { zone: 'Europe/Lisbon' });
    const { LocationModel } = await import('../clinics/location.model.ts');
    const { ProviderModel } = await import('../providers/provider.model.ts');
    const { Types } = await import('../../platform/mongo.ts');
    const { runInClinic } = await import('../../platform/tenancy/context.ts');
    // 2026-03-29: 01:00 becomes 02:00 in Lisbon.
    const night = { weekdays: [7], startsAt: '00:00', endsAt: '04:00' };
    await runInClinic(new Types.ObjectId(clinic.clinicId), async () => {
      await LocationModel.updateOne({ _id: clinic.locationId }, { hours: [night] });
      await ProviderModel.updateOne(
        { _id: clinic.p1 },
        { hours: [{ ...night, locationId: new Types.ObjectId(clinic.locationId) }] },
      );
    });
    testApp.container.schedule.forget(clinic.clinicId);
    const day = { from: '2026-03-29', to: '2026-03-29', durationMinutes: 60 };
    const starts = await offered(clinic, day);
    expect(starts).toHaveLength(9);
    expect(starts[0]).toBe('2026-03-29T00:00:00.000Z');
    expect(starts.at(-1)).toBe('2026-03-29T02:00:00.000Z');
    const reply = await clinic.book({ startsAt: '2026-03-29T01:00:00.000Z' });
    expect([reply.status, reply.body.data.wall]).toEqual([201, '2026-03-29T02:00']);
    const agenda = await clinic.receptionist.get('/scheduling/agenda', {
      locationId: clinic.locationId,
      from: '2026-03-29',
    });
    const [{ startsAt, endsAt }] = agenda.body.data.days;
    expect((Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000).toBe(23);
    expect(agenda.body.data.columns[0].freeMinutes).toBe(120);
  });
});

describe('offered ⇔ bookable', () => {
  test('whatever is booked already, an offered start is accepted at once and any other is refused', async () => {
    const clinic = await aBookingClinic(testApp, { chairs: 2, dentists: 2, hygienists: 0 });
    const buffered = await aType(clinic, { bufferBeforeMinutes: 10, bufferAfterMinutes: 20 });
    testApp.container.schedule.forget(clinic.clinicId);
    const types = [clinic.typeIds.evaluation, clinic.typeIds.restoration, buffered];
    const patients = await Promise.all([1, 2, 3].map(() => aPatient(clinic.clinicId)));
    let dayOffset = 0;

    const visit = fc.record({
      quarter: fc.integer({ min: 28, max: 76 }),
      type: fc.nat(2),
      length: fc.constantFrom(15, 30, 45, 60, 90),
      provider: fc.nat(1),
      chair: fc.constantFrom(undefined, 0, 1),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(visit, { maxLength: 6 }),
        fc.array(visit, { minLength: 12, maxLength: 12 }),
        async (before, attempts) => {
          dayOffset += 1;
          // One fresh working day per run.
          const date = new Date(Date.UTC(2026, 2, 3 + dayOffset + Math.floor((dayOffset + 1) / 5) * 2));
          const day = date.toISOString().slice(0, 10);
          const wishOf = (
            { quarter, type, length, provider, chair }: (typeof attempts)[number],
            index: number,
          ) => ({
            patientId: patients[index % 3],
            typeId: types[type],
            providerId: [clinic.p1, clinic.p2][provider],
            ...(chair === undefined ? {} : { operatoryId: [clinic.r1, clinic.r2][chair] }),
            startsAt: at(`${Math.floor(quarter / 4)}:${(quarter % 4) * 15}`, day),
            durationMinutes: length,
          });
          for (const [index, one] of before.entries()) await clinic.book(wishOf(one, index));
          for (const one of attempts) {
            const wish = { ...wishOf(one, 0), patientId: await aPatient(clinic.clinicId) };
            const { operatoryId, providerId, typeId, durationMinutes } = wish;
            const chair = operatoryId === undefined ? {} : { operatoryId };
            const query = { from: day, to: day, providerId, typeId, durationMinutes, ...chair };
            const isOffered = (await offered(clinic, query)).includes(wish.startsAt);
            const { status } = await clinic.book(wish);
            expect(isOffered ? [201] : [409, 422]).toContain(status);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
