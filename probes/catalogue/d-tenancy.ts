import { ObjectId } from 'mongodb';
import { colleague, emailOf, signedIn } from '../lib/people.ts';
import { reads } from '../lib/requests.ts';
import { C409, F403, N404, needs, type Probe, type Row, type Shot, V400 } from '../lib/row.ts';
import { freshId } from '../lib/routes.ts';
import { jsonOf } from '../lib/wire.ts';
import type { World } from '../lib/world.ts';

/** D. Tenancy and fields: references smuggled in, lists and totals, what a role may see of a record. */

const post = (path: string, json: unknown, expect: readonly number[] = [...V400, ...N404]): Shot => ({
  as: 'AA',
  method: 'POST',
  path,
  json,
  expect,
});

const bookings = ({ a, b }: World): Shot[] => {
  const { patientId, typeId, providerId, locationId, operatoryId } = a.ids;
  const honest = { patientId, typeId, providerId, locationId, operatoryId, startsAt: a.free.at(-1) };
  const smuggled = ['patientId', 'typeId', 'providerId', 'locationId', 'operatoryId'].map((name) => ({
    ...honest,
    [name]: b.ids[name],
  }));
  const bodies = [...smuggled, { ...honest, equipmentIds: [b.ids['equipmentId']] }];
  return [
    '/scheduling/appointments',
    '/scheduling/appointments/book',
    '/scheduling/appointments/holds',
  ].flatMap((path) => bodies.map((json) => post(path, json)));
};

const series = ({ a, b }: World): Shot[] => {
  const { patientId, typeId, providerId, locationId } = a.ids;
  const honest = {
    patientId,
    typeId,
    providerId,
    locationId,
    startsAt: a.free.at(-1),
    rrule: 'FREQ=WEEKLY;COUNT=2',
    mode: 'atomic',
  };
  return ['patientId', 'typeId', 'providerId', 'locationId'].map((name) =>
    post('/scheduling/appointments/series', { ...honest, [name]: b.ids[name] }),
  );
};

const records = ({ a, b }: World): Shot[] => {
  const place = { locationId: b.locationId };
  const hours = [
    {
      weekdays: [1],
      startsAt: '08:00',
      endsAt: '18:00',
      locationId: a.locationId,
      operatoryId: b.ids['operatoryId'],
    },
  ];
  const person = { firstName: 'Íris', lastName: 'Nogueira', kind: 'dentist' };
  const type = { name: 'Contrabando', durationMinutes: 30, category: 'consultation', color: '#2F6FDE' };
  return [
    post('/scheduling/operatories', { ...place, name: 'Contrabando' }),
    post('/scheduling/equipment', { ...place, name: 'Contrabando' }),
    post('/scheduling/operatories', {
      locationId: a.locationId,
      name: 'Contrabando',
      equipmentIds: [b.ids['equipmentId']],
    }),
    post('/clinic/closures', { ...place, from: '2027-12-24', to: '2027-12-24', reason: 'Contrabando' }),
    post('/providers', { ...person, hours }),
    post('/providers', {
      ...person,
      hours: [{ ...hours[0], locationId: b.locationId, operatoryId: undefined }],
    }),
    post('/providers', { ...person, appointmentTypeIds: [b.ids['typeId']] }),
    post('/providers', { ...person, userId: freshId }),
    post('/scheduling/appointment-types', { ...type, equipmentIds: [b.ids['equipmentId']] }),
    post('/scheduling/blocks', {
      locationId: a.locationId,
      operatoryId: b.ids['operatoryId'],
      startsAt: a.free.at(-1),
      durationMinutes: 30,
      blockKind: 'other',
    }),
    post('/scheduling/blocks', {
      locationId: a.locationId,
      providerId: b.ids['providerId'],
      startsAt: a.free.at(-1),
      durationMinutes: 30,
      blockKind: 'other',
    }),
    post('/patients/merge', { survivorId: a.ids['patientId'], duplicateId: b.ids['patientId'] }),
    post('/patients/merge', { survivorId: b.ids['patientId'], duplicateId: a.ids['patientId'] }),
    post('/patients/merge/preview', { survivorId: a.ids['patientId'], duplicateId: b.ids['patientId'] }),
    post('/patients', {
      firstName: 'Ana',
      lastName: 'Contrabando',
      phone: '(11) 97777-0001',
      guardian: { name: 'Outra', relationship: 'mother', patientId: b.ids['patientId'] },
    }),
  ];
};

