import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { presetFindings, scanForSecrets, secretsIn } from './secrets.ts';

/** Secrets are put together here and never written down: this file itself must pass the scan. */
const letters = (count: number): string => randomBytes(count).toString('hex').slice(0, count);
const capitals = (count: number): string =>
  Array.from(randomBytes(count), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
const join = (...parts: string[]): string => parts.join('');
const base64Url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = [base64Url({ alg: 'HS256', typ: 'JWT' }), base64Url({ sub: letters(12) }), letters(43)].join('.');
const pem = join('-----BEGIN ', 'RSA PRIVATE', ' KEY-----');

const bad: [string, string][] = [
  ['a live Stripe key', join('sk_', 'live_', letters(24))],
  ['a live Stripe key', join('rk_', 'live_', letters(24))],
  ['a SendGrid key', join('S', 'G.', letters(22), '.', letters(43))],
  ['a Twilio account with its token', join('A', 'C', letters(32), '\\nTOKEN=', letters(32))],
  ['a private key', `${pem}\n${letters(64)}`],
  ['a signed token', jwt],
  ['an AWS key id', join('AK', 'IA', capitals(16))],
  ['an AWS key id', join('AK', 'IA', 'IOSFODNN7', 'EXAMPLE')],
  ['an encryption key', join('TOPSMILE_ENCRYPTION', '_KEYS=k1:', randomBytes(32).toString('base64'))],
  ['a MongoDB address with a password', join('mongo', 'db://clinic:', letters(12), '@db.example/topsmile')],
];

test.each(bad)('%s is found (%#), with its place and without its text', (what, secret) => {
  const found = secretsIn({ file: 'a.ts', text: `first line\nconst value = "${secret}";\n` });
  expect(found).toEqual([`a.ts:2 ${what}`]);
  expect(found.join('')).not.toContain(secret);
});

test.each([
  'sk_test_0123456789012345',
  'const key = process.env.STRIPE_KEY;',
  `sha512-${randomBytes(64).toString('base64')}`,
  `const id = '${letters(32)}';`,
  'TOPSMILE_ENCRYPTION_KEYS: `k1:${keyFor()}`',
  'mongodb://127.0.0.1:27017/topsmile?replicaSet=rs0',
])('%s is none', (text) => {
  expect(secretsIn({ file: 'a.ts', text })).toEqual([]);
});

test('in a folder under version control both the preset and our own patterns find theirs', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
  writeFileSync(path.join(folder, '.gitignore'), 'ignored.txt\n');
  writeFileSync(path.join(folder, 'ignored.txt'), join('sk_', 'live_', letters(24)));
  writeFileSync(path.join(folder, 'stripe.txt'), join('sk_', 'live_', letters(24)));
  writeFileSync(path.join(folder, 'github.txt'), join('gh', 'p_', letters(36)));
  const found = (await scanForSecrets(folder)).join('\n');
  expect(found).toContain('stripe.txt:1 a live Stripe key');
  expect(found).toMatch(/github\.txt:1.*GitHub/);
  expect(found).not.toContain('ignored.txt');
}, 30_000);

test('the preset is asked about files by their literal names', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
  writeFileSync(path.join(folder, 'a[1]*.txt'), join('gh', 'p_', letters(36)));
  expect(await presetFindings(folder, ['a[1]*.txt'])).not.toEqual([]);
}, 30_000);
