import { randomUUID } from 'node:crypto';
import { type Collection, type Document, ObjectId } from 'mongodb';
import type { Outcome, Suite } from '../lib/bar.ts';
import { bookingOf, freeSlots, type Slot } from '../lib/bookings.ts';
import { dayAhead, instantAt } from '../lib/clinics.ts';
import type { Report } from '../lib/load.ts';
import { figures, median, quantile, spin, spread, widestSpin, widestSpread } from '../lib/noise.ts';
import { overlapsIn } from '../lib/overlaps.ts';
import { settings } from '../lib/settings.ts';
import { type Booking, openWorld, processes, race, rangeOf, warmUp, type World } from './world.ts';

/** B7, B8 and C1: many for one slot, many for many slots. */

const countOf = ({ statuses }: Report, status: number): number => statuses.get(status) ?? 0;

/** Documents as a booking writes them, taken from the store, each to be inserted anew. */
const documentsFor = async ({ db }: World, count: number): Promise<Document[]> => {
  const found = await db
    .collection('appointments')
    .find({ claims: { $exists: true } }, { limit: count })
    .toArray();
  return Array.from({ length: count }, (_, at) => ({
    ...found[at % found.length],
    _id: new ObjectId(),
    idem: { key: randomUUID(), bodyHash: 'none' },
  }));
};

const indexesWithoutGuard = async ({ db }: World, name: string): Promise<Collection> => {
  const target = db.collection(name);
  await target.drop().catch(() => undefined);
  const indexes = await db.collection('appointments').indexes();
  for (const { key, v: _v, name: indexName, ...options } of indexes)
    if (indexName !== '_id_' && indexName !== 'uniq_claims')
      await target.createIndex(key, { name: indexName ?? '', ...options });
  return target;
};

const inserting = async (
  target: Collection,
  documents: readonly Document[],
  inFlight: number,
): Promise<number> => {
  let at = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (let document = documents[at++]; document !== undefined; document = documents[at++])
        await target.insertOne(document, { writeConcern: { w: 'majority', journal: true } });
    }),
  );
  return performance.now() - start;
};

const competitors = 10;
/** A hundred slots of two hours, ten people after each, their starts ten minutes apart: any two overlap. */
const contested = ({ clinics }: World, repeat: number): Booking[] => {
  const clinic = clinics[repeat % clinics.length];
  if (clinic === undefined) throw new Error('no clinic');
  const bookings: Booking[] = [];
  for (let day = 40; day < 60; day += 1)
    for (let column = 0; column < 5; column += 1)
      for (let who = 0; who < competitors; who += 1) {
        const slot: Slot = { clinic, column, startsAt: instantAt(dayAhead(day), 780 + who * 10) };
        bookings.push({
          clinic,
          key: randomUUID(),
          body: bookingOf(slot, { patientAt: who, durationMinutes: 120 }),
        });
      }
  // By rounds: the first of every slot, then the second…, so that all ten of a slot are not neighbours in the queue.
  return bookings.sort(
    (one, other) => (bookings.indexOf(one) % competitors) - (bookings.indexOf(other) % competitors),
  );
};

const warmings = (world: World, from: number): Booking[] => {
  const next = freeSlots(world.clinics, { from, to: from + 1 });
  return Array.from({ length: world.clinics.length * 2 }, () => {
    const slot = next();
    return { clinic: slot.clinic, key: randomUUID(), body: bookingOf(slot) };
  });
};

export const b7: Suite = {
  id: 'B7',
  title: '1,000 bookings on 100 slots, 64 in flight: wall × raw inserts without guard and conflict',
  run: async (): Promise<Outcome> => {
    const world = await openWorld();
    const targets = await processes(world.uri, 1);
    const ports = targets.map(({ port }) => port);
    await warmUp(world, targets, warmings(world, 39));
    const floor = await indexesWithoutGuard(world, 'floor_visits');
    const [walls, floors, tails, spins]: number[][] = [[], [], [], []];
    const wrong: string[] = [];
    spin();
    for (let repeat = 0; repeat < settings.repeats; repeat += 1) {
      spins?.push(spin());
      floors?.push(await inserting(floor, await documentsFor(world, 1000), 64));
      const report = await race(world, { ports, inFlight: 64, bookings: contested(world, repeat) });
      walls?.push(report.wallMs);
      tails?.push(quantile(report.latencies, 0.99) / median(report.latencies));
      if (countOf(report, 201) !== 100 || countOf(report, 409) !== 900)
        wrong.push(`repeat ${repeat}: ${JSON.stringify([...report.statuses])}`);
      wrong.push(...report.problems.slice(0, 2));
    }
    const overlaps = await overlapsIn(world.db, rangeOf(40, 60));
    await Promise.all(targets.map(({ stop }) => stop()));
    await floor.drop();
    const ratio = median(walls ?? []) / median(floors ?? []);
    const tail = median(tails ?? []);
    const isRight = wrong.length === 0 && overlaps === 0;
    const isNoisy =
      spread(spins ?? []) > widestSpin ||
      [walls, floors].some((series) => spread(series ?? []) > widestSpread);
    const isMet = ratio <= 3 && tail <= 10;
    return {
      id: 'B7',
      ratio,
      bar: 3,
      verdict: !isRight ? 'fail' : isNoisy ? 'inconclusive' : isMet ? 'pass' : 'fail',
      raw: [
        `API ${figures(walls ?? [], 'ms')}`,
        `raw inserts ${figures(floors ?? [], 'ms')}`,
        `${settings.repeats} repeats, ${isRight ? 'each 100 × 201 and 900 × 409' : 'WRONG'}, ${overlaps} overlaps`,
        `p99 ${tail.toFixed(1)} × p50 (bar 10)`,
        `spin ±${(spread(spins ?? []) * 100).toFixed(0)} %`,
        ...wrong.slice(0, 3),
      ].join(' · '),
    };
  },
};

