import { randomUUID } from 'node:crypto';
import type { Outcome, Suite } from '../lib/bar.ts';
import { bookingOf, freeSlots, type Slot } from '../lib/bookings.ts';
import { dayAhead, instantAt } from '../lib/clinics.ts';
import { load, type Report } from '../lib/load.ts';
import { median, quantile, spin, spread, widestSpin } from '../lib/noise.ts';
import { overlapsIn } from '../lib/overlaps.ts';
import { seeded as numbers } from '../lib/random.ts';
import { settings } from '../lib/settings.ts';
import { type Booking, callOf, openWorld, processes, race, rangeOf, type World, warmUp } from './world.ts';

/** C2 and C3: a minute of random overlapping bookings, and answers that are asked for twice. */

const countOf = ({ statuses }: Report, status: number): number => statuses.get(status) ?? 0;
const providersWanted = 32;
const columns = 5;

const forAWhile = (
  world: World,
  { ports, ms, next }: { ports: readonly number[]; ms: number; next: () => Booking },
): Promise<Report> => {
  const end = performance.now() + ms;
  return load({
    port: ports,
    connections: 64,
    isOver: () => performance.now() >= end,
    expects: [200, 201, 409],
    next: () => callOf(world, next()),
  });
};

/** Half-hours at random five-minute starts of 32 providers over thirty days. */
const random = ({ clinics }: World): (() => Booking) => {
  const below = numbers(23);
  return () => {
    const provider = below(providersWanted);
    const clinic = clinics[50 + Math.floor(provider / columns)];
    if (clinic === undefined) throw new Error('no clinic');
    const start = below(2) === 0 ? 480 + below(43) * 5 : 780 + below(55) * 5;
    const slot: Slot = {
      clinic,
      column: provider % columns,
      startsAt: instantAt(dayAhead(137 + below(30)), start),
    };
    return { clinic, key: randomUUID(), body: bookingOf(slot, { patientAt: below(12) }) };
  };
};

/** The same clinics' other days, each slot once: nothing can collide. */
const free = ({ clinics }: World): (() => Booking) => {
  const next = freeSlots(clinics.slice(50, 57), { from: 60, to: 109 });
  return () => {
    const slot = next();
    return { clinic: slot.clinic, key: randomUUID(), body: bookingOf(slot) };
  };
};

const perSecond = (report: Report): number => (countOf(report, 201) / report.wallMs) * 1000;

export const c2: Suite = {
  id: 'C2',
  title:
    '64 clients on 32 providers at random times, 2 processes: bookings/s × free slots with the guard removed',
  run: async (): Promise<Outcome> => {
    const world = await openWorld();
    const { db } = world;
    const visits = db.collection('appointments');
    const targets = await processes(world.uri, 2);
    const ports = targets.map(({ port }) => port);
    const nextFree = free(world);
    await warmUp(world, targets, Array.from({ length: 60 }, nextFree));
    // Neither of the two runs may pay for compiling what the other finds compiled.
    await forAWhile(world, { ports, ms: settings.warmCpuMs * 2, next: nextFree });
    const guard = {
      name: 'uniq_claims',
      unique: true,
      partialFilterExpression: { claims: { $exists: true } },
    };
    const spins = [spin()];
    const ms = settings.long * 1000;
    const contended = await forAWhile(world, { ports, ms, next: random(world) });
    spins.push(spin());
    let open: Report;
    await visits.dropIndex('uniq_claims');
    try {
      open = await forAWhile(world, { ports, ms: ms / 3, next: nextFree });
    } finally {
      await visits.createIndex({ claims: 1 }, guard);
    }
    spins.push(spin());
    await Promise.all(targets.map(({ stop }) => stop()));
    const overlaps = await overlapsIn(db, rangeOf(137, 167));
    const ratio = perSecond(contended) / perSecond(open);
    const tail = quantile(contended.latencies, 0.99) / median(contended.latencies);
    const problems = [...contended.problems, ...open.problems];
    const isRight = overlaps === 0 && problems.length === 0;
    return {
      id: 'C2',
      ratio,
      bar: 0.5,
      verdict: !isRight
        ? 'fail'
        : spread(spins) > widestSpin
          ? 'inconclusive'
          : ratio >= 0.5 && tail <= 10
            ? 'pass'
            : 'fail',
      raw: [
        `${settings.long} s: ${countOf(contended, 201)} booked, ${countOf(contended, 409)} refused, ${perSecond(contended).toFixed(0)} bookings/s of ${((contended.completed / contended.wallMs) * 1000).toFixed(0)} answers/s`,
        `free slots, guard removed: ${perSecond(open).toFixed(0)}/s`,
        `p50 ${median(contended.latencies).toFixed(0)} ms, p99 ${tail.toFixed(1)} × (bar 10)`,
        `${overlaps} overlaps`,
        `spin ±${(spread(spins) * 100).toFixed(0)} %`,
        ...problems.slice(0, 3),
      ].join(' · '),
    };
  },
};

type Answered = { status: number; id: string };

export const c3: Suite = {
  id: 'C3',
  title:
    'one key, asked again or at once (20 %), 2 processes: answers that differ from the first, or second rows',
  run: async (): Promise<Outcome> => {
    const world = await openWorld();
    const targets = await processes(world.uri, 2);
    const ports = targets.map(({ port }) => port);
    const next = freeSlots(world.clinics.slice(60, 70), { from: 170, to: 174 });
    const answers = new Map<string, Answered[]>();
    const bookings: Booking[] = [];
    for (let at = 0; at < 1000; at += 1) {
      const slot = next();
      const key = randomUUID();
      const booking: Booking = {
        clinic: slot.clinic,
        key,
        body: bookingOf(slot),
        done: (answer) => {
          const { data } = JSON.parse(answer.body()) as { data?: { id: string } };
          answers.set(key, [...(answers.get(key) ?? []), { status: answer.status, id: data?.id ?? '' }]);
        },
      };
      bookings.push(booking);
      // Every tenth at once beside the original, every tenth some time after it.
      if (at % 10 === 0) bookings.push(booking);
      if (at % 10 === 9) bookings.push(bookings[bookings.length - 8] ?? booking);
    }
    const report = await replay(world, ports, bookings);
    await Promise.all(targets.map(({ stop }) => stop()));
    const replayed = [...answers.values()].filter((list) => list.length > 1);
    const differing = replayed.filter(
      (list) =>
        new Set(list.map(({ id }) => id)).size !== 1 ||
        list.filter(({ status }) => status === 201).length !== 1,
    );
    const keys = await world.db.collection('appointments').countDocuments({
      'idem.key': { $exists: true },
      startsAt: { $gte: new Date(rangeOf(170, 174).from) },
    });
    const wrong = differing.length + Math.abs(keys - 1000);
    return {
      id: 'C3',
      ratio: wrong,
      bar: 0,
      verdict: wrong === 0 && replayed.length >= 150 && report.problems.length === 0 ? 'pass' : 'fail',
      raw: [
        `1,000 keys, ${replayed.length} of them sent twice`,
        `${keys} rows`,
        `statuses ${JSON.stringify([...report.statuses])}`,
        ...differing.slice(0, 2).map((list) => JSON.stringify(list)),
        ...report.problems.slice(0, 2),
      ].join(' · '),
    };
  },
};

/** A key belongs to whoever sent it: both attempts come from one person. */
const replay = async (
  world: World,
  ports: readonly number[],
  bookings: readonly Booking[],
): Promise<Report> => {
  const one = new Map([...world.writers].map(([id, writers]) => [id, writers.slice(1, 2)]));
  return race({ ...world, writers: one }, { ports, inFlight: 64, bookings });
};