const queries = ({ a, b }: World): Shot[] => {
  const nothing = (path: string): Shot => ({
    as: 'AA',
    method: 'GET',
    path,
    expect: [200, ...V400, ...N404],
    check: (answer) => {
      const data = jsonOf(answer)?.data;
      return answer.status === 200 && Array.isArray(data) && data.length > 0
        ? 'something is found'
        : undefined;
    },
  });
  const range = 'startDate=2026-01-01&endDate=2026-01-31';
  const days = 'from=2027-03-01&to=2027-03-02';
  return [
    ...['patientId', 'providerId', 'locationId'].map((name) =>
      nothing(`/scheduling/appointments?${range}&${name}=${b.ids[name]}`),
    ),
    nothing(`/scheduling/operatories?locationId=${b.locationId}`),
    nothing(`/scheduling/equipment?locationId=${b.locationId}`),
    {
      as: 'AA',
      method: 'GET',
      path: `/clinic/closures?locationId=${b.locationId}`,
      expect: [200, ...V400, ...N404],
    },
    nothing(`/providers?locationId=${b.locationId}`),
    nothing(`/scheduling/needs-moving?locationId=${b.locationId}`),
    {
      as: 'AA',
      method: 'GET',
      path: `/scheduling/agenda?locationId=${b.locationId}&from=2027-03-01`,
      expect: [...V400, ...N404],
    },
    ...['typeId', 'locationId', 'providerId', 'operatoryId'].map((name): Shot => {
      const query = { typeId: a.ids['typeId'], locationId: a.locationId, [name]: b.ids[name] };
      return {
        as: 'AA',
        method: 'GET',
        path: `/scheduling/availability?${days}&${new URLSearchParams(query as Record<string, string>).toString()}`,
        expect: [200, ...V400, ...N404],
        check: ({ text }) =>
          text.includes('"firstStartsAt"') ? 'times of another clinic are offered' : undefined,
      };
    }),
  ];
};

/** Every list as the clinic itself would ask for it, ids of its own in the query. */
const ownLists = (world: World): Shot[] =>
  reads(world)
    .filter(({ operation }) => operation.params.length === 0 && operation.realm !== 'patient')
    .map(({ operation, path }): Shot => {
      const [address = '', search = ''] = path.split('?');
      const query = new URLSearchParams(
        [...new URLSearchParams(search)].map(([key, value]) => [key, world.a.ids[key] ?? value]),
      );
      return {
        as: operation.access === 'public' ? 'nobody' : 'AA',
        method: 'GET',
        path: query.size === 0 ? address : `${address}?${query.toString()}`,
        expect: [200, ...F403],
      };
    });

const totalsAreOwn = async ({ world, fire, holds }: Probe): Promise<void> => {
  const clinicId = new ObjectId(world.a.id);
  const own = await world.db.collection('patients').countDocuments({ clinicId, status: { $ne: 'merged' } });
  const stats = jsonOf(await fire({ as: 'AA', method: 'GET', path: '/patients/stats', expect: [200] })).data;
  holds(stats.total <= own, `the total of patients is ${stats.total}, the clinic has ${own}`);
  const providers = await world.db.collection('providers').countDocuments({ clinicId });
  const people = jsonOf(
    await fire({ as: 'AA', method: 'GET', path: '/providers/stats', expect: [200] }),
  ).data;
  holds(people.total <= providers, `the total of providers is ${people.total}, the clinic has ${providers}`);
  for (const search of [world.canaries.b, world.canaries.b.slice(0, 8)]) {
    const found = jsonOf(
      await fire({ as: 'AA', method: 'GET', path: `/patients?search=${search}&status=all`, expect: [200] }),
    );
    holds(found.data.length === 0 && (found.meta.page.total ?? 0) === 0, 'a search counts what is not shown');
    const twins = jsonOf(
      await fire({
        as: 'AA',
        method: 'POST',
        path: '/patients/duplicates',
        json: { lastName: search, firstName: 'Ana' },
        expect: [200],
      }),
    );
    holds(twins.data.length === 0, "another clinic's patient is a duplicate");
  }
};

const pathOfUser = (id: string): string => `/users/${id}`;

