import type { Row, Shot } from '../lib/row.ts';
import { L413, refusedByParser, T415, V400 } from '../lib/row.ts';
import { gzipSync } from 'node:zlib';
import { bytesOf } from '../lib/browser.ts';
import { deepArrays, deepObjects, endless, gzipBomb, manyKeys } from '../lib/generators.ts';
import { withQuery, reads, writes } from '../lib/requests.ts';
import type { World } from '../lib/world.ts';

/** B. Parsers: what is no JSON, too much of it, or JSON that means two things. */

const json = { 'content-type': 'application/json' };
const path = '/patients';
const limitBytes = 100_000;
const megabyte = 1024 ** 2;

const raw = (
  body: string | Buffer,
  expect: readonly number[],
  headers: Record<string, string | undefined> = json,
): Shot => ({
  as: 'AA',
  method: 'POST',
  path,
  body,
  headers,
  expect,
});

const aBody = '{"firstName":"Ana","lastName":"Lima","phone":"(11) 98888-7777"}';
const poisons = [
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"prototype":{"isAdmin":true}}',
  '{"address":{"__proto__":{"isAdmin":true}}}',
  '{"address":{"constructor":{"prototype":{"isAdmin":true}}}}',
  '{"\\u005f_proto__":{"isAdmin":true}}',
];

const everyWrite = (world: World, bodies: readonly string[], expect: readonly number[]): Shot[] =>
  writes(world).flatMap(({ operation: { method }, path: address }) =>
    bodies.map((body): Shot => ({ as: 'AA', method, path: address, body, headers: json, expect })),
  );

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const withNotes = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from(`${aBody.slice(0, -1)},"notes":"A`), Buffer.from(bytes), Buffer.from('"}')]);
const invalidUtf8 = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80]].map(
  (bytes) => withNotes(...bytes),
);

