import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { reads, withQuery } from '../lib/requests.ts';
import { type Probe, refusedByParser, type Row, type Shot, V400 } from '../lib/row.ts';
import { exchange, jsonOf } from '../lib/wire.ts';
import type { World } from '../lib/world.ts';

/** I. Resources: slow clients, framing that two parsers read differently, sizes in the address. */

const headersLimitMs = 10_000;
const requestLimitMs = 30_000;
// Node looks for overdue connections every 30 s unless told otherwise.
const checkEveryMs = 5000;

type Slow = { name: string; first: string; drip: string; limitMs: number };

const host = ({ product }: World): string => new URL(product.origin).host;

const slowOnes = (world: World): Slow[] => [
  {
    name: 'headers',
    first: `GET /api/v1/patients HTTP/1.1\r\nHost: ${host(world)}\r\n`,
    drip: 'X-A: b\r\n',
    limitMs: headersLimitMs,
  },
  { name: 'a first line', first: 'GET /api/v1/pat', drip: 'i', limitMs: headersLimitMs },
  {
    name: 'a body',
    first: `POST /api/v1/auth/login HTTP/1.1\r\nHost: ${host(world)}\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n{`,
    drip: ' ',
    limitMs: requestLimitMs,
  },
];

/** How long the server puts up with a client that sends a byte now and then. */
const enduredMs = async (port: number, { first, drip }: Slow, limitMs: number): Promise<number> => {
  const startedAt = performance.now();
  const socket = net.connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  const closed = once(socket, 'close').catch(() => undefined);
  socket.write(first);
  const timer = setInterval(() => socket.write(drip), 1000);
  socket.resume();
  await Promise.race([closed, delay(limitMs, undefined, { ref: false })]);
  clearInterval(timer);
  const endured = performance.now() - startedAt;
  socket.destroy();
  return endured;
};

const idle = async (port: number, count: number): Promise<net.Socket[]> => {
  const sockets: net.Socket[] = [];
  for (let at = 0; at < count; at += 1) {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    sockets.push(socket);
    if (at % 100 === 99) await delay(20);
  }
  return sockets;
};

const honestWorstMs = async ({ world, fire }: Probe, count: number): Promise<number> => {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1)
    times.push((await fire({ as: 'AA', method: 'GET', path: '/patients', expect: [200] })).ms);
  void world;
  return times.toSorted((one, other) => one - other)[Math.floor(count * 0.99)] ?? 0;
};

const slowClients = async (probe: Probe): Promise<void> => {
  const { world, holds } = probe;
  const { port } = world.product;
  const sockets = await idle(port, 1000);
  const endured = slowOnes(world).flatMap((slow) =>
    Array.from({ length: 5 }, async () => ({
      slow,
      ms: await enduredMs(port, slow, slow.limitMs + checkEveryMs + 2000),
    })),
  );
  // A reader that never reads holds nothing but its own socket.
  const reader = net.connect({ port, host: '127.0.0.1' });
  reader.on('error', () => undefined);
  reader.pause();
  for (let at = 0; at < 50; at += 1)
    reader.write(`GET /api/v1/openapi.json HTTP/1.1\r\nHost: ${host(world)}\r\n\r\n`);
  const worst = await honestWorstMs(probe, 100);
  holds(worst < 1000, `an honest request takes ${Math.round(worst)} ms meanwhile`);
  for (const { slow, ms } of await Promise.all(endured))
    holds(
      ms <= slow.limitMs + checkEveryMs + 1000,
      `${slow.name} may take longer than ${Math.round(ms / 1000)} s`,
    );
  for (const socket of [...sockets, reader]) socket.destroy();
};

const request = (lines: readonly string[], body = ''): string => `${lines.join('\r\n')}\r\n\r\n${body}`;

