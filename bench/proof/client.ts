import { Agent, type IncomingMessage, request } from 'node:http';

export type Answer = { readonly httpStatus: number; readonly isReplay: boolean; readonly body: unknown };
export type Call = { method: string; path: string; body?: unknown; key?: string };
export type Client = {
  /** Throws when no answer comes: what was asked for may have happened. */
  readonly send: (url: string, call: Call) => Promise<Answer>;
};

const limitMs = 12_000;

const textOf = async (response: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

type Exchange = { agent: Agent; url: string; call: Call; headers: Record<string, string> };

const exchange = async ({ agent, url, call, headers }: Exchange) => {
  const payload = call.body === undefined ? undefined : JSON.stringify(call.body);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(`${url}/api/v1${call.path}`, {
      agent,
      method: call.method,
      signal: AbortSignal.timeout(limitMs),
      headers: {
        ...headers,
        ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
        ...(payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
      },
    });
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    outgoing.end(payload);
  });
  return { response, body: JSON.parse(await textOf(response)) as unknown };
};

type TokenAnswer = { data: { csrfToken: string } };

/** A browser of a signed-in member of staff: connections kept alive, cookies and CSRF token sent. */
export const createClient = async (url: string, session: string): Promise<Client> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  const asked = { method: 'GET', path: '/csrf-token' };
  const first = await exchange({ agent, url, call: asked, headers: { cookie: session } });
  const [csrfCookie = ''] = (first.response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
  const headers = {
    cookie: `${session}; ${csrfCookie}`,
    'x-csrf-token': (first.body as TokenAnswer).data.csrfToken,
  };
  return {
    send: async (to, call) => {
      const { response, body } = await exchange({ agent, url: to, call, headers });
      const isReplay = response.headers['idempotency-replayed'] === 'true';
      return { httpStatus: response.statusCode ?? 0, isReplay, body };
    },
  };
};
