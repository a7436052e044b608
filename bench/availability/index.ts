import type { Db } from 'mongodb';
import type { Outcome, Suite } from '../lib/bar.ts';
import { clearBookings } from '../lib/bookings.ts';
import { type Clinic, dayAhead, openClinics, scattered, zipf } from '../lib/clinics.ts';
import { contest, cpuOf, type Lane, noiseOf, type Result, samplesOf, verdictOf } from '../lib/contest.ts';
import { type Call, wireOf } from '../lib/load.ts';
import { figures, median } from '../lib/noise.ts';
import { once } from '../lib/once.ts';
import { asBrowser, control, product } from '../lib/product.ts';
import { type Operation, profiled } from '../lib/profile.ts';
import { ask } from '../lib/ask.ts';
import { type Database, seeded } from '../lib/stage.ts';
import { startTarget } from '../lib/target.ts';
import { type Availability, wrongIn } from './reference.ts';

/** V2 and V3: the availability endpoint, five providers and thirty days, on stores of any size. */

const minutes = 30;
const pathFor = ({ locationId, types }: Clinic, days: number): string =>
  `/api/v1/scheduling/availability?locationId=${locationId}&typeId=${types[0]}&from=${dayAhead(1)}&to=${dayAhead(days)}`;

const asking = (
  clinics: readonly Clinic[],
  pathOf: (clinic: Clinic) => string,
  isRight: (body: string) => boolean,
) => {
  const people = clinics.flatMap((clinic) => clinic.members.map((member) => ({ clinic, member })));
  const order = scattered(people.length, 7);
  const person = zipf(people.length, 11);
  return (): Call => {
    const one = people[order[person()] ?? 0];
    if (one === undefined) throw new Error('nobody is signed in');
    return {
      wire: wireOf('GET', pathOf(one.clinic), { headers: asBrowser(one.member) }),
      check: (answer) => (isRight(answer.body()) ? undefined : 'not thirty days'),
    };
  };
};

const isMonth = (body: string): boolean => {
  const { data } = JSON.parse(body) as Availability;
  return data.days.length === 30 && data.days.every(({ runs }) => runs.length > 0);
};

const productLane = (name: string, uri: string, clinics: readonly Clinic[]): Lane => ({
  name,
  start: product(uri),
  calls: () => asking(clinics, (clinic) => pathFor(clinic, 30), isMonth),
});

const lanesOf = async (db: Db, uri: string, clinics: readonly Clinic[]): Promise<Lane[]> => {
  const visits = await db
    .collection('appointments')
    .find({}, { projection: { clinicId: 1 }, limit: 20_000 })
    .toArray();
  const rank = zipf(visits.length, 5);
  const floor: Lane = {
    name: 'F1',
    start: control('floor.mjs', uri),
    calls: () => () => {
      const visit = visits[rank()];
      return {
        wire: wireOf('GET', `/one/${String(visit?.['clinicId'])}/${String(visit?._id)}`, {
          headers: asBrowser({ cookie: 'a=b' }),
        }),
      };
    },
  };
  const seedLike: Lane = {
    name: 'seed-like',
    start: control('seed-like.mjs', uri),
    connections: 4,
    calls: () =>
      asking(
        clinics,
        (clinic) =>
          `/slots/${clinic.id.toHexString()}/${dayAhead(1)}/30?providers=${clinic.providers.join()}`,
        (body) => (JSON.parse(body) as { data: unknown[] }).data.length === 150,
      ),
  };
  return [floor, productLane('product', uri, clinics), seedLike];
};

const city = once(async () => {
  const { db, uri } = await seeded('bench_city');
  await clearBookings(db);
  const clinics = await openClinics(db);
  return { db, uri, clinics };
});
const speed = once(async (): Promise<Result> => {
  const { db, uri, clinics } = await city();
  return contest('availability', await lanesOf(db, uri, clinics));
});

type Look = { days: number; ops: readonly Operation[]; bytes: number; wrong: string | undefined };

/** What one warm request makes the store do, and whether its answer is right. */
const lookAt = async (database: Database, days: readonly number[]): Promise<Look[]> => {
  const { db, uri } = await seeded(database);
  const [clinic] = await openClinics(db);
  const member = clinic?.members[1];
  if (clinic === undefined || member === undefined) throw new Error('no clinic is seeded');
  const target = await startTarget({ name: `look-${database}`, ...product(uri) });
  const looks: Look[] = [];
  for (const count of days) {
    const wire = wireOf('GET', pathFor(clinic, count), { headers: asBrowser(member) });
    await ask(target.port, wire);
    let body = '';
    const ops = await profiled(db, async () => {
      body = (await ask(target.port, wire)).body();
    });
    const answer = JSON.parse(body) as Availability;
    const bytes = ops.reduce((sum, { responseLength = 0 }) => sum + responseLength, 0);
    looks.push({ days: count, ops, bytes, wrong: await wrongIn(db, clinic, { answer, minutes }) });
  }
  await target.stop();
  return looks;
};

const looks = once(async () => {
  await city();
  return lookAt('bench_city', [1, 7, 30]);
});

const counting = ({
  id,
  title,
  bar,
  value,
  raw,
}: {
  id: string;
  title: string;
  bar: number;
  value: (all: Look[]) => number;
  raw: (all: Look[]) => string;
}): Suite => ({
  id,
  title,
  run: async (): Promise<Outcome> => {
    const all = await looks();
    const wrong = all.flatMap((look) => look.wrong ?? []);
    const found = value(all);
    return {
      id,
      ratio: found,
      bar,
      verdict: wrong.length === 0 && found <= bar ? 'pass' : 'fail',
      raw: [
        raw(all),
        ...(wrong.length > 0 ? [`WRONG: ${wrong.join('; ')}`] : ['equal to the reference']),
      ].join(' · '),
    };
  },
});