export const tenancy: readonly Row[] = [
  {
    id: 'D6',
    title: "another clinic's records referred to from one's own",
    shots: (world) => [...bookings(world), ...series(world), ...records(world), ...queries(world)],
  },
  {
    id: 'D8',
    title: 'lists, searches, counts and totals hold nothing of another clinic',
    shots: ownLists,
    story: totalsAreOwn,
  },
  {
    id: 'D3',
    title: "every route of patients with another patient's ids",
    absent: needs('POST /patient-auth/login'),
    shots: (world) =>
      world.operations
        .filter(({ realm, params }) => realm === 'patient' && params.length > 0)
        .flatMap(({ method, path }) =>
          [world.patients.PA2, world.patients.PB1, world.b.ids['appointmentId'] ?? ''].map(
            (id): Shot => ({
              as: 'nobody',
              method,
              path: path.replace(/\{\w+\}/g, id),
              json: {},
              expect: [401, 404],
            }),
          ),
        ),
  },
  {
    id: 'D9',
    title: 'nobody raises a role, and the last administrator stays',
    absent: needs('GET /users'),
    story: async ({ world, fire }) => {
      const idOf = async (name: string): Promise<string> => {
        const user = await world.db.collection('users').findOne({ email: emailOf(name) });
        return user === null ? freshId : user._id.toHexString();
      };
      const [ra, aa, ab] = [await idOf('RA'), await idOf('AA'), await idOf('AB')];
      const change = (as: Shot['as'], [id, role]: [string, string], expect: readonly number[]): Shot => ({
        as,
        method: 'PATCH',
        path: pathOfUser(id),
        json: { rev: 0, role },
        expect,
      });
      await fire(change('RA', [ra, 'admin'], F403));
      await fire(change('RA', [aa, 'receptionist'], F403));
      await fire(change('DA', [ra, 'admin'], F403));
      await fire(change('AA', [ra, 'super_admin'], [...F403, ...V400]));
      await fire(change('AA', [aa, 'super_admin'], [...F403, ...V400]));
      await fire(change('AA', [ab, 'receptionist'], N404));
      const invitation = {
        email: 'x@probes.example',
        firstName: 'Xis',
        lastName: 'Lima',
        role: 'super_admin',
      };
      await fire(post('/invitations', invitation, [...F403, ...V400]));
      await fire(post('/invitations', { ...invitation, role: 'receptionist', clinicId: world.b.id }, V400));
      await fire({ ...post('/invitations', { ...invitation, role: 'admin' }, F403), as: 'RA' });
      const lower = change('AB', [ab, 'receptionist'], [...C409, ...F403, ...V400]);
      await fire(lower);
      await fire({
        as: 'AB',
        method: 'POST',
        path: `/users/${ab}/deactivate`,
        json: {},
        expect: [...C409, ...F403, ...V400],
      });
    },
  },
  {
    id: 'D10',
    title: 'what a role may not see is not in the answer',
    changes: true,
    story: async ({ world, fire, holds }) => {
      await colleague(world.db, 'AA', { name: 'LT', role: 'lab_technician' });
      const technician = await signedIn(world.product, 'LT');
      const patient = { method: 'GET', path: `/patients/${world.patients.PXA}` };
      const whole = jsonOf(await fire({ as: 'AA', ...patient, expect: [200] })).data;
      holds(/^\d{3}\.\d{3}\.\d{3}-\d{2}$/.test(whole.cpf), 'an administrator sees no CPF');
      const masked = await fire({ as: technician, ...patient, expect: [200] });
      holds(!masked.text.includes(whole.cpf), 'a laboratory technician sees the CPF');
      for (const path of ['/patients/imports', '/patients/merge/preview'])
        await fire({ as: 'RA', method: path.endsWith('s') ? 'GET' : 'POST', path, json: {}, expect: F403 });
      await fire({
        as: 'RA',
        method: 'PATCH',
        path: '/clinic',
        json: { rev: 0, name: 'Outra' },
        expect: F403,
      });
      for (const { operation, path } of reads(world).filter(({ operation: { access } }) =>
        /^(clinical|prescriptions|audit|reports):/.test(access),
      ))
        await fire({ as: 'RA', method: operation.method, path, expect: F403 });
      for (const { operation, path } of reads(world).filter(({ operation: { access } }) =>
        /^(billing|audit|users):/.test(access),
      ))
        await fire({ as: 'DA', method: operation.method, path, expect: F403 });
    },
  },
  {
    id: 'D11',
    title: "one's own and somebody else's records in one request",
    shots: (world) => {
      const { a, b } = world;
      const move = (ids: (string | undefined)[]) => ({
        moves: ids.map((id) => ({
          id,
          rev: 0,
          startsAt: a.free.at(-1),
          providerId: a.ids['providerId'],
          operatoryId: a.ids['operatoryId'],
        })),
      });
      return [
        post('/scheduling/appointments/swap', {
          first: { id: a.ids['appointmentId'], rev: 0 },
          second: { id: b.ids['appointmentId'], rev: 0 },
        }),
        post('/scheduling/appointments/swap', {
          first: { id: b.ids['appointmentId'], rev: 0 },
          second: { id: a.ids['appointmentId'], rev: 0 },
        }),
        post('/patients/merge', { survivorId: a.ids['patientId'], duplicateId: b.ids['patientId'] }),
        {
          ...post('/scheduling/needs-moving/move', move([b.ids['appointmentId'], a.ids['appointmentId']]), [
            200,
            ...V400,
            ...N404,
          ]),
          check: (answer) => {
            const outcomes: { outcome: string; visit?: unknown }[] = jsonOf(answer)?.data ?? [];
            return outcomes.some(({ outcome }) => outcome === 'moved') ? 'something was moved' : undefined;
          },
        },
      ];
    },
  },
];
