import { type Role, roles } from '@topsmile/contracts';
import { multipart } from '../lib/clinic.ts';
import { matrixOf, readMatrix } from '../lib/matrix.ts';
import { reads, uploads, withQuery, writes, type Addressed } from '../lib/requests.ts';
import { A401, F403, N404, type Row, type Shot, V400 } from '../lib/row.ts';
import { freshId, type Operation, pathOf, sampleOf } from '../lib/routes.ts';
import { jsonOf, type Answer } from '../lib/wire.ts';
import type { Principal, World } from '../lib/world.ts';

/** D. Authorisation: who may call what, generated from the operations themselves. */

const roleOf: Readonly<Record<Exclude<Principal, 'nobody'>, Role>> = {
  SA: 'super_admin',
  AA: 'admin',
  AB: 'admin',
  DA: 'dentist',
  RA: 'receptionist',
  BA: 'receptionist',
};
const principals: readonly Principal[] = ['nobody', 'SA', 'AA', 'AB', 'DA', 'RA', 'BA'];

const isAllowed = (callers: readonly string[], as: Principal): boolean =>
  callers.includes('anyone') || (as !== 'nobody' && callers.includes(roleOf[as]));

// Well-formed to the door, refused behind it: what nobody may send shows who is let in and writes nothing.
const knock = (operation: Operation, as: Principal, callers: readonly string[]): Shot => {
  const path = withQuery(pathOf(operation), 'probe=1');
  const letIn = operation.isUpload ? [415] : [...V400, 404];
  const refused = as === 'nobody' || operation.realm === 'patient' ? [...A401, 403] : F403;
  return {
    as,
    method: operation.method,
    path,
    ...(operation.isWrite && !operation.isUpload ? { json: { probe: true } } : {}),
    // A route whose contract takes nothing at all may find nothing to refuse but the session.
    expect: isAllowed(callers, as) ? letIn : refused,
  };
};

const jsonFor = ({ operation }: Addressed, ids: Readonly<Record<string, string>>): object => {
  const { body } = sampleOf(operation);
  const entries = Object.entries(body as object).map(([key, value]) => [
    key,
    value === freshId ? (ids[key] ?? value) : value,
  ]);
  return Object.fromEntries(entries);
};

/** A request that would work for its owner, with somebody else's ids in it. */
const foreign = (world: World, operation: Operation, ids: Readonly<Record<string, string>>): Shot => {
  const { search } = sampleOf(operation);
  const addressed = { operation, path: '', body: {} };
  return {
    as: 'AA',
    method: operation.method,
    path: `${pathOf(operation, ids)}${search}`,
    ...(operation.isUpload
      ? multipart('x.png', 'image/png', 'x')
      : operation.isWrite
        ? { json: jsonFor(addressed, world.a.ids) }
        : {}),
    expect: N404,
  };
};

