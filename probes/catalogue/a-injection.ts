import { keysOf, listsOf, reads, withQuery, writes } from '../lib/requests.ts';
import { L413, N404, needs, type Row, type Shot, T415, V400 } from '../lib/row.ts';
import { jsonOf } from '../lib/wire.ts';
import type { World } from '../lib/world.ts';

/** A. Query and operator injection. */

const signIns = ({ hasRoute }: World): string[] =>
  ['/auth/login', '/patient-auth/login'].filter((path) => hasRoute(`POST ${path}`));

const inQuery =
  (...queries: readonly string[]) =>
  (world: World): Shot[] =>
    reads(world).flatMap(({ path }) =>
      queries.map((query): Shot => ({ as: 'AA', method: 'GET', path: withQuery(path, query), expect: V400 })),
    );

const operators = [
  { $where: '1' },
  { $expr: { $eq: [1, 1] } },
  { $function: { body: 'return true', args: [], lang: 'js' } },
  { $jsonSchema: {} },
  { $nor: [{ x: { $ne: 1 } }] },
  { $and: [{ $nor: [{ x: { $where: '1' } }] }] },
];

const literals = ['.*', '^', '[', '(wq+)+$', '\\', '(', '%', '$where', '*', "' OR 1=1 --"];
const quickMs = 200;

const searching = (world: World): string[] =>
  reads(world).flatMap(({ operation, path }) =>
    keysOf(operation.contract.query).includes('search') ? [path] : [],
  );

const patientOf = ({ a }: World): string => `/patients/${a.ids['patientId']}`;

