import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { bookingOf, clearBookings, freeSlots, type Slot } from '../lib/bookings.ts';
import { type Clinic, dayAhead, instantAt, openClinics, scattered, zipf } from '../lib/clinics.ts';
import type { Lane } from '../lib/contest.ts';
import { type Answer, type Call, load, wireOf } from '../lib/load.ts';
import { asBrowser, control, product, type Writer, writeOf, writersOf } from '../lib/product.ts';
import { seeded } from '../lib/stage.ts';
import type { Target } from '../lib/target.ts';

/** The lanes of A1 to A3: the product, and the controls that answer the same question beside it. */

type Visit = { id: string };
type World = {
  readonly uri: string;
  readonly clinics: readonly Clinic[];
  readonly writers: ReadonlyMap<string, readonly Writer[]>;
  readonly visits: ReadonlyMap<string, readonly Visit[]>;
};

const fullDays = [35, 36, 37];
const rows = 50;

const visitsOf = async (db: Db): Promise<Map<string, Visit[]>> => {
  const visits = new Map<string, Visit[]>();
  for await (const { _id, clinicId } of db
    .collection('appointments')
    .find({}, { projection: { clinicId: 1 } })) {
    const key = String(clinicId);
    const list = visits.get(key) ?? [];
    list.push({ id: _id.toHexString() });
    visits.set(key, list);
  }
  return visits;
};

export const openWorld = async (): Promise<World> => {
  const { db, uri } = await seeded('bench_city');
  await clearBookings(db);
  await db
    .collection('control_visits')
    .drop()
    .catch(() => undefined);
  const clinics = await openClinics(db);
  return { uri, clinics, visits: await visitsOf(db), writers: await writersOf(clinics, uri) };
};

type Who = { clinic: Clinic; writer: Writer; visit: Visit; day: string };

/** Who asks, and for what: Zipf over 2,000 people of 200 clinics, and over what their clinic has. */
const askers = (world: World): (() => Who) => {
  const people = world.clinics.flatMap((clinic) =>
    (world.writers.get(clinic.id.toHexString()) ?? []).map((writer) => ({ clinic, writer })),
  );
  const order = scattered(people.length, 7);
  const person = zipf(people.length, 11);
  const item = zipf(world.visits.get(String(world.clinics[0]?.id))?.length ?? 1, 13);
  const day = zipf(fullDays.length, 17);
  return () => {
    const asker = people[order[person()] ?? 0];
    if (asker === undefined) throw new Error('nobody is signed in');
    const visits = world.visits.get(asker.clinic.id.toHexString()) ?? [];
    const visit = visits[item() % visits.length] ?? { id: '' };
    return { ...asker, visit, day: dayAhead(fullDays[day()] ?? 0) };
  };
};

// biome-ignore format: what is read of answers whose shape depends on who gave them
type Body = { _id?: string; id?: string; length?: number; success?: boolean; data: { id: string; length: number; 0?: { patientName?: string; locationId?: string; patientId?: { fullName?: string } } } };
const bodyOf = (answer: Answer): Body => JSON.parse(answer.body()) as Body;
const unless = (isRight: boolean, text: string): string | undefined => (isRight ? undefined : text);

type Asking = Who & { cookies?: string };
const get = (who: Asking, path: string, check: (body: Body) => string | undefined): Call => ({
  wire: wireOf('GET', path, {
    headers: asBrowser({ cookie: `${who.writer.cookie}; ${who.writer.csrfCookie}${who.cookies ?? ''}` }),
  }),
  check: (answer) => check(bodyOf(answer)),
});

const csrfOf = async (target: Target, cookie: string): Promise<{ cookie: string; token: string }> => {
  let found = { cookie: '', token: '' };
  let isAsked = false;
  await load({
    port: target.port,
    connections: 1,
    isOver: () => isAsked,
    next: () => ({
      wire: wireOf('GET', '/csrf', { headers: { Cookie: cookie } }),
      done: (answer) => {
        isAsked = true;
        const secret = /set-cookie: (_csrf=[^;]+)/i.exec(answer.head)?.[1] ?? '';
        found = { cookie: `; ${secret}`, token: (JSON.parse(answer.body()) as { token: string }).token };
      },
    }),
  });
  return found;
};

