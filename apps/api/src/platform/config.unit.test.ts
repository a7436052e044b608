import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from './config.ts';

const secret = (name: string) => `${name}-0123456789-0123456789-0123456789`;
const strongKey = createHash('sha256').update('a key of tests').digest('base64');
const good = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017/topsmile',
  TOPSMILE_STAFF_ACCESS_SECRET: secret('staff'),
  TOPSMILE_PATIENT_ACCESS_SECRET: secret('patient'),
  TOPSMILE_REFRESH_SECRET: secret('refresh'),
  TOPSMILE_CSRF_SECRET: secret('csrf'),
  TOPSMILE_INDEX_SECRET: secret('index'),
  TOPSMILE_ENCRYPTION_KEYS: `k1:${strongKey}`,
};

describe('configuration', () => {
  test('a good environment is parsed, typed and frozen', () => {
    const config = loadConfig({ ...good, PORT: '8080', TOPSMILE_DEMO: 'true' });
    expect(config).toMatchObject({ PORT: 8080, TOPSMILE_DEMO: true, isHttps: false });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test.each([
    ['a missing database address', { MONGODB_URI: undefined }, 'MONGODB_URI'],
    ['a short secret', { TOPSMILE_CSRF_SECRET: 'short-and-secret' }, 'TOPSMILE_CSRF_SECRET'],
    ['two equal secrets', { TOPSMILE_CSRF_SECRET: good.TOPSMILE_REFRESH_SECRET }, 'different'],
    ['a misspelt name', { TOPSMILE_DEMOO: 'true' }, 'TOPSMILE_DEMOO'],
    [
      'a weak encryption key',
      { TOPSMILE_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, '0123456789').toString('base64')}` },
      'TOPSMILE_ENCRYPTION_KEYS: holds a key that is not random',
    ],
    ['no encryption key', { TOPSMILE_ENCRYPTION_KEYS: undefined }, 'TOPSMILE_ENCRYPTION_KEYS'],
    [
      'a mail server without a sender',
      { TOPSMILE_SMTP_URL: 'smtps://u:0123456789@mail.example' },
      'TOPSMILE_MAIL_FROM',
    ],
    ['a mail server that is no address', { TOPSMILE_SMTP_URL: 'mail.example' }, 'TOPSMILE_SMTP_URL'],
    [
      'demo data with a mail server',
      {
        TOPSMILE_DEMO: 'true',
        TOPSMILE_SMTP_URL: 'smtps://mail.example',
        TOPSMILE_MAIL_FROM: 'avisos@clinica.example',
      },
      'TOPSMILE_SMTP_URL',
    ],
    ['letters kept as files', { TOPSMILE_MAIL_FOLDER: '/tmp/mail' }, 'TOPSMILE_MAIL_FOLDER'],
    ['a word that is no flag', { TOPSMILE_DEMO: 'yes' }, 'TOPSMILE_DEMO'],
  ])('%s stops the boot with its name and never a value', (_what, change, name) => {
    const attempt = () => loadConfig({ ...good, ...change });
    expect(attempt).toThrow(name);
    expect(attempt).not.toThrow(/short-and-secret|0123456789|MDEyMzQ1/);
  });

  test('a secret can be read from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'topsmile-')), 'secret');
    writeFileSync(file, `${secret('from-file')}\n`);
    const { TOPSMILE_CSRF_SECRET: _left, ...rest } = good;
    expect(loadConfig({ ...rest, TOPSMILE_CSRF_SECRET_FILE: file }).TOPSMILE_CSRF_SECRET).toBe(
      secret('from-file'),
    );
    writeFileSync(file, `k7:${strongKey}\n`);
    const { TOPSMILE_ENCRYPTION_KEYS: _keys, ...others } = good;
    expect(
      loadConfig({ ...others, TOPSMILE_ENCRYPTION_KEYS_FILE: file }).TOPSMILE_ENCRYPTION_KEYS[0]?.id,
    ).toBe('k7');
  });
});
