import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { inRoot } from './lib/paths.mjs';

type Service = {
  image?: string;
  ports?: string[];
  command?: string[];
  entrypoint?: string[];
  healthcheck?: object;
  mem_limit?: string;
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
};

const compose: { services: Record<string, Service>; volumes: object } = parse(
  readFileSync(inRoot('compose.yml'), 'utf8'),
);
const { app, mongo, redis, 'mongo-init': init } = compose.services;
const dockerfile = readFileSync(inRoot('Dockerfile'), 'utf8');

test('the database has the replica set, the patched version and no zlib', () => {
  expect(mongo?.command).toEqual(expect.arrayContaining(['--replSet', 'rs0', 'snappy,zstd']));
  const [, patch = 0] = /^mongo:8\.0\.(\d+)$/.exec(mongo?.image ?? '') ?? [];
  expect(Number(patch)).toBeGreaterThanOrEqual(17);
  expect(init?.entrypoint?.at(-1)).toContain('rs.initiate');
});

test('the product waits for its services, and only its own port leaves the machine, on loopback', () => {
  expect(app?.depends_on).toEqual({
    'mongo-init': { condition: 'service_completed_successfully' },
    redis: { condition: 'service_healthy' },
  });
  expect(app?.ports).toEqual(['127.0.0.1:3000:3000']);
  expect(mongo?.ports ?? redis?.ports).toBeUndefined();
});

test('servers have a health check and a memory limit; no secret is written down', () => {
  for (const service of [mongo, redis])
    expect(service).toMatchObject({ healthcheck: {}, mem_limit: /\d+[mg]/ });
  expect(Object.keys(app?.environment ?? {}).filter((name) => name.includes('SECRET'))).toEqual([]);
});

test('the image is built from the lockfile, runs as user 1000 and says whether it is well', () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(dockerfile).toMatch(/ARG NODE_IMAGE=node:24-bookworm-slim\n/);
  expect(dockerfile).not.toMatch(/npm (install|i) /);
  expect(last).toMatch(/\nUSER 1000\n[^]*\nSTOPSIGNAL SIGTERM\nHEALTHCHECK /);
  expect(last).toMatch(/ENTRYPOINT \["tini", "--", "node", "deploy\/entrypoint.mjs"\]/);
});

test('the image copies the manifest of every workspace', () => {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const workspaces = Object.keys(packages).filter((place) => place !== '' && !place.includes('node_modules'));
  for (const workspace of workspaces)
    expect(dockerfile).toContain(`COPY ${workspace}/package.json ${workspace}/`);
});

/** A place like the image's, with a product that reports what it was given. */
const anImage = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'image-'));
  const dist = path.join(folder, 'apps/api/dist');
  mkdirSync(dist, { recursive: true });
  cpSync(inRoot('deploy'), path.join(folder, 'deploy'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(dist, 'cli.js'), 'console.log("cli", process.argv.slice(2).join(" "))');
  writeFileSync(
    path.join(dist, 'main.js'),
    'process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1000); console.log("serving", process.env.TOPSMILE_CSRF_SECRET)',
  );
  return folder;
};

/** Runs the image's entry point until it serves, then stops it as a container is stopped. */
const serveAndStop = (folder: string): Promise<{ output: string; code: number | null }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['deploy/entrypoint.mjs'], {
      cwd: folder,
      env: { SECRETS_FOLDER: path.join(folder, 'state'), SEED: 'demo', PATH: process.env['PATH'] },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('serving')) child.kill('SIGTERM');
    });
    child.once('close', (code) => resolve({ output, code }));
  });

test('a container migrates, seeds, serves with secrets of its own and hands the signal on', async () => {
  const folder = anImage();
  const first = await serveAndStop(folder);
  const second = await serveAndStop(folder);
  expect(first.output).toMatch(/^cli migrate\ncli seed demo --if-empty\nserving [\w-]{43}\n$/);
  expect(first.code).toBe(7);
  expect(second.output).toBe(first.output);
  expect(statSync(path.join(folder, 'state/secrets.json')).mode & 0o777).toBe(0o600);
});
