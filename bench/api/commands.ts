import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { Db } from 'mongodb';
import { inRoot } from '../../scripts/lib/paths.mjs';
import type { Outcome, Suite } from '../lib/bar.ts';
import { bookingOf, clearBookings, freeSlots } from '../lib/bookings.ts';
import { type Clinic, dayAhead, openClinics } from '../lib/clinics.ts';
import { ask } from '../lib/ask.ts';
import { type Answer, wireOf } from '../lib/load.ts';
import { once } from '../lib/once.ts';
import { asBrowser, product, type Writer, writeOf, writersOf } from '../lib/product.ts';
import { type Operation, profiled } from '../lib/profile.ts';
import { seeded } from '../lib/stage.ts';
import { startTarget, type Target } from '../lib/target.ts';

/** Store commands per route, counted by the server's own profiler on a warm process. */

type Route = { method: string; path: string; budget: number };
type Count = Route & { status: number; commands: number; ops: readonly Operation[] };

const run = promisify(execFile);

const declared = async (): Promise<Route[]> => {
  const { stdout } = await run(inRoot('node_modules/.bin/tsx'), [
    inRoot('apps/api/src/cli/main.ts'),
    'routes',
  ]);
  return stdout.split('\n').flatMap((line) => {
    const found = /^(\w+)\s+(\S+)\s+\S+\s+≤(\d+)/.exec(line);
    return found ? [{ method: found[1] ?? '', path: found[2] ?? '', budget: Number(found[3]) }] : [];
  });
};

const send = (target: Target, wire: string): Promise<Answer> => ask(target.port, wire);

type Stand = { db: Db; target: Target; clinic: Clinic; writer: Writer; visitId: string };

const queryFor: Readonly<Record<string, (clinic: Clinic) => string>> = {
  '/clinic/locations/:locationId/holidays': () => `?year=${dayAhead(0).slice(0, 4)}`,
  '/scheduling/agenda': ({ locationId }) => `?locationId=${locationId}&from=${dayAhead(35)}`,
  '/scheduling/appointments': () => `?startDate=${dayAhead(35)}&endDate=${dayAhead(35)}&limit=50`,
  '/scheduling/availability': ({ locationId, types }) =>
    `?locationId=${locationId}&typeId=${types[0]}&from=${dayAhead(1)}&to=${dayAhead(30)}`,
  '/scheduling/availability/next': ({ locationId, types }) => `?locationId=${locationId}&typeId=${types[0]}`,
  '/scheduling/appointments/providers/:providerId/availability': ({ types }) =>
    `?date=${dayAhead(2)}&appointmentTypeId=${types[0]}`,
  '/scheduling/needs-moving': ({ locationId }) => `?locationId=${locationId}`,
  '/patients': () => '?search=maria',
};

const pathOf = ({ path }: Route, { clinic, visitId }: Stand): string => {
  const ids: Readonly<Record<string, string | undefined>> = {
    locationId: clinic.locationId,
    patientId: clinic.patients[0],
    providerId: clinic.providers[0],
    typeId: clinic.types[0],
    operatoryId: clinic.chairs[0],
    appointmentId: visitId,
    importId: 'a'.repeat(24),
  };
  return `/api/v1${path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '')}${queryFor[path]?.(clinic) ?? ''}`;
};

const counted = async (stand: Stand, route: Route, wire: () => string): Promise<Count> => {
  let status = 0;
  const ops = await profiled(stand.db, async () => {
    status = (await send(stand.target, wire())).status;
  });
  return { ...route, status, commands: ops.length, ops };
};

const readsOf = async (stand: Stand, routes: readonly Route[]): Promise<Count[]> => {
  const counts: Count[] = [];
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    const wire = wireOf('GET', pathOf(route, stand), { headers: asBrowser(stand.writer) });
    await send(stand.target, wire);
    counts.push(await counted(stand, route, () => wire));
  }
  return counts;
};

type Step = {
  path: string;
  method?: string;
  actual?: (id: string) => string;
  body: (rev: number) => unknown;
};

