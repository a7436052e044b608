import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepSeconds = 30;

const bytesOf = (secret: string): Buffer => {
  const bits = secret
    .toUpperCase()
    .replaceAll(/[^A-Z2-7]/g, '')
    .split('')
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** What an authenticator app shows, so many steps of 30 s away from now (RFC 6238). */
export const codeOf = (secret: string, steps = 0): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / stepSeconds) + steps));
  const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
};

/** The start of the next step, so that no code runs out while it is tried. */
export const nextStep = (): Promise<void> =>
  new Promise((resolve) =>
    setTimeout(resolve, stepSeconds * 1000 - (Date.now() % (stepSeconds * 1000)) + 50),
  );
