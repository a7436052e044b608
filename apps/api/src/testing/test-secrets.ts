import { createHash } from 'node:crypto';

/** Secrets that only tests use: strong enough to pass, the same on every run. */
export const secretFor = (name: string): string => `${name}-secret-that-only-tests-use-0123456789`;
/** 32 bytes in base64, as an encryption key is given. */
export const keyFor = (name: string): string => createHash('sha256').update(secretFor(name)).digest('base64');