export const parsers: readonly Row[] = [
  {
    id: 'B1',
    title: 'prototypes in bodies and queries',
    shots: (world) => [
      ...everyWrite(world, poisons, V400),
      ...reads(world).flatMap(({ path: address }) =>
        [
          '__proto__[isAdmin]=true',
          'constructor[prototype][isAdmin]=true',
          '__proto__=1',
          'constructor=1',
        ].map((query): Shot => ({ as: 'AA', method: 'GET', path: withQuery(address, query), expect: V400 })),
      ),
    ],
  },
  {
    id: 'B2',
    title: 'a body that is too large is refused before it is read',
    shots: (world) => [
      ...everyWrite(world, [`{"a":"${'x'.repeat(limitBytes + 1 - 8)}"}`], L413),
      // Announced and never sent.
      { ...raw('', [...L413, 0], { ...json, 'content-length': '52428800' }), limitMs: 5000 },
    ],
    story: async ({ world, fire, holds }) => {
      const who = world.who('AA');
      const head = bytesOf(
        { method: 'POST', path },
        { host: 'localhost', ...json, cookie: who.cookie(), 'x-csrf-token': who.csrf() },
      )
        .toString('latin1')
        .trimEnd()
        .split('\r\n');
      const flood = endless(head, 50 * megabyte);
      await fire({
        as: 'AA',
        method: 'POST',
        path: '50 MB chunked',
        raw: flood.pieces,
        expect: [...L413, 0],
        isBare: true,
      });
      holds(
        flood.sent() < 20 * megabyte,
        `the server took ${Math.round(flood.sent() / megabyte)} MB of a refused body`,
      );
    },
  },
  {
    id: 'B3',
    title: 'too deep, too many keys',
    shots: (world) => [
      ...everyWrite(
        world,
        [deepArrays(5000), deepObjects(5000), `{"a":${deepArrays(33)}}`, manyKeys(9000)],
        V400,
      ),
      raw(manyKeys(100_000), [...V400, ...L413]),
      raw(`${'['.repeat(40_000)}`, V400),
    ],
  },
  {
    id: 'B4',
    title: 'another content type is never read as JSON',
    shots: (world) =>
      writes(world).flatMap(({ operation: { method }, path: address }) =>
        [
          'text/plain',
          undefined,
          'application/xml',
          'multipart/form-data; boundary=x',
          'application/x-www-form-urlencoded',
          'application/json5',
          'text/json',
          'application/vnd.api+json',
        ].map(
          (type): Shot => ({
            as: 'AA',
            method,
            path: address,
            body: aBody,
            headers: { 'content-type': type },
            expect: T415,
          }),
        ),
      ),
  },
  {
    id: 'B5',
    title: 'what is no JSON object',
    shots: (world) => [
      ...everyWrite(world, ['{"firstName":"Ana"', '{"a":1,}', '"text"', '[]', 'null', '1'], V400),
      ...[
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":1}/* end */',
        '// a\n{"a":1}',
        '{"a":1}{"b":2}',
        `\uFEFF${aBody}`,
        "{'a':1}",
        '{a:1}',
        '{"a":01}',
        '{"a":"\t"}',
        '{"a":1}\0',
        ' ',
        'true',
      ].map((body) => raw(body, V400)),
    ],
  },
  {
    id: 'B6',
    title: 'compressed and unknown encodings',
    shots: (world) =>
      [
        { body: gzipBomb(), encoding: 'gzip' },
        { body: gzipSync(aBody), encoding: 'gzip' },
        { body: gzipSync(gzipSync(aBody)), encoding: 'gzip, gzip' },
        { body: Buffer.from(aBody), encoding: 'br2' },
        { body: Buffer.from(aBody), encoding: 'deflate' },
        { body: Buffer.from(aBody), encoding: 'identity, gzip' },
      ].flatMap(({ body, encoding }) => [
        raw(body, [...L413, ...T415], { ...json, 'content-encoding': encoding }),
        {
          ...raw(body, [...L413, ...T415], { ...json, 'content-encoding': encoding }),
          as: 'nobody' as const,
          path: '/auth/login',
        },
        {
          ...raw(body, [...L413, ...T415], { ...json, 'content-encoding': encoding }),
          method: 'PATCH',
          path: `/patients/${world.a.ids['patientId']}`,
        },
      ]),
  },
  {
    id: 'B7',
    title: 'other character sets and bytes that are no UTF-8',
    shots: () => [
      ...['utf-7', 'utf-16', 'utf-16le', 'utf-32', 'iso-8859-1', 'windows-1252', 'x-unknown', '"utf-7"'].map(
        (charset) => raw(aBody, T415, { 'content-type': `application/json; charset=${charset}` }),
      ),
      raw('{"firstName":"+ADw-script+AD4-"}', T415, { 'content-type': 'application/json; charset=utf-7' }),
      raw(utf16(aBody), [...V400, ...T415], { 'content-type': 'application/json; charset=utf-16' }),
      raw(utf16(aBody), V400),
      ...invalidUtf8.map((body) => raw(body, V400)),
    ],
  },
  {
    id: 'B14',
    title: 'methods in headers and queries, and methods that do not exist',
    shots: ({ a }) => {
      const patient = `/patients/${a.ids['patientId']}`;
      const override = (headers: Record<string, string>): Shot => ({
        as: 'AA',
        method: 'GET',
        path: patient,
        headers,
        expect: [200],
      });
      return [
        override({ 'x-http-method-override': 'DELETE' }),
        override({ 'x-http-method': 'DELETE' }),
        override({ 'x-method-override': 'DELETE' }),
        { as: 'AA', method: 'GET', path: `${patient}?_method=DELETE`, expect: V400 },
        {
          as: 'AA',
          method: 'POST',
          path: patient,
          headers: { 'x-http-method-override': 'DELETE' },
          json: {},
          expect: [405],
        },
        { as: 'AA', method: 'POST', path: patient, json: { _method: 'DELETE' }, expect: [405] },
        ...['TRACE', 'PROPFIND', 'MKCOL', 'LOCK', 'SEARCH', 'LINK', 'PURGE'].flatMap((method): Shot[] => [
          { as: 'AA', method, path: patient, expect: [403, 404, 405], headers: { 'x-csrf-token': 'x' } },
          { as: 'nobody', method, path: '!/', expect: [403, 404, 405, 501] },
        ]),
        { as: 'AA', method: 'FROB', path: patient, expect: refusedByParser, isBare: true },
        { as: 'AA', method: 'get', path: patient, expect: refusedByParser, isBare: true },
        { as: 'nobody', method: 'CONNECT', path: '!localhost:1', expect: refusedByParser, isBare: true },
      ];
    },
  },
];
