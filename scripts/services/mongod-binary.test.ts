import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fetchFromVendor } from './mongod-binary.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vendor-'));
const target = path.join(folder, 'mongod');
const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A vendor of our own: answers every address with the handler's bytes. */
const vendor = (handler: http.RequestListener): Promise<string> =>
  new Promise((resolve) => {
    const server = http.createServer(handler).listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
    servers.push(server);
  });

const archive = (): Buffer => {
  const bin = path.join(folder, 'mongodb-8', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'mongod'), 'the server');
  execFileSync('tar', ['-czf', path.join(folder, 'archive.tgz'), '-C', folder, 'mongodb-8']);
  return readFileSync(path.join(folder, 'archive.tgz'));
};

const serve =
  (bytes: Buffer, checksum: string): http.RequestListener =>
  ({ url }, response) => {
    response.end(url?.endsWith('.sha256') ? `${checksum}  archive.tgz\n` : bytes);
  };

test("the server is taken out of the vendor's archive", async () => {
  const bytes = archive();
  const checksum = createHash('sha256').update(bytes).digest('hex');
  await fetchFromVendor(target, { vendor: await vendor(serve(bytes, checksum)) });
  expect(readFileSync(target, 'utf8')).toBe('the server');
});

test('an archive that differs from its checksum is refused', async () => {
  const address = await vendor(serve(archive(), '0'.repeat(64)));
  await expect(fetchFromVendor(target, { vendor: address })).rejects.toThrow('checksum differs');
});

test('a vendor that falls silent is given up', async () => {
  const address = await vendor(() => {});
  await expect(fetchFromVendor(target, { vendor: address, silenceLimitMs: 50 })).rejects.toThrow(
    'no answer for 0.05 s',
  );
});

test('a vendor without this archive is given up', async () => {
  const address = await vendor((_, response) => response.writeHead(404).end());
  await expect(fetchFromVendor(target, { vendor: address })).rejects.toThrow('HTTP 404');
});