const readLanes = (world: World): Lane[] => {
  const floor = { script: control('floor.mjs', world.uri).script, env: control('floor.mjs', world.uri).env };
  const seedLike = control('seed-like.mjs', world.uri);
  const base = '/api/v1/scheduling/appointments';
  const lane = (name: string, start: Lane['start'], call: (who: Who) => Call): Lane => ({
    name,
    start,
    calls: () => {
      const ask = askers(world);
      return () => call(ask());
    },
  });
  const listPath = ({ clinic, day }: Who): string =>
    `${base}?startDate=${day}&endDate=${day}&locationId=${clinic.locationId}&limit=${rows}`;
  const isDay = (who: Who) => (body: Body) =>
    unless(
      body.data.length === rows &&
        body.data[0]?.locationId === who.clinic.locationId &&
        Boolean(body.data[0]?.patientName),
      `not the fifty rows of the clinic: ${body.data.length}`,
    );
  const dayEnd = (day: string): string => instantAt(day, 1440);
  return [
    {
      name: 'node-http',
      start: control('http.mjs', world.uri),
      calls: () => () => ({ wire: wireOf('GET', '/') }),
    },
    lane('F1', floor, (who) =>
      get(who, `/one/${who.clinic.id.toHexString()}/${who.visit.id}`, (body) =>
        unless(body._id === who.visit.id, 'another visit'),
      ),
    ),
    lane('product-one', product(world.uri), (who) =>
      get(who, `${base}/${who.visit.id}`, (body) => unless(body.data.id === who.visit.id, 'another visit')),
    ),
    {
      ...lane('seed-one', seedLike, () => ({ wire: '' })),
      calls: async (target) => {
        const ask = askers(world);
        const csrf = await csrfOf(target, ask().writer.cookie);
        return () => {
          const who = ask();
          return get(
            { ...who, cookies: csrf.cookie },
            `/one/${who.clinic.id.toHexString()}/${who.visit.id}`,
            (body) => unless(body.data.id === who.visit.id, 'another visit'),
          );
        };
      },
    },
    lane('F50', floor, (who) =>
      get(
        who,
        `/fifty/${who.clinic.id.toHexString()}/${who.clinic.locationId}/${instantAt(who.day, 0)}/${dayEnd(who.day)}`,
        (body) => unless(body.length === rows, 'not fifty'),
      ),
    ),
    lane('product-day', product(world.uri), (who) => get(who, listPath(who), isDay(who))),
    lane('product-day-identity', product(world.uri), (who) => ({
      wire: wireOf('GET', listPath(who), {
        headers: { Cookie: `${who.writer.cookie}; ${who.writer.csrfCookie}` },
      }),
      check: (answer) => isDay(who)(bodyOf(answer)),
    })),
    {
      ...lane('seed-day', seedLike, () => ({ wire: '' })),
      calls: async (target) => {
        const ask = askers(world);
        const csrf = await csrfOf(target, ask().writer.cookie);
        return () => {
          const who = ask();
          const path = `/fifty/${who.clinic.id.toHexString()}/${instantAt(who.day, 0)}/${dayEnd(who.day)}`;
          return get({ ...who, cookies: csrf.cookie }, path, (body) =>
            unless(body.data.length === rows && Boolean(body.data[0]?.patientId?.fullName), 'not fifty'),
          );
        };
      },
    },
  ];
};

const writeLanes = (world: World): Lane[] => {
  const next = freeSlots(world.clinics, { from: 60, to: 110 });
  let turn = 0;
  const writerOf = (slot: Slot): Writer => {
    const writers = world.writers.get(slot.clinic.id.toHexString()) ?? [];
    turn += 1;
    const writer = writers[turn % writers.length];
    if (writer === undefined) throw new Error('nobody may book');
    return writer;
  };
  const check = (answer: Answer): string | undefined =>
    unless(Boolean(bodyOf(answer).data.id), 'no visit in the answer');
  const plain = (name: string, file: string, path: string): Lane => ({
    name,
    start: control(file, world.uri),
    expects: [201],
    calls: async (target) => {
      const csrf =
        file === 'seed-like.mjs'
          ? await csrfOf(target, world.writers.values().next().value?.[0]?.cookie ?? '')
          : { cookie: '', token: '' };
      return () => {
        const slot = next();
        const writer = writerOf(slot);
        const headers = asBrowser(
          { cookie: `${writer.cookie}; ${writer.csrfCookie}${csrf.cookie}` },
          {
            'X-CSRF-Token': csrf.token,
            'X-Clinic': slot.clinic.id.toHexString(),
            Origin: 'https://clinic.topsmile.example',
            'Idempotency-Key': randomUUID(),
          },
        );
        return { wire: wireOf('POST', path, { headers, body: JSON.stringify(bookingOf(slot)) }), check };
      };
    },
  });
  const booking: Lane = {
    name: 'product-book',
    start: product(world.uri),
    expects: [201],
    calls: () => () => {
      const slot = next();
      const body = bookingOf(slot, { patientAt: turn });
      return {
        wire: writeOf(writerOf(slot), { path: '/api/v1/scheduling/appointments', body, key: randomUUID() }),
        check,
      };
    },
  };
  return [
    plain('fastify-book', 'full.mjs', '/book'),
    plain('fastify-stored', 'full.mjs', '/book-stored'),
    booking,
    plain('seed-book', 'seed-like.mjs', '/book'),
  ];
};

export const apiLanes = (world: World): Lane[] => [...readLanes(world), ...writeLanes(world)];
