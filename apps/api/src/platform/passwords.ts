import { hash, verify } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { AppError } from './errors.ts';

// argon2id (the library's default algorithm) at OWASP's floor; a hash costs about 10 ms of CPU and 19 MiB.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const atOnce = 2;
const queueLength = 20;

let running = 0;
const waiting: (() => void)[] = [];

const acquire = async (): Promise<void> => {
  if (running < atOnce) {
    running += 1;
    return;
  }
  if (waiting.length >= queueLength) {
    throw new AppError('unavailable', 'Too many sign-ins at once. Try again in a moment.', {
      details: { retryAfterSeconds: 2 },
    });
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
};

const release = (): void => {
  const next = waiting.shift();
  if (next === undefined) running -= 1;
  else next();
};

/** At most two hashes at a time per process: a flood of sign-ins cannot starve the other routes. */
const throttled = async <T>(work: () => Promise<T>): Promise<T> => {
  await acquire();
  try {
    return await work();
  } finally {
    release();
  }
};

export const hashPassword = (password: string): Promise<string> => throttled(() => hash(password, options));

// Verified when the account is unknown, so that both answers take the same time.
const nobody = hash('nobody has this password', options);

const isBcrypt = (stored: string): boolean => /^\$2[aby]\$/.test(stored);
// bcrypt reads no more than this: whatever follows would be accepted unread.
const bcryptBytes = 72;

const matches = async (stored: string, password: string): Promise<boolean> => {
  if (!isBcrypt(stored)) return verify(stored, password);
  const fits = await verifyBcrypt(password, stored);
  return fits && Buffer.byteLength(password) <= bcryptBytes;
};

/** Whether the password fits; takes as long for an account that does not exist. */
export const passwordFits = async (stored: string | undefined, password: string): Promise<boolean> => {
  const against = stored ?? (await nobody);
  const fits = await throttled(() => matches(against, password));
  return fits && stored !== undefined;
};

const { memoryCost, timeCost, parallelism } = options;
const current = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`;

/** Whether a hash was made in an older way than passwords are hashed today. */
export const isOutdatedHash = (stored: string): boolean => !stored.startsWith(current);