const faceOf = ({ status, headers, text }: Answer): string => {
  const kept = [...headers].filter(
    ([name]) => !/^(x-request-id|date|content-length|(x-)?ratelimit.*)$/.test(name),
  );
  return JSON.stringify([status, kept, text.replaceAll(/"requestId":"[^"]*"/g, '')]);
};

const withIds = ({ operations }: World): Operation[] =>
  operations.filter(({ params, realm }) => params.some((name) => name.endsWith('Id')) && realm !== 'patient');

const lacking = (world: World, ids: Readonly<Record<string, string>>): string[] => [
  ...new Set(
    withIds(world).flatMap(({ params }) =>
      params.filter((name) => name.endsWith('Id') && ids[name] === undefined),
    ),
  ),
];

/** A record of clinic B for every id that a path can name; those without a fixture are looked up in the store. */
const idsOfB = async (world: World): Promise<Record<string, string>> => {
  const ids: Record<string, string> = { ...world.b.ids };
  const collections = await world.db.listCollections({}, { nameOnly: true }).toArray();
  for (const name of lacking(world, ids)) {
    const stem = name.replace(/Id$/, '').toLowerCase();
    const collection = collections.find((one) =>
      one.name
        .toLowerCase()
        .replaceAll('_', '')
        .replace(/(ies|s)$/, '')
        .endsWith(stem.replace(/y$/, '')),
    );
    if (collection === undefined) continue;
    const clinicId = (await world.db.collection('clinics').findOne({ name: { $regex: world.canaries.b } }))
      ?._id;
    const row = await world.db
      .collection(collection.name)
      .findOne({ $or: [{ clinicId }, { 'memberships.clinicId': clinicId }] });
    if (row !== null) ids[name] = String(row._id);
  }
  return ids;
};

const stolen = {
  role: 'super_admin',
  permissions: ['everything'],
  clinicId: freshId,
  isActive: true,
  emailVerified: true,
  emailVerifiedAt: '2020-01-01T00:00:00.000Z',
  mfaEnabled: false,
  passwordHash: 'x',
  balance: 0,
  balanceInCents: 0,
  paidAt: '2020-01-01T00:00:00.000Z',
  _id: freshId,
  id: freshId,
  __v: 0,
  createdAt: '2020-01-01T00:00:00.000Z',
  deletedAt: '2020-01-01T00:00:00.000Z',
  auditTrail: [],
  claims: [],
  ord: 1,
  memberships: [],
};

const listsAll =
  (keys: readonly string[]) =>
  (answer: Answer): string | undefined => {
    const named = new Set((jsonOf(answer)?.issues ?? []).map(({ path }: { path: string }) => path));
    const silent = keys.filter((key) => !named.has(key));
    return silent.length === 0 ? undefined : `says nothing about ${silent.join(', ')}`;
  };

const acceptedBy = ({ operation }: Addressed, key: string): boolean => {
  const verdict = operation.contract.body.safeParse({ [key]: '§' });
  return !(
    verdict.error?.issues.some((issue) => issue.code === 'unrecognized_keys' && issue.keys.includes(key)) ??
    false
  );
};

export const authorisation: readonly Row[] = [
  {
    id: 'D1',
    title: 'every route by every principal, as the matrix says',
    story: async ({ world, fire, holds }) => {
      const matrix = readMatrix();
      const current = matrixOf(world.operations);
      const missing = Object.keys(current).filter((name) => matrix[name] === undefined);
      holds(missing.length === 0, `not in access-matrix.json: ${missing.slice(0, 5).join(', ')}`);
      const different = Object.keys(current).filter(
        (name) => JSON.stringify(matrix[name]) !== JSON.stringify(current[name]),
      );
      holds(
        different.length === 0,
        `another rule than in access-matrix.json: ${different.slice(0, 5).join(', ')}`,
      );
      const unknown = Object.values(current)
        .flat()
        .filter((caller) => caller === 'unknown');
      holds(unknown.length === 0 && roles.length === 8, 'a route without an access rule');
      for (const operation of world.operations)
        for (const as of principals) await fire(knock(operation, as, matrix[operation.name] ?? []));
    },
  },
  {
    id: 'D2',
    title: "every route that names a record, with another clinic's",
    story: async ({ world, fire, holds }) => {
      const ids = await idsOfB(world);
      const missing = lacking(world, ids);
      holds(missing.length === 0, `no record of clinic B for ${missing.join(', ')}`);
      for (const operation of withIds(world)) {
        const theirs = await fire(foreign(world, operation, ids));
        const nothing = await fire(foreign(world, operation, {}));
        holds(
          faceOf(theirs) === faceOf(nothing),
          `${operation.name} tells a foreign id from one that does not exist`,
        );
      }
    },
  },
  {
    id: 'D4',
    title: 'a record below a parent that is not its own',
    shots: (world) => [
      ...withIds(world)
        .filter(({ params }) => params.length > 1)
        .flatMap((operation) =>
          operation.params.map((name) =>
            foreign(world, operation, { ...world.a.ids, [name]: world.b.ids[name] ?? freshId }),
          ),
        ),
      ...[
        '/clinics/B/patients',
        `/clinics/${world.b.id}/patients`,
        `/clinic/${world.b.id}`,
        `/clinics/${world.b.id}`,
      ].map((path): Shot => ({ as: 'AA', method: 'GET', path, expect: N404 })),
      { as: 'AA', method: 'GET', path: `/patients/${world.b.ids['patientId']}/appointments`, expect: N404 },
      { as: 'AA', method: 'GET', path: `/patients/${world.patients.PB1}/photo`, expect: N404 },
    ],
  },
  {
    id: 'D5',
    title: 'another clinic named in a body, a query, a header, a form',
    shots: (world) => [
      ...writes(world).map(
        ({ operation: { method }, path, body }): Shot => ({
          as: 'AA',
          method,
          path,
          json: { ...(body as object), clinicId: world.b.id },
          expect: [...V400, ...N404],
        }),
      ),
      ...reads(world).flatMap(({ path }): Shot[] => [
        { as: 'AA', method: 'GET', path: withQuery(path, `clinicId=${world.b.id}`), expect: V400 },
      ]),
      ...['x-clinic-id', 'x-tenant-id', 'x-tenant', 'x-organization-id', 'x-clinic'].map(
        (name): Shot => ({
          as: 'AA',
          method: 'GET',
          path: '/clinic',
          headers: { [name]: world.b.id },
          expect: [200],
          check: (answer) => (jsonOf(answer).data.id === world.a.id ? undefined : 'another clinic answers'),
        }),
      ),
      ...uploads(world).flatMap(({ path }): Shot[] => {
        const form = multipart('x.csv', 'text/csv', 'nome;telefone\nAna Lima;11955554444\n');
        const extra = Buffer.from(
          `--probes-boundary\r\nContent-Disposition: form-data; name="clinicId"\r\n\r\n${world.b.id}\r\n`,
        );
        return [
          {
            as: 'AA',
            method: 'POST',
            path,
            headers: form.headers,
            body: Buffer.concat([extra, form.body]),
            expect: V400,
          },
        ];
      }),
    ],
  },
  {
    id: 'D7',
    title: 'fields that a stored record has and nobody may send',
    shots: (world) =>
      writes(world).flatMap((addressed): Shot[] => {
        const { operation, path, body } = addressed;
        const keys = Object.keys(stolen).filter((key) => !acceptedBy(addressed, key));
        const extra = Object.fromEntries(Object.entries(stolen).filter(([key]) => keys.includes(key)));
        const shot: Shot = { as: 'AA', method: operation.method, path, expect: V400 };
        return [
          { ...shot, json: { ...(body as object), ...extra }, check: listsAll(keys) },
          ...keys.map((key): Shot => ({ ...shot, json: { ...(body as object), [key]: extra[key] } })),
        ];
      }),
  },
  {
    id: 'D12',
    title: 'a page of somebody else, an edited one, one of another list',
    story: async ({ world, fire, holds }) => {
      const paged = reads(world).filter(({ operation: { contract } }) => contract.isPaged);
      holds(paged.length > 0, 'no list is paged');
      let found = 0;
      for (const { operation, path } of paged) {
        const bad = [
          'edited',
          'bnVsbA',
          'e30',
          'W10',
          Buffer.from('{"$gt":""}').toString('base64url'),
          '%00',
          'x'.repeat(200),
          'W251bGwsImZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZiJd',
        ];
        for (const cursor of bad)
          await fire({ as: 'AA', method: 'GET', path: withQuery(path, `cursor=${cursor}`), expect: V400 });
        const mine = jsonOf(
          await fire({
            as: 'AA',
            method: 'GET',
            path: withQuery(path, 'limit=1'),
            expect: [200, 404, ...V400],
          }),
        );
        const theirPath = `${pathOf(operation, world.b.ids)}${path.includes('?') ? path.slice(path.indexOf('?')) : ''}`;
        const theirs = jsonOf(
          await fire({
            as: 'AB',
            method: 'GET',
            path: withQuery(theirPath, 'limit=1'),
            expect: [200, 404, ...V400],
          }),
        );
        const own: string | undefined = mine?.meta?.page?.nextCursor;
        const other: string | undefined = theirs?.meta?.page?.nextCursor;
        if (other !== undefined)
          await fire({
            as: 'AA',
            method: 'GET',
            path: withQuery(path, `limit=1&cursor=${other}`),
            expect: V400,
          });
        if (own === undefined) continue;
        found += 1;
        const edited = `${own.slice(0, 8)}${own[8] === 'A' ? 'B' : 'A'}${own.slice(9)}`;
        await fire({
          as: 'AA',
          method: 'GET',
          path: withQuery(path, `limit=1&cursor=${edited}`),
          expect: V400,
        });
        await fire({
          as: 'AA',
          method: 'GET',
          path: withQuery(path, `limit=1&cursor=${own}`),
          expect: [200],
        });
        for (const elsewhere of paged.filter((one) => one.operation !== operation))
          await fire({
            as: 'AA',
            method: 'GET',
            path: withQuery(elsewhere.path, `limit=1&cursor=${own}`),
            expect: V400,
          });
        if (operation.path === '/patients')
          await fire({
            as: 'AA',
            method: 'GET',
            path: withQuery(path, `limit=1&status=all&cursor=${own}`),
            expect: V400,
          });
      }
      holds(found > 0, 'no list had a second page');
    },
  },
];