export const injection: readonly Row[] = [
  {
    id: 'A1',
    title: 'operators for credentials',
    shots: (world) =>
      signIns(world).flatMap((path) =>
        [
          { email: { $ne: null }, password: { $ne: null } },
          { email: { $gt: '' }, password: { $gt: '' } },
          { email: 'aa@probes.example', password: { $ne: 'x' } },
          { email: { $regex: '^aa' }, password: 'x' },
          { email: ['aa@probes.example'], password: ['x'] },
          { email: 'aa@probes.example', password: 'x', $where: 'sleep(1000)' },
        ].map(
          (json): Shot => ({
            as: 'nobody',
            method: 'POST',
            path,
            json,
            expect: V400,
            check: ({ headers }) =>
              headers.has('set-cookie') ? 'a cookie comes with the refusal' : undefined,
          }),
        ),
      ),
  },
  {
    id: 'A2',
    title: 'operators for credentials as a form and as a query',
    shots: (world) =>
      signIns(world).flatMap((path): Shot[] => [
        {
          as: 'nobody',
          method: 'POST',
          path,
          body: 'email[$gt]=&password[$gt]=',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          expect: T415,
        },
        { as: 'nobody', method: 'POST', path: `${path}?email[$gt]=&password[$gt]=`, expect: V400 },
        { as: 'nobody', method: 'POST', path: `${path}?email[$gt]=&password[$gt]=`, json: {}, expect: V400 },
      ]),
  },
  {
    id: 'A3',
    title: 'operators in the query of every read',
    shots: inQuery('status[$ne]=x', 'createdAt[$where]=1', 'name[$regex]=.*', '$where=1', 'search[$gt]='),
  },
  {
    id: 'A4',
    title: 'operators and shapes of ids in the path',
    shots: ({ operations }) =>
      operations
        .filter(({ params, isWrite }) => params.length > 0 && !isWrite)
        .flatMap(({ path }) =>
          [
            '%7B%22%24gt%22%3A%22%22%7D',
            'aaaaaaaaaaaa',
            '12345',
            '-1',
            '0',
            'null',
            'undefined',
            '%00',
            '..%2f..%2fetc%2fpasswd',
            '[object%20Object]',
            'F'.repeat(24),
            'f'.repeat(25),
            'f'.repeat(4000),
          ].map(
            (value): Shot => ({
              as: 'AA',
              method: 'GET',
              path: path.replace(/\{\w+\}/g, value),
              expect: [...V400, ...N404],
            }),
          ),
        ),
  },
  {
    id: 'A5',
    title: 'operators in every body',
    shots: (world) =>
      writes(world).flatMap(({ operation: { method, access }, path, body }) =>
        operators.map(
          (operator): Shot => ({
            as: access === 'public' ? 'nobody' : 'AA',
            method,
            path,
            json: { ...(body as object), ...operator },
            expect: V400,
          }),
        ),
      ),
  },
  {
    id: 'A6',
    title: 'sort by what is no column',
    shots: inQuery('sort=-passwordHash', 'sort[$meta]=x', 'sort=__proto__', 'sort=$where', 'sort[]=name'),
  },
  {
    id: 'A7',
    title: 'fields that are not shown',
    shots: inQuery(
      'fields=passwordHash',
      'fields=%2BpasswordHash',
      'fields[name]=$passwordHash',
      'select=passwordHash',
    ),
  },
  {
    id: 'A8',
    title: 'populate, include, expand',
    shots: inQuery('populate=clinic.users', 'include[match][$where]=1', 'expand=*', '$lookup[from]=users'),
  },
  {
    id: 'A9',
    title: 'searches are literal, short and quick',
    story: async ({ world, fire, holds }) => {
      for (const path of searching(world)) {
        for (const literal of literals) {
          const shot: Shot = {
            as: 'AA',
            method: 'GET',
            path: withQuery(path, `search=${encodeURIComponent(literal)}`),
            expect: [200],
            check: (answer) => (jsonOf(answer).data.length === 0 ? undefined : 'it finds something'),
          };
          let best = Number.POSITIVE_INFINITY;
          for (let at = 0; at < 3 && best > quickMs; at += 1) best = Math.min(best, (await fire(shot)).ms);
          holds(best <= quickMs, `a search for ${literal} takes ${Math.round(best)} ms`);
        }
        const long = `search=${'x'.repeat(10_000)}`;
        await fire({ as: 'AA', method: 'GET', path: withQuery(path, long), expect: V400 });
      }
    },
  },
  {
    id: 'A10',
    title: 'operators among the items of a list, and too many of them',
    shots: (world) =>
      writes(world).flatMap(({ operation: { method, contract }, path, body }) =>
        listsOf(contract.body).flatMap((name): Shot[] => [
          { as: 'AA', method, path, json: { ...(body as object), [name]: [{ $gt: '' }, 'x'] }, expect: V400 },
          {
            as: 'AA',
            method,
            path,
            body: `{"${name}":[${'1,'.repeat(100_000)}1]}`,
            headers: { 'content-type': 'application/json' },
            expect: L413,
          },
          {
            as: 'AA',
            method,
            path,
            json: { ...(body as object), [name]: { length: 1e9, 0: 'x' } },
            expect: V400,
          },
        ]),
      ),
  },
  {
    id: 'A11',
    title: 'update operators, dotted keys and pipelines as bodies',
    shots: (world) =>
      [
        { $set: { role: 'admin' } },
        { rev: 0, $set: { status: 'inactive' } },
        { rev: 0, 'profile.role': 'admin' },
        { rev: 0, 'address.city': 'Recife' },
        { rev: 0, $rename: { firstName: 'clinicId' } },
        { rev: 0, $unset: { clinicId: 1 } },
        [{ $set: {} }],
        [{ $set: { firstName: 'X' } }],
        { rev: { $gte: 0 }, firstName: 'X' },
        { rev: 0, firstName: { $concat: ['$cpf', 'x'] } },
        { rev: 0, address: { $set: { city: 'Recife' } } },
      ].map((json): Shot => ({ as: 'AA', method: 'PATCH', path: patientOf(world), json, expect: V400 })),
  },
  {
    id: 'A12',
    title: 'operators for one-time tokens',
    absent: needs('POST /auth/reset-password', 'POST /invitations/accept', 'POST /auth/invitations/accept'),
    shots: ({ operations }) =>
      operations
        .filter(
          ({ access, isWrite, contract }) =>
            access === 'public' && isWrite && keysOf(contract.body).includes('token'),
        )
        .flatMap(({ method, path }) =>
          [{ $regex: '^a' }, { $ne: null }, ['a'], 'a', 'a'.repeat(2000)].map(
            (token): Shot => ({
              as: 'nobody',
              method,
              path: path.replace(/\{\w+\}/g, 'a'.repeat(43)),
              json: { token, password: 'Tucano azul na varanda 48' },
              expect: [...V400, 404],
            }),
          ),
        ),
  },
];
