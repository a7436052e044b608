import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type KeyProblem, parseEncryptionKeys } from './crypto/encryption-keys.rules.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const secret = z.string().min(32, 'must have at least 32 characters');
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );

const keyProblems = {
  empty: 'must name at least one key',
  shape: 'must be a list of keyId:base64',
  length: 'must have 32 bytes in every key',
  weak: 'holds a key that is not random',
  'duplicate-id': 'names one key id twice',
  'duplicate-key': 'holds one key under two ids',
} as const satisfies Record<KeyProblem, string>;
const encryptionKeys = z.string().transform((text, context) => {
  const parsed = parseEncryptionKeys(text);
  if (typeof parsed !== 'string') return parsed;
  context.issues.push({ code: 'custom', message: keyProblems[parsed], input: undefined });
  return z.NEVER;
});

const Environment = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
    MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must be a mongodb:// address'),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//, 'must be a redis:// address')
      .optional(),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    PUBLIC_URL: z.url().default('http://localhost:3000'),
    TOPSMILE_HOST: z.string().default('127.0.0.1'),
    TOPSMILE_ROLES: z.enum(['all', 'api', 'worker']).default('all'),
    TOPSMILE_STAFF_ACCESS_SECRET: secret,
    TOPSMILE_PATIENT_ACCESS_SECRET: secret,
    TOPSMILE_REFRESH_SECRET: secret,
    TOPSMILE_CSRF_SECRET: secret,
    /** Keys the blind index of national ids; changing it means re-indexing them. */
    TOPSMILE_INDEX_SECRET: secret,
    TOPSMILE_CORS_ORIGINS: list,
    /** Proxies whose X-Forwarded-For counts; 0 trusts nobody. */
    TOPSMILE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    TOPSMILE_WEB_DIST: z.string().optional(),
    TOPSMILE_DEMO: flag.default(false),
    TOPSMILE_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    TOPSMILE_MINIMUM_TZDB: z
      .string()
      .regex(/^\d{4}[a-z]$/)
      .optional(),
    TOPSMILE_UPLOAD_DIR: z.string().default('.topsmile/uploads'),
    /** Mail leaves through this server; without it messages are only written down. */
    TOPSMILE_SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/[^/]/, 'must be an smtp:// or smtps:// address')
      .optional(),
    TOPSMILE_MAIL_FROM: z.email('must be a bare e-mail address').optional(),
    /** For development: every letter becomes a file here, with its links and codes. */
    TOPSMILE_MAIL_FOLDER: z.string().min(1).optional(),
    TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT: z.coerce.number().int().min(1).default(5),
    TOPSMILE_LOGIN_FAILURES_PER_ADDRESS: z.coerce.number().int().min(1).default(30),
    /** Failed sign-ins in a row after which only a known browser or a new password leads in. */
    TOPSMILE_LOGIN_FAILURES_IN_A_ROW: z.coerce.number().int().min(1).max(100).default(100),
    /** A password must be replaced when it is older; 0 (advised) leaves it alone. */
    TOPSMILE_PASSWORD_DAYS: z.coerce.number().int().min(0).max(3650).default(0),
    TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE: z.coerce.number().int().min(1).default(1200),
    TOPSMILE_READS_PER_USER_PER_MINUTE: z.coerce.number().int().min(1).default(600),
    TOPSMILE_WRITES_PER_USER_PER_MINUTE: z.coerce.number().int().min(1).default(120),
    TOPSMILE_REQUESTS_PER_CLINIC_PER_MINUTE: z.coerce.number().int().min(1).default(12_000),
    /** Wrap the data keys of clinics: `keyId:base64 of 32 bytes`, comma between; the first is current. */
    TOPSMILE_ENCRYPTION_KEYS: encryptionKeys,
    /** A clinic's data key is replaced when it is older. */
    TOPSMILE_DATA_KEY_DAYS: z.coerce.number().int().min(1).max(3650).default(365),
  })
  .refine(
    (env) =>
      new Set([
        env.TOPSMILE_STAFF_ACCESS_SECRET,
        env.TOPSMILE_PATIENT_ACCESS_SECRET,
        env.TOPSMILE_REFRESH_SECRET,
        env.TOPSMILE_CSRF_SECRET,
        env.TOPSMILE_INDEX_SECRET,
      ]).size === 5,
    { error: 'every secret must be different', path: ['TOPSMILE_STAFF_ACCESS_SECRET'] },
  )
  .refine((env) => env.NODE_ENV !== 'production' || !/^(.)\1*$/.test(env.TOPSMILE_STAFF_ACCESS_SECRET), {
    error: 'is not a secret',
    path: ['TOPSMILE_STAFF_ACCESS_SECRET'],
  })
  .refine((env) => env.TOPSMILE_SMTP_URL === undefined || env.TOPSMILE_MAIL_FROM !== undefined, {
    error: 'is needed to send mail',
    path: ['TOPSMILE_MAIL_FROM'],
  })
  .refine(
    (env) => !(env.NODE_ENV === 'production' && env.TOPSMILE_DEMO && env.TOPSMILE_SMTP_URL !== undefined),
    {
      error: 'demo data must not write to real people',
      path: ['TOPSMILE_SMTP_URL'],
    },
  )
  .refine(
    (env) => env.NODE_ENV !== 'production' || env.TOPSMILE_DEMO || env.TOPSMILE_MAIL_FOLDER === undefined,
    { error: 'is for development: it keeps links and codes readable', path: ['TOPSMILE_MAIL_FOLDER'] },
  );

export type Config = Readonly<z.output<typeof Environment>> & { readonly isHttps: boolean };

const known = new Set(Object.keys(Environment.shape));

/** `NAME_FILE` names a file that holds the value of `NAME`, as container secrets do. */
const withFiles = (source: NodeJS.ProcessEnv): Record<string, string | undefined> => {
  const result: Record<string, string | undefined> = { ...source };
  for (const [name, path] of Object.entries(source)) {
    const target = name.replace(/_FILE$/, '');
    if (target === name || !known.has(target) || path === undefined) continue;
    result[target] = readFileSync(path, 'utf8').trim();
    delete result[name];
  }
  return result;
};

const strangers = (source: Record<string, string | undefined>): string[] =>
  Object.keys(source).filter(
    (name) => name.startsWith('TOPSMILE_') && !known.has(name) && !toolNames.has(name),
  );

// Read by the scripts that start services, never by the product.
const toolNames = new Set([
  'TOPSMILE_MONGOD',
  'TOPSMILE_REDIS_SERVER',
  'TOPSMILE_CHROMIUM',
  'TOPSMILE_CONTRACTS',
]);

/** Parses the environment once; the message names what is wrong and never shows a value. */
export const loadConfig = (source: NodeJS.ProcessEnv): Config => {
  const environment = withFiles(source);
  const unknown = strangers(environment);
  if (unknown.length > 0) throw new Error(`Invalid configuration:\n✖ Unknown: ${unknown.join(', ')}`);
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `✖ ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Invalid configuration:\n${lines.join('\n')}`);
  }
  return Object.freeze({ ...parsed.data, isHttps: parsed.data.PUBLIC_URL.startsWith('https:') });
};

export const configFromProcess = (): Config => loadConfig(process.env);