const spreadOut = (next: () => Slot, count: number): Booking[] =>
  Array.from({ length: count }, (_, at) => {
    const slot = next();
    return { clinic: slot.clinic, key: randomUUID(), body: bookingOf(slot, { patientAt: at }) };
  });

export const b8: Suite = {
  id: 'B8',
  title: '10,000 bookings on free slots, 64 in flight: rate × the same bookings without the unique index',
  run: async (): Promise<Outcome> => {
    const world = await openWorld();
    const next = freeSlots(world.clinics, { from: 111, to: 131 });
    const targets = await processes(world.uri, 1);
    const ports = targets.map(({ port }) => port);
    await warmUp(world, targets, warmings(world, 110));
    // Neither of the two may pay for compiling what the other finds compiled.
    await race(world, { ports, inFlight: 64, bookings: spreadOut(next, 2500) });
    const { db } = world;
    const guard = {
      name: 'uniq_claims',
      unique: true,
      partialFilterExpression: { claims: { $exists: true } },
    };
    const [guarded, open]: number[][] = [[], []];
    const wrong: string[] = [];
    const rounds = 6;
    const spins: number[] = [spin()];
    try {
      for (let round = 0; round < rounds; round += 1) {
        const isGuarded = round % 2 === 0;
        if (!isGuarded) await db.collection('appointments').dropIndex('uniq_claims');
        const report = await race(world, {
          ports,
          inFlight: 64,
          bookings: spreadOut(next, Math.round(settings.bookings / 3)),
        });
        (isGuarded ? guarded : open)?.push((report.completed / report.wallMs) * 1000);
        if (!isGuarded) await db.collection('appointments').createIndex({ claims: 1 }, guard);
        if (countOf(report, 201) !== report.completed) wrong.push(JSON.stringify([...report.statuses]));
        spins.push(spin());
      }
    } finally {
      await db.collection('appointments').createIndex({ claims: 1 }, guard);
    }
    const raw = await indexesWithoutGuard(world, 'floor_visits');
    const wall = await inserting(raw, await documentsFor(world, 3000), 64);
    await raw.drop();
    await Promise.all(targets.map(({ stop }) => stop()));
    const overlaps = await overlapsIn(db, rangeOf(111, 131));
    const ratio = median(guarded ?? []) / median(open ?? []);
    const isNoisy =
      spread(spins) > widestSpin || [guarded, open].some((series) => spread(series ?? []) > widestSpread);
    const isRight = wrong.length === 0 && overlaps === 0;
    return {
      id: 'B8',
      ratio,
      bar: 0.5,
      verdict: !isRight ? 'fail' : isNoisy ? 'inconclusive' : ratio >= 0.5 ? 'pass' : 'fail',
      raw: [
        `guarded ${figures(guarded ?? [], '/s')}`,
        `without uniq_claims ${figures(open ?? [], '/s')}`,
        `raw driver inserts without it ${((3000 / wall) * 1000).toFixed(0)}/s`,
        `${overlaps} overlaps`,
        `spin ±${(spread(spins) * 100).toFixed(0)} %`,
        ...wrong.slice(0, 3),
      ].join(' · '),
    };
  },
};

export const c1: Suite = {
  id: 'C1',
  title:
    '200 clients × 1 slot, 50 repeats, 2 API processes: answers that are not exactly one 201 and 199 × 409',
  run: async (): Promise<Outcome> => {
    const world = await openWorld();
    const targets = await processes(world.uri, 2);
    const ports = targets.map(({ port }) => port);
    await warmUp(world, targets.slice(0, 1), warmings(world, 131));
    const next = freeSlots(world.clinics.slice(0, 10), { from: 132, to: 136 });
    const wrong: string[] = [];
    const walls: number[] = [];
    const rounds = Math.round(settings.repeats * 2.5);
    for (let repeat = 0; repeat < rounds; repeat += 1) {
      const slot = next();
      const bookings = Array.from({ length: 200 }, (_, at) => ({
        clinic: slot.clinic,
        key: randomUUID(),
        body: bookingOf(slot, { patientAt: at }),
      }));
      const report = await race(world, { ports, inFlight: 200, bookings });
      walls.push(report.wallMs);
      if (countOf(report, 201) !== 1 || countOf(report, 409) !== 199 || report.problems.length > 0)
        wrong.push(`repeat ${repeat}: ${JSON.stringify([...report.statuses])} ${report.problems[0] ?? ''}`);
    }
    await Promise.all(targets.map(({ stop }) => stop()));
    const overlaps = await overlapsIn(world.db, rangeOf(132, 136));
    return {
      id: 'C1',
      ratio: wrong.length + overlaps,
      bar: 0,
      verdict: wrong.length === 0 && overlaps === 0 ? 'pass' : 'fail',
      raw: [
        `${rounds} repeats`,
        `${overlaps} overlaps per provider, chair and patient`,
        `wall ${figures(walls, 'ms')}`,
        ...wrong.slice(0, 3),
      ].join(' · '),
    };
  },
};
