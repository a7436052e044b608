import type { Db } from 'mongodb';
import { clearBookings } from '../lib/bookings.ts';
import { type Clinic, dayAhead, instantAt, openClinics } from '../lib/clinics.ts';
import { type Call, load, type Report } from '../lib/load.ts';
import { once } from '../lib/once.ts';
import { product, type Writer, writeOf, writersOf } from '../lib/product.ts';
import { seeded } from '../lib/stage.ts';
import { startTarget, type Target } from '../lib/target.ts';

/** Where the booking races are run: the seeded city, its free days, and one or two API processes. */

export type World = {
  readonly db: Db;
  readonly uri: string;
  readonly clinics: readonly Clinic[];
  readonly writers: ReadonlyMap<string, readonly Writer[]>;
};

const open = once(async () => {
  const { db, uri } = await seeded('bench_city');
  await clearBookings(db);
  return { db, uri };
});

/** Signs in afresh: a token lives for a quarter of an hour. */
export const openWorld = async (): Promise<World> => {
  const { db, uri } = await open();
  const clinics = await openClinics(db);
  return { db, uri, clinics, writers: await writersOf(clinics, uri) };
};

export const processes = (uri: string, count: number): Promise<Target[]> =>
  Promise.all(
    Array.from({ length: count }, (_, at) => startTarget({ name: `booking-${at}`, ...product(uri) })),
  );

let turn = 0;
export const writerOf = ({ writers }: World, clinic: Clinic): Writer => {
  const list = writers.get(clinic.id.toHexString()) ?? [];
  turn += 1;
  const writer = list[turn % list.length];
  if (writer === undefined) throw new Error('nobody may book');
  return writer;
};

export type Booking = {
  readonly clinic: Clinic;
  readonly body: unknown;
  readonly key?: string;
  readonly done?: Call['done'];
};
const path = '/api/v1/scheduling/appointments';
export const callOf = (world: World, { clinic, body, key, done }: Booking): Call => ({
  wire: writeOf(writerOf(world, clinic), { path, body, ...(key === undefined ? {} : { key }) }),
  done,
});

/** Sends all bookings, so many at a time, over the ports in turn. */
export const race = (
  world: World,
  { ports, bookings, inFlight }: { ports: readonly number[]; bookings: readonly Booking[]; inFlight: number },
): Promise<Report> => {
  const calls = bookings.map((booking) => callOf(world, booking));
  let at = 0;
  return load({
    port: ports,
    connections: inFlight,
    isOver: () => at >= calls.length,
    expects: [200, 201, 409],
    next: () => {
      const call = calls[at];
      at += 1;
      return call;
    },
  });
};

export const rangeOf = (from: number, to: number) => ({
  from: instantAt(dayAhead(from), 0),
  to: instantAt(dayAhead(to), 0),
});

/** Requests that make each process know every clinic's schedule and its people, before anything is timed. */
export const warmUp = async (
  world: World,
  targets: readonly Target[],
  bookings: readonly Booking[],
): Promise<void> => {
  for (const { port } of targets) await race(world, { ports: [port], bookings, inFlight: 16 });
};
