import { aPatient } from '../lib/clinic.ts';
import { C409, type Probe, type Row, type Shot, V400 } from '../lib/row.ts';
import { type Answer, header, jsonOf } from '../lib/wire.ts';
import type { World } from '../lib/world.ts';

/** G. Rules of the business: races, keys, money, states, stale edits. */

const path = '/scheduling/appointments';

const booking = ({ a }: World, startsAt: string, patientId = a.ids['patientId'] ?? '') => ({
  patientId,
  typeId: a.ids['typeId'],
  providerId: a.ids['providerId'],
  locationId: a.locationId,
  startsAt,
});

const shift = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

const statuses = (answers: readonly Answer[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
};
const told = (answers: readonly Answer[]): string =>
  [...statuses(answers)].map(([status, count]) => `${count}×${status}`).join(' ');

/** Sends all at once; the oracles look at each answer afterwards. */
const race = async (
  { world }: Probe,
  bodies: readonly { json: unknown; key?: string; path?: string }[],
): Promise<Answer[]> => {
  const browser = world.who('AA');
  return Promise.all(
    bodies.map(({ json, key, path: address = path }) =>
      browser.send({
        method: 'POST',
        path: address,
        json,
        ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
      }),
    ),
  );
};

const assertOneWinner = (probe: Probe, answers: readonly Answer[]): void => {
  const counts = statuses(answers);
  probe.holds(counts.get(201) === 1, `winners: ${told(answers)}`);
  probe.holds((counts.get(409) ?? 0) === answers.length - 1, `losers: ${told(answers)}`);
};

const visitsAt = ({ world }: Probe, startsAt: string): Promise<number> =>
  world.db.collection('appointments').countDocuments({
    startsAt: new Date(startsAt),
    status: { $in: ['scheduled', 'confirmed', 'held'] },
  });

const sameSlot = async (probe: Probe): Promise<void> => {
  const { world, holds } = probe;
  const patients = await Promise.all(
    Array.from({ length: 4 }, (_, at) => aPatient(world.who('AA'), `Corrida ${'abcd'[at]}`)),
  );
  const startsAt = world.freeStart();
  const bodies = Array.from({ length: 50 }, (_, at) => ({
    json: booking(world, startsAt, patients[at % 4]),
  }));
  assertOneWinner(probe, await race(probe, bodies));
  holds((await visitsAt(probe, startsAt)) === 1, 'the store holds another number of visits');
  const second = world.freeStart();
  const overlapping = Array.from({ length: 50 }, (_, at) => ({
    json: booking(world, shift(second, (at % 2) * 15), patients[at % 4]),
  }));
  assertOneWinner(probe, await race(probe, overlapping));
};

const sameKey = async (probe: Probe): Promise<void> => {
  const { world, fire, holds } = probe;
  const startsAt = world.freeStart();
  const key = `probe-${Date.now()}`;
  const json = booking(world, startsAt);
  const answers = await race(
    probe,
    Array.from({ length: 20 }, () => ({ json, key })),
  );
  holds(
    answers.every(({ status }) => [200, 201, 409].includes(status)),
    `the same key answers ${told(answers)}`,
  );
  holds((await visitsAt(probe, startsAt)) === 1, 'one key made another number of visits');
  const ids = new Set(answers.filter(({ status }) => status < 300).map((answer) => jsonOf(answer).data.id));
  holds(ids.size === 1, 'one key has several answers');
  const again: Shot = {
    as: 'AA',
    method: 'POST',
    path,
    json,
    headers: { 'idempotency-key': key },
    expect: [200],
  };
  const replay = await fire(again);
  holds(header(replay, 'idempotency-replayed') === 'true', 'a replay does not say so');
  await fire({ ...again, json: { ...json, note: 'outra' }, expect: [422] });
  await fire({
    ...again,
    as: 'RA',
    expect: C409,
    check: ({ text }) =>
      text.includes('slot-taken') || text.includes('patient-busy') ? undefined : 'the key is shared',
  });
  for (const bad of ['x', 'x'.repeat(200), 'key with spaces', '{"$ne":1}', '../../../../x'])
    await fire({ ...again, headers: { 'idempotency-key': bad }, expect: V400 });
};

const money = ({ a }: World): Shot[] => {
  const type = { name: 'Preço', durationMinutes: 30, category: 'consultation', color: '#2F6FDE' };
  const bad = [
    '-1',
    '0.1',
    '1e21',
    '"10,00"',
    '"1000"',
    '100000001',
    'true',
    '[1]',
    '1e-7',
    '9007199254740993',
  ];
  const raw = (price: string): string => JSON.stringify({ ...type, priceInCents: '§' }).replace('"§"', price);
  const json = { 'content-type': 'application/json' };
  return [
    ...bad.map(
      (price): Shot => ({
        as: 'AA',
        method: 'POST',
        path: '/scheduling/appointment-types',
        body: raw(price),
        headers: json,
        expect: V400,
      }),
    ),
    ...['currency', 'price', 'priceInCents', 'amount', 'discount'].map(
      (name): Shot => ({
        as: 'AA',
        method: 'POST',
        path,
        json: { ...booking({ a } as World, a.free.at(-1) ?? ''), [name]: 1 },
        expect: V400,
      }),
    ),
    { as: 'AA', method: 'PATCH', path: '/clinic', json: { rev: 0, currency: 'USD' }, expect: V400 },
  ];
};

const illegalTimes = (world: World): Shot[] => {
  const free = world.a.free.at(-1) ?? '';
  const honest = booking(world, free);
  const post = (json: unknown, address = path): Shot => ({
    as: 'AA',
    method: 'POST',
    path: address,
    json,
    expect: V400,
  });
  return [
    post(booking(world, '2020-01-06T13:00:00Z')),
    post({ ...honest, durationMinutes: 0 }),
    post({ ...honest, durationMinutes: -30 }),
    post({ ...honest, durationMinutes: 1500 }),
    post({ ...honest, durationMinutes: 7 }),
    post({ ...honest, endsAt: shift(free, -30) }),
    post(booking(world, shift(free, 1))),
    post(
      {
        locationId: world.a.locationId,
        providerId: world.a.ids['providerId'],
        startsAt: free,
        durationMinutes: 1445,
        blockKind: 'other',
      },
      '/scheduling/blocks',
    ),
    post({ from: '2027-12-31', to: '2027-12-01', reason: 'x' }, '/clinic/closures'),
  ];
};

/** A visit walked to its end; every step back or aside from there is refused. */
const illegalMoves = async ({ world, fire }: Probe): Promise<void> => {
  const made = jsonOf(
    await fire({
      as: 'AA',
      method: 'POST',
      path,
      json: booking(world, world.freeStart()),
      expect: [201],
      changes: true,
    }),
  ).data;
  const address = `${path}/${made.id}/status`;
  let { rev } = made;
  const move = async (status: string, expect: readonly number[]): Promise<void> => {
    const answer = await fire({
      as: 'AA',
      method: 'PATCH',
      path: address,
      json: { rev, status, reason: 'a pedido' },
      expect,
      changes: expect.includes(200),
    });
    if (answer.status === 200) ({ rev } = jsonOf(answer).data);
  };
  for (const status of ['completed', 'paid', 'held', 'expired', 'scheduled', '']) await move(status, V400);
  await move('cancelled', [200]);
  for (const status of ['confirmed', 'checked_in', 'in_progress', 'completed', 'no_show'])
    await move(status, V400);
};

const staleEdits = async ({ world, fire }: Probe): Promise<void> => {
  const address = `/patients/${world.patients.PA1}`;
  const { rev } = jsonOf(await fire({ as: 'AA', method: 'GET', path: address, expect: [200] })).data;
  const edit: Shot = {
    as: 'AA',
    method: 'PATCH',
    path: address,
    json: { rev, notes: 'primeira' },
    expect: [200],
  };
  await fire({ ...edit, changes: true });
  await fire({
    ...edit,
    as: 'RA',
    json: { rev, notes: 'segunda' },
    expect: C409,
    check: (answer) =>
      jsonOf(answer).code === 'stale' && answer.text.includes('"rev"')
        ? undefined
        : 'not stale with the current version',
  });
  await fire({ ...edit, json: { rev: rev + 50, notes: 'futura' }, expect: C409 });
  await fire({ ...edit, json: { notes: 'sem versão' }, expect: V400 });
};

export const business: readonly Row[] = [
  { id: 'G1', title: 'fifty bookings of one time', changes: true, story: sameSlot },
  { id: 'G2', title: 'one key, one effect', changes: true, story: sameKey },
  {
    id: 'G3',
    title: 'refunds',
    absent: ({ operations }) =>
      operations.some((one) => one.path.includes('refund')) ? undefined : 'there are no refunds yet',
  },
  { id: 'G4', title: 'amounts that are none', shots: money },
  { id: 'G5', title: 'states and times that cannot follow', shots: illegalTimes, story: illegalMoves },
  { id: 'G6', title: 'two editors', story: staleEdits },
];
