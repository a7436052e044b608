import { createServer } from 'node:net';
import { deflateSync, gzipSync, crc32 } from 'node:zlib';
import { multipart } from '../lib/clinic.ts';
import { keysOf, textsOf, uploads, writes } from '../lib/requests.ts';
import { L413, type Row, type Shot, T415, V400 } from '../lib/row.ts';
import { gzipBomb } from '../lib/generators.ts';
import { type Answer, header, jsonOf } from '../lib/wire.ts';
import type { World } from '../lib/world.ts';

/** F. Files, exports and addresses that a server might fetch: what the product takes today. */

const megabyte = 1024 ** 2;
const refused = [...V400, ...L413, ...T415];

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

const pngOf = (width: number, height: number, pixels: Buffer): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const dot = pngOf(1, 1, Buffer.from([0, 128]));
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const csv = 'nome;telefone\nAna Lima;11955554444\n';

const photoOf = ({ a }: World): string => `/patients/${a.ids['patientId']}/photo`;

const upload = (
  path: string,
  file: { name: string; type: string; bytes: Buffer | string },
  expect: readonly number[],
): Shot => ({
  as: 'AA',
  method: 'POST',
  path,
  ...multipart(file.name, file.type, file.bytes),
  expect,
});

const isPhoto = (answer: Answer): string | undefined => {
  if (header(answer, 'content-type') !== 'image/jpeg') return `the type is ${header(answer, 'content-type')}`;
  if (header(answer, 'x-content-type-options') !== 'nosniff') return 'no nosniff';
  if (!/sandbox/.test(header(answer, 'content-security-policy') ?? '')) return 'no sandbox';
  return answer.text.includes('<script') ? 'the script survives' : undefined;
};

const wrongFiles = [
  {
    name: 'x.svg',
    type: 'image/svg+xml',
    bytes: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  },
  { name: 'x.jpg', type: 'image/jpeg', bytes: '<html><script>alert(1)</script></html>' },
  { name: 'x.png', type: 'image/png', bytes: eicar },
  { name: 'x.gif', type: 'image/gif', bytes: 'GIF89a/*' },
  { name: 'x.pdf', type: 'application/pdf', bytes: '%PDF-1.4 <script>alert(1)</script>' },
  {
    name: 'x.jpg',
    type: 'image/jpeg',
    bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]),
  },
  { name: 'x.png', type: 'image/png', bytes: dot.subarray(0, 20) },
  { name: 'x.png', type: 'image/png', bytes: '' },
  // A few kilobytes that would be 900 megapixels.
  { name: 'flood.png', type: 'image/png', bytes: pngOf(30_000, 30_000, Buffer.alloc(1000)) },
];

const brokenForms: [string, string][] = [
  ['multipart/form-data', 'x'],
  ['multipart/form-data; boundary=', '--\r\n'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n',
  ],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="other"; filename="a.png"\r\n\r\nx\r\n--x--\r\n',
  ],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--x--\r\n',
  ],
  ['multipart/form-data; boundary=x', '--x\r\nbroken\r\n\r\nx\r\n--x--\r\n'],
  [
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="${'[a]'.repeat(5000)}"\r\n\r\nx\r\n--x--\r\n`,
  ],
  ['multipart/form-data; boundary=x', '--x--\r\n'],
  ['multipart/form-data; boundary=x', ''],
  [`multipart/form-data; boundary=${'x'.repeat(500)}`, 'x'],
];

const manyFiles = (count: number): Shot['body'] =>
  Array.from(
    { length: count },
    (_, at) => `--x\r\nContent-Disposition: form-data; name="file"; filename="${at}.png"\r\n\r\nx\r\n`,
  ).join('') + '--x--\r\n';

const names = [
  '../../etc/x',
  '..%2f..%2fx',
  'a.jpg%00.html',
  'x'.repeat(5000),
  'CON',
  'a\u202Egpj.exe',
  '/etc/passwd',
  'C:\\\\Windows\\\\x',
  '.htaccess',
  'x;rm -rf',
  "x'><script>",
  '....//....//x',
];

const safeName = (answer: Answer): string | undefined => {
  const name: string = jsonOf(answer)?.data?.fileName ?? '';
  return /[\u202A-\u202E\u2066-\u2069\0\r\n]|\.\.\//.test(name) || name.length > 255
    ? `the name is kept as ${JSON.stringify(name).slice(0, 60)}`
    : undefined;
};

const addressesOfServers = (port: number): string[] => [
  `http://127.0.0.1:${port}/`,
  `http://localhost:${port}/`,
  `http://[::1]:${port}/`,
  'http://10.0.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  `http://0x7f000001:${port}/`,
  `http://2130706433:${port}/`,
  `http://user@127.0.0.1:${port}/`,
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
];

const counting = async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    calls: () => calls,
    close: () => server.close(),
  };
};

