import { expect } from 'vitest';
import {
  activeOf,
  aPlaceInManaus,
  aScriptWorld,
  aType,
  expectStatuses,
  type Servers,
  tally,
  times,
  type World,
} from './scripts.fixtures.ts';
import { at } from './appointments.fixtures.ts';
import { Types } from '../../platform/mongo.ts';

type Case = { id: string; pins: string; run: (world: World, servers: Servers) => Promise<void> };

const slot = (
  { clinic, hours }: World,
  [from, to]: readonly [string, string],
  places: Record<string, unknown> = {},
) => ({
  providerId: clinic.p1,
  operatoryId: clinic.r1,
  ...hours(from, to),
  ...places,
});

/** The scripts of the scheduling reference, by their own ids; `races` is how often the racing ones run. */
export const createScripts = ({ races }: { races: number }): readonly Case[] => [
  {
    id: 'C1',
    pins: 'N on one slot',
    run: async (world) => {
      const { clinic, book, stored } = world;
      const replies = await times(200, () => book(slot(world, ['09:00', '10:00'])));
      expect(tally(replies)).toEqual({ 201: 1, 409: 199 });
      expect(activeOf(await stored())).toHaveLength(1);
      for (const { code, details } of replies.filter(({ status }) => status === 409)) {
        expect(code).toBe('slot-taken');
        expect(details.busy).toContainEqual({ kind: 'operatory', id: clinic.r1, name: 'Cadeira 1' });
        expect(details.alternatives).toHaveLength(3);
      }
    },
  },
  {
    id: 'C2',
    pins: 'partial overlap, different starts',
    run: async (world) => {
      const replies = await times(100, (index) =>
        world.book(index % 2 === 0 ? slot(world, ['09:00', '10:00']) : slot(world, ['09:30', '10:30'])),
      );
      expect(tally(replies)).toEqual({ 201: 1, 409: 99 });
    },
  },
  {
    id: 'C3',
    pins: 'touching visits',
    run: async (world) => {
      const replies = await Promise.all([
        world.book(slot(world, ['09:00', '10:00'])),
        world.book(slot(world, ['10:00', '11:00'])),
      ]);
      expectStatuses(replies, [201, 201]);
    },
  },
  {
    id: 'C4',
    pins: 'any shared resource excludes',
    run: async (world) => {
      const { p1, p2, r1, r2 } = world.clinic;
      const onDay = (day: string, providerId: string, operatoryId: string) =>
        world.book({ startsAt: at('09:00', day), durationMinutes: 60, providerId, operatoryId });
      const provider = await Promise.all([onDay('2026-03-10', p1, r1), onDay('2026-03-10', p1, r2)]);
      expect(tally(provider)).toEqual({ 201: 1, 409: 1 });
      const room = await Promise.all([onDay('2026-03-11', p1, r1), onDay('2026-03-11', p2, r1)]);
      expect(tally(room)).toEqual({ 201: 1, 409: 1 });
      const neither = await Promise.all([onDay('2026-03-12', p1, r1), onDay('2026-03-12', p2, r2)]);
      expectStatuses(neither, [201, 201]);
    },
  },
  {
    id: 'C5',
    pins: 'idempotent retry storm',
    run: async (world) => {
      const patientId = await world.newPatient();
      const body = { ...slot(world, ['09:00', '10:00']), patientId };
      const replies = await times(20, () => world.book(body, 'one-key-for-all'));
      expect(tally(replies)).toEqual({ 200: 19, 201: 1 });
      expect(new Set(replies.map(({ data }) => data.id)).size).toBe(1);
      const [visit, ...others] = await world.stored();
      expect(others).toEqual([]);
      expect(visit?.outbox.filter(({ type }) => type === 'appointment.booked')).toHaveLength(1);
    },
  },
  {
    id: 'C6',
    pins: 'key reuse with another body',
    run: async (world) => {
      const patientId = await world.newPatient();
      await world.book({ ...slot(world, ['09:00', '10:00']), patientId }, 'a-used-key');
      const reply = await world.book({ ...slot(world, ['10:00', '11:00']), patientId }, 'a-used-key');
      expect([reply.status, reply.code]).toEqual([422, 'idempotency-key-reused']);
      expect(await world.stored()).toHaveLength(1);
    },
  },
  {
    id: 'C7',
    pins: 'cancel frees; cancel twice',
    run: async (world) => {
      const first = await world.book(slot(world, ['09:00', '10:00']));
      const cancelled = await world.cancel(first.data);
      const again = await world.cancel(first.data);
      const second = await world.book(slot(world, ['09:00', '10:00']));
      expectStatuses([first, cancelled, again, second], [201, 200, 200, 201]);
      const visit = (await world.stored()).find(({ status }) => status === 'cancelled');
      expect(visit?.outbox.filter(({ type }) => type === 'appointment.status-changed')).toHaveLength(1);
    },
  },
  {
    id: 'C8',
    pins: "move over one's own time",
    run: async (world) => {
      const { data } = await world.book(slot(world, ['09:00', '10:00']));
      const moved = await world.move(data, '09:15', '10:15');
      const before = await world.book(slot(world, ['09:00', '09:15']));
      const inside = await world.book(slot(world, ['10:00', '10:15']));
      const after = await world.book(slot(world, ['10:15', '10:30']));
      expectStatuses([moved, before, inside, after], [200, 201, 409, 201]);
    },
  },
  {
    id: 'C10',
    pins: 'move races a booking',
    run: async (world) => {
      for (let round = 0; round < races; round += 1) {
        const booked = await world.book(slot(world, ['09:00', '10:00']));
        const [moved, other] = await Promise.all([
          world.move(booked.data, '11:00', '12:00'),
          world.book(slot(world, ['11:00', '12:00'])),
        ]);
        expect([
          [200, 409],
          [409, 201],
        ]).toContainEqual([moved.status, other.status]);
        const now = await world.get(booked.data.id);
        expect(now.startsAt).toBe(moved.status === 200 ? at('11:00') : at('09:00'));
        await world.cancel(now);
        if (other.status === 201) await world.cancel(other.data);
      }
    },
  },
  {
    id: 'C11',
    pins: 'cancel races a booking',
    run: async (world) => {
      for (let round = 0; round < races; round += 1) {
        const booked = await world.book(slot(world, ['09:00', '10:00']));
        const [cancelled, other] = await Promise.all([
          world.cancel(booked.data),
          world.book(slot(world, ['09:00', '10:00'])),
        ]);
        expect(cancelled.status).toBe(200);
        expect([201, 409]).toContain(other.status);
        if (other.status === 201) await world.cancel(other.data);
        const free = await world
          .wire()
          .call(
            'GET',
            `/scheduling/availability?from=2026-03-10&to=2026-03-10&locationId=${world.clinic.locationId}&typeId=${world.clinic.typeIds.evaluation}&providerId=${world.clinic.p1}&durationMinutes=60`,
          );
        expect(free.data.days[0].runs[0].firstStartsAt).toBe(at('08:00'));
      }
      expect(activeOf(await world.stored())).toEqual([]);
    },
  },
  {
    id: 'C12',
    pins: 'expired hold is stealable',
    run: async (world) => {
      const start = Date.parse('2026-03-02T12:00:00Z');
      const at0 = (seconds: number) => world.setTime(new Date(start + seconds * 1000).toISOString());
      at0(0);
      const held = await hold(world, '09:00', '10:00');
      const ttl = (Date.parse(held.data.expiresAt) - start) / 1000;
      at0(ttl - 1);
      const early = await world.book(slot(world, ['09:00', '10:00']));
      at0(ttl);
      const stolen = await world.book(slot(world, ['09:00', '10:00']));
      at0(ttl + 1);
      const late = await world.post(`${held.data.id}/confirm-hold`, { token: held.data.holdToken });
      expectStatuses([held, early, stolen, late], [201, 409, 201, 409]);
      expect(late.code).toBe('hold-lost');
      const visit = (await world.stored()).find(({ status }) => status === 'expired');
      expect(visit?.outbox.map(({ type }) => type)).toContain('hold.lost');
      await world.post(`${held.data.id}/confirm-hold`, { token: held.data.holdToken });
      const again = (await world.stored()).find(({ status }) => status === 'expired');
      expect(again?.outbox.filter(({ type }) => type === 'hold.lost')).toHaveLength(1);
    },
  },
  {
    id: 'C13',
    pins: 'late payment, nobody took it',
    run: async (world) => {
      world.setTime('2026-03-02T12:00:00Z');
      const held = await hold(world, '09:00', '10:00');
      // The hold lapsed two minutes ago.
      world.setTime('2026-03-02T12:12:00Z');
      const confirmed = await world.post(`${held.data.id}/confirm-hold`, { token: held.data.holdToken });
      const other = await world.book(slot(world, ['09:00', '10:00']));
      expectStatuses([held, confirmed, other], [201, 200, 409]);
      expect(confirmed.data.status).toBe('scheduled');
    },
  },
  {
    id: 'C14',
    pins: 'no partial claim survives',
    run: async (world) => {
      const { p2, r1, r2 } = world.clinic;
      const first = await world.book(slot(world, ['09:00', '10:00']));
      const clash = await world.book(slot(world, ['09:00', '10:00'], { providerId: p2, operatoryId: r1 }));
      const free = await world.book(slot(world, ['09:00', '10:00'], { providerId: p2, operatoryId: r2 }));
      expectStatuses([first, clash, free], [201, 409, 201]);
    },
  },
  {
    id: 'C15',
    pins: 'buffer is claimed too',
    run: async (world) => {
      const typeId = await aType(world.clinic, { bufferAfterMinutes: 15 });
      const first = await world.book(slot(world, ['09:00', '09:30'], { typeId }));
      const inBuffer = await world.book(slot(world, ['09:30', '10:00']));
      const after = await world.book(slot(world, ['09:45', '10:15']));
      expectStatuses([first, inBuffer, after], [201, 409, 201]);
    },
  },
  {
    id: 'C17',
    pins: 'released documents do not collide',
    run: async (world) => {
      world.setTime('2026-03-02T12:00:00Z');
      for (const [from, to] of [
        ['09:00', '10:00'],
        ['10:00', '11:00'],
      ] as const) {
        const booked = await world.book(slot(world, [from, to]));
        expectStatuses([booked, await world.cancel(booked.data)], [201, 200]);
      }
      const held = await hold(world, '11:00', '12:00');
      world.setTime('2026-03-02T12:12:00Z');
      const stolen = await world.book(slot(world, ['11:00', '12:00']));
      expectStatuses([held, stolen], [201, 201]);
      const released = (await world.stored()).filter(({ claims }) => claims === undefined);
      expect(released.map(({ status }) => status).sort()).toEqual(['cancelled', 'cancelled', 'expired']);
    },
  },
  {
    id: 'C18',
    pins: 'waiting for approval blocks',
    run: async (world) => {
      const waiting = await world.book(
        slot(world, ['09:00', '10:00'], { typeId: world.clinic.typeIds.implant }),
      );
      expect(waiting.data).toMatchObject({ status: 'scheduled', approval: 'waiting' });
      const other = await world.book(slot(world, ['09:00', '10:00']));
      const approved = await world.post(`${waiting.data.id}/approval`, {
        rev: waiting.data.rev,
        decision: 'approved',
      });
      expectStatuses([waiting, other, approved], [201, 409, 200]);
      expect(approved.data).toMatchObject({ status: 'scheduled', approval: 'approved' });
    },
  },
  {
    id: 'C19',
    pins: 'answer lost after commit',
    run: async (world) => {
      const patientId = await world.newPatient();
      const body = { ...slot(world, ['09:00', '10:00']), patientId };
      // Nobody listens to the first answer: it is as good as lost.
      await world.book(body, 'a-lost-answer');
      const again = await world.book(body, 'a-lost-answer');
      expect(again.status).toBe(200);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      const visits = await world.stored();
      expect(visits.map(({ _id }) => _id.toHexString())).toEqual([again.data.id]);
    },
  },
  {
    id: 'C20',
    pins: 'series of 10 with one clash',
    run: async (world) => {
      await world.book(slot(world, ['09:00', '10:00'], { startsAt: at('09:00', '2026-03-25') }));
      const body = {
        ...world.clinic.wish({ ...slot(world, ['09:00', '10:00']), patientId: await world.newPatient() }),
        // Wednesdays: no public holiday among them.
        startsAt: at('09:00', '2026-03-11'),
        rrule: 'FREQ=WEEKLY;COUNT=10',
      };
      const atomic = await world.post('series', { ...body, mode: 'atomic' });
      expect([atomic.status, atomic.details?.clashes]).toEqual([409, ['2026-03-25']]);
      expect(await world.stored()).toHaveLength(1);
      const skip = await world.post('series', { ...body, mode: 'skip' });
      expect(skip.status).toBe(201);
      expect(skip.data.booked).toHaveLength(9);
      expect(skip.data.skipped).toEqual(['2026-03-25']);
      expect(await world.stored()).toHaveLength(10);
    },
  },
  {
    id: 'C21',
    pins: 'grid discipline',
    run: async (world) => {
      const first = await world.book(slot(world, ['09:00', '09:50']));
      const second = await world.book(slot(world, ['09:50', '10:20']));
      // An odd length is malformed, an odd start breaks the rule of the grid.
      const oddLength = await world.book(slot(world, ['10:20', '11:12']));
      const oddStart = await world.book(slot(world, ['10:22', '11:12']));
      expectStatuses([first, second, oddLength, oddStart], [201, 201, 400, 422]);
      expect(oddLength.data.issues).toContainEqual({ path: 'durationMinutes', message: 'fiveMinutes' });
      expect(oddStart.code).toBe('off-grid');
    },
  },
  {
    id: 'C22',
    pins: 'one dentist, two cities',
    run: async (world, servers) => {
      const manaus = await aPlaceInManaus(world.clinic, world.clinic.p1);
      servers.testApp.container.schedule.forget(world.clinic.clinicId);
      const saoPaulo = await world.book(slot(world, ['10:00', '11:00']));
      const elsewhere = await until(
        () => world.book({ ...slot(world, ['10:00', '11:00']), ...manaus }),
        ({ status }) => status !== 404,
      );
      expectStatuses([saoPaulo, elsewhere], [201, 409]);
      expect(elsewhere.details.busy).toContainEqual(expect.objectContaining({ kind: 'provider' }));
    },
  },
  {
    id: 'C23',
    pins: 'same patient, two chairs',
    run: async (world) => {
      const patientId = await world.newPatient();
      const { p2, r2 } = world.clinic;
      const second = { ...slot(world, ['09:30', '10:00'], { providerId: p2, operatoryId: r2 }), patientId };
      const first = await world.book({ ...slot(world, ['09:00', '10:00']), patientId });
      const refused = await world.book(second);
      const override = { reason: 'Mãe e filho juntos', allow: ['patient-busy'] };
      const allowed = await world.book({ ...second, override });
      expectStatuses([first, refused, allowed], [201, 409, 201]);
      expect(refused.code).toBe('patient-busy');
      expect(allowed.data).toMatchObject({ isOverbooked: true, overrideReason: 'Mãe e filho juntos' });
    },
  },
  {
    id: 'C24',
    pins: 'tenant isolation',
    run: async (world, servers) => {
      const other = await aScriptWorld(servers);
      const mine = await world.book(slot(world, ['09:00', '10:00']));
      const theirs = await other.book(slot(other, ['09:00', '10:00']));
      const foreign = await other.wire().call('GET', `/scheduling/appointments/${mine.data.id}`);
      expectStatuses([mine, theirs, foreign], [201, 201, 404]);
    },
  },
];

const hold = async (world: World, from: string, to: string) =>
  world.wire().call('POST', '/scheduling/appointments/holds', {
    body: world.clinic.wish({ ...slot(world, [from, to]), patientId: await world.newPatient() }),
    key: new Types.ObjectId().toHexString(),
  });

/** Another process hears of new configuration within a second: asks again until it has. */
const until = async <T>(work: () => Promise<T>, isDone: (result: T) => boolean): Promise<T> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const result = await work();
    if (isDone(result)) return result;
  }
  throw new Error('the other process never heard of it');
};
