import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A vendor that says nothing for this long is treated as out of reach. */
const SILENCE_LIMIT_MS = 5000;

/** Aborts when nothing has been heard for the limit; `heard` starts the count again. */
const createSilenceAlarm = (limitMs = SILENCE_LIMIT_MS) => {
  const controller = new AbortController();
  const expire = () => controller.abort(new Error(`no answer for ${limitMs / 1000} s`));
  let timer = setTimeout(expire, limitMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(expire, limitMs);
  };
  return { signal: controller.signal, heard, dismiss: () => clearTimeout(timer) };
};

/** @param {unknown} error */
const asReason = (error) => {
  if (!(error instanceof Error)) return new Error(String(error));
  return error.cause instanceof Error && error.cause.message ? error.cause : error;
};

/**
 * @param {string} url
 * @param {(response: Response, alarm: ReturnType<typeof createSilenceAlarm>) => Promise<void>} consume
 * @param {number} [silenceLimitMs]
 */
const request = async (url, consume, silenceLimitMs) => {
  const alarm = createSilenceAlarm(silenceLimitMs);
  try {
    const response = await fetch(url, { signal: alarm.signal });
    alarm.heard();
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    await consume(response, alarm);
  } catch (error) {
    throw asReason(error);
  } finally {
    alarm.dismiss();
  }
};

/**
 * Saves a URL as a file; gives up after 5 s without a byte.
 * @param {string} url
 * @param {string} file
 * @param {number} [silenceLimitMs]
 */
export const download = (url, file, silenceLimitMs) =>
  request(
    url,
    async ({ body }, { heard }) => {
      if (!body) return;
      const listen = new Transform({
        transform: (chunk, _encoding, done) => {
          heard();
          done(null, chunk);
        },
      });
      await pipeline(
        Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (body)),
        listen,
        createWriteStream(file),
      );
    },
    silenceLimitMs,
  );

/**
 * Reads a URL as text; gives up after 5 s of silence.
 * @param {string} url
 * @param {number} [silenceLimitMs]
 */
export const readText = async (url, silenceLimitMs) => {
  let text = '';
  await request(
    url,
    async (response) => {
      text = await response.text();
    },
    silenceLimitMs,
  );
  return text;
};

/**
 * Throws unless the address answers within 5 s, whatever it says.
 * @param {string} url
 */
export const assertReachable = async (url) => {
  const alarm = createSilenceAlarm();
  try {
    await fetch(url, { method: 'HEAD', signal: alarm.signal });
  } catch (error) {
    throw asReason(error);
  } finally {
    alarm.dismiss();
  }
};
