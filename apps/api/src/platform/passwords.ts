import { hash, verify } from '@node-rs/argon2';
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

/** Whether the password fits; takes as long for an account that does not exist. */
export const passwordFits = async (stored: string | undefined, password: string): Promise<boolean> => {
  const against = stored ?? (await nobody);
  const fits = await throttled(() => verify(against, password));
  return fits && stored !== undefined;
};