const planOf = ({ planSummary, keysExamined, docsExamined, nreturned }: Operation): string =>
  `${planSummary} keys ${keysExamined}, docs ${docsExamined}, returned ${nreturned}`;

const sizes = ['bench_grow_3', 'bench_grow_4', 'bench_grow_5', 'bench_grow_6'] as const;
const growth = once(async (): Promise<Result> => {
  const lanes: Lane[] = [];
  for (const database of sizes) {
    const { db, uri } = await seeded(database);
    lanes.push(productLane(database, uri, await openClinics(db)));
  }
  return contest('growth', lanes);
});

const growthOf = (id: string, title: string, of: (result: Result, lane: string) => number[]): Suite => ({
  id,
  title,
  run: async (): Promise<Outcome> => {
    const result = await growth();
    const middle = median(of(result, 'bench_grow_4'));
    const off = sizes.map((size) => Math.abs(median(of(result, size)) / middle - 1));
    const worst = Math.max(...off);
    return {
      id,
      ratio: worst,
      bar: 0.2,
      verdict: verdictOf(result, { isMet: worst <= 0.2, series: sizes.map((size) => of(result, size)) }),
      raw: [
        ...sizes.map(
          (size) => `1e${size.at(-1)} ${figures(of(result, size), id === 'V3-cpu' ? 'µs' : 'ms', 1)}`,
        ),
        noiseOf(result),
      ].join(' · '),
    };
  },
});

const plans: Suite = {
  id: 'V3-plan',
  title:
    'commands, bytes and rows equal at 1k and 1M visits; keys ≤ 1.2 × rows + 2 × providers; no SORT, no COLLSCAN',
  run: async (): Promise<Outcome> => {
    const all: Look[] = [];
    for (const size of sizes) all.push(...(await lookAt(size, [30])));
    const [small, big] = [all[0], all.at(-1)];
    const isEqual =
      small?.ops.length === big?.ops.length &&
      small?.bytes === big?.bytes &&
      small?.ops[0]?.nreturned === big?.ops[0]?.nreturned;
    const isLean = all.every(({ ops }) =>
      ops.every(
        ({ keysExamined = 0, docsExamined = 0, nreturned = 0, planSummary = '', hasSortStage }) =>
          planSummary.startsWith('IXSCAN') &&
          hasSortStage !== true &&
          keysExamined <= 1.2 * nreturned + 10 &&
          docsExamined <= nreturned,
      ),
    );
    const wrong = all.flatMap((look) => look.wrong ?? []);
    const last = big?.ops[0];
    return {
      id: 'V3-plan',
      ratio: (last?.keysExamined ?? Number.NaN) / (last?.nreturned ?? Number.NaN),
      bar: 1.2,
      verdict: isEqual && isLean && wrong.length === 0 ? 'pass' : 'fail',
      raw: all
        .map(
          ({ ops, bytes }, at) =>
            `1e${at + 3}: ${ops.length} commands, ${bytes} B, ${ops.map(planOf).join('; ')}`,
        )
        .concat(wrong)
        .join(' · '),
    };
  },
};

export const availability: readonly Suite[] = [
  counting({
    id: 'V2-commands',
    title: 'availability, five providers: store commands whatever the range',
    bar: 3,
    value: (all) => Math.max(...all.map(({ ops }) => ops.length)),
    raw: (all) =>
      all
        .map(({ days, ops }) => `${days} d: ${ops.length} commands, ${ops.map(planOf).join('; ')}`)
        .join(' · '),
  }),
  counting({
    id: 'V2-bytes',
    title: 'availability, five providers × 30 days, 600 visits: kB from the store',
    bar: 25,
    value: (all) => (all.at(-1)?.bytes ?? Number.NaN) / 1000,
    raw: (all) =>
      all.map(({ days, bytes, ops }) => `${days} d: ${bytes} B, ${ops[0]?.nreturned} rows`).join(' · '),
  }),
  {
    id: 'V2-cpu',
    title: 'availability, five providers × 30 days: API CPU in ms',
    run: async (): Promise<Outcome> => {
      const result = await speed();
      const mine = cpuOf(result, 'product');
      const seed = cpuOf(result, 'seed-like');
      const value = median(mine) / 1000;
      const p99 = samplesOf(result, 'product').map((sample) => sample.p99);
      return {
        id: 'V2-cpu',
        ratio: value,
        bar: 1,
        verdict: verdictOf(result, { isMet: value <= 1, series: [mine, cpuOf(result, 'F1')] }),
        raw: [
          `product ${figures(mine, 'µs')}`,
          `F1 ${figures(cpuOf(result, 'F1'), 'µs')}`,
          `seed-like ${figures(seed, 'µs')} = ${(median(seed) / median(mine)).toFixed(0)} ×`,
          `p99 ${figures(p99, 'ms', 1)} at 50 in flight (⏱ 40)`,
          noiseOf(result),
        ].join(' · '),
      };
    },
  },
  plans,
  growthOf('V3-cpu', 'API CPU from 1k to 1M visits, off the 10k point', cpuOf),
  growthOf('V3-p50', 'p50 from 1k to 1M visits, off the 10k point', (result, lane) =>
    samplesOf(result, lane).map(({ p50 }) => p50),
  ),
];
