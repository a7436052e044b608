import type { Json } from './client.ts';

/** A client over real sockets, kept alive: works against a server in this process or any other. */
export type WireReply = {
  status: number;
  data: Json;
  code: string | undefined;
  details: Json;
  headers: Headers;
};
export type Wire = {
  call: (method: string, path: string, options?: { body?: unknown; key?: string }) => Promise<WireReply>;
};

/** Signs in at an address and answers a caller that keeps cookies and the CSRF token. */
export const aWire = async (
  baseUrl: string,
  { email, password }: Record<'email' | 'password', string>,
): Promise<Wire> => {
  const jar = new Map<string, string>();
  let csrf = '';

  const call: Wire['call'] = async (method, path, { body, key } = {}) => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-csrf-token': csrf,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const cut = pair.indexOf('=');
      jar.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    const parsed = (await response.json()) as Json;
    return {
      status: response.status,
      data: parsed.data ?? parsed,
      code: parsed.code,
      details: parsed.details,
      headers: response.headers,
    };
  };
  const renew = async (): Promise<void> => {
    csrf = (await call('GET', '/csrf-token')).data.csrfToken;
  };

  await renew();
  const reply = await call('POST', '/auth/login', { body: { email, password } });
  if (reply.status !== 200) throw new Error(`sign-in answered ${reply.status}`);
  await renew();
  return { call };
};