const framings = (world: World): [string, string][] => {
  const own = `Host: ${host(world)}`;
  const target = 'POST /api/v1/auth/login HTTP/1.1';
  const json = 'Content-Type: application/json';
  const get = 'GET /api/v1/patients HTTP/1.1';
  return [
    [
      'CL and TE',
      request([target, own, json, 'Content-Length: 4', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ],
    [
      'TE and CL',
      request([target, own, json, 'Transfer-Encoding: chunked', 'Content-Length: 4'], '0\r\n\r\n'),
    ],
    ['two lengths', request([target, own, json, 'Content-Length: 2', 'Content-Length: 3'], '{} ')],
    ['two equal lengths', request([target, own, json, 'Content-Length: 2', 'Content-Length: 2'], '{}')],
    ['TE with a space', request([target, own, json, 'Transfer-Encoding : chunked'], '0\r\n\r\n')],
    ['TE: xchunked', request([target, own, json, 'Transfer-Encoding: xchunked'], '0\r\n\r\n')],
    [
      'TE: chunked, identity',
      request([target, own, json, 'Transfer-Encoding: chunked, identity'], '0\r\n\r\n'),
    ],
    ['TE: gzip, chunked', request([target, own, json, 'Transfer-Encoding: gzip, chunked'], '0\r\n\r\n')],
    [
      'two TE',
      request([target, own, json, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], '0\r\n\r\n'),
    ],
    ['bare LF', `${target}\n${own}\n${json}\n\n{}`],
    ['obs-fold', request([get, own, 'X-A: a\r\n b'])],
    ['a negative length', request([target, own, json, 'Content-Length: -1'])],
    ['a signed length', request([target, own, json, 'Content-Length: +2'], '{}')],
    ['a hexadecimal length', request([target, own, json, 'Content-Length: 0x2'], '{}')],
    ['a broken chunk', request([target, own, json, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n')],
    [
      'a huge chunk',
      request([target, own, json, 'Transfer-Encoding: chunked'], 'ffffffffffffffffff\r\n{}\r\n0\r\n\r\n'),
    ],
    ['two hosts', request([get, own, 'Host: evil.example'])],
    ['two equal hosts', request([get, own, own])],
    ['no host', request([get])],
    ['an empty host', request([get, 'Host:'])],
    ['a host with a path', request([get, 'Host: a/b'])],
    ['a host with a user', request([get, 'Host: a@b'])],
    ['another host in the address', request(['GET http://evil.example/api/v1/patients HTTP/1.1', own])],
    ['another scheme in the address', request(['GET ftp://evil.example/ HTTP/1.1', own])],
    ['NUL in a header', request([get, own, 'X-A: a\0b'])],
    ['a header without a name', request([get, own, ': a'])],
    ['a space in a name', request([get, own, 'X A: a'])],
    ['HTTP/0.9', 'GET /\r\n'],
    ['HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/3.7', request(['GET / HTTP/3.7', own])],
    ['a space in the address', request(['GET /api/v1/pa tients HTTP/1.1', own])],
  ];
};

const framing = async (probe: Probe): Promise<void> => {
  const { world, fire, holds } = probe;
  for (const [name, bytes] of framings(world))
    await fire({
      as: 'nobody',
      method: 'RAW',
      path: name,
      raw: bytes,
      limitMs: 3000,
      expect: refusedByParser,
      isBare: true,
    });
  const closing = request(
    ['GET /livez HTTP/1.1', `Host: ${host(world)}`, 'Connection: close'],
    'GET /api/v1/patients HTTP/1.1\r\nHost: x\r\n\r\n',
  );
  const answer = await exchange({ port: world.product.port, bytes: closing, isGreedy: true, limitMs: 2000 });
  const answers = answer.raw.toString('latin1').split('HTTP/1.1 ').length - 1;
  holds(answers === 1, `${answers} answers after Connection: close`);
};

const amounts = ['-1', '0', '1e9', 'abc', '101', '1000000', '', '%00', '1;2'];

const sizes = (world: World): Shot[] => [
  ...reads(world)
    .filter(({ operation }) => operation.contract.isPaged)
    .flatMap(({ path }) =>
      amounts.map(
        (limit): Shot => ({ as: 'AA', method: 'GET', path: withQuery(path, `limit=${limit}`), expect: V400 }),
      ),
    ),
  { as: 'AA', method: 'GET', path: '/patients?page=1000000000', expect: V400 },
  {
    as: 'AA',
    method: 'GET',
    path: '/scheduling/appointments?startDate=2026-01-01&endDate=2028-12-31',
    expect: V400,
  },
  {
    as: 'AA',
    method: 'GET',
    path: `/scheduling/availability?typeId=${world.a.ids['typeId']}&locationId=${world.a.locationId}&from=2026-01-01&to=2028-12-31`,
    expect: V400,
  },
  {
    as: 'AA',
    method: 'GET',
    path: `/scheduling/agenda?locationId=${world.a.locationId}&from=2026-01-01&to=2028-12-31`,
    expect: V400,
  },
  { as: 'AA', method: 'GET', path: `/patients?search=${'x'.repeat(15_000)}`, expect: [...V400, 414, 431] },
  {
    as: 'AA',
    method: 'GET',
    path: `/patients?search=${'x'.repeat(17_000)}`,
    expect: refusedByParser,
    isBare: true,
  },
  { as: 'AA', method: 'GET', path: `/${'a/'.repeat(7000)}`, expect: [404, 414, 431], isBare: true },
  {
    as: 'AA',
    method: 'GET',
    path: `/patients?${Array.from({ length: 3000 }, (_, at) => `a${at}=`)
      .join('&')
      .slice(0, 14_000)}`,
    expect: [...V400, 431],
  },
  {
    as: 'AA',
    method: 'GET',
    path: '/patients',
    headers: { 'x-big': 'x'.repeat(17_000) },
    expect: refusedByParser,
    isBare: true,
  },
  {
    as: 'AA',
    method: 'GET',
    path: '/patients',
    headers: Object.fromEntries(Array.from({ length: 2500 }, (_, at) => [`x-${at}`, '1'])),
    expect: [200, ...refusedByParser],
    isBare: true,
  },
];

export const resources: readonly Row[] = [
  { id: 'I1', title: 'slow clients are cut, honest ones do not notice', story: slowClients },
  { id: 'I2', title: 'framing that two parsers read differently', story: framing },
  {
    id: 'I3',
    title: 'pages, ranges and addresses of any size',
    shots: sizes,
    story: async ({ fire, holds }) => {
      const answer = await fire({ as: 'AA', method: 'GET', path: '/patients?limit=100', expect: [200] });
      holds(jsonOf(answer).data.length <= 100, 'a page is larger than a page');
    },
  },
];
