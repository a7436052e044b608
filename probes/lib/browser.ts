import { type Answer, exchange, header, jsonOf } from './wire.ts';

/** A browser as the API sees it: cookies kept, CSRF token sent; every part of a request can be overridden. */

export type Ask = {
  method: string;
  /** After `/api/v1`; an address that begins with `!` is sent whole. */
  path: string;
  /** A value is sent as JSON; text and bytes are sent as they are. */
  json?: unknown;
  body?: string | Buffer;
  headers?: Readonly<Record<string, string | undefined>>;
  limitMs?: number;
};

export type Target = { readonly port: number; readonly origin: string };

const cookiesIn = (answer: Answer): [string, string][] =>
  (answer.headers.get('set-cookie') ?? []).map((line) => {
    const [pair = ''] = line.split(';');
    const cut = pair.indexOf('=');
    return [pair.slice(0, cut), pair.slice(cut + 1)];
  });

const bodyOf = ({ json, body }: Ask): Buffer | undefined => {
  if (body !== undefined) return Buffer.isBuffer(body) ? body : Buffer.from(body);
  return json === undefined ? undefined : Buffer.from(JSON.stringify(json));
};

/** The bytes of a request; a header given as undefined is left out. */
export const bytesOf = (ask: Ask, headers: Readonly<Record<string, string | undefined>>): Buffer => {
  const body = bodyOf(ask);
  const all: Record<string, string | undefined> = {
    connection: 'close',
    ...(ask.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(body === undefined ? {} : { 'content-length': String(body.length) }),
    ...headers,
    ...ask.headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  const address = ask.path.startsWith('!') ? ask.path.slice(1) : `/api/v1${ask.path}`;
  const head = `${ask.method} ${address} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)]);
};

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export const aBrowser = (target: Target, name: string) => {
  const jar = new Map<string, string>();
  let csrf: string | undefined;

  const cookie = (): string | undefined =>
    jar.size === 0 ? undefined : [...jar].map(([key, value]) => `${key}=${value}`).join('; ');

  const transmit = async (ask: Ask): Promise<Answer> => {
    const answer = await exchange({
      port: target.port,
      bytes: bytesOf(ask, {
        host: new URL(target.origin).host,
        cookie: cookie(),
        ...(unsafe.has(ask.method) ? { 'x-csrf-token': csrf } : {}),
      }),
      isHead: ask.method === 'HEAD',
      ...(ask.limitMs === undefined ? {} : { limitMs: ask.limitMs }),
    });
    for (const [key, value] of cookiesIn(answer)) {
      if (value === '') jar.delete(key);
      else jar.set(key, value);
    }
    if (ask.path === '/csrf-token' && answer.status === 200) csrf = jsonOf(answer)?.csrfToken;
    return answer;
  };

  const renew = async (): Promise<string> => {
    await transmit({ method: 'GET', path: '/csrf-token' });
    return csrf ?? '';
  };

  return {
    name,
    port: target.port,
    jar,
    cookie,
    renew,
    csrf: (): string | undefined => csrf,
    send: async (ask: Ask): Promise<Answer> => {
      if (unsafe.has(ask.method) && csrf === undefined) await renew();
      return transmit(ask);
    },
    /** Signs in; the token is bound to the session, so a new one is fetched. */
    signIn: async (path: string, credentials: object): Promise<Answer> => {
      await renew();
      const answer = await transmit({ method: 'POST', path, json: credentials });
      await renew();
      return answer;
    },
  };
};
export type Browser = ReturnType<typeof aBrowser>;

/** Creates over HTTP and answers the id, or says what went wrong. */
export const made = async (browser: Browser, path: string, json: unknown): Promise<string> => {
  const answer = await browser.send({ method: 'POST', path, json });
  if (answer.status !== 201)
    throw new Error(`${path} answered ${answer.status} ${answer.text.slice(0, 400)}`);
  return jsonOf(answer).data.id;
};

export const requestIdOf = (answer: Answer): string | undefined => header(answer, 'x-request-id');