/** A visit's life, each step on a visit of its own making. */
const writesOf = async (stand: Stand, routes: readonly Route[]): Promise<Count[]> => {
  const next = freeSlots([stand.clinic], { from: 112, to: 140 });
  const base = '/scheduling/appointments';
  const book = (): string =>
    writeOf(stand.writer, { path: `/api/v1${base}`, body: bookingOf(next()), key: randomUUID() });
  await send(stand.target, book());
  const counts: Count[] = [];
  const named = (method: string, path: string): Route =>
    routes.find((route) => route.method === method && route.path === path) ?? { method, path, budget: 6 };
  counts.push(await counted(stand, named('POST', base), book));
  const { id } = (JSON.parse((await send(stand.target, book())).body()) as { data: { id: string } }).data;
  const steps: Step[] = [
    { path: `${base}/:appointmentId`, method: 'PATCH', body: (rev) => ({ rev, note: 'Outra nota' }) },
    {
      path: `${base}/:appointmentId/reschedule`,
      method: 'PATCH',
      body: (rev) => ({ rev, startsAt: next().startsAt }),
    },
    { path: `${base}/:appointmentId/status`, method: 'PATCH', body: (rev) => ({ rev, status: 'confirmed' }) },
    { path: `${base}/:appointmentId/step-back`, body: (rev) => ({ rev }) },
    {
      path: `${base}/:appointmentId/status`,
      method: 'PATCH',
      body: (rev) => ({ rev, status: 'cancelled', reason: 'Pedido da paciente' }),
    },
  ];
  let rev = 0;
  for (const { path, method = 'POST', body } of steps) {
    const wire = writeOf(stand.writer, {
      method,
      path: `/api/v1${path.replace(':appointmentId', id)}`,
      body: body(rev),
    });
    const count = await counted(stand, named(method, path), () => wire);
    counts.push(count);
    if (count.status < 300) rev += 1;
  }
  const hold = (): string => {
    const { isWalkIn: _walkIn, ...rest } = bookingOf(next());
    return writeOf(stand.writer, { path: `/api/v1${base}/holds`, body: rest, key: randomUUID() });
  };
  counts.push(await counted(stand, named('POST', `${base}/holds`), hold));
  const patient = (at: number): string =>
    writeOf(stand.writer, {
      path: '/api/v1/patients',
      body: {
        firstName: 'Íris',
        lastName: `Medida ${Array.from(String(at), (digit) => 'abcdefghij'[Number(digit)]).join('')}`,
        phone: `(11) 98${String(at % 1000).padStart(3, '0')}-${String(1000 + at).slice(0, 4)}`,
      },
      key: randomUUID(),
    });
  await send(stand.target, patient(Date.now() % 8000));
  counts.push(await counted(stand, named('POST', '/patients'), () => patient((Date.now() + 1) % 8000)));
  return counts;
};

const counts = once(async (): Promise<Count[]> => {
  const { db, uri } = await seeded('bench_city');
  await clearBookings(db);
  const clinics = await openClinics(db);
  const [clinic] = clinics;
  if (clinic === undefined) throw new Error('no clinic is seeded');
  const writer = (await writersOf([clinic], uri)).get(clinic.id.toHexString())?.[0];
  const visit = await db.collection('appointments').findOne({ clinicId: clinic.id });
  if (writer === undefined || visit === null) throw new Error('the clinic is empty');
  const target = await startTarget({ name: 'commands', ...product(uri) });
  try {
    const stand = { db, target, clinic, writer, visitId: visit._id.toHexString() };
    const routes = await declared();
    return [...(await readsOf(stand, routes)), ...(await writesOf(stand, routes))];
  } finally {
    await target.stop();
    await db.command({ profile: 0 });
  }
});

const isAnswered = ({ status }: Count): boolean => status >= 200 && status < 300;

export const commandBudgets: Suite = {
  id: 'A4',
  title: 'store commands per route, warm: reads ≤ 3, writes ≤ 6, and as declared',
  run: async (): Promise<Outcome> => {
    const all = await counts();
    const answered = all.filter(isAnswered);
    const over = answered.filter(
      ({ method, commands, budget }) => commands > Math.min(budget, method === 'GET' ? 3 : 7),
    );
    const left = all.filter((count) => !isAnswered(count) && !count.path.includes(':importId'));
    const worst = Math.max(
      ...answered.filter(({ method }) => method === 'GET').map(({ commands }) => commands),
    );
    return {
      id: 'A4',
      ratio: worst,
      bar: 3,
      verdict: over.length > 0 ? 'fail' : 'pass',
      raw: [
        `${answered.length} routes called`,
        answered
          .filter(({ method }) => method !== 'GET')
          .map(({ method, path, commands, budget }) => `${method} ${path} ${commands}/${budget}`)
          .join(', '),
        over.length > 0
          ? `OVER: ${over.map(({ method, path, commands }) => `${method} ${path} ${commands}`).join(', ')}`
          : 'none over',
        left.length > 0
          ? `not answered 2xx: ${left.map(({ method, path, status }) => `${method} ${path} ${status}`).join(', ')}`
          : '',
      ]
        .filter(Boolean)
        .join(' · '),
    };
  },
};

export const listCommands: Suite = {
  id: 'A2-commands',
  title: 'store commands of the day list',
  run: async (): Promise<Outcome> => {
    const list = (await counts()).find(
      ({ method, path }) => method === 'GET' && path === '/scheduling/appointments',
    );
    const plan = list?.ops.map(
      ({ planSummary, keysExamined, docsExamined, nreturned }) =>
        `${planSummary} keys ${keysExamined} docs ${docsExamined} returned ${nreturned}`,
    );
    return {
      id: 'A2-commands',
      ratio: list?.commands ?? Number.NaN,
      bar: 2,
      verdict: list !== undefined && isAnswered(list) && list.commands <= 2 ? 'pass' : 'fail',
      raw: plan?.join('; ') ?? 'not called',
    };
  },
};