export const files: readonly Row[] = [
  {
    id: 'F1',
    title: 'files that are too large, too many, or not what they say',
    shots: (world) => [
      upload(
        photoOf(world),
        { name: 'x.png', type: 'image/png', bytes: Buffer.alloc(5 * megabyte + 1) },
        L413,
      ),
      upload(
        '/patients/imports',
        { name: 'x.csv', type: 'text/csv', bytes: Buffer.alloc(25 * megabyte + 1, 0x61) },
        L413,
      ),
      ...wrongFiles.map((file) => upload(photoOf(world), file, refused)),
      ...wrongFiles.slice(5, 8).map((file) => upload('/patients/imports', file, refused)),
      ...uploads(world).flatMap(({ path }) => [
        {
          as: 'AA' as const,
          method: 'POST',
          path,
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          body: manyFiles(101) ?? '',
          expect: refused,
        },
        ...brokenForms.map(
          ([type, body]): Shot => ({
            as: 'AA',
            method: 'POST',
            path,
            headers: { 'content-type': type },
            body,
            expect: refused,
          }),
        ),
        {
          as: 'AA' as const,
          method: 'POST',
          path,
          headers: { 'content-type': 'application/octet-stream' },
          body: dot,
          expect: T415,
        },
      ]),
    ],
  },
  {
    id: 'F2',
    title: 'names of files',
    changes: true,
    shots: (world) => [
      ...names.map(
        (name): Shot => ({
          ...upload('/patients/imports', { name, type: 'text/csv', bytes: csv }, [201, ...V400]),
          check: safeName,
        }),
      ),
      ...names.map(
        (name): Shot => upload(photoOf(world), { name, type: 'image/png', bytes: dot }, [200, ...V400]),
      ),
    ],
  },
  {
    id: 'F3',
    title: 'a picture that is also a page comes back as a picture alone',
    changes: true,
    shots: (world) => [
      upload(
        photoOf(world),
        {
          name: 'x.html',
          type: 'text/html',
          bytes: Buffer.concat([dot, Buffer.from('<script>alert(1)</script>')]),
        },
        [200, ...refused],
      ),
      { as: 'AA', method: 'GET', path: photoOf(world), expect: [200], check: isPhoto },
      { as: 'AB', method: 'GET', path: photoOf(world), expect: [404] },
      { as: 'nobody', method: 'GET', path: photoOf(world), expect: [401] },
    ],
  },
  {
    id: 'F4',
    title: 'packed files are not unpacked',
    shots: (world) =>
      uploads(world).flatMap(({ path }) => [
        upload(path, { name: 'x.csv.gz', type: 'application/gzip', bytes: gzipBomb() }, refused),
        upload(path, { name: 'x.csv', type: 'text/csv', bytes: gzipSync(csv) }, refused),
        upload(
          path,
          { name: 'x.zip', type: 'application/zip', bytes: Buffer.from('504b0304140000000000', 'hex') },
          refused,
        ),
        upload(
          path,
          { name: 'x.xlsx', type: 'application/vnd.ms-excel', bytes: Buffer.from('504b0304', 'hex') },
          refused,
        ),
      ]),
  },
  {
    id: 'F5',
    title: 'formulas in exported tables',
    absent: ({ operations }) =>
      operations.some(({ path }) => path.includes('export')) ? undefined : 'nothing exports a table yet',
    story: async ({ world, fire, holds }) => {
      for (const { method, path } of world.operations.filter(
        (one) => one.path.includes('export') && !one.isWrite,
      )) {
        const { text } = await fire({
          as: 'AA',
          method,
          path: path.replace(/\{\w+\}/g, 'f'.repeat(24)),
          expect: [200, 403, 404, ...V400],
        });
        const cells = text.split(/[;,\n]/).map((cell) => cell.replace(/^"/, ''));
        holds(!cells.some((cell) => /^[=+@\t\r]|^-\D/.test(cell)), `${path} exports a formula`);
      }
    },
  },
  {
    id: 'F6',
    title: 'text in printed documents',
    absent: ({ operations }) =>
      operations.some(({ path }) => /receipt|pdf/.test(path)) ? undefined : 'nothing prints a PDF yet',
  },
  {
    id: 'F7',
    title: 'addresses that a server might fetch',
    absent: ({ operations }) =>
      operations.some(
        ({ isWrite, contract }) =>
          isWrite && keysOf(contract.body).some((name) => /url|uri|webhook|callback/i.test(name)),
      )
        ? undefined
        : 'no field takes an address',
    story: async ({ world, fire, holds }) => {
      const server = await counting();
      for (const {
        operation: { method, contract },
        path,
        body,
      } of writes(world))
        for (const name of textsOf(contract.body).filter((one) => /url|uri|webhook|callback/i.test(one)))
          for (const url of addressesOfServers(server.port))
            await fire({ as: 'AA', method, path, json: { ...(body as object), [name]: url }, expect: V400 });
      holds(server.calls() === 0, 'the server called an address that it was given');
      server.close();
    },
  },
];
